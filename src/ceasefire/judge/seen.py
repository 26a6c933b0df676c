"""What can be seen as of three times, and whose voice it is.

Enters: testimony, `AsOf`, the undertakings that matter. Leaves: a `Docket`: reports and acts by
undertaking, without what is superseded, not yet known, not yet published, or about later times.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ceasefire.model import Act, AsOf, Report, Testimony, Undertaking, Voice

FOREVER = datetime.max.replace(tzinfo=UTC)  # "no bound": the end of time


@dataclass(frozen=True, slots=True)
class Docket:
    """Everything visible for one question. `at` is the time in the world, `published` its bound.

    `speaks_for` maps an actor to the one whose word its word is (a minister to the government).
    """

    at: datetime
    published: datetime
    reports: dict[str, list[Report]]
    acts: dict[str, list[Act]]
    others: Mapping[str, Undertaking]
    speaks_for: Mapping[str, str] = field(default_factory=dict)

    def line(self, speaker: str | None) -> tuple[str, ...]:
        """Return the speaker and those for whom it speaks in turn; a loop ends where it began."""
        line: list[str] = []
        while speaker is not None and speaker not in line:
            line.append(speaker)
            speaker = self.speaks_for.get(speaker)
        return tuple(line)

    def party(self, speaker: str | None) -> str | None:
        """Return the actor whose word this is in the end, None for an outlet's own."""
        line = self.line(speaker)
        return line[-1] if line else None


def open_docket(
    testimony: Iterable[Testimony],
    as_of: AsOf,
    *,
    others: Mapping[str, Undertaking],
    speaks_for: Mapping[str, str],
) -> Docket:
    """Sort what is visible as of `as_of` by undertaking."""
    at = as_of.valid_at or FOREVER
    published, known = as_of.published_by or FOREVER, as_of.known_at or FOREVER
    heard = [t for t in testimony if t.reported_at <= published and t.recorded_at <= known]
    gone = {t.supersedes for t in heard if t.supersedes is not None and t.supersedes != t.id}
    reports: dict[str, list[Report]] = {}
    acts: dict[str, list[Act]] = {}
    for t in _once([t for t in heard if t.id not in gone and t.occurred.earliest <= at]):
        if isinstance(t, Report):
            reports.setdefault(t.undertaking, []).append(t)
        else:
            acts.setdefault(t.undertaking, []).append(t)
    return Docket(at, published, reports, acts, others, speaks_for)


def _once(heard: list[Testimony]) -> list[Testimony]:
    """Drop testimony given twice. Two contents under one id should not be; then both are kept."""
    held: dict[str, list[Testimony]] = {}
    for t in heard:
        same = held.setdefault(t.id, [])
        if t not in same:
            same.append(t)
    return [t for same in held.values() for t in same]


@dataclass(frozen=True, slots=True)
class Voices:
    """Who is behind each word, and when each word was first told.

    A relay adds no voice, nor does a copy: outlets that print one origin speak with the voice of the
    outlet that had it first, and that outlet's other words are the same voice's. A copy printed later
    is no later word: it was told when the first copy was.
    """

    keys: dict[int, str]  # by id() of a report: hashing voices a million times costs seconds
    first_told: dict[int, datetime]

    def key(self, report: Report) -> str:
        """Name the voice."""
        return self.keys[id(report)]

    def told(self, report: Report) -> datetime:
        """Say when these words were first told."""
        return self.first_told.get(id(report), report.reported_at)


def voices_of(reports: list[Report]) -> Voices:
    """Find the voices behind reports on one undertaking."""
    first: dict[str, tuple[datetime, str]] = {}
    for r in reports:
        if r.voice.speaker is None:
            told = (r.reported_at, r.voice.outlet)
            first[r.voice.origin] = min(told, first.get(r.voice.origin, told))
    keys = {id(r): _key(r.voice, first) for r in reports}
    return Voices(keys, _first_told(reports, keys))


def _key(voice: Voice, first: Mapping[str, tuple[datetime, str]]) -> str:
    if voice.speaker is not None:
        return f"speaker {voice.speaker}"
    outlet = first[voice.origin][1]
    return f"outlet {outlet}" if outlet else f"origin {voice.origin}"


def _first_told(reports: list[Report], keys: Mapping[int, str]) -> dict[int, datetime]:
    """Find the first telling of words that one origin's copies repeat; others are not listed."""
    copies: dict[tuple[object, ...], list[Report]] = {}
    for r in reports:
        said = (keys[id(r)], r.voice.origin, r.complied, r.partial, r.quantity, r.occasion, r.occurred.value)
        copies.setdefault(said, []).append(r)
    repeated = [same for same in copies.values() if len(same) > 1]
    return {id(r): first for same in repeated for first in [min(c.reported_at for c in same)] for r in same}


def last_words(reports: Iterable[Report], voices: Voices) -> list[Report]:
    """Keep each voice's last word by time of telling. Said at one instant, both words stay."""
    last: dict[str, tuple[datetime, list[Report]]] = {}
    keys, first_told = voices.keys, voices.first_told
    for r in reports:
        key, told = keys[id(r)], first_told.get(id(r), r.reported_at)
        held = last.get(key)
        if held is None or told > held[0]:
            last[key] = (told, [r])
        elif told == held[0]:
            held[1].append(r)
    return [r for _, held in last.values() for r in held]
