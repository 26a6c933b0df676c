"""Measure the ledger: `python bench/ledger/run.py [--entries 1000000] [--folder DIR] [--postgres URL]`.

Makes a ledger of made-up bearings once (kept in the folder), then prints one line a figure: what was
measured, the two times or the rate, the ratio, what was asked for. Both sides of a ratio run in turn on
the same file in the same run. The least of several counts (as with timeit: more is the machine's other
work); between questions, the median. The machine's load is printed first.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from made import A_PAGE, DAYS, T0, UNDERTAKINGS, pages
from sqlalchemy import text

from ceasefire.judge import status as judge_status
from ceasefire.ledger import Index, Ledger, Verified, append, open_ledger
from ceasefire.ledger.canonical import instant
from ceasefire.model import Action, AsOf, Mode, Precision, Report, Status, Undertaking, Voice, When

ASKED = [
    AsOf(valid_at=T0 + timedelta(days=d), published_by=T0 + timedelta(days=d + lag))
    for d, lag in ((30, 0), (120, 3), (200, 365), (300, 1), (364, 365))
]
WINDOW = """
WITH said AS (
  SELECT seq, subject, row_number() OVER (
      PARTITION BY subject, coalesce(speaker, 'entry ' || id)
      ORDER BY coalesce(reported_at, '') DESC, seq DESC) AS n
  FROM entry
  WHERE kind = 'bearing' AND seq <= :known
    AND (valid_from IS NULL OR valid_from <= :valid) AND (reported_at IS NULL OR reported_at <= :published)
    AND NOT EXISTS (
      SELECT 1 FROM entry later WHERE later.supersedes = entry.id AND later.seq <= :known
        AND (later.reported_at IS NULL OR later.reported_at <= :published))
)
SELECT entry.subject, coalesce(json_extract(entry.body, '$.complied'), -1), count(*)
FROM said JOIN entry ON entry.seq = said.seq WHERE said.n = 1 GROUP BY 1, 2"""


def timed(work: Callable[[], object], times: int) -> float:
    """Return the least seconds of several runs: what the work itself needs, whoever else uses the machine."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def line(what: str, measured: str, ratio: str, asked: str) -> None:
    print(f"| {what} | {measured} | {ratio} | {asked} |", flush=True)


def made(path: Path, entries: int) -> None:
    """Make the ledger unless it is there."""
    with open_ledger(path) as ledger:
        if ledger.head().seq < entries:
            start = time.perf_counter()
            ledger.append_many(pages(entries), recorded_at=T0 + timedelta(days=DAYS))
            print(f"made {entries} entries in {time.perf_counter() - start:.0f} s", file=sys.stderr)


def window(ledger: Ledger, as_of: AsOf) -> dict[tuple[str, int], int]:
    """Answer by a window function over the same file."""
    with ledger.reading() as connection:
        rows = connection.execute(
            text(WINDOW),
            {
                "known": ledger.known_seq(as_of.known_at),
                "valid": instant(as_of.valid_at),
                "published": instant(as_of.published_by),
            },
        )
        return {(subject, answer): n for subject, answer, n in rows}


def indexed(index: Index, as_of: AsOf) -> dict[tuple[str, int], int]:
    """Return the index's answer in the form of the other's, to compare them."""
    found = index.last_words(as_of)
    answers = ((1, found.yes), (0, found.no), (-1, found.other))
    return {
        (s, a): n for a, counts in answers for s, n in zip(found.subjects, counts.tolist(), strict=True) if n
    }


