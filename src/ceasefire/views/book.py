"""Entries of the ledger in, one `Book` out: everything a view needs, typed, with copies folded.

Nothing here chooses between voices; it only says which are one voice (copies of one origin) and which
testimony bears on which undertaking.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from ceasefire.judge import status
from ceasefire.judge.incremental import hangs_on
from ceasefire.judge.sitting import StatusRow
from ceasefire.model import (
    Act,
    Action,
    ActKind,
    AsOf,
    Bearing,
    Force,
    Mode,
    Process,
    Recorded,
    Report,
    Statement,
    Status,
    Testimony,
    Undertaking,
    Voice,
    When,
)
from ceasefire.records import bearing_of, statement_of, when_of

# Who speaks where the record itself (a process file with its reference) says that a party agreed.
RECORD = "record"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A captured page as the ledger holds it. `origin` is shared by documents that print one copy."""

    id: str
    name: str
    source: str
    language: str
    published: When | None
    title: str
    origin: str
    body: dict[str, Any] = field(repr=False)

    @property
    def label(self) -> str:
        """The outlet, or the file's name where the page names none."""
        return self.source or self.name.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its entry id and the page it stands on."""

    id: str
    seq: int
    statement: Statement
    document: DocumentRow
    reported_at: datetime | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class BearingRow:
    """A bearing with its entry id and its statement."""

    id: str
    seq: int
    bearing: Bearing
    said: StatementRow

    @property
    def since(self) -> datetime:
        """From when on the words are about the world: the time they give, else the time they were said.

        "Has withdrawn", said on the 12th, is no word on the 10th.
        """
        said = self.said
        if said.statement.when is None and said.reported_at is not None:
            return said.reported_at
        return self.bearing.occurred.earliest

    @property
    def voice(self) -> Voice:
        """Who is heard: the one whose word it is, through the origin that carries it."""
        heard = self.bearing.heard
        named = heard.speaks_for or heard.speaker
        words = self.said.statement.speaker
        return Voice(
            speaker=named or (words.text if words else None),
            origin=self.said.document.origin,
            outlet=self.said.document.label,
        )


@dataclass(frozen=True)
class Book:
    """What was known as of the times asked about, of all processes.

    `names` gives the shown name of an actor's id, None where it knows none. `head` is the ledger's head hash.
    `say` says the few words with which views join names and figures, in the language asked for.
    """

    as_of: AsOf
    processes: tuple[Process, ...]
    documents: Mapping[str, DocumentRow]
    statements: Mapping[str, StatementRow]
    bearings: tuple[BearingRow, ...]
    names: Callable[[str], str | None]
    head: str = ""
    say: Callable[[str], str] = str

    @cached_property
    def by_origin(self) -> Mapping[str, tuple[DocumentRow, ...]]:
        """Documents that print one copy, by the origin they share."""
        found: dict[str, list[DocumentRow]] = {}
        for row in self.documents.values():
            found.setdefault(row.origin, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def process(self, key: str) -> Process | None:
        """Return a process by its id."""
        return next((p for p in self.processes if p.id == key), None)

    def folio(self, process: Process) -> "Folio":
        """Open the book at one process: everything that is about it and about times up to `valid_at`."""
        at = self.as_of.valid_at
        about = (r for r in self.bearings if r.bearing.process == process.id)
        return Folio(self, process, tuple(r for r in about if at is None or r.since <= at))


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


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of what a page is about was read for it: so many rows of so many."""

    shown: int = 0
    all: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return self.shown >= self.all


