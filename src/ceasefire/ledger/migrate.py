"""Schema versions: how a ledger becomes one of this program's version, each step with its own record.

In: a connection that may write. Out: the tables of the newest version. Steps only go
forward; each is committed together with the row in `migration` that says so, or not at all.
"""

from collections.abc import Callable

from sqlalchemy import Connection, func, inspect, literal_column, select

from ceasefire import __version__
from ceasefire.ledger.errors import LedgerTooNew, NotALedger
from ceasefire.ledger.schema import APPLICATION_ID, create_guards, entry, migration, page, words


def _first(connection: Connection) -> None:
    for table in (entry, page, words, migration):
        table.create(connection)
    create_guards(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


MIGRATIONS: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("entries, pages, words of documents, guards", _first),
)
"""Version n is the n-th row; a new version is one more row, and the ones above never change."""

NEWEST = len(MIGRATIONS)


def version_of(connection: Connection, where: str) -> int:
    """Return the schema version at hand, 0 for an empty database; raise if it is not ours to read."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    if not {"entry", "page", "migration"} <= tables:
        raise NotALedger(
            f"{where}: it holds other tables and no ledger. Check the path; for a new ledger name a new "
            "file or an empty database."
        )
    version = int(connection.scalar(select(func.max(migration.c.version))) or 0)
    if version > NEWEST:
        raise LedgerTooNew(
            f"{where}: version {version} of the ledger's form, written by a newer ceasefire; this one "
            f"({__version__}) reads up to {NEWEST}. Update ceasefire ('pip install --upgrade ceasefire')."
        )
    return version


_NOW = {  # the database's own clock; the program's is read by the commands only
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')",
    "postgresql": """to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
}


def step(connection: Connection, version: int) -> None:
    """Go from `version` to the next within the caller's transaction."""
    name, change = MIGRATIONS[version]
    change(connection)
    connection.execute(
        migration.insert().values(
            version=version + 1,
            name=name,
            applied_at=literal_column(_NOW[connection.dialect.name]),
            applied_by=f"ceasefire {__version__}",
        )
    )