def status(path: Path) -> None:
    with open_ledger(path, read_only=True) as ledger:
        start = time.perf_counter()
        index = Index(ledger)
        built = time.perf_counter() - start
        slow, fast = [], []
        for as_of in ASKED:
            if indexed(index, as_of) != window(ledger, as_of):
                raise SystemExit(f"the two answers differ as of {as_of}")
            slow.append(timed(lambda a=as_of: window(ledger, a), 1))
            fast.append(timed(lambda a=as_of: index.last_words(a), 7))
        a, b = statistics.median(slow), statistics.median(fast)
        measured = f"{b * 1000:.1f} ms (worst {max(fast) * 1000:.1f}) against {a * 1000:.0f} ms"
        line(
            f"last words on {UNDERTAKINGS} undertakings as of given times",
            measured,
            f"{a / b:.0f} times",
            "20 times, under 100 ms",
        )
        line("the index built from the file", f"{built:.1f} s", "", "")
        subjects = iter(index.last_words(ASKED[0]).subjects)
        history = timed(lambda: index.history(next(subjects), ASKED[4]), 500)
        line(
            "one undertaking's history (200 words) as of given times",
            f"{history * 1000:.2f} ms",
            "",
            "under 1 ms",
        )
        history = timed(lambda: ledger.history(next(subjects)), 500)
        line("the same with every body read from the file", f"{history * 1000:.2f} ms", "", "")


def late(path: Path, folder: Path) -> None:
    """Take one more page into an index that is there, against building it anew."""
    copy = folder / "late.db"
    shutil.copy(path, copy)
    with open_ledger(copy) as ledger:
        index = Index(ledger)
        more = list(pages(10 * A_PAGE, seed=99))
        takes = []
        for page in more:
            ledger.append(page, recorded_at=T0 + timedelta(days=DAYS))
            takes.append(timed(index.refresh, 1))
        anew = timed(lambda: Index(ledger), 1)
    a = statistics.median(takes)
    line(
        "a late page taken into the index",
        f"{a * 1000:.0f} ms against {anew:.1f} s anew",
        f"{anew / a:.0f} times",
        "",
    )


def judged(path: Path, folder: Path, some: int = 100) -> None:
    """Judge by the whole rule: anew, each undertaking from its history; then what one late page touched."""
    copy = folder / "judged.db"
    shutil.copy(path, copy)
    asked = ASKED[2]
    with open_ledger(copy) as ledger:
        index = Index(ledger)
        before = index.last_words(asked)
        anew = timed(lambda: [rule(ledger, s, asked) for s in before.subjects[:some]], 1) / some
        ledger.append(next(iter(pages(A_PAGE, seed=7))), recorded_at=T0 + timedelta(days=DAYS))

        def touched() -> int:
            index.refresh()
            changed = index.last_words(asked).changed(before)
            for subject in changed:
                rule(ledger, subject, asked)
            return len(changed)

        start = time.perf_counter()
        count = touched()
        again = time.perf_counter() - start
    all_anew = anew * len(before.subjects)
    line(
        f"the whole status rule after a late page ({count} undertakings touched)",
        f"{again * 1000:.0f} ms against {all_anew:.0f} s for all {len(before.subjects)} anew"
        f" ({anew * 1000:.1f} ms each, measured on {some})",
        f"{all_anew / again:.0f} times",
        "",
    )


def rule(ledger: Ledger, subject: str, asked: AsOf) -> Status:
    """Read one undertaking's history and judge it."""
    reports = tuple(
        Report(
            r.id,
            subject,
            Voice(r.entry.speaker, r.id),
            r.entry.body["complied"],
            When("", r.entry.valid_from, r.entry.valid_to, Precision.DAY, "UTC"),
            r.entry.reported_at,
            r.recorded_at,
        )
        for r in ledger.history(subject)
    )
    debtor, mode = "monitor-1", Mode.ACHIEVE
    u = Undertaking(subject, "example-2031", debtor, Action.AID, "Let convoys pass", mode=mode)
    return judge_status(u, reports, asked)


def verify(path: Path) -> None:
    with open_ledger(path, read_only=True) as ledger:
        found = ledger.verify()
        taken = timed(ledger.verify, 3)
    if not isinstance(found, Verified):
        raise SystemExit(str(found))
    line("full verify", f"{taken:.2f} s", f"{found.entries / taken:,.0f} entries/s", "300,000 entries/s")


@contextlib.contextmanager
def fresh(folder: Path, where: str | None) -> Iterator[Ledger]:
    place = where or folder / f"append-{time.monotonic_ns()}.db"
    with open_ledger(place) as ledger:
        yield ledger


