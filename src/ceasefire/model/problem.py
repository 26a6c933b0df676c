"""Bad data is a value that is shown; misuse raises."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one input: which one, what, and where in it ("line 12", "byte 0x1f").

    A `note` is worth showing and leaves the run whole; any other problem makes the exit code not 0.
    """

    source: str
    message: str
    where: str = ""
    note: bool = False

    def __str__(self) -> str:
        place = f"{self.source}, {self.where}" if self.where else self.source
        return f"{place}: {self.message}"


class CeasefireError(Exception):
    """The program was asked for something it cannot do; the message says what to do instead."""
