"""Writers killed at random moments, a server killed, a full disk: nothing acknowledged is lost.

`CEASEFIRE_CRASHES` sets how often a writer on SQLite is killed (30), and a sixth of it for PostgreSQL.
"""

import json
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from crash_writer import SIZE
from ledger_made import day, page_of

from ceasefire.ledger import Head, Verified, open_ledger

_log = logging.getLogger(__name__)  # shown by: pytest -o log_cli=true -o log_cli_level=INFO
KILLS = int(os.environ.get("CEASEFIRE_CRASHES", "30"))
PAGES = 400
GROUP = 35  # five pages to a commit


class Zygote:
    """Forks writers, so that a kill costs milliseconds and not an import."""

    def __init__(self) -> None:
        here = Path(__file__).parent
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, str(here / "crash_writer.py")],
            cwd=here,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def begin(self, do: str, **task: object) -> psutil.Process:
        self._say(json.dumps({"do": do, **task}))
        return psutil.Process(int(self._line()))

    def end(self) -> int:
        self._say("")
        return int(self._line())

    def close(self) -> str:
        _, errors = self.process.communicate()
        return errors


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    made = Zygote()
    yield made
    made.close()


def acknowledged(acks: Path) -> int:
    """The most entries that any writer was told are safe."""
    lines = acks.read_text().split() if acks.exists() else []
    return max((int(line) for line in lines if line.isdigit()), default=0)


def wait_for(writer: psutil.Process, acks: Path, size: int) -> None:
    while (not acks.exists() or acks.stat().st_size <= size) and writer.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.001)


def check(where: str, acks: Path) -> int:
    """No acknowledged page lost, no half page, chain intact; return how many entries are there."""
    with open_ledger(where) as ledger:
        found = ledger.verify()
    assert isinstance(found, Verified), found
    assert found.entries >= acknowledged(acks), "an acknowledged page is lost"
    assert found.entries == found.pages * SIZE, "half a page"
    return found.entries


def unbroken(where: str) -> Head:
    with open_ledger(where) as ledger:
        return ledger.append_many((page_of(n, size=SIZE) for n in range(PAGES)), recorded_at=day(0)).head


def kill_and_resume(zygote: Zygote, where: str, acks: Path, *, kills: int, seed: int) -> list[int]:
    """Kill a writer `kills` times, each at its own moment, checking each time; return what was there."""
    chance = random.Random(seed)  # noqa: S311
    there = []
    for _ in range(kills):
        before = acks.stat().st_size if acks.exists() else 0
        writer = zygote.begin("append", where=where, acks=str(acks), pages=PAGES, group=GROUP)
        if chance.random() < 0.9:  # the rest die while opening
            again = 5 * (there[-1] if there else 0) // GROUP  # what it passes over, a line a commit
            wait_for(writer, acks, before + again + chance.randrange(40))
        time.sleep(chance.expovariate(1 / 0.002))
        writer.kill()
        assert zygote.end() in {-signal.SIGKILL, 0}
        there.append(check(where, acks))
    _log.info("killed %d times; entries there each time: %s", kills, there)
    return there


def test_a_writer_killed_on_sqlite_loses_nothing(zygote: Zygote, tmp_path: Path) -> None:
    head = unbroken(str(tmp_path / "unbroken.db"))
    acks, there, rounds = tmp_path / "acks", [], 0
    while len(there) < KILLS:
        rounds += 1
        where, acks = str(tmp_path / f"{rounds}.db"), tmp_path / f"acks{rounds}"
        there += kill_and_resume(zygote, where, acks, kills=min(10, KILLS - len(there)), seed=rounds)
        assert unbroken(where) == head, "a resumed run differs from an unbroken one"
    assert any(0 < n < PAGES * SIZE for n in there), "no writer was killed half-way; nothing was tested"


def test_a_writer_killed_on_postgres_loses_nothing(zygote: Zygote, postgres, tmp_path: Path) -> None:
    where, acks = postgres.address(postgres.new_schema()), tmp_path / "acks"
    head = unbroken(str(tmp_path / "unbroken.db"))
    kill_and_resume(zygote, where, acks, kills=max(5, KILLS // 6), seed=1)
    assert unbroken(where) == head


def test_a_server_killed_loses_nothing(zygote: Zygote, postgres, tmp_path: Path) -> None:
    postgres.run("ALTER SYSTEM SET fsync = on")
    postgres.run("ALTER SYSTEM SET recovery_init_sync_method = syncfs")  # its start is not what is tested
    postgres.run("SELECT pg_reload_conf()")
    where, acks = postgres.address(postgres.new_schema()), tmp_path / "acks"
    head = unbroken(str(tmp_path / "unbroken.db"))
    for n in range(max(5, KILLS // 6)):
        before = acks.stat().st_size if acks.exists() else 0
        writer = zygote.begin("append", where=where, acks=str(acks), pages=PAGES, group=GROUP)
        wait_for(writer, acks, before)
        time.sleep(0.03 * n)
        postgres.kill()
        assert zygote.end() in {0, 13}, "the writer did not say that the server is gone"
        postgres.start()
        check(where, acks)
    assert unbroken(where) == head


def test_a_full_disk_is_said_and_leaves_the_ledger_whole(zygote: Zygote, tmp_path: Path) -> None:
    where, acks = str(tmp_path / "full.db"), tmp_path / "acks"
    zygote.begin("fill", where=where, acks=str(acks), limit=600_000)
    assert zygote.end() == 11, "not told that the disk is full"
    there = check(where, acks)
    assert there > 0
    assert check(where, acks) == there
    with open_ledger(where) as ledger:
        ledger.append(page_of(200_000, size=SIZE), recorded_at=day(1))
    assert check(where, acks) == there + SIZE


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may read; pytest's own is closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_read_only_file_is_said_and_can_be_read(zygote: Zygote, open_folder: Path) -> None:
    where = open_folder / "ledger.db"
    with open_ledger(where) as ledger:
        ledger.append(page_of(1), recorded_at=day(0))
    where.chmod(0o444)
    open_folder.chmod(0o555)
    zygote.begin("as_nobody", where=str(where), acks=str(open_folder / "acks"))
    assert zygote.end() == 12, "not told that the file is read-only"
    zygote.begin("read_as_nobody", where=str(where))
    assert zygote.end() == 103
    open_folder.chmod(0o755)
    where.chmod(0o644)
    with open_ledger(where) as ledger:
        assert ledger.head().seq == 3
