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

    def party(self, speaker: str | None) -> str | None:
        """Follow `speaks_for` to the actor whose word this is; a loop ends where it began."""
        passed = set()
        while speaker is not None and speaker in self.speaks_for and speaker not in passed:
            passed.add(speaker)
            speaker = self.speaks_for[speaker]
        return speaker


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


def voice_keys(reports: Iterable[Report | Act]) -> dict[Voice, str]:
    """Name the voice behind each word: the speaker; for an outlet's own words, who printed them first.

    A relay adds no voice, nor does a copy: outlets that print one origin speak with the voice of the
    outlet that had it first, and that outlet's other words are the same voice's.
    """
    first: dict[str, tuple[datetime, str]] = {}
    for r in reports:
        if r.voice.speaker is None:
            told = (r.reported_at, r.voice.outlet)
            first[r.voice.origin] = min(told, first.get(r.voice.origin, told))
    keys = {}
    for r in reports:
        v = r.voice
        if v not in keys:
            keys[v] = f"speaker {v.speaker}" if v.speaker is not None else _outlet(v, first)
    return keys


def _outlet(voice: Voice, first: dict[str, tuple[datetime, str]]) -> str:
    outlet = first[voice.origin][1]
    return f"outlet {outlet}" if outlet else f"origin {voice.origin}"


def last_words(reports: Iterable[Report], keys: Mapping[Voice, str]) -> list[Report]:
    """Keep each voice's last word by time of report. Said at one instant, both words stay."""
    last: dict[str, list[Report]] = {}
    for r in reports:
        key = keys[r.voice]
        held = last.get(key)
        if held is None or r.reported_at > held[0].reported_at:
            last[key] = [r]
        elif r.reported_at == held[0].reported_at:
            held.append(r)
    return [r for held in last.values() for r in held]
