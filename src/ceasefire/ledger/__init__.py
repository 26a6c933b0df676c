"""Entries in, entries as of any time out: append-only, hash-chained, on one SQLite file or PostgreSQL."""

from pathlib import Path

from ceasefire.ledger.answers import Answers, answer_key
from ceasefire.ledger.backend import safe_name
from ceasefire.ledger.canonical import canonical, row_of
from ceasefire.ledger.documents import Captured
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
from ceasefire.ledger.index import Index, LastWords
from ceasefire.ledger.ledger import Appended, Head, Ledger
from ceasefire.ledger.move import Moved, backup, copy, restore
from ceasefire.ledger.opening import bring_up, open_backend
from ceasefire.ledger.verify import Fault, Verified
from ceasefire.model import Entry

__all__ = [
    "Answers",
    "Appended",
    "BadEntry",
    "Captured",
    "DriverMissing",
    "Fault",
    "Head",
    "Index",
    "LastWords",
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
    "Moved",
    "NotALedger",
    "UnknownEntry",
    "Verified",
    "answer_key",
    "backup",
    "canonical",
    "copy",
    "entry_id",
    "open_ledger",
    "restore",
    "safe_name",
]


def open_ledger(
    where: str | Path, *, create: bool = True, read_only: bool = False, wait: float = 10.0
) -> Ledger:
    """Open the ledger at a path or a `postgresql://` address, making or migrating it as needed.

    `wait` is how many seconds to wait for another writer. Raises a `CeasefireError` subclass a cause:
    missing, not a ledger, damaged, too new, outdated (when read only), locked, unreachable.
    """
    backend = open_backend(where, create=create, read_only=read_only, wait=wait)
    try:
        bring_up(backend, create=create, read_only=read_only)
    except BaseException:
        backend.engine.dispose()
        raise
    return Ledger(backend)


def entry_id(entry: Entry) -> str:
    """Return the content id that a ledger gives an entry: SHA-256 of its canonical JSON."""
    return row_of(entry).id
