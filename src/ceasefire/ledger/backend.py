"""The two databases, and what differs between them: opening, the write lock, bulk inserts, quoting.

In: a path or a `postgresql://` address. Out: an engine that opens transactions, and a name for the
ledger that is safe to print (no password, no options).
"""

import contextlib
import itertools
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from ceasefire.ledger.canonical import Row
from ceasefire.ledger.errors import DriverMissing, LedgerMissing, LedgerUnreachable, plainly
from ceasefire.ledger.schema import ENTRY_COLUMNS, LINES_SQL, PAGE_COLUMNS

_AT_ONCE = 50
"""Rows of one INSERT: a statement that fires triggers makes a savepoint, a fifth of the time of one row."""
_COPY = f"COPY entry ({', '.join(ENTRY_COLUMNS)}) FROM STDIN"
_COPY_PAGE = f"COPY page ({', '.join(PAGE_COLUMNS)}) FROM STDIN"
# Any number that no other program is likely to lock; "ceas" again.
_LOCK = 0x63656173


class Sqlite:
    """One file. WAL, so that readers never wait; synchronous FULL, so that a commit is on the disk."""

    def __init__(self, path: Path, *, create: bool, read_only: bool, wait: float) -> None:
        self.where = str(path)
        self._path, self._read_only, self._wait = path, read_only, wait
        if not path.exists() and (read_only or not create):
            raise LedgerMissing(f"{path}: there is no ledger. Check the path, or read into a new one.")
        self._uri = self._address()
        self.engine = create_engine(
            "sqlite+pysqlite://", creator=self._connect, poolclass=QueuePool, hide_parameters=True
        )
        event.listen(self.engine, "begin", _begin)

    def _address(self) -> str:
        base = f"file:{quote(str(self._path.absolute()))}"
        if not self._read_only:
            return f"{base}?mode=rwc"
        # A folder that may not be written has no room for the shared memory of WAL; with no log beside
        # the file there is nothing to share, and the file can be taken as it is.
        log = self._path.with_name(self._path.name + "-wal")
        still = not os.access(self._path.absolute().parent, os.W_OK) and not log.exists()
        return f"{base}?mode=ro{'&immutable=1' if still else ''}"

    def _connect(self) -> sqlite3.Connection:
        raw = sqlite3.connect(
            self._uri, uri=True, timeout=self._wait, isolation_level=None, check_same_thread=False
        )
        if not self._read_only:
            # Before anything else: NORMAL, the default of some builds, may lose the last commits.
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA secure_delete = ON")
        raw.execute("PRAGMA cache_size = -32768")
        raw.execute("PRAGMA temp_store = MEMORY")
        return raw

    def prepare(self) -> None:
        """Switch the file to WAL, which no transaction can; a backup arrives without."""
        with plainly(self.where), contextlib.closing(self._connect()) as raw:
            if raw.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                raw.execute("PRAGMA journal_mode = WAL")

    def sweep(self) -> None:
        """Take erased words out of the log beside the file; the file itself overwrites what it frees."""
        with plainly(self.where), contextlib.closing(self._connect()) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a write transaction; the lock is taken before anything is read, so the head stands still."""
        engine = self.engine.execution_options(begin="BEGIN IMMEDIATE")
        with plainly(self.where), engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a read transaction: one snapshot, however long it is read."""
        with plainly(self.where), self.engine.begin() as connection:
            yield connection

    def known(self, connection: Connection, ids: Sequence[str]) -> set[str]:
        """Return those of the ids that the ledger holds."""
        sql = "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))"
        return {row[0] for row in connection.exec_driver_sql(sql, (json.dumps(ids),))}

    def insert(
        self, connection: Connection, rows: Sequence[tuple[int, Row]], links: Sequence[tuple[object, ...]]
    ) -> None:
        """Insert numbered rows and the links of their pages, straight through the driver."""
        cursor = _cursor(connection)
        _insert_all(cursor, "entry", ENTRY_COLUMNS, [(seq, *row) for seq, row in rows])
        _insert_all(cursor, "page", PAGE_COLUMNS, links)

    def fetch(self, connection: Connection, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Run a query written by hand, with ? for values, straight through the driver."""
        return list(_cursor(connection).execute(sql, values).fetchall())

    def lines(self, connection: Connection) -> Any:
        """Return a cursor over (seq, line) in order; bytes, so that nothing is decoded."""
        return _cursor(connection).execute(LINES_SQL["sqlite"])


class Postgres:
    """A database on a PostgreSQL server (12 or newer), for a team."""

    def __init__(self, address: str, *, read_only: bool, wait: float) -> None:
        url = _url(address)
        self.where = safe_name(address)
        self._wait = wait
        self._read_only = read_only
        try:
            self.engine: Engine = create_engine(
                url, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 10}
            )
        except ModuleNotFoundError:
            raise DriverMissing(
                "a ledger on PostgreSQL needs the driver: pip install 'ceasefire[postgres]'"
            ) from None
        event.listen(self.engine, "begin", self._begin)

    def _begin(self, connection: Connection) -> None:
        connection.exec_driver_sql(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
            if connection.get_execution_options().get("snapshot")
            else "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"
        )

    def prepare(self) -> None:
        """Nothing to prepare; the server is durable unless its administrator says otherwise."""

    def sweep(self) -> None:
        """Have the server clear the room that erased words took."""
        with plainly(self.where), self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM words")

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a write transaction under an advisory lock; a serial has gaps and no commit order."""
        with plainly(self.where), self.engine.connect() as connection, connection.begin():
            if self._read_only:
                connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._wait * 1000)}")
            # Whatever the server's default, an acknowledged page is on the disk.
            connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a read transaction: one snapshot, however long it is read."""
        with plainly(self.where), self.engine.execution_options(snapshot=True).begin() as connection:
            yield connection

    def known(self, connection: Connection, ids: Sequence[str]) -> set[str]:
        """Return those of the ids that the ledger holds."""
        sql = "SELECT id FROM entry WHERE id = ANY(%s)"
        return {row[0] for row in connection.exec_driver_sql(sql, (list(ids),))}

    def insert(
        self, connection: Connection, rows: Sequence[tuple[int, Row]], links: Sequence[tuple[object, ...]]
    ) -> None:
        """Insert rows and links by COPY, which fires the guards like any insert and is far quicker."""
        with _cursor(connection).copy(_COPY) as copy:
            for seq, row in rows:
                copy.write_row((seq, *row))
        with _cursor(connection).copy(_COPY_PAGE) as copy:
            for link in links:
                copy.write_row(link)

    def fetch(self, connection: Connection, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Run a query written by hand, with ? for values, straight through the driver."""
        return list(_cursor(connection).execute(sql.replace("?", "%s"), values).fetchall())

    def lines(self, connection: Connection) -> Any:
        """Return a cursor over (seq, line) in order, kept on the server."""
        cursor = connection.connection.driver_connection.cursor("lines", binary=True)  # type: ignore[union-attr]
        return cursor.execute(LINES_SQL["postgresql"])


