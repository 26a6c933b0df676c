"""The contract on one SQLite file, and what only a file can do wrong."""

import contextlib
import random
import sqlite3
import threading
from pathlib import Path

import pytest
from contract import LedgerContract
from ledger_made import Place, day, document, page_of, said

from ceasefire.ledger import (
    Captured,
    Fault,
    LedgerLocked,
    LedgerMissing,
    LedgerRefused,
    LedgerTooNew,
    NotALedger,
    Verified,
    backup,
    open_ledger,
    restore,
)
from ceasefire.ledger.errors import plainly
from ceasefire.model import CeasefireError


class TestSqlite(LedgerContract):
    @pytest.fixture
    def place(self, sqlite_place: Place) -> Place:
        return sqlite_place


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.append_many((page_of(n, size=5) for n in range(20)), recorded_at=day(0))
        ledger.append([Captured(document(), "t")], recorded_at=day(1))
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 100",
        (
            "INSERT OR REPLACE INTO entry (seq, id, kind, subject, precision, recorded_by, body)"
            " SELECT 999, id, kind, subject, precision, recorded_by, body FROM entry WHERE seq = 100"
        ),
        "REPLACE INTO page SELECT * FROM page WHERE number = 20",
        "REPLACE INTO words SELECT document, sha256, 'other' FROM words",
        "REPLACE INTO migration SELECT version, 'other', applied_at, applied_by FROM migration",
        "UPDATE OR REPLACE entry SET id = 'x' WHERE seq = 100",
        "INSERT INTO words SELECT * FROM words WHERE true ON CONFLICT DO UPDATE SET text = 'other'",
    ],
)
def test_replacing_is_refused_too(ledger_file: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(ledger_file)) as raw, pytest.raises(LedgerRefused), plainly("x"):
        raw.execute(sql)
    with open_ledger(ledger_file) as ledger:
        assert isinstance(ledger.verify(), Verified)


def test_a_second_writer_on_a_locked_file_is_told_to_wait(ledger_file: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(ledger_file, isolation_level=None)) as raw,
        open_ledger(ledger_file, wait=0.1) as ledger,
    ):
        raw.execute("BEGIN IMMEDIATE")
        assert len(list(ledger.entries())) == 101, "readers do not wait"
        with pytest.raises(LedgerLocked, match="another program is writing"):
            ledger.append([said("b")], recorded_at=day(2))
        raw.execute("ROLLBACK")
        assert ledger.append([said("b")], recorded_at=day(2)).new == 1


def test_no_ledger_there_is_said(tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerMissing, match="Check the path"):
            open_ledger(tmp_path / "none.db", **options)
    with pytest.raises(LedgerMissing, match="folder exists"):
        open_ledger(tmp_path / "no" / "folder.db")
    with pytest.raises(LedgerMissing, match="Check the path"):
        restore(tmp_path / "none.db", tmp_path / "new.db")


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "a.txt", tmp_path / "other.db"
    text.write_text("Not a database at all. " * 100)
    with contextlib.closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE stamps (id)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(NotALedger, match="Check the path"):
            open_ledger(path)
        assert path.read_bytes() == before


def _found(path: Path) -> Verified | Fault | str:
    """What is said of a file: by `verify`, or by the error on the way to it."""
    try:
        with open_ledger(path, read_only=True) as ledger:
            return ledger.verify()
    except CeasefireError as error:
        return str(error)


def test_a_file_cut_short_is_not_taken_for_whole(ledger_file: Path) -> None:
    whole = ledger_file.read_bytes()
    for part in (0.1, 0.5, 0.9):
        ledger_file.write_bytes(whole[: int(len(whole) * part)])
        assert not isinstance(_found(ledger_file), Verified)


def test_no_flipped_byte_passes_for_another_content(ledger_file: Path) -> None:
    """Whatever byte of the file is hit: an error, a fault named, or the very same entries."""
    whole = bytearray(ledger_file.read_bytes())
    with open_ledger(ledger_file) as ledger:
        before, good = list(ledger.entries()), ledger.verify()
    chance = random.Random(7)  # noqa: S311
    outcomes = {"error": 0, "fault": 0, "same": 0}
    for _ in range(60):
        at = chance.randrange(len(whole))
        hit = whole.copy()
        hit[at] ^= 1 << chance.randrange(8)
        ledger_file.write_bytes(hit)
        found = _found(ledger_file)
        if isinstance(found, str):
            assert "backup" in found or "Check" in found or "Update" in found, found
            outcomes["error"] += 1
        elif isinstance(found, Fault):
            outcomes["fault"] += 1
        else:
            assert found == good, at
            with open_ledger(ledger_file, read_only=True) as ledger:
                assert list(ledger.entries()) == before, at
            outcomes["same"] += 1
    assert outcomes["fault"] > 10, outcomes


def test_a_damaged_ledger_is_not_overwritten_by_a_restore(ledger_file: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    backup(ledger_file, saved)
    ledger_file.write_bytes(b"damaged" * 1000)
    with pytest.raises(CeasefireError, match="something is there already"):
        restore(saved, ledger_file)
    ledger_file.rename(tmp_path / "damaged.db")
    assert isinstance(restore(saved, ledger_file).checked, Verified)
    with open_ledger(ledger_file) as ledger:
        assert ledger.head().seq == 101


def test_a_backup_of_a_ledger_that_does_not_fit_says_so(ledger_file: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(ledger_file)) as raw:
        raw.execute("DROP TRIGGER entry_no_update")
        raw.execute("UPDATE entry SET subject = 'other' WHERE seq = 50")
        raw.commit()
    checked = backup(ledger_file, tmp_path / "saved.db").checked
    assert isinstance(checked, Fault)
    assert checked.seq == 50


def test_a_backup_is_whole_while_others_write(ledger_file: Path, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        with open_ledger(ledger_file, wait=60) as ledger:
            for n in range(50, 5000):
                if done.is_set():
                    return
                ledger.append(page_of(n), recorded_at=day(n))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(3):
            assert isinstance(backup(ledger_file, tmp_path / f"saved{n}.db").checked, Verified)
    finally:
        done.set()
        writer.join()


def test_a_reader_refuses_a_newer_version_and_changes_nothing(ledger_file: Path) -> None:
    with contextlib.closing(sqlite3.connect(ledger_file)) as raw:
        raw.execute("INSERT INTO migration VALUES (99, 'later', '2099', 'ceasefire 9')")
        raw.commit()
    before = ledger_file.read_bytes()
    for read_only in (True, False):
        with pytest.raises(LedgerTooNew):
            open_ledger(ledger_file, read_only=read_only)
    assert ledger_file.read_bytes() == before


def test_erased_words_are_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    page = document("The name to forget is Example Person. " * 300)
    with open_ledger(path) as ledger:
        ledger.put_document(page, recorded_at=day(0), recorded_by="t")
        assert b"Example Person" in path.read_bytes() + Path(f"{path}-wal").read_bytes()
        ledger.erase_text(page.id, "law", "desk", day(1))
        assert b"Example Person" not in path.read_bytes() + Path(f"{path}-wal").read_bytes()
