"""Rows of the database in, `Recorded` entries out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select

from ceasefire.ledger.canonical import moment
from ceasefire.ledger.schema import entry, page
from ceasefire.model import Entry, Recorded

_BATCH = 2_000


def recorded(connection: Connection, query: Select[Any]) -> Iterator[Recorded]:
    """Run a query on `entry` and yield its rows as entries, with the time and link of their pages."""
    inner = page.alias()
    begins = select(func.max(inner.c.first)).where(inner.c.first <= entry.c.seq).scalar_subquery()
    query = query.add_columns(page.c.recorded_at, page.c.prev_hash, page.c.hash)
    query = query.join_from(entry, page, page.c.first == begins)
    written, at = "", datetime.min.replace(tzinfo=UTC)
    # Closed however the caller leaves: a half-read cursor would stay open on the server.
    with connection.execution_options(yield_per=_BATCH).execute(query) as result:
        for row in result:
            if row.recorded_at != written:  # a page's entries share it
                written, at = row.recorded_at, moment(row.recorded_at)
            yield Recorded(row.seq, row.id, at, entry_of(row), row.prev_hash, row.hash)


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