Backend = Sqlite | Postgres


def is_address(where: str | Path) -> bool:
    """Tell a database address from a path."""
    return isinstance(where, str) and where.startswith(("postgresql:", "postgres:", "postgresql+"))


def safe_name(where: str | Path) -> str:
    """Return `where` without password and options, fit for messages and logs."""
    if not is_address(where):
        return str(where)
    try:
        parts = urlsplit(str(where))
        host, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    except ValueError:
        return "postgresql://…"
    user = f"{parts.username}@" if parts.username else ""
    option = dict(parse_qsl(parts.query)).get("host")
    return f"postgresql://{user}{host}{port}{parts.path}{f'?host={option}' if option else ''}"


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise LedgerUnreachable(
            "the ledger's address cannot be read. Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE, "
            "with signs like @ and / in the password percent-encoded."
        ) from None
    return url.set(drivername="postgresql+psycopg")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _insert_all(cursor: Any, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows into a table of an SQLite file, many to a statement."""
    into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 - names of the schema's own
    one = f"({', '.join('?' * len(columns))})"
    whole = len(rows) - len(rows) % _AT_ONCE
    for first in range(0, whole, _AT_ONCE):
        values = list(itertools.chain.from_iterable(rows[first : first + _AT_ONCE]))
        cursor.execute(into + ", ".join([one] * _AT_ONCE), values)
    cursor.executemany(into + one, rows[whole:])


def _cursor(connection: Connection) -> Any:
    return connection.connection.cursor()
