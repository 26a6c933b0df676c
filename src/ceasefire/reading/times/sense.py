"""What the words of a time expression say, before anything is worked out from a date of publication."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as said; `zone` is an IANA name, a fixed offset, "local", or None where not said.

    `word` says that it was named (noon, midnight), not counted; `spoken` that its half of the day
    is open ("half past six").
    """

    hour: int
    minute: int = 0
    second: int = 0
    zone: str | None = None
    whole_hour: bool = False
    word: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """The meaning of one expression, still relative.

    `kind`: calendar (year, month, day and weekday as given), shift (`count` units from `base`), feast,
    clock (a time of day alone), duration, set, ref (`text`: PRESENT_REF, PAST_REF, FUTURE_REF).
    `base` is published, reference (the time told of last) or event (words that follow).
    `mod` is START, MID or END of the unit; `part` a part of the day; `days` a run of days from the first.
    """

    kind: str
    unit: str = "day"
    count: float | None = None
    base: str = "published"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    index: int | None = None
    direction: str = ""
    clock: Clock | None = None
    part: str = ""
    mod: str = ""
    text: str = ""
    days: int = 1
    inner: "Sense | None" = None

    def but(self, **changes: Any) -> "Sense":
        """Return a copy with some fields changed."""
        return replace(self, **changes)


class Node(NamedTuple):
    """One token or one recognised run of tokens: its class, its value, `[start, end)` in characters.

    A named tuple, since a text makes one for each of its words and a frozen dataclass costs three times that.
    """

    kind: str
    value: Any
    start: int
    end: int
    words: str = ""
    rule: str = ""
