"""A disk that is really full: said in words, nothing acknowledged lost, and on after room is made."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_made import day, page_of

from ceasefire.ledger import Ledger, LedgerFull, Verified, open_ledger

PAGES, SIZE = 40_000, 7


def _mount(*words: str) -> bool:
    program = shutil.which("mount")
    if program is None:
        return False
    return subprocess.run([program, *words], check=False, capture_output=True).returncode == 0  # noqa: S603


class Disk:
    """A file system in memory, of a size that can grow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def grow(self, megabytes: int) -> None:
        assert _mount("-o", f"remount,size={megabytes}m", str(self.folder))


@pytest.fixture
def disk() -> Iterator[Disk]:
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    folder.chmod(0o755)
    try:
        if not _mount("-t", "tmpfs", "-o", "size=4m,mode=755", "tmpfs", str(folder)):
            pytest.skip("no file system can be mounted here; test_crash.py bounds the file instead")
        try:
            yield Disk(folder)
        finally:
            subprocess.run([shutil.which("umount") or "umount", "-l", str(folder)], check=False)  # noqa: S603
    finally:
        folder.rmdir()


def fill(ledger: Ledger) -> int:
    """Append until there is no room; return how many entries were acknowledged."""
    held = [0]
    with pytest.raises(LedgerFull, match="full"):
        ledger.append_many(
            (page_of(n, size=SIZE) for n in range(PAGES)),
            recorded_at=day(0),
            group=70,
            acknowledged=lambda done: held.append(done.new + done.known),
        )
    return held[-1]


def whole(where: str) -> int:
    with open_ledger(where) as ledger:
        found = ledger.verify()
    assert isinstance(found, Verified), found
    return found.entries


def goes_on(where: str, disk: Disk, acknowledged: int) -> None:
    assert acknowledged > 0
    assert whole(where) >= acknowledged
    disk.grow(24)
    with open_ledger(where) as ledger:
        ledger.append_many((page_of(n, size=SIZE) for n in range(600)), recorded_at=day(1))
        last = ledger.append(page_of(200_000, size=SIZE), recorded_at=day(2))
    assert last.new == SIZE
    assert whole(where) == last.head.seq


def test_a_file_on_a_full_disk(disk: Disk) -> None:
    where = str(disk.folder / "full.db")
    with open_ledger(where) as ledger:
        acknowledged = fill(ledger)
        # The same ledger, still open, says so again, and reads on.
        assert fill(ledger) >= 0
        assert ledger.head().seq >= acknowledged
    goes_on(where, disk, acknowledged)


def test_a_server_on_a_full_disk(postgres, disk: Disk) -> None:
    room = disk.folder / "room"
    room.mkdir(mode=0o700)
    owner = postgres.folder.stat()
    os.chown(room, owner.st_uid, owner.st_gid)
    name = f"small{os.getpid()}"
    postgres.run(f"CREATE TABLESPACE {name} LOCATION '{room}'")
    schema = postgres.new_schema()
    where = f"{postgres.address(schema)}%20-cdefault_tablespace%3D{name}"
    try:
        with open_ledger(where) as ledger:
            acknowledged = fill(ledger)
        goes_on(where, disk, acknowledged)
    finally:
        with contextlib.suppress(Exception):
            postgres.run(f"DROP SCHEMA {schema} CASCADE")
            postgres.run(f"DROP TABLESPACE {name}")