@dataclass(frozen=True)
class Folio:
    """The part of a book that is about one process; what every view of a process is drawn from.

    `bearings` are the words it holds: all, or those that a page needs; `extents` tell of each thing shown
    how much of it that is. What stands on every word (a status, a count) comes from the hearing, so that
    it does not hang on which are held. `judged` keeps statuses that were found.
    """

    book: Book
    process: Process
    bearings: tuple[BearingRow, ...]
    heard: Hearing | None = None
    extents: Mapping[str, Extent] = field(default_factory=dict)
    judged: dict[str, Status] = field(default_factory=dict, repr=False, compare=False)

    @property
    def as_of(self) -> AsOf:
        """The times asked about."""
        return self.book.as_of

    def name(self, actor: str | None) -> str:
        """Return the name shown for an id; an id nobody named is shown as it is."""
        if not actor:
            return ""
        return self._own_names.get(actor) or self.book.names(actor) or actor

    @cached_property
    def _own_names(self) -> Mapping[str, str]:
        return {a.id: a.name for a in self.process.actors}

    @cached_property
    def hearing(self) -> Hearing:
        """What is heard of each undertaking."""
        return self.heard or Spoken(self.process, self.bearings)

    @cached_property
    def by_undertaking(self) -> Mapping[str, tuple[BearingRow, ...]]:
        """Bearings of each undertaking that are held, oldest report first."""
        return by_undertaking(self.bearings)

    @cached_property
    def undertakings(self) -> Mapping[str, Undertaking]:
        """Every undertaking of the process: the clauses', then those founded by statements alone.

        Their texts are this process's own, which may be told in another language than the hearing's.
        """
        return {**self.hearing.undertakings, **{u.id: u for u in self.process.undertakings}}

    def status(self, undertaking: Undertaking) -> Status:
        """Say where an undertaking stands; the judge hears what bears on it and on what it hangs on."""
        if undertaking.id not in self.judged:
            needed = sorted(reached(undertaking.id, self.undertakings))
            heard = [t for key in needed for t in (*self.on_record(key), *self.hearing.testimony(key))]
            self.judged[undertaking.id] = status(undertaking, heard, self.as_of, others=self.undertakings)
        return self.judged[undertaking.id]

    def on_record(self, undertaking: str) -> tuple[Act, ...]:
        """Agreements given that the process file holds, each with its reference."""
        held = self.undertakings.get(undertaking)
        return on_record(held) if held is not None else ()


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


def reached(key: str, undertakings: Mapping[str, Undertaking]) -> frozenset[str]:
    """Return the ids on which the status of one undertaking hangs, itself among them."""
    near = {key: undertakings[key]} if key in undertakings else {}
    while True:
        found = hangs_on(near).get(key, frozenset((key,)))
        more = {i: undertakings[i] for i in found if i in undertakings and i not in near}
        if not more:
            return found
        near |= more


def voice_key(voice: Voice) -> tuple[str, str]:
    """Return what is one voice: a speaker, or an outlet in its own words by the origin that carries them."""
    return ("speaker", voice.speaker) if voice.speaker else ("origin", voice.origin)


def make_book(
    recorded: Iterable[Recorded],
    *,
    as_of: AsOf,
    processes: tuple[Process, ...],
    origins: Mapping[str, str],
    names: Callable[[str], str | None],
    head: str = "",
) -> Book:
    """Sort entries into a book. `origins` maps a document's id to its origin's id."""
    kinds: dict[str, list[Recorded]] = {}
    for row in recorded:
        kinds.setdefault(row.entry.kind, []).append(row)
    documents = {r.entry.subject: _document(r, origins) for r in kinds.get("document", ())}
    statements = {
        r.id: _statement(r, documents) for r in kinds.get("statement", ()) if r.entry.subject in documents
    }
    bearings = [(r, bearing_of(r.entry.body)) for r in kinds.get("bearing", ())]
    kept = ((r, b, statements[b.statement]) for r, b in bearings if b.statement in statements)
    # In the order of the reports, never of their reading: a book must not depend on what was read first.
    rows = tuple(sorted((BearingRow(r.id, r.seq, b, said) for r, b, said in kept), key=told_order))
    return Book(as_of, processes, documents, statements, rows, names, head)


def told_order(row: BearingRow) -> tuple[str, str, int, str]:
    """Order bearings as their reports do: by time of report, page, place on the page."""
    said = row.said
    at = said.reported_at.isoformat() if said.reported_at else "no date"
    return (at, said.document.id, said.statement.quote.start, row.id)


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


def _document(recorded: Recorded, origins: Mapping[str, str]) -> DocumentRow:
    body, key = recorded.entry.body, recorded.entry.subject
    title = body.get("title") or {}
    return DocumentRow(
        id=key,
        name=body.get("name", ""),
        source=body.get("source", ""),
        language=body.get("language", "und"),
        published=when_of(body.get("published")),
        title=title.get("text", ""),
        origin=origins.get(key, key),
        body=body,
    )


def _statement(recorded: Recorded, documents: Mapping[str, DocumentRow]) -> StatementRow:
    said = statement_of(recorded.entry.body)
    return StatementRow(
        id=recorded.id,
        seq=recorded.seq,
        statement=said,
        document=documents[said.document],
        reported_at=recorded.entry.reported_at,
        recorded_at=recorded.recorded_at,
    )
