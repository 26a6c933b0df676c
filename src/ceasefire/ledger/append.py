"""Pages of rows in, entries and links of the chain out, within one write transaction.

A whole commit's pages are numbered, hashed and inserted together: one look-up of ids, one bulk insert
of entries and one of links, however many pages there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, select

from ceasefire.ledger.backend import Backend
from ceasefire.ledger.canonical import ROOT, Row, line_of, page_hash, row_of
from ceasefire.ledger.documents import Captured, Words, keep
from ceasefire.ledger.errors import UnknownEntry
from ceasefire.ledger.schema import page
from ceasefire.model import Entry

LinkRow = tuple[int, int, int, str, str | None, str, str]
"""A row of `page`: number, first, last, recorded_at, clock, prev_hash, hash."""


Page = Sequence[Entry | Captured]
"""What is appended as one unit: entries, and documents with their texts."""


class Written(NamedTuple):
    """A page in canonical form, with the texts to keep."""

    rows: list[Row]
    texts: list[Words]


def written(one: Page) -> Written:
    """Write a page down in canonical form."""
    rows = [row_of(item if isinstance(item, Entry) else item.entry()) for item in one]
    return Written(rows, [item.kept() for item in one if isinstance(item, Captured)])


@dataclass(slots=True)
class _Chain:
    """The end of the chain, and what is to be written after it."""

    number: int
    last: int
    recorded_at: str
    hash: str
    entries: list[tuple[int, Row]] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)

    def add(self, rows: Sequence[Row], clock: str) -> None:
        """Put one more page at the end. A clock that stands behind the last page is noted and overruled."""
        at = max(clock, self.recorded_at)
        late = clock if clock < at else None
        number, first = self.number + 1, self.last + 1
        digest = page_hash(
            number=number,
            first=first,
            prev=self.hash,
            recorded_at=at,
            clock=late,
            lines=[line_of(row) for row in rows],
        )
        self.entries.extend(enumerate(rows, start=first))
        self.links.append((number, first, self.last + len(rows), at, late, self.hash, digest))
        self.number, self.last, self.recorded_at, self.hash = number, self.last + len(rows), at, digest


def append_pages(backend: Backend, connection: Connection, pages: Sequence[Written], *, clock: str) -> int:
    """Append pages under the write lock and return how many entries were new."""
    named = {row.id for written in pages for row in written.rows}
    named |= {row.supersedes for written in pages for row in written.rows if row.supersedes is not None}
    there = backend.known(connection, list(named))
    chain = _end(connection)
    for written in pages:
        fresh = []
        for row in written.rows:
            if row.id in there:
                continue
            if row.supersedes is not None and row.supersedes not in there:
                raise UnknownEntry(
                    f"{backend.where}: an entry is to supersede {row.supersedes}, which the ledger does not "
                    "hold. Append the older entry first."
                )
            there.add(row.id)
            fresh.append(row)
        if fresh:
            chain.add(fresh, clock)
    if chain.links:
        backend.insert(connection, chain.entries, chain.links)
    keep(connection, [text for written in pages for text in written.texts])
    return len(chain.entries)


def batches(pages: Iterable[Page], group: int) -> Iterator[list[Written]]:
    """Gather pages until about `group` entries, written down before any lock is taken."""
    batch: list[Written] = []
    size = 0
    for one in pages:
        batch.append(written(one))
        size += len(one)
        if size >= group:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _end(connection: Connection) -> _Chain:
    last = connection.execute(select(page).order_by(page.c.number.desc()).limit(1)).one_or_none()
    if last is None:
        return _Chain(0, 0, "", ROOT)
    return _Chain(last.number, last.last, last.recorded_at, last.hash)
