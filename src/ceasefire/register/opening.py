"""A ledger and a process in; a folio out that holds all its words, or those of some rows only."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import msgspec

from ceasefire.ledger import Answers, Ledger
from ceasefire.model import AsOf, Bearing, Process, Statement
from ceasefire.register.copies import Copies
from ceasefire.register.register import Register, by_keys
from ceasefire.register.sight import Known, Sight
from ceasefire.register.table import Indices, instant
from ceasefire.views.book import BearingRow, Book, DocumentRow, Extent, Folio, StatementRow, told_order

Names = Callable[[str], str | None]
T = TypeVar("T")
_ROWS = "SELECT seq, id, kind, subject, reported_at, body FROM entry WHERE seq {named}"
_statement = msgspec.json.Decoder(Statement, strict=False).decode
_bearing = msgspec.json.Decoder(Bearing, strict=False).decode
_body = msgspec.json.Decoder().decode
KEPT = 8
"""Answers about what was known by so many pairs of times are kept."""


@dataclass
class Desk:
    """A register with its copies, kept up with a ledger as it grows, and what was found for some times."""

    register: Register = field(default_factory=Register)
    copies: Copies = field(default_factory=Copies)
    _known: Answers = field(default_factory=lambda: Answers(KEPT))

    def refresh(self, ledger: Ledger) -> bool:
        """Take in what was appended; tell whether that was anything."""
        if ledger.head().seq == self.register.seq:
            return False
        register = self.register.copy()
        register.refresh(ledger)
        self.register, self.copies = register, self.copies.grown(register, ledger)
        return True

    def sight(self, ledger: Ledger, process: Process, as_of: AsOf) -> Sight:
        """Return what can be seen of a process as of three times."""
        number = self.register.seq if as_of.known_at is None else ledger.known_seq(as_of.known_at)
        known = min(number, self.register.seq)
        key = f"{self.register.seq}:{known}:{as_of.published_by}"
        return Sight(
            self.register, process, as_of, self._known.get(key, lambda: self._find(ledger, as_of, known))
        )

    def _find(self, ledger: Ledger, as_of: AsOf, known: int) -> Known:
        register = self.register
        return Known(
            register.seen(as_of, known),
            register.descriptions(as_of, known),
            self.copies.origins(register, ledger, as_of, known),
        )


def folio(
    ledger: Ledger, sight: Sight, rows: Indices | None = None, *, names: Names, head: str, bodies: bool = True
) -> Folio:
    """Open a folio that holds the words of some rows, all of them by default.

    Without `bodies`, the pages' descriptions are those of the register alone, without their passages.
    """
    chosen = sight.rows if rows is None else rows
    pages = _pages(ledger, sight, chosen, bodies=bodies)
    bearings = tuple(sorted(_bearings(ledger, sight, chosen, pages), key=told_order))
    statements = {row.said.id: row.said for row in bearings}
    book = Book(sight.as_of, (sight.process,), pages, statements, bearings, names, head)
    return Folio(book, sight.process, bearings, sight, Extent(len(chosen), len(chosen)))


def _bearings(
    ledger: Ledger, sight: Sight, rows: Indices, pages: Mapping[str, DocumentRow]
) -> Iterator[BearingRow]:
    columns, said = sight.register.bearings, sight.register.statements
    of = columns["statement"][rows]
    lines = _read(ledger, said["seq"][of].tolist())
    statements: dict[int, StatementRow] = {}
    for number, at, recorded in zip(of.tolist(), sight.reported(rows), sight.recorded(rows), strict=True):
        if number not in statements:
            line = lines[int(said["seq"][number])]
            statement = _statement(line.body)
            statements[number] = StatementRow(
                line.id, line.seq, statement, pages[statement.document], sight.moment(at), instant(recorded)
            )
    own = _read(ledger, columns["seq"][rows].tolist())
    for number, seq in zip(of.tolist(), columns["seq"][rows].tolist(), strict=True):
        yield BearingRow(own[seq].id, seq, _bearing(own[seq].body), statements[number])


def _pages(ledger: Ledger, sight: Sight, rows: Indices, *, bodies: bool) -> dict[str, DocumentRow]:
    """Describe the pages of some rows, and those that print the same copies."""
    words = sight.register.pools.words
    own = {words[code] or "" for code in set(sight.register.bearings["document"][rows].tolist())}
    origins = {sight.known.origins.get(key, key) for key in own}
    copies = {key for key, origin in sight.known.origins.items() if origin in origins}
    found = {key: describe(sight, key) for key in sorted(own | copies)}
    if not bodies:
        return found
    described = sight.register.documents["seq"]
    numbers = {key: int(described[sight.known.described[words.find(key)]]) for key in own}
    read = _read(ledger, numbers.values())
    return found | {key: replace(found[key], body=_body(read[seq].body)) for key, seq in numbers.items()}


def describe(sight: Sight, key: str) -> DocumentRow:
    """Return a page as the register has it, without its body."""
    register = sight.register
    row = int(sight.known.described[register.pools.words.find(key)])
    named = register.pools.pages[int(register.documents["named"][row])]
    published = register.pools.times[int(register.documents["out"][row])]
    if named is None:
        raise KeyError(key)
    origin = sight.known.origins.get(key, key)
    return DocumentRow(key, named.name, named.source, named.language, published, named.title, origin, {})


def _read(ledger: Ledger, numbers: Iterable[int]) -> dict[int, Any]:
    return {line.seq: line for line in by_keys(ledger, _ROWS, sorted(set(numbers)))}
