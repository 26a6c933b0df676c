"""Rows of the database in, `Recorded` entries out."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, select

from ceasefire.ledger.canonical import moment
from ceasefire.ledger.schema import page
from ceasefire.model import Entry, Recorded

_BATCH = 2_000


class Link(NamedTuple):
    """What a page gives its entries: the time they were recorded, and its place in the chain."""

    first: int
    last: int
    recorded_at: datetime
    prev_hash: str
    hash: str


def recorded(connection: Connection, query: Select[Any]) -> Iterator[Recorded]:
    """Run a query on `entry` and yield its rows as entries, with the time and link of their pages."""
    link: Link | None = None
    # Closed however the caller leaves: a half-read cursor would stay open on the server.
    with connection.execution_options(yield_per=_BATCH).execute(query) as result:
        for batch in result.partitions():
            links = _links(connection, batch[0].seq, batch[-1].seq)
            for row in batch:
                while link is None or row.seq > link.last:
                    link = next(links)
                yield Recorded(row.seq, row.id, link.recorded_at, entry_of(row), link.prev_hash, link.hash)


def entry_of(row: Any) -> Entry:
    """Read an entry back as it was appended (text in NFC, times in UTC)."""
    return Entry(
        kind=row.kind,
        subject=row.subject,
        body=msgspec.json.decode(row.body),
        recorded_by=row.recorded_by,
        speaker=row.speaker,
        valid_from=None if row.valid_from is None else moment(row.valid_from),
        valid_to=None if row.valid_to is None else moment(row.valid_to),
        precision=row.precision,
        reported_at=None if row.reported_at is None else moment(row.reported_at),
        supersedes=row.supersedes,
    )


def _links(connection: Connection, low: int, high: int) -> Iterator[Link]:
    """Return the pages that hold entries from `low` to `high`; the query is in order, so they are too."""
    query = (
        select(page.c.first, page.c.last, page.c.recorded_at, page.c.prev_hash, page.c.hash)
        .where(page.c.last >= low, page.c.first <= high)
        .order_by(page.c.number)
    )
    rows = connection.execution_options(yield_per=None).execute(query).all()
    return iter([Link(r.first, r.last, moment(r.recorded_at), r.prev_hash, r.hash) for r in rows])
