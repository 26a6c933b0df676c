"""A ledger and what is asked in; a folio out that holds all the words of a process, or those of some rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import msgspec
import numpy as np

from ceasefire.ledger import Answers, Head, Ledger
from ceasefire.model import AsOf, Bearing, Process, Statement, Status
from ceasefire.register import needs, saved
from ceasefire.register.copies import Copies
from ceasefire.register.files import Parsed, recorded
from ceasefire.register.needs import ClausePage, Needed
from ceasefire.register.register import Register, by_keys
from ceasefire.register.sight import Known, Sight
from ceasefire.register.table import NEVER, NONE, Column, Indices, instant, moment
from ceasefire.views.book import BearingRow, Book, DocumentRow, Folio, StatementRow, told_order
from ceasefire.views.lists import Source, listed

Names = Callable[[str], str | None]
T = TypeVar("T")
_ROWS = "SELECT seq, id, kind, subject, reported_at, body FROM entry WHERE seq {named}"
_statement = msgspec.json.Decoder(Statement, strict=False).decode
_bearing = msgspec.json.Decoder(Bearing, strict=False).decode
_body = msgspec.json.Decoder().decode
NO_BOUND = AsOf()
WORTH = 20_000
"""Entries taken in from which the register is written down beside the ledger."""
KEPT = 8
"""Answers about what was known by so many pairs of times are kept."""


STEP = 200_000
"""Entries after which it is said how far their taking in is."""


def _silent(_: str) -> None:
    """Say nothing."""


def _counted(say: Callable[[str], None], upto: int) -> Callable[[int], None]:
    """Return what says how far the taking in of entries is, at every step."""
    last = 0

    def told(seq: int) -> None:
        nonlocal last
        if seq - last >= STEP or not last:
            say(f"Taking in the ledger, once: entry {seq:,} of {upto:,} …")
            last = seq

    return told


@dataclass
class Desk:
    """A register with its copies, kept up with a ledger as it grows, and what was found for some times.

    `say` hears what is being done where that takes long: with very many entries that are new.
    """

    say: Callable[[str], None] = field(default=_silent, kw_only=True)
    register: Register = field(default_factory=Register)
    copies: Copies = field(default_factory=Copies)
    parsed: Parsed = field(default_factory=dict)
    head: Head | None = None
    _known: Answers = field(default_factory=lambda: Answers(KEPT))

    def refresh(self, ledger: Ledger) -> Head:
        """Take in what was appended, and return the head up to which that is."""
        head = ledger.head()
        if head == self.head:
            return head
        if self.head is not None and not ledger.holds(self.head):
            self.register, self.copies, self.head = Register(), Copies(), None  # another ledger stands here
        if self.head is None and (held := saved.load(ledger)) is not None:
            self.register, self.copies, self.parsed = held
        register = self.register.copy()
        say = self.say if head.seq - register.seq > WORTH else _silent
        taken = register.refresh(ledger, head.seq, _counted(say, head.seq))
        say(f"Looking for copies among {len(register.documents):,} pages …")
        self.register, self.copies = register, self.copies.grown(register, ledger)
        self.head = head
        if taken > WORTH:
            kept = self.keep(ledger)
            say("Taken in; the next start reads what is new only." if kept else "Taken in.")
        return head

    def keep(self, ledger: Ledger) -> bool:
        """Write down what was taken in beside the ledger; False where that is not possible."""
        if self.head is None:
            return False
        self.processes(ledger)
        return saved.save(ledger, self.register, self.copies, self.parsed, self.head)

    def processes(self, ledger: Ledger, as_of: AsOf = NO_BOUND) -> tuple[Process, ...]:
        """Return the processes as the ledger recorded them last by `known_at`."""
        return recorded(ledger, as_of, self.parsed)

    def sight(self, ledger: Ledger, process: Process, as_of: AsOf) -> Sight:
        """Return what can be seen of a process as of three times."""
        return Sight(self.register, process, as_of, self.known(ledger, as_of))

    def known(self, ledger: Ledger, as_of: AsOf) -> Known:
        """Return what was known by two of the times, of all processes."""
        number = self.register.seq if as_of.known_at is None else ledger.known_seq(as_of.known_at)
        known = min(number, self.register.seq)
        key = f"{self.register.seq}:{known}:{as_of.published_by}"
        return self._known.get(key, lambda: self._find(ledger, as_of, known))

    def spans(self) -> Mapping[str, tuple[date, date]]:
        """Return from which to which day pages tell of each process, whatever times are asked about."""
        register = self.register
        seen = register.seen(AsOf(), register.seq) & (register.bearings["reported"] != NEVER)
        process, at = register.bearings["process"][seen], register.bearings["reported"][seen]
        found = {}
        for code in np.unique(process).tolist():
            own = at[process == code]
            span = instant(int(own.min())).date(), instant(int(own.max())).date()
            found[register.pools.words[code] or ""] = span
        return found

    def _find(self, ledger: Ledger, as_of: AsOf, known: int) -> Known:
        register = self.register
        said = register.statements_seen(as_of, known)
        described = register.descriptions(as_of, known)
        return Known(
            register.bearings_seen(as_of, known, said),
            said,
            described,
            self.copies.origins(register, ledger, described, known),
            register.pools.words,
        )


@dataclass(frozen=True)
class Opening:
    """What a folio is opened with: the ledger, what can be seen of it, names of actors, its head hash.

    `judged` keeps the statuses found, whichever words a folio holds.
    """

    ledger: Ledger
    sight: Sight
    names: Names
    head: str
    judged: dict[str, Status] = field(default_factory=dict)

    def folio(self, needed: Needed | None = None, *, bodies: bool = True) -> Folio:
        """Open a folio that holds the words of some rows, all of them by default.

        Without `bodies`, pages are described as the register has them, without their passages.
        """
        rows = self.sight.rows if needed is None else needed.rows
        pages = _pages(self.ledger, self.sight, rows, bodies=bodies)
        bearings = tuple(sorted(_bearings(self.ledger, self.sight, rows, pages), key=told_order))
        statements = {row.said.id: row.said for row in bearings}
        book = self._book(pages, statements, bearings)
        extents = {} if needed is None else needed.extents
        return Folio(book, self.sight.process, bearings, self.sight, extents, self.judged)

    def status(self, undertaking: str) -> Status:
        """Judge one undertaking, without reading a word."""
        return self._bare.status(self.sight.undertakings[undertaking])

    @cached_property
    def _bare(self) -> Folio:
        return Folio(self._book({}, {}, ()), self.sight.process, (), self.sight, judged=self.judged)

    @property
    def whole(self) -> bool:
        """Whether folios hold every word; of a large ledger they hold what is shown."""
        return needs.whole(self.sight)

    def board(self, number: int = 0) -> tuple[Folio, ClausePage | None]:
        """Open what a page of the board shows (from 1; 0: all where all is held, else the first)."""
        if self.whole and number < 1:
            return self.folio(), None
        page = needs.clause_page(self.sight.process, number)
        if self.whole:
            return self.folio(), page
        cells = needs.of_cells(self.sight, page.undertakings, self.status)
        return self.folio(needs.join(cells, needs.beside(self.sight)), bodies=False), page

    def on(self, undertaking: str) -> Folio:
        """Open what is said of one undertaking."""
        return self.folio(needs.of_undertakings(self.sight, (undertaking,)))

    def said(self, number: int = 0) -> tuple[Folio, ClausePage | None]:
        """Open what is said of the undertakings on a page of the board."""
        if self.whole and number < 1:
            return self.folio(), None
        page = needs.clause_page(self.sight.process, number)
        return self.folio(needs.of_undertakings(self.sight, page.undertakings)), page

    def waiting(self) -> Folio:
        """Open what may say that somebody waits."""
        return self.folio(None if self.whole else needs.waits(self.sight))

    def page(self, document: str) -> Folio | None:
        """Open a folio at one page, with every statement read from it; None if it is not to be seen."""
        sight = self.sight
        code = sight.register.pools.words.find(document)
        if code == NONE or sight.known.described[code] < 0:
            return None
        rows = sight.rows[sight.column("document") == code]
        pages = _pages(self.ledger, sight, rows, bodies=True, also=(document,))
        said = statements_on(sight, code)
        statements = {row.id: row for row in _statements(self.ledger, sight, said, pages).values()}
        bearings = tuple(sorted(_bearings(self.ledger, sight, rows, pages), key=told_order))
        return Folio(self._book(pages, statements, bearings), sight.process, bearings, sight, {}, self.judged)

    def sources(self) -> tuple[Source, ...]:
        """Return every page that can be seen, by name."""
        sight = self.sight
        pages = [describe(sight, sight.register.pools.words[c] or "") for c in _described(sight)]
        return listed(pages, said_by_page(sight))

    def own_pages(self, among: Column | None = None) -> frozenset[str]:
        """Return the pages that bear on the process, or those of some of the rows that can be seen."""
        pages = self.sight.column("document")
        words = self.sight.register.pools.words
        return frozenset(words[c] or "" for c in np.unique(pages if among is None else pages[among]).tolist())

    def _book(
        self, pages: Mapping[str, DocumentRow], statements: Mapping[str, StatementRow],
        bearings: tuple[BearingRow, ...],
    ) -> Book:  # fmt: skip
        sight = self.sight
        return Book(sight.as_of, (sight.process,), pages, statements, bearings, self.names, self.head)


def statements_on(sight: Sight, code: int) -> Indices:
    """Return the rows of the statements on a page that can be seen."""
    rows = np.flatnonzero(sight.register.statements["document"] == code)
    return rows[sight.known.said[rows]]


def said_by_page(sight: Sight) -> dict[str, int]:
    """Count the statements on each page that can be seen."""
    register = sight.register
    counts = np.bincount(register.statements["document"][sight.known.said])
    return {register.pools.words[int(code)] or "": int(counts[code]) for code in np.flatnonzero(counts)}


def _described(sight: Sight) -> list[int]:
    return list(np.flatnonzero(sight.known.described >= 0).tolist())


def _bearings(
    ledger: Ledger, sight: Sight, rows: Indices, pages: Mapping[str, DocumentRow]
) -> Iterator[BearingRow]:
    columns = sight.register.bearings
    of = columns["statement"][rows]
    statements = _statements(ledger, sight, np.unique(of), pages)
    numbers = columns["seq"][rows].tolist()
    own = _read(ledger, numbers)
    for number, seq in zip(of.tolist(), numbers, strict=True):
        yield BearingRow(own[seq].id, seq, _bearing(own[seq].body), statements[number])


def _statements(
    ledger: Ledger, sight: Sight, rows: Indices, pages: Mapping[str, DocumentRow]
) -> dict[int, StatementRow]:
    """Read statements, by their rows."""
    columns = sight.register.statements
    numbers = columns["seq"][rows]
    lines = _read(ledger, numbers.tolist())
    recorded = sight.register.recorded(numbers).tolist()
    told = zip(rows.tolist(), numbers.tolist(), columns["reported"][rows].tolist(), recorded, strict=True)
    found = {}
    for row, number, at, known in told:
        line = lines[number]
        said = _statement(line.body)
        found[row] = StatementRow(line.id, number, said, pages[said.document], moment(at), instant(known))
    return found


def _pages(
    ledger: Ledger, sight: Sight, rows: Indices, *, bodies: bool, also: Iterable[str] = ()
) -> dict[str, DocumentRow]:
    """Describe the pages of some rows, and those that print the same copies."""
    words = sight.register.pools.words
    own = {words[code] or "" for code in set(sight.register.bearings["document"][rows].tolist())}
    own.update(also)
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
