"""Bearings in; what the judge hears of each undertaking out, and what is counted over all of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ceasefire.judge.sitting import StatusRow
from ceasefire.model import (
    Act,
    Action,
    ActKind,
    Bearing,
    Force,
    Mode,
    Process,
    Report,
    Testimony,
    Undertaking,
    Voice,
)
from ceasefire.views.rows import BearingRow

# Who speaks where the record itself (a process file with its reference) says that a party agreed.
RECORD = "record"


class Hearing(Protocol):
    """What is heard of every undertaking of a process, whichever of the words a folio holds.

    Its undertakings are the clauses', then those founded by statements alone.
    """

    @property
    def undertakings(self) -> Mapping[str, Undertaking]:
        """Every undertaking by its id."""

    @property
    def pages(self) -> int:
        """How many pages bear on the process."""

    @property
    def voices(self) -> int:
        """How many voices are heard on it; one speaker is one however many outlets carry the word."""

    def testimony(self, undertaking: str) -> Sequence[Testimony]:
        """Return what the judge hears of one undertaking, but for what the record itself holds."""

    def beside(self, undertaking: str) -> int:
        """Count the words that stand beside the question."""

    def forces(self) -> Mapping[str, Mapping[Force, int]]:
        """Count the statements of each speaker, force by force."""

    def standings(self) -> Mapping[str, StatusRow] | None:
        """Return where all undertakings stand in short; None where each is judged when it is asked for."""


class Spoken:
    """The hearing of a folio that holds every word: all is counted from its bearings."""

    def __init__(self, process: Process, bearings: tuple[BearingRow, ...]) -> None:
        self._rows, self._bearings = by_undertaking(bearings), bearings
        listed = {u.id: u for u in process.undertakings}
        said = {key: founded(key, rows[0].id) for key, rows in self._rows.items() if key not in listed}
        self.undertakings: Mapping[str, Undertaking] = {**listed, **said}
        self.pages = len({r.said.document.id for r in bearings})
        self.voices = len({voice_key(r.voice) for r in bearings})

    def testimony(self, undertaking: str) -> Sequence[Testimony]:
        """Return what the judge hears of one undertaking."""
        heard = (testimony_of(row, self.undertakings) for row in self._rows.get(undertaking, ()))
        return [t for t in heard if t is not None]

    def beside(self, undertaking: str) -> int:
        """Count the words that stand beside the question."""
        return sum(not row.bearing.counts for row in self._rows.get(undertaking, ()))

    def forces(self) -> Mapping[str, Mapping[Force, int]]:
        """Count the statements of each speaker, force by force; what bears on two was said once."""
        found: dict[str, Counter[Force]] = {}
        for row in {r.said.id: r for r in self._bearings}.values():
            if row.voice.speaker:
                found.setdefault(row.voice.speaker, Counter())[row.said.statement.force] += 1
        return found

    def standings(self) -> None:
        """Have each judged when it is asked for."""


def on_record(undertaking: Undertaking) -> tuple[Act, ...]:
    """Return the agreements that the record itself holds (a process file with its reference)."""
    return tuple(
        Act(
            id=f"{RECORD}:{undertaking.id}:{actor}",
            undertaking=undertaking.id,
            voice=Voice(speaker=actor, origin=RECORD, outlet=RECORD),
            kind=ActKind.AGREE,
            occurred=when,
            reported_at=when.latest,
            recorded_at=when.latest,
        )
        for actor, when in undertaking.agreed
    )


def by_undertaking(bearings: Iterable[BearingRow]) -> dict[str, tuple[BearingRow, ...]]:
    """Group bearings by the undertaking that they bear on, in their order."""
    found: dict[str, list[BearingRow]] = {}
    for row in bearings:
        if row.bearing.undertaking:
            found.setdefault(row.bearing.undertaking, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def voice_key(voice: Voice) -> tuple[str, str]:
    """Return what is one voice: a speaker, or an outlet in its own words by the origin that carries them."""
    return ("speaker", voice.speaker) if voice.speaker else ("origin", voice.origin)


def testimony_of(row: BearingRow, undertakings: Mapping[str, Undertaking]) -> Testimony | None:
    """Return what the judge hears of a bearing, None where it answers nothing."""
    b = row.bearing
    if b.undertaking is None or (b.act is not None and not b.counts):
        return None
    reported = row.said.reported_at or row.said.recorded_at
    if b.act is not None:
        return Act(
            id=row.id, undertaking=b.undertaking, voice=row.voice, kind=b.act, occurred=b.occurred,
            reported_at=reported, recorded_at=row.said.recorded_at, denied=b.denied, deadline=b.deadline,
        )  # fmt: skip
    if b.complied is None:
        return None
    return Report(
        id=row.id, undertaking=b.undertaking, voice=row.voice, complied=b.complied, occurred=b.occurred,
        reported_at=reported, recorded_at=row.said.recorded_at, quantity=b.quantity,
        occasion=_occasion(b, undertakings[b.undertaking]),
        partial=b.partial, direct=b.counts,
    )  # fmt: skip


def _occasion(bearing: Bearing, undertaking: Undertaking) -> str:
    """Name what was (not) done: the whole, or the day and place where something is to be kept up."""
    if undertaking.mode is Mode.ACHIEVE:
        return "whole"
    return " ".join((bearing.occurred.value[:10], *bearing.heard.places))


def founded(key: str, origin: str) -> Undertaking:
    """Return an undertaking founded by statements alone; it is named after its id, not after one report.

    `origin` is the id of the first bearing on it.
    """
    process, _, debtor, action = key.split("/")
    return Undertaking(
        id=key,
        process=process,
        debtor=debtor,
        action=Action(action),
        text=f"{action.replace('_', ' ')}, as said",
        origin=origin,
        powers=frozenset({(debtor, ActKind.AGREE)}),
    )