def group_commit(folder: Path, number: int = 400, size: int = 3) -> None:
    made_pages = list(pages(number * size, size=size))
    one, many = [], []
    for _ in range(3):
        with fresh(folder, None) as ledger:
            one.append(timed(lambda ledger=ledger: [ledger.append(p, recorded_at=T0) for p in made_pages], 1))
        with fresh(folder, None) as ledger:
            many.append(timed(lambda ledger=ledger: ledger.append_many(made_pages, recorded_at=T0), 1))
    a, b = statistics.median(one), statistics.median(many)
    line(
        f"durable append of {number} pages of {size}, group commit",
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


def chain(folder: Path, entries: int = 50_000) -> None:
    plain, chained = [], []
    for _ in range(3):
        with fresh(folder, None) as ledger:
            plain.append(timed(lambda ledger=ledger: without_chain(ledger, entries), 1))
        with fresh(folder, None) as ledger:
            chained.append(timed(lambda ledger=ledger: ledger.append_many(pages(entries), recorded_at=T0), 1))
    a, b = statistics.median(plain), statistics.median(chained)
    line(
        f"append of {entries} entries with chain",
        f"{b:.2f} s ({entries / b:,.0f} entries/s) against {a:.2f} s without",
        f"{b / a:.2f} times",
        "at most 1.3 times",
    )


def board(path: Path) -> None:
    """In a process of its own: open, index, answer; print the most memory that it took."""
    with open_ledger(path, read_only=True) as ledger:
        index = Index(ledger)
        for as_of in ASKED:
            index.last_words(as_of)
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def memory(path: Path, entries: int) -> None:
    ran = subprocess.run(
        [sys.executable, __file__, "--board", str(path)], check=True, capture_output=True, text=True
    )
    line(f"memory for the board of {entries:,} statements", f"{float(ran.stdout):.0f} MB", "", "under 500 MB")


def server(address: str, entries: int = 50_000) -> None:
    """Measure PostgreSQL, in an empty database, with fewer entries."""
    few = list(pages(1800, seed=5, size=3))
    with open_ledger(address) as ledger:
        one = timed(lambda: [ledger.append(p, recorded_at=T0) for p in few[:100]], 1) / 100
        many = timed(lambda: ledger.append_many(few[100:], recorded_at=T0), 1) / 500
        measured = f"{many * 1000:.2f} ms a page against {one * 1000:.2f} ms, one commit a page"
        line(
            "PostgreSQL: durable append of pages of 3, group commit", measured, f"{one / many:.0f} times", ""
        )
        taken = timed(lambda: ledger.append_many(pages(entries), recorded_at=T0), 1)
        rate = f"{entries / taken:,.0f} entries/s"
        line(f"PostgreSQL: append of {entries:,} entries", f"{taken:.1f} s", rate, "")
        found = ledger.verify()
        taken = timed(ledger.verify, 3)
        line("PostgreSQL: full verify", f"{taken:.2f} s", f"{found[0] / taken:,.0f} entries/s", "")
        index = Index(ledger)
        asking = timed(lambda: index.last_words(ASKED[0]), 7)
        line("PostgreSQL: last words as of given times", f"{asking * 1000:.1f} ms", "", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "ceasefire-bench")
    parser.add_argument("--postgres", help="an empty database; what is measured stays in it")
    parser.add_argument("--board", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.board:
        board(asked.board)
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    path = asked.folder / f"bench-{asked.entries}.db"
    made(path, asked.entries)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    line("what", "measured", "ratio", "asked for")
    line("---", "---", "---", "---")
    with tempfile.TemporaryDirectory(dir=asked.folder) as scratch:
        folder = Path(scratch)
        status(path)
        late(path, folder)
        judged(path, folder)
        verify(path)
        group_commit(folder)
        chain(folder)
        memory(path, asked.entries)
    if asked.postgres:
        server(asked.postgres)


if __name__ == "__main__":
    main()
