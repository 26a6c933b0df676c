"""Backup, restore, copy: a ledger in, the same ledger elsewhere out, chain intact and head equal.

Everything goes row by row with its numbers and hashes, so nothing is made anew. A copy into a ledger
that holds an earlier state of the same chain continues it; into any other ledger it is refused. What
was written is verified where it arrived, and the finding is part of the answer.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select

from ceasefire.ledger import documents
from ceasefire.ledger.backend import Backend, is_address, safe_name
from ceasefire.ledger.canonical import Row
from ceasefire.ledger.errors import LedgerMissing, LedgerOccupied, plainly
from ceasefire.ledger.opening import bring_up, open_backend
from ceasefire.ledger.schema import entry, page, words
from ceasefire.ledger.verify import Fault, Verified, verify

_CHUNK = 20_000


class Moved(NamedTuple):
    """What a backup, restore or copy wrote, and what `verify` found where it arrived."""

    source: str
    target: str
    entries: int
    pages: int
    checked: Verified | Fault


def backup(where: str | Path, to: Path) -> Moved:
    """Write a ledger into a new SQLite file at `to`, while others may go on writing.

    The file appears whole or not at all. Raises `LedgerOccupied` if something is there already.
    """
    if to.exists():
        raise LedgerOccupied(f"{to}: something is there already. Name a new file for the backup.")
    part = to.with_name(to.name + ".part")
    part.unlink(missing_ok=True)
    try:
        moved = copy(where, part) if is_address(where) else _same_file(Path(where), part)
        _settle(part, to)
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            leftover.unlink(missing_ok=True)
    return moved._replace(target=str(to))


def restore(saved: Path, to: str | Path) -> Moved:
    """Bring a backup back to a new file or an empty database.

    A damaged ledger is never overwritten: move it away first, so that it can still be looked into.
    """
    if not saved.exists():
        raise LedgerMissing(f"{saved}: there is no backup. Check the path.")
    if not is_address(to):
        return backup(saved, Path(to))
    return copy(saved, to)


def copy(source: str | Path, target: str | Path) -> Moved:
    """Copy a ledger, between files and PostgreSQL in any direction; a second copy brings what is new.

    Raises `LedgerOccupied` if the target holds entries that are not the beginning of the source's chain.
    """
    with _opened(source, read_only=True) as here, _opened(target, read_only=False) as there:
        entries = pages = 0
        with here.reading() as reading:
            number, last = _common(reading, there)
            for rows, links in _chunks(reading, number, last):
                with there.writing() as writing:
                    there.insert(writing, rows, links)
                entries, pages = entries + len(rows), pages + len(links)
            _copy_texts(reading, there)
        return Moved(here.where, there.where, entries, pages, verify(there))


@contextlib.contextmanager
def _opened(where: str | Path, *, read_only: bool) -> Iterator[Backend]:
    backend = open_backend(where, create=not read_only, read_only=read_only)
    try:
        bring_up(backend, create=not read_only, read_only=read_only)
        yield backend
    finally:
        backend.engine.dispose()


def _common(reading: Connection, there: Backend) -> tuple[int, int]:
    """Return the number of the last page that both hold and its last entry; raise if they differ."""
    with there.reading() as connection:
        end = connection.execute(select(page).order_by(page.c.number.desc()).limit(1)).one_or_none()
    if end is None:
        return 0, 0
    same = reading.scalar(select(page.c.hash).where(page.c.number == end.number))
    if same != end.hash:
        raise LedgerOccupied(
            f"{there.where}: it holds another ledger, or more than the one to copy. Name a new file or an "
            "empty database."
        )
    return end.number, end.last


def _chunks(
    reading: Connection, number: int, last: int
) -> Iterator[tuple[list[tuple[int, Row]], list[tuple[object, ...]]]]:
    """Yield whole pages after the given one, about `_CHUNK` entries at a time."""
    links: list[tuple[object, ...]] = []
    rows = _entries(reading, last)
    first = last
    after = select(page).where(page.c.number > number).order_by(page.c.number)
    for link in reading.execution_options(yield_per=None).execute(after).all():
        links.append(tuple(link))
        if link.last - first >= _CHUNK:
            yield [next(rows) for _ in range(link.last - first)], links
            links, first = [], link.last
    if links:
        yield list(rows), links


def _entries(reading: Connection, last: int) -> Iterator[tuple[int, Row]]:
    query = select(entry).where(entry.c.seq > last).order_by(entry.c.seq)
    with reading.execution_options(yield_per=2_000).execute(query) as result:
        for row in result:
            yield row.seq, Row(*row[1:])


def _copy_texts(reading: Connection, there: Backend) -> None:
    """Bring texts, and take away what was erased here since the last copy."""
    gone = [e.document for e in reading.execute(select(words.c.document).where(words.c.text.is_(None)))]
    batch: list[documents.Words] = []
    with reading.execution_options(yield_per=100).execute(select(words)) as result:
        for row in result:
            batch.append(documents.Words(row.document, row.sha256, row.text))
            if len(batch) >= 500:
                _keep(there, batch, ())
                batch = []
    _keep(there, batch, gone)


def _keep(there: Backend, texts: list[documents.Words], gone: list[str] | tuple[str, ...]) -> None:
    with there.writing() as connection:
        documents.keep(connection, texts)
        for document in gone:
            documents.erase(connection, document)


def _same_file(source: Path, part: Path) -> Moved:
    """Copy one SQLite file into another, page of the disk by page, in one consistent state."""
    with (
        _opened(source, read_only=True) as here,
        plainly(str(part)),
        here.engine.connect() as connection,
        contextlib.closing(sqlite3.connect(part)) as raw,
    ):
        connection.connection.driver_connection.backup(raw)  # type: ignore[union-attr]
    with _opened(part, read_only=False) as there:
        checked = verify(there)
        with there.reading() as connection:
            end = connection.execute(select(page).order_by(page.c.number.desc()).limit(1)).one_or_none()
    number, last = (0, 0) if end is None else (end.number, end.last)
    return Moved(safe_name(source), str(part), last, number, checked)


def _settle(part: Path, to: Path) -> None:
    """Put the finished file in its place, on the disk with its name."""
    with contextlib.closing(sqlite3.connect(part)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.rename(to)
    folder = os.open(to.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


__all__ = ["Moved", "backup", "copy", "restore"]
