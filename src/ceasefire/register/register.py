"""A ledger in; its documents, statements and bearings as flat columns out, to look up by.

A register is derived: it is taken in entry by entry as they come, and can be dropped and made anew. It
knows which rows are visible as of any three times, and which bear on what, without reading a body again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from ceasefire.ledger import Ledger
from ceasefire.ledger.columns import NO_TIME, read_superseded
from ceasefire.model import AsOf
from ceasefire.register import take
from ceasefire.register.table import NEVER, Column, Indices, Table, micros
from ceasefire.register.take import Heard, Line, Pools

BATCH = 20_000
PAGES = {"first": "i4", "recorded": "i8"}
"""Each page of the chain: its first entry, and when it was recorded."""
Mask = NDArray[np.bool_]
# Every kind, or the database would sort by number what it finds by kind: gigabytes of bodies.
_LINES = """
SELECT seq, id, kind, subject, reported_at, body FROM entry
WHERE seq > :after AND seq <= :upto ORDER BY seq"""
_NAMED = {
    "sqlite": "IN (SELECT value FROM json_each(:keys))",
    "postgresql": "= ANY(:keys)",
}
_BY_ID = "SELECT seq, id, kind, subject, reported_at, body FROM entry WHERE id {named}"


@dataclass
class Register:
    """Columns of three kinds of entry up to the number `seq` of the ledger.

    One that is in use is never grown: `copy` it, let the copy take in what came, and use that.
    """

    documents: Table = field(default_factory=lambda: Table(take.DOCUMENTS))
    statements: Table = field(default_factory=lambda: Table(take.STATEMENTS))
    bearings: Table = field(default_factory=lambda: Table(take.BEARINGS))
    gone: Table = field(default_factory=lambda: Table(take.GONE))
    pages: Table = field(default_factory=lambda: Table(PAGES))
    pools: Pools = field(default_factory=Pools)
    waiting: list[int] = field(default_factory=list)
    seq: int = 0
    _sorted: tuple[Indices, Column] | None = None
    _codes: Column = field(default_factory=lambda: np.zeros(0, dtype=np.int32))

    def refresh(self, ledger: Ledger, upto: int, told: Callable[[int], None] = lambda _: None) -> int:
        """Take in what was appended since, up to a number; return how many entries that were.

        `told` hears, batch by batch, up to which entry that is done.
        """
        if upto <= self.seq:
            return 0
        before = self.seq
        # A bearing that came before its statement is looked at again.
        left = [line for seq in self.waiting for line in _lines(ledger, seq - 1, seq)]
        self.waiting = []
        for batch in _batches(_lines(ledger, before, upto)):
            self._take(ledger, [*left, *batch])
            left = []
            told(batch[-1].seq)
        self.pages.extend(_pages(ledger, int(self.pages["first"][-1]) if len(self.pages) else 0))
        gone = read_superseded(ledger, after=before, upto=upto)
        gone[:, 2] = np.where(gone[:, 2] == NO_TIME, NEVER, gone[:, 2])
        self.gone.extend(gone.tolist())
        self.seq = upto
        return upto - before

    def copy(self) -> "Register":
        """Return a register that can grow while this one stays as it is; they share what both hold."""
        return replace(
            self, documents=self.documents.copy(), statements=self.statements.copy(),
            bearings=self.bearings.copy(), gone=self.gone.copy(), pages=self.pages.copy(),
            waiting=list(self.waiting),
        )  # fmt: skip

    def _take(self, ledger: Ledger, lines: Sequence[Line]) -> None:
        pools = self.pools
        self.documents.extend([take.document_row(x, pools) for x in lines if x.kind == "document"])
        said: dict[str, Heard] = {}
        rows: list[tuple[Any, ...]] = []
        for line in (x for x in lines if x.kind == "statement"):
            row, said[line.id] = take.statement_row(line, pools, len(self.statements) + len(rows))
            rows.append(row)
        self.statements.extend(rows)
        read = [(x, take.bears(x.body)) for x in lines if x.kind == "bearing"]
        said |= self._said_before(ledger, {b.statement for _, b in read} - said.keys())
        self.bearings.extend(
            [take.bearing_row(x, pools, said[b.statement], b) for x, b in read if b.statement in said]
        )
        self.waiting += [x.seq for x, b in read if b.statement not in said]

    def _said_before(self, ledger: Ledger, ids: Iterable[str]) -> dict[str, Heard]:
        """Find statements that were taken in earlier."""
        found = {}
        numbers = self.statements["seq"]
        for line in by_keys(ledger, _BY_ID, sorted(ids)):
            row = int(np.searchsorted(numbers, line.seq))
            if line.kind == "statement" and row < len(numbers) and numbers[row] == line.seq:
                found[line.id] = take.statement_row(line, self.pools, row)[1]
        return found

    # -- what was taken in

    def recorded(self, numbers: Column) -> Column:
        """Return when entries were recorded, by their numbers."""
        pages = self.pages
        return pages["recorded"][np.searchsorted(pages["first"], numbers, side="right") - 1]

    def on(self, undertaking: int) -> Indices:
        """Return the rows of the bearings on an undertaking, by its code."""
        order, sorted_ = self._order()
        # In the column's own type, or all of it would be turned into another first.
        low, high = np.searchsorted(sorted_, np.array((undertaking, undertaking + 1), dtype=sorted_.dtype))
        return order[low:high]

    @property
    def undertakings(self) -> Column:
        """The codes of the undertakings on which anything bears."""
        self._order()
        return self._codes

    def _order(self) -> tuple[Indices, Column]:
        """Sort the bearings by undertaking, once for so many bearings."""
        column = self.bearings["undertaking"]
        if self._sorted is None or len(self._sorted[0]) != len(column):
            order = np.argsort(column, kind="stable")
            self._sorted = order, column[order]
            self._codes = np.unique(column[column >= 0])
        return self._sorted

    # -- what can be seen

    def seen(self, as_of: AsOf, known: int) -> Mask:
        """Tell of each bearing whether it, its statement and its page are visible, as `open_book` has it.

        `known` is the number of the last entry known by then. Times spoken of are not looked at.
        """
        return self.bearings_seen(as_of, known, self.statements_seen(as_of, known))

    def bearings_seen(self, as_of: AsOf, known: int, statements: Mask) -> Mask:
        """Tell the same by the statements that are visible."""
        return self._seen(self.bearings, as_of, known) & statements.take(self.bearings["statement"])

    def statements_seen(self, as_of: AsOf, known: int) -> Mask:
        """Tell of each statement whether it and its page are visible."""
        documents = self.document_seen(as_of, known)
        return self._seen(self.statements, as_of, known) & documents.take(self.statements["document"])

    def document_seen(self, as_of: AsOf, known: int) -> Mask:
        """Tell of each code of a word whether it is that of a visible page."""
        found = np.zeros(len(self.pools.words), dtype=bool)
        found[self.documents["document"][self._seen(self.documents, as_of, known)]] = True
        return found

    def descriptions(self, as_of: AsOf, known: int) -> Indices:
        """Return for each code of a word the row of the page's last visible description, -1 of none."""
        rows = np.flatnonzero(self._seen(self.documents, as_of, known))
        found = np.full(len(self.pools.words), -1, dtype=np.intp)
        found[self.documents["document"][rows]] = rows
        return found

    def _seen(self, table: Table, as_of: AsOf, known: int) -> Mask:
        seq, reported, gone = table["seq"], table["reported"], self.gone
        seen = seq <= known if known < self.seq else np.ones(len(seq), dtype=np.bool_)
        over = gone["seq"] <= known
        if as_of.published_by is not None:
            by = micros(as_of.published_by)
            # A page without a date: nobody can say that it was out.
            seen &= (reported <= by) & (reported != NEVER)
            over &= gone["reported"] <= by
        if over.any():
            seen &= ~np.isin(seq, gone["old"][over])
        return seen


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _lines(ledger: Ledger, after: int, upto: int) -> Iterator[Line]:
    with ledger.reading() as connection:
        yield from _run(connection, _LINES, {"after": after, "upto": upto})


def _pages(ledger: Ledger, after: int) -> list[tuple[int, int]]:
    sql = "SELECT first, recorded_at FROM page WHERE first > :after ORDER BY first"
    with ledger.reading() as connection:
        found = connection.execute(text(sql), {"after": after})
        return [(first, micros(datetime.fromisoformat(at))) for first, at in found]


def by_keys(ledger: Ledger, sql: str, keys: Sequence[Any]) -> list[Line]:
    """Run a query with `{named}` for a list of keys."""
    if not keys:
        return []
    with ledger.reading() as connection:
        database = connection.dialect.name
        listed = list(keys) if database == "postgresql" else json.dumps(list(keys))
        return list(_run(connection, sql.format(named=_NAMED[database]), {"keys": listed}))


def _run(connection: Connection, sql: str, values: dict[str, object]) -> Iterator[Line]:
    with connection.execution_options(yield_per=BATCH).execute(text(sql), values) as result:
        for row in result:
            yield Line(*row)
