"""A place in, a backend with tables of this program's version out."""

from pathlib import Path

from ceasefire.ledger.backend import Backend, Postgres, Sqlite, is_address
from ceasefire.ledger.errors import LedgerMissing, LedgerOutdated
from ceasefire.ledger.migrate import NEWEST, step, version_of


def open_backend(where: str | Path, *, create: bool, read_only: bool, wait: float = 10.0) -> Backend:
    """Return the backend for a path or an address; nothing is read or written yet."""
    if is_address(where):
        return Postgres(str(where), read_only=read_only, wait=wait)
    return Sqlite(Path(where), create=create, read_only=read_only, wait=wait)


def bring_up(backend: Backend, *, create: bool, read_only: bool) -> None:
    """Make or migrate the tables as needed and allowed; raise what stands in the way."""
    with backend.reading() as connection:
        version = version_of(connection, backend.where)
    if version == NEWEST and read_only:
        return
    if version == 0 and (read_only or not create):
        raise LedgerMissing(f"{backend.where}: no ledger is in it. Check the place, or read into a new one.")
    if read_only:
        raise LedgerOutdated(
            f"{backend.where}: the ledger is of version {version}, this program's of {NEWEST}. Make a "
            "backup, then open it once for writing, which brings it up to date."
        )
    backend.prepare()
    while version < NEWEST:
        with backend.writing() as connection:
            # Another program may have been quicker.
            version = version_of(connection, backend.where)
            if version < NEWEST:
                step(connection, version)
                version += 1
