"""Measure appending: group commit, and what the chain costs. The same on both databases.

In: a function that gives new empty places for ledgers. Out: lines of the table of `run.py`.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from made import T0, pages

from ceasefire.ledger import Ledger, append, open_ledger

Places = Callable[[], str | Path]
Line = Callable[[str, str, str, str], None]


def timed(work: Callable[[], object], times: int) -> float:
    """Return the least seconds of several runs: what the work itself needs, whoever else uses the machine."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def group_commit(places: Places, line: Line, *, name: str = "", number: int = 400, size: int = 3) -> None:
    made_pages = list(pages(number * size, size=size))
    one, many = [], []
    for _ in range(3):
        with open_ledger(places()) as ledger:
            one.append(timed(lambda ledger=ledger: [ledger.append(p, recorded_at=T0) for p in made_pages], 1))
        with open_ledger(places()) as ledger:
            many.append(timed(lambda ledger=ledger: ledger.append_many(made_pages, recorded_at=T0), 1))
    a, b = statistics.median(one), statistics.median(many)
    line(
        f"{name}durable append of {number} pages of {size}, group commit",
        f"{b * 1000:.0f} ms against {a * 1000:.0f} ms, one commit a page",
        f"{a / b:.0f} times",
        "12 times",
    )


def without_chain(ledger: Ledger, entries: int) -> None:
    """Append the same rows with ids and guards, but no pages and no hashes over them."""
    backend = ledger._backend  # noqa: SLF001 - the other side of the ratio
    seq = 0
    for batch in append.batches(pages(entries), 2_000):
        rows = [row for written in batch for row in written.rows]
        with backend.writing() as connection:
            there = backend.known(connection, [row.id for row in rows])
            rows = [row for row in rows if row.id not in there]
            backend.insert(connection, list(enumerate(rows, start=seq + 1)), [])
        seq += len(rows)


def chain(places: Places, line: Line, *, name: str = "", entries: int = 50_000) -> None:
    plain, chained = [], []
    for _ in range(3):
        with open_ledger(places()) as ledger:
            plain.append(timed(lambda ledger=ledger: without_chain(ledger, entries), 1))
        with open_ledger(places()) as ledger:
            chained.append(timed(lambda ledger=ledger: ledger.append_many(pages(entries), recorded_at=T0), 1))
    a, b = statistics.median(plain), statistics.median(chained)
    line(
        f"{name}append of {entries} entries with chain",
        f"{b:.2f} s ({entries / b:,.0f} entries/s) against {a:.2f} s without",
        f"{b / a:.2f} times",
        "at most 1.3 times",
    )
