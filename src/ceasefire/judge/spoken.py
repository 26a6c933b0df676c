"""Whose word on a state of things holds when: the part that coverage and truces share.

Enters: dated words of asserters on one subject. Leaves: spans: each asserter's word runs until the end
it gives, or until the same asserter's next word. Asserters are never mixed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from ceasefire.judge.seen import FOREVER
from ceasefire.model import AsOf, CoverageClaim, TruceWord, Voice, When

W = TypeVar("W", bound=CoverageClaim | TruceWord)


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
        own: list[Span[W]] = []
        for w in sorted(said, key=lambda w: (begins(w).earliest, w.reported_at, w.id)):
            _next_word(own, who, w, begins(w).earliest, says)
        found += own
    return found


def _next_word(own: list[Span[W]], who: str, w: W, start: datetime, says: Callable[[W], object]) -> None:
    """Let one asserter's next word run on with its last one, or end it."""
    if own and (own[-1].end is None or start < own[-1].end):
        if w.until is None and says(own[-1].word) == says(w):
            own[-1] = replace(own[-1], repeats=(*own[-1].repeats, w))
            return
        own[-1] = replace(own[-1], end=start, said_end=False)
    end = w.until.latest if w.until is not None else None
    own.append(Span(w, who, start, end, said_end=w.until is not None))
