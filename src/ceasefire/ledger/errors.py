"""What can go wrong with a ledger, one class a cause; every message says what to do.

In: what a database driver raised. Out: a `CeasefireError` without passwords, parameters or bodies.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import DBAPIError

from ceasefire.model import CeasefireError

_DRIVERS: tuple[type[Exception], ...] = (DBAPIError, sqlite3.Error)
with suppress(ImportError):  # the driver is optional
    import psycopg

    _DRIVERS = (*_DRIVERS, psycopg.Error)


class LedgerMissing(CeasefireError):
    """No ledger is there, and none was to be made."""


class NotALedger(CeasefireError):
    """The file or database holds something else."""


class LedgerDamaged(CeasefireError):
    """The file cannot be read as it was written."""


class LedgerTooNew(CeasefireError):
    """A newer version of the program wrote this ledger."""


class LedgerOutdated(CeasefireError):
    """The ledger needs a migration, and it was opened for reading only."""


class LedgerLocked(CeasefireError):
    """Another program holds the write lock."""


class LedgerReadOnly(CeasefireError):
    """The ledger cannot be written."""


class LedgerFull(CeasefireError):
    """There is no room left to write."""


class LedgerUnreachable(CeasefireError):
    """The database does not answer, or does not let us in."""


class LedgerRefused(CeasefireError):
    """The database itself refused a change to what was already written."""


class LedgerOccupied(CeasefireError):
    """The place to write to holds a ledger already."""


class DriverMissing(CeasefireError):
    """The package that talks to PostgreSQL is not installed."""


class BadEntry(CeasefireError):
    """An entry cannot be written down in canonical form."""


class UnknownEntry(CeasefireError):
    """An entry or document is named that this ledger does not hold."""


_APPEND_ONLY = "it is append-only; nothing was changed. Append an entry that supersedes the old one instead."
_WHOLE = "Nothing of the last page was written; what was there before is whole."

# SQLite's result codes by prefix, first match wins (sqlite.org/rescode.html).
_SQLITE: tuple[tuple[str, type[CeasefireError], str], ...] = (
    (
        "SQLITE_BUSY",
        LedgerLocked,
        "another program is writing to it. Wait until it is done, or close it, then try again.",
    ),
    ("SQLITE_LOCKED", LedgerLocked, "another program is writing to it. Wait, then try again."),
    (
        "SQLITE_READONLY",
        LedgerReadOnly,
        f"the file or its folder may not be written. Get the right to, or use another ledger. {_WHOLE}",
    ),
    ("SQLITE_PERM", LedgerReadOnly, "you have no right to this file. Ask its owner."),
    ("SQLITE_AUTH", LedgerReadOnly, "you have no right to this file. Ask its owner."),
    ("SQLITE_FULL", LedgerFull, f"the disk is full. Make room, then run the same command again. {_WHOLE}"),
    (
        "SQLITE_IOERR",
        LedgerFull,
        f"the disk did not take the write. Make room or check the disk, then run it again. {_WHOLE}",
    ),
    (
        "SQLITE_CORRUPT",
        LedgerDamaged,
        "the file is damaged. Keep it, and restore a backup beside it with 'ceasefire ledger restore'.",
    ),
    (
        "SQLITE_NOTADB",
        NotALedger,
        "the file is no ledger, or its beginning is damaged. Check the path, or restore a backup.",
    ),
    (
        "SQLITE_CANTOPEN",
        LedgerMissing,
        "it cannot be opened. Check that the folder exists and is yours.",
    ),
    (
        "SQLITE_CONSTRAINT_TRIGGER",
        LedgerRefused,
        _APPEND_ONLY,
    ),
)

# PostgreSQL's SQLSTATE by prefix (PostgreSQL manual, appendix A).
_POSTGRES: tuple[tuple[str, type[CeasefireError], str], ...] = (
    ("28", LedgerUnreachable, "the server refused the user or password. Check them in the address."),
    (
        "3D000",
        LedgerUnreachable,
        "the server has no such database. Create it, or correct the address.",
    ),
    ("42501", LedgerReadOnly, "this user may not write here. Ask the administrator for the right to."),
    ("25006", LedgerReadOnly, f"the server takes no writes now (a standby, or read-only). {_WHOLE}"),
    ("53100", LedgerFull, f"the server's disk is full. Make room there, then run it again. {_WHOLE}"),
    ("55P03", LedgerLocked, "another program is writing to it. Wait until it is done, then try again."),
    ("XX001", LedgerDamaged, "the server finds its data damaged. Restore the last backup."),
    ("XX002", LedgerDamaged, "the server finds its data damaged. Restore the last backup."),
    (
        "CE001",
        LedgerRefused,
        _APPEND_ONLY,
    ),
)
_GONE = (
    "the server does not answer. Check host, port and network, and that PostgreSQL runs; then run the "
    "same command again (what was acknowledged is kept, the rest is written again)."
)


def explain(error: BaseException, where: str) -> CeasefireError | None:
    """Return what a driver's error means for the ledger at `where`, or None if it means a bug of ours."""
    original = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(original, sqlite3.Error):
        return _row(_SQLITE, _sqlite_code(original), where)
    state = getattr(original, "sqlstate", None)
    if state is None and "connection option" in str(original):
        return LedgerUnreachable(f"{where}: its address has an option that PostgreSQL does not know.")
    if state is None and type(original).__name__ == "OperationalError":
        return _startup(str(original), where)
    if isinstance(state, str):
        return _row(_POSTGRES, state, where) or (
            LedgerUnreachable(f"{where}: {_GONE}") if state[:2] in {"08", "57"} else None
        )
    return None


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """Raise what a driver raises inside as the `CeasefireError` that says what to do.

    The driver's own error is cut off: it may carry parameters, which are words of reports.
    """
    try:
        yield
    except _DRIVERS as error:
        known = explain(error, where)
        if known is None:
            raise
        raise known from None


def _row(
    table: tuple[tuple[str, type[CeasefireError], str], ...], code: str, where: str
) -> CeasefireError | None:
    for prefix, cause, message in table:
        if code.startswith(prefix):
            return cause(f"{where}: {message}")
    return None


def _sqlite_code(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", None)
    if name:
        return str(name)
    # Errors raised by the module itself carry no code; it says this on text that is not UTF-8.
    return "SQLITE_CORRUPT" if "Could not decode" in str(error) else ""


def _startup(words: str, where: str) -> CeasefireError:
    """Errors before a session exists carry no SQLSTATE, only the server's words."""
    if "password" in words or "authentication" in words or "role" in words:
        return _row(_POSTGRES, "28", where) or LedgerUnreachable(where)
    if "database" in words and "does not exist" in words:
        return _row(_POSTGRES, "3D000", where) or LedgerUnreachable(where)
    return LedgerUnreachable(f"{where}: {_GONE}")
