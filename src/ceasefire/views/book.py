"""Entries of the ledger in, one `Book` out: everything a view needs, typed, with copies folded.

Nothing here chooses between voices; it only says which are one voice (copies of one origin) and which
testimony bears on which undertaking.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ceasefire.judge import status
from ceasefire.judge.incremental import hangs_on
from ceasefire.model import (
    Act,
    AsOf,
    Process,
    Recorded,
    Status,
    Undertaking,
)
from ceasefire.records import bearing_of, statement_of, when_of
from ceasefire.views.hearing import (
    Hearing,
    Spoken,
    by_undertaking,
    founded,
    on_record,
    testimony_of,
    voice_key,
)
from ceasefire.views.rows import BearingRow, DocumentRow, StatementRow, told_order

__all__ = [
    "BearingRow",
    "Book",
    "DocumentRow",
    "Extent",
    "Folio",
    "Hearing",
    "Spoken",
    "StatementRow",
    "by_undertaking",
    "founded",
    "make_book",
    "on_record",
    "reached",
    "testimony_of",
    "told_order",
    "voice_key",
]


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


def reached(key: str, undertakings: Mapping[str, Undertaking]) -> frozenset[str]:
    """Return the ids on which the status of one undertaking hangs, itself among them."""
    near = {key: undertakings[key]} if key in undertakings else {}
    while True:
        found = hangs_on(near).get(key, frozenset((key,)))
        more = {i: undertakings[i] for i in found if i in undertakings and i not in near}
        if not more:
            return found
        near |= more


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
