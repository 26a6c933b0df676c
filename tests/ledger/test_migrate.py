"""Older forms of the ledger are brought up to date, each step whole or not at all, with its own record."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from ledger_made import Place, day, document, page_of, said
from sqlalchemy import Connection, inspect, select, text

from ceasefire.ledger import LedgerOutdated, LedgerTooNew, Verified, entry_id, migrate, open_ledger, opening
from ceasefire.ledger.schema import migration

FIRST = Path(__file__).parent / "data" / "first_version.sql"
FIRST_HEAD = "37738f9d5fec44701b0b3b3fc4471c0c9fbbc93044cbbd18509dfd9a26097cec"


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A ledger made by the first version, from its dump."""
    path = tmp_path / "first.db"
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.executescript(FIRST.read_text(encoding="utf-8"))
    return path


def test_a_ledger_of_the_first_version_is_read_and_goes_on(first_version: Path) -> None:
    with open_ledger(first_version) as ledger:
        assert ledger.head() == (8, FIRST_HEAD)
        assert ledger.verify() == Verified(8, 5, 1, 1, FIRST_HEAD)
        wrong = entry_id(page_of(0)[0])
        assert wrong not in {r.id for r in ledger.entries()}
        assert ledger.get(wrong).entry == page_of(0)[0]
        assert ledger.text(document().id) == document().text
        assert ledger.append([*page_of(0), said("new")], recorded_at=day(9))[:2] == (1, 3)
        assert isinstance(ledger.verify(), Verified)


@pytest.fixture(params=["sqlite_place", "postgres_place"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    with open_ledger(found.where) as ledger:
        ledger.append(page_of(0), recorded_at=day(0))
    return found


def add_notes(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY)"))


def fail_half_way(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE half (id INTEGER PRIMARY KEY)"))
    raise RuntimeError("power cut")


def newer(monkeypatch: pytest.MonkeyPatch, *steps: object) -> None:
    """Pretend that the program knows more steps than it ships."""
    more = tuple((f"step {n}", step) for n, step in enumerate(steps))
    monkeypatch.setattr(migrate, "MIGRATIONS", migrate.MIGRATIONS + more)
    for module in (migrate, opening):
        monkeypatch.setattr(module, "NEWEST", len(migrate.MIGRATIONS))


def versions(place: Place) -> list[tuple[int, str]]:
    with open_ledger(place.where) as ledger, ledger.reading() as connection:
        rows = connection.execute(select(migration).order_by(migration.c.version)).all()
    assert all(row.applied_at.startswith("20") and row.applied_by.startswith("ceasefire ") for row in rows)
    return [(row.version, row.name) for row in rows]


def test_each_step_is_taken_once_and_leaves_its_record(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions(place)
    newer(monkeypatch, add_notes, lambda _: None)
    with pytest.raises(LedgerOutdated, match="backup"):
        open_ledger(place.where, read_only=True)
    assert versions(place) == [*before, (len(before) + 1, "step 0"), (len(before) + 2, "step 1")]
    with open_ledger(place.where, read_only=True) as ledger, ledger.reading() as connection:
        assert inspect(connection).has_table("note")
        assert isinstance(ledger.verify(), Verified)
    monkeypatch.undo()
    with pytest.raises(LedgerTooNew):
        open_ledger(place.where)


def test_a_step_that_fails_leaves_the_ledger_as_it_was(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    before = versions(place)
    with monkeypatch.context() as pretending:
        newer(pretending, fail_half_way)
        with pytest.raises(RuntimeError, match="power cut"):
            open_ledger(place.where)
    assert versions(place) == before
    with open_ledger(place.where) as ledger, ledger.reading() as connection:
        assert not inspect(connection).has_table("half")
        assert isinstance(ledger.verify(), Verified)
