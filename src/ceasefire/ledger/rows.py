"""Rows of the database in, `Recorded` entries out."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, select

from ceasefire.ledger.canonical import moment
from ceasefire.ledger.schema import ENTRY_COLUMNS, page
from ceasefire.model import Entry, Recorded

_BATCH = 2_000
_decode = msgspec.json.Decoder().decode

HISTORY_SQL = f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry WHERE subject = ? ORDER BY seq"  # noqa: S608
"""All on one subject; by hand, since putting the query together took longer than running it."""


class Link(NamedTuple):
    """What a page gives its entries: the time they were recorded, and its place in the chain."""

    recorded_at: datetime
    prev_hash: str
    hash: str


class Links:
    """The pages of a ledger in memory, about 200 bytes each: they never change, and many entries ask."""

    def __init__(self) -> None:
        self._first: list[int] = []
        self._links: list[Link] = []
        self._last = 0
        self._lock = Lock()

    def of(self, connection: Connection, seq: int) -> Link:
        """Return the link of the page that holds an entry."""
        if seq > self._last:
            self._read_on(connection)
        return self._links[bisect_right(self._first, seq) - 1]

    def _read_on(self, connection: Connection) -> None:
        with self._lock:
            after = select(page).where(page.c.number > len(self._links)).order_by(page.c.number)
            for row in connection.execution_options(yield_per=None).execute(after).all():
                prev = self._links[-1].hash if self._links else row.prev_hash
                self._links.append(Link(moment(row.recorded_at), prev, row.hash))
                self._first.append(row.first)
                self._last = row.last


def recorded(connection: Connection, query: Select[Any], links: Links) -> Iterator[Recorded]:
    """Run a query on `entry` and yield its rows as entries, with the time and link of their pages."""
    # Closed however the caller leaves: a half-read cursor would stay open on the server.
    with connection.execution_options(yield_per=_BATCH).execute(query) as result:
        yield from read(connection, result, links)


def read(connection: Connection, rows: Iterable[Any], links: Links) -> Iterator[Recorded]:
    """Read rows with the columns of `entry`, in their order: text in NFC, times in UTC."""
    for (
        seq, entry_id, kind, subject, speaker, valid_from, valid_to, precision, reported_at, recorded_by,
        supersedes, body,
    ) in rows:  # fmt: skip
        link = links.of(connection, seq)
        # Times are read and the record is filled in C; by hand it took half as long again.
        fields = {
            "kind": kind,
            "subject": subject,
            "body": _decode(body),
            "recorded_by": recorded_by,
            "speaker": speaker,
            "valid_from": valid_from,
            "valid_to": valid_to,
            "precision": precision,
            "reported_at": reported_at,
            "supersedes": supersedes,
        }
        entry = msgspec.convert(fields, Entry)
        yield Recorded(seq, entry_id, link.recorded_at, entry, link.prev_hash, link.hash)
