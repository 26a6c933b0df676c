"""Entries in, entries as of any time out: append-only, hash-chained, on one SQLite file or PostgreSQL."""

from pathlib import Path

from ceasefire.ledger.backend import Backend, Postgres, Sqlite, is_address, safe_name
from ceasefire.ledger.canonical import canonical, row_of
from ceasefire.ledger.errors import (
    BadEntry,
    DriverMissing,
    LedgerDamaged,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerOccupied,
    LedgerOutdated,
    LedgerReadOnly,
    LedgerRefused,
    LedgerTooNew,
    LedgerUnreachable,
    NotALedger,
    UnknownEntry,
)
from ceasefire.ledger.ledger import Appended, Head, Ledger
from ceasefire.ledger.migrate import NEWEST, step, version_of
from ceasefire.ledger.verify import Fault, Verified
from ceasefire.model import Entry

__all__ = [
    "Appended",
    "BadEntry",
    "DriverMissing",
    "Fault",
    "Head",
    "Ledger",
    "LedgerDamaged",
    "LedgerFull",
    "LedgerLocked",
    "LedgerMissing",
    "LedgerOccupied",
    "LedgerOutdated",
    "LedgerReadOnly",
    "LedgerRefused",
    "LedgerTooNew",
    "LedgerUnreachable",
    "NotALedger",
    "UnknownEntry",
    "Verified",
    "canonical",
    "entry_id",
    "open_ledger",
    "safe_name",
]


def open_ledger(
    where: str | Path, *, create: bool = True, read_only: bool = False, wait: float = 10.0
) -> Ledger:
    """Open the ledger at a path or a `postgresql://` address, making or migrating it as needed.

    `wait` is how many seconds to wait for another writer. Raises a `CeasefireError` subclass a cause:
    missing, not a ledger, damaged, too new, outdated (when read only), locked, unreachable.
    """
    backend: Backend
    if is_address(where):
        backend = Postgres(str(where), read_only=read_only, wait=wait)
    else:
        backend = Sqlite(Path(where), create=create, read_only=read_only, wait=wait)
    try:
        _bring_up(backend, create=create, read_only=read_only)
    except BaseException:
        backend.engine.dispose()
        raise
    return Ledger(backend)


def entry_id(entry: Entry) -> str:
    """Return the content id that a ledger gives an entry: SHA-256 of its canonical JSON."""
    return row_of(entry).id


def _bring_up(backend: Backend, *, create: bool, read_only: bool) -> None:
    with backend.reading() as connection:
        version = version_of(connection, backend.where)
    if version == NEWEST:
        return
    if version == 0 and (read_only or not create):
        raise LedgerMissing(
            f"{backend.where}: there is no ledger in it. Check the place, or read into a new one."
        )
    if read_only:
        raise LedgerOutdated(
            f"{backend.where}: the ledger is of version {version}, this program's of {NEWEST}. Open it once "
            "for writing, which brings it up to date (make a backup first)."
        )
    backend.prepare()
    while version < NEWEST:
        with backend.writing() as connection:
            # Another program may have been quicker.
            version = version_of(connection, backend.where)
            if version < NEWEST:
                step(connection, version)
                version += 1
