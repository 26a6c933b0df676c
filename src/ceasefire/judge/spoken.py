"""Whose word on a state of things holds when: the part that coverage and truces share.

Enters: dated words of asserters on one subject. Leaves: spans: each asserter's word runs until the end
it gives, or until the same asserter's next word. Asserters are never mixed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from ceasefire.judge.seen import FOREVER
from ceasefire.model import AsOf, CoverageClaim, TruceWord, Voice, When

W = TypeVar("W", CoverageClaim, TruceWord)


@dataclass(frozen=True, slots=True)
class Span(Generic[W]):
    """One word of an asserter and the time it runs: [start, end), `end` None where nothing ends it yet.

    `repeats` are the same asserter's words that say the same in between. `said_end` tells that the
    words themselves gave the end.
    """

    word: W
    asserter: str
    start: datetime
    end: datetime | None
    repeats: tuple[W, ...] = ()
    said_end: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of every word of this span."""
        return tuple(sorted({self.word.id, *(w.id for w in self.repeats)}))

    def holds(self, at: datetime) -> bool:
        """Tell whether this is the asserter's word at an instant."""
        return self.start <= at and (self.end is None or at < self.end)


def asserter(voice: Voice) -> str:
    """Name who asserts: the speaker, or the outlet in its own words, or the origin of a copy."""
    return voice.speaker or voice.outlet or voice.origin


def visible(words: Iterable[W], as_of: AsOf, begins: Callable[[W], When]) -> list[W]:
    """Return the words seen as of three times, without those superseded, each once."""
    published, known = as_of.published_by or FOREVER, as_of.known_at or FOREVER
    heard = [w for w in words if w.reported_at <= published and w.recorded_at <= known]
    gone = {w.supersedes for w in heard if w.supersedes is not None and w.supersedes != w.id}
    at = as_of.valid_at or FOREVER
    seen = {w.id: w for w in sorted(heard, key=repr) if w.id not in gone and begins(w).earliest <= at}
    return list(seen.values())


def spans(words: Iterable[W], begins: Callable[[W], When], says: Callable[[W], object]) -> list[Span[W]]:
    """Turn the words on one subject into spans, asserter by asserter, in order of time."""
    by: dict[str, list[W]] = {}
    for w in words:
        by.setdefault(asserter(w.voice), []).append(w)
    found: list[Span[W]] = []
    for who, said in sorted(by.items()):
        ordered = sorted(said, key=lambda w: (begins(w).earliest, w.reported_at, w.id))
        found += _of_one(who, ordered, begins, says)
    return found


def _of_one(
    who: str, said: list[W], begins: Callable[[W], When], says: Callable[[W], object]
) -> list[Span[W]]:
    found: list[Span[W]] = []
    for w in said:
        start = begins(w).earliest
        last = found[-1] if found else None
        runs_on = last is not None and (last.end is None or start < last.end)
        if last is not None and runs_on and says(last.word) == says(w) and w.until is None:
            found[-1] = Span(last.word, who, last.start, last.end, (*last.repeats, w), last.said_end)
            continue
        if last is not None and runs_on:
            found[-1] = Span(last.word, who, last.start, start, last.repeats)
        end = w.until.latest if w.until is not None else None
        found.append(Span(w, who, start, end, said_end=w.until is not None))
    return found
