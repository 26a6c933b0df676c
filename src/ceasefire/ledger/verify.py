"""Audit: every page against the chain, every text against its hash, the guards in their places.

In: a backend. Out: `Verified`, or the first `Fault`. The database writes the lines of entries (in C); one
SHA-256 a page binds them all. Only where a page does not fit is each of its entries held against its
id, to name the one that was changed.
"""

import contextlib
import itertools
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, inspect, select, text

from ceasefire.ledger.backend import Backend
from ceasefire.ledger.canonical import ROOT, content, content_id, page_hash
from ceasefire.ledger.documents import ERASURE, KIND
from ceasefire.ledger.schema import GUARDS, entry, page, words

_BATCH = 4_000


class Verified(NamedTuple):
    """Everything fits: how many entries and pages, how many texts are there and were erased, the head."""

    entries: int
    pages: int
    texts: int
    erased: int
    head: str


class Fault(NamedTuple):
    """The first thing that does not fit: the entry (its number and id, where one can be named), and why."""

    seq: int
    id: str
    why: str


class _Broken(Exception):
    """Carries a fault out of the loops."""

    def __init__(self, seq: int, entry_id: str, why: str) -> None:
        super().__init__(why)
        self.fault = Fault(seq, entry_id, why)


def verify(backend: Backend) -> Verified | Fault:
    """Check the whole ledger in one snapshot."""
    try:
        with backend.reading() as connection:
            entries, pages, head = _chain(backend, connection)
            texts, erased = _texts(connection)
            _guards(connection)
    except _Broken as broken:
        return broken.fault
    return Verified(entries, pages, texts, erased, head)


def _chain(backend: Backend, connection: Connection) -> tuple[int, int, str]:
    prev, number, last, at = ROOT, 0, 0, ""
    links = select(page).order_by(page.c.number)
    with _lines(backend, connection) as rows, connection.execute(links) as pages:
        for link in pages:
            number += 1
            if link.number != number or link.first != last + 1:
                raise _Broken(last + 1, "", f"the page that begins with entry {last + 1} is missing")
            if not _fits(list(itertools.islice(rows, link.last - last)), link, prev=prev, at=at):
                raise _fault(connection, link, prev=prev, at=at)
            prev, last, at = link.hash, link.last, link.recorded_at
        stray = next(rows, None)
    if stray is not None:
        why = "this entry belongs to no page of the chain; it was put in past it"
        raise _Broken(stray[0], json.loads(stray[1].partition(b",")[0][1:]), why)
    return last, number, prev


@contextlib.contextmanager
def _lines(backend: Backend, connection: Connection) -> Iterator[Iterator[tuple[int, bytes]]]:
    """Give (seq, line) in order, as the database itself writes them down."""
    with contextlib.closing(backend.lines(connection)) as cursor:
        yield itertools.chain.from_iterable(iter(lambda: cursor.fetchmany(_BATCH), []))


def _fits(rows: list[tuple[int, bytes]], link: Row[Any], *, prev: str, at: str) -> bool:
    """Check a page: all its entries, in its place, at its time. Numbers are in order and all different."""
    whole = len(rows) == link.last - link.first + 1
    if not whole or rows[0][0] != link.first or rows[-1][0] != link.last:
        return False
    if link.prev_hash != prev or link.recorded_at < at:
        return False
    lines = [line or b"" for _, line in rows]
    made = page_hash(
        number=link.number,
        first=link.first,
        prev=prev,
        recorded_at=link.recorded_at,
        clock=link.clock,
        lines=lines,
    )
    return made == str(link.hash)


def _fault(connection: Connection, link: Row[Any], *, prev: str, at: str) -> _Broken:
    """Find what is wrong with a page that does not fit: an entry that was changed, if there is one."""
    own = select(entry).where(entry.c.seq.between(link.first, link.last)).order_by(entry.c.seq)
    rows = connection.execution_options(yield_per=None).execute(own).all()
    for expected, row in itertools.zip_longest(range(link.first, link.last + 1), rows):
        if row is None or row.seq != expected:
            return _Broken(expected, "", f"entry {expected} is missing (page {link.number})")
        if content_id(content(*row[2:])) != row.id:
            return _Broken(row.seq, row.id, "its words or fields are not those its id was made from")
    where = f"page {link.number} (entries {link.first} to {link.last})"
    if link.prev_hash != prev:
        return _Broken(link.first, rows[0].id, f"{where} does not hang on the page before it")
    if link.recorded_at < at:
        return _Broken(link.first, rows[0].id, f"{where} was recorded before the page before it")
    why = "an entry was replaced by another, or the page's own time or hash was changed"
    return _Broken(link.first, rows[0].id, f"{where} does not fit its hash: {why}")


def _texts(connection: Connection) -> tuple[int, int]:
    """Check every text against its hash, and that each is described, there, or erased on record."""
    erased = set(connection.scalars(select(entry.c.subject).where(entry.c.kind == ERASURE)))
    kept = {}
    with connection.execution_options(yield_per=100).execute(select(words)) as rows:
        for row in rows:
            kept[row.document, row.sha256] = row.text is not None
            _check_text(row, erased)
    described = select(entry.c.seq, entry.c.id, entry.c.subject, entry.c.body).where(entry.c.kind == KIND)
    seen = set()
    with connection.execution_options(yield_per=1000).execute(described.order_by(entry.c.seq)) as rows:
        for row in rows:
            digest = json.loads(row.body).get("text_sha256")
            seen.add((row.subject, digest))
            if digest is not None and (row.subject, digest) not in kept:
                raise _Broken(row.seq, row.id, "the text of this document is missing")
    for document, _ in kept.keys() - seen:
        raise _Broken(0, document, f"a text is kept for {document}, which no entry describes")
    there = sum(kept.values())
    return there, len(kept) - there


def _check_text(row: Row[Any], erased: set[str]) -> None:
    name = row.document
    if row.text is None and name not in erased:
        raise _Broken(0, name, f"the text of {name} is gone, and no entry says who erased it")
    if row.text is not None and sha256(row.text.encode()).hexdigest() != row.sha256:
        raise _Broken(0, name, f"the text of {name} is not the one that was captured")


def _guards(connection: Connection) -> None:
    missing = GUARDS[connection.dialect.name] - _triggers(connection)
    if missing:
        raise _Broken(
            0,
            "",
            f"entries and chain fit, but guards of the database are gone ({', '.join(sorted(missing))})",
        )


def _triggers(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        return set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))
    schema = inspect(connection).default_schema_name
    return set(
        connection.scalars(
            text(
                "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND n.nspname = :schema"
            ),
            {"schema": schema},
        )
    )
