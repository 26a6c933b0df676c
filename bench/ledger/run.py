"""Measure the ledger: `python bench/ledger/run.py [--entries 1000000] [--folder DIR] [--server 100000]`.

Makes a ledger of made-up bearings once (kept in the folder), then prints one line a figure: what was
measured, the two times or the rate, the ratio, what was asked for. Both sides of a ratio run in turn on
the same file in the same run. The least of several counts (as with timeit: more is the machine's other
work); between questions, the median. The machine's load is printed first.
"""

import argparse
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import server
import standing
from appending import chain, group_commit, timed
from made import A_PAGE, DAYS, T0, UNDERTAKINGS, pages
from sqlalchemy import text

from ceasefire.ledger import Index, Ledger, Verified, open_ledger
from ceasefire.ledger.canonical import instant
from ceasefire.model import AsOf

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
SELECT entry.subject, {answer}, count(*)
FROM said JOIN entry ON entry.seq = said.seq WHERE said.n = 1 GROUP BY 1, 2"""
ANSWER = {
    "sqlite": "coalesce(json_extract(entry.body, '$.complied'), -1)",
    "postgresql": "CASE entry.body::json ->> 'complied' WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE -1 END",
}


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
            text(WINDOW.format(answer=ANSWER[connection.dialect.name])),
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


def whole_rule(folder: Path, statements: int) -> None:
    """Ask the standing projection, over a ledger with documents, statements and a process of its own."""
    undertakings = max(50, statements // 200)
    path = folder / f"asked-{statements}-{undertakings}.db"
    standing.made(path, statements=statements, undertakings=undertakings)
    with open_ledger(path) as ledger:
        standing.measure(ledger, lambda as_of: window(ledger, as_of), line)
    memory(path, f"the whole board of {statements:,} statements, its register saved")


def verify(path: Path) -> None:
    with open_ledger(path, read_only=True) as ledger:
        found = ledger.verify()
        taken = timed(ledger.verify, 3)
    if not isinstance(found, Verified):
        raise SystemExit(str(found))
    line("full verify", f"{taken:.2f} s", f"{found.entries / taken:,.0f} entries/s", "300,000 entries/s")


def memory(path: Path, what: str, *options: str) -> None:
    """In a process of its own: the most memory that a board takes."""
    ran = subprocess.run(
        [sys.executable, Path(__file__).with_name("memory.py"), path, *options],
        check=True,
        capture_output=True,
        text=True,
    )
    line(f"most memory, {what}", ran.stdout.strip(), "", "under 500 MB")


def one_file(place: Path, entries: int) -> None:
    """Measure a ledger in a file."""
    path = place / f"bench-{entries}.db"
    made(path, entries)
    with tempfile.TemporaryDirectory(dir=place) as scratch:
        folder = Path(scratch)
        status(path)
        late(path, folder)
        verify(path)
        places = (folder / f"append-{n}.db" for n in itertools.count())
        group_commit(lambda: next(places), line)
        chain(lambda: next(places), line)
        memory(path, f"last words on {entries:,} entries", "--last-words")
    whole_rule(place, entries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "ceasefire-bench")
    parser.add_argument("--server", type=int, help="measure a PostgreSQL server too, from so many statements")
    parser.add_argument("--only-server", action="store_true", help="measure nothing else")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    line("what", "measured", "ratio", "asked for")
    line("---", "---", "---", "---")
    if not asked.only_server:
        one_file(asked.folder, asked.entries)
    if asked.server:
        server.measure(line, window, ASKED, entries=50_000, statements=asked.server)


if __name__ == "__main__":
    main()
