"""What a caller knows besides the text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ceasefire.reading.times.context import Page, tense_at
from ceasefire.reading.times.whens import Places

Tense = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the caller knows besides the text."""

    published: date | None
    zone: str | None
    places: Places | None
    tense: Tense | None

    def tense_of(self, start: int, end: int, around: Page) -> str:
        """Return past, future or "" for the time at [start, end): the caller's word, else the surface's."""
        return self.tense(start) if self.tense else tense_at(around, start, end)
