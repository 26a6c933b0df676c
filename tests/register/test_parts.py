"""A folio opened over a part of the ledger says the same as the whole book, as of any three times."""

from datetime import timedelta

import numpy as np
import pytest
from test_standings import PROCESS, T0, dice_of, pages, questions, withdraw

from ceasefire import pipeline, processes
from ceasefire.ledger import open_ledger
from ceasefire.register import needs, opening, saved
from ceasefire.register.frozen import freeze, thaw
from ceasefire.register.opening import Desk, Opening
from ceasefire.views import VIEWS
from ceasefire.views.actors import actors
from ceasefire.views.lanes import lanes
from ceasefire.views.lists import sources

NAMES = {"shepherds": "The Shepherds"}.get


@pytest.fixture
def process():
    made, faults = processes.load(PROCESS, "example-2031.yaml")
    assert made is not None, faults
    return made


def write(place, process, seed, count=16):
    dice = dice_of(seed)
    with open_ledger(place) as ledger:
        ledger.append([process_entry_of(process)], recorded_at=T0)
        for n, one in enumerate(pages(dice, count)):
            ledger.append(one, recorded_at=T0 + timedelta(days=n))
            if n % 5 == 4:
                withdraw(ledger, dice, T0 + timedelta(days=n))
    return dice


def process_entry_of(process):
    from ceasefire.records import process_entry

    return process_entry(process, PROCESS)


def both(ledger, desk, process, as_of):
    """Return the folio of the whole book, and how to open parts."""
    whole = pipeline.open_book(ledger, as_of, names=NAMES).folio(process)
    return whole, Opening(ledger, desk.sight(ledger, process, as_of), NAMES, ledger.head().hash)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_held_whole_is_the_book_s_own(place, process, seed):
    dice = write(place, process, seed)
    with open_ledger(place, read_only=True) as ledger:
        desk = pipeline.desk_of(ledger)
        for as_of in questions(dice, 6):
            whole, opening = both(ledger, desk, process, as_of)
            folio = opening.folio()
            assert folio.bearings == whole.bearings
            assert dict(folio.undertakings) == dict(whole.undertakings)
            assert VIEWS["board"](folio) == VIEWS["board"](whole)
            assert opening.sources() == sources(whole.book)
            assert not folio.extents


@pytest.mark.parametrize("seed", range(3))
def test_parts_say_what_the_whole_says(place, process, seed, monkeypatch):
    dice = write(place, process, seed)
    monkeypatch.setattr(needs, "WHOLE", 0)
    with open_ledger(place, read_only=True) as ledger:
        desk = pipeline.desk_of(ledger)
        for as_of in questions(dice, 4):
            whole, opening = both(ledger, desk, process, as_of)
            folio, page = opening.board(1)
            assert VIEWS["board"](folio, clauses=page.ids if page else None) == VIEWS["board"](whole)
            for key, undertaking in whole.undertakings.items():
                on = opening.on(key)
                assert VIEWS["why"](on, on.undertakings[key]) == VIEWS["why"](whole, undertaking)
                assert lanes(on, of=(key,)).lanes == lanes(whole, of=(key,)).lanes
            assert VIEWS["waiting"](opening.waiting()) == VIEWS["waiting"](whole)
            assert actors(folio) == actors(whole)


def test_a_part_says_how_much_of_what_it_is(place, process):
    write(place, process, 5)
    with open_ledger(place, read_only=True) as ledger:
        sight = pipeline.desk_of(ledger).sight(ledger, process, questions(dice_of(1), 0)[0])
        every = len(sight.rows)
        found = needs._lists(sight, {"all": np.ones(every, dtype=bool)}, 7)
        assert (found.extents["all"].shown, found.extents["all"].all) == (7, every)
        latest = sorted(sight.reported(sight.rows))[-7:]
        assert sorted(sight.reported(found.rows)) == latest


def test_clauses_are_paged_whole_and_a_page_beyond_the_last_is_the_last(process):
    assert needs.clause_page(process, 9).number == 1
    clauses = [c for a in process.agreements for c in a.clauses]
    assert list(needs.clause_page(process, 1).clauses) == clauses
    assert needs.clause_page(process, 1, lambda _: False).clauses == ()


def test_a_register_grows_as_the_ledger_does_and_starts_anew_on_another(place, process, tmp_path):
    write(place, process, 2, count=6)
    desk = Desk()
    with open_ledger(place) as ledger:
        desk.refresh(ledger)
        before = desk.register
        rows = len(before.bearings)
        ledger.append(next(pages(dice_of(77), 1)), recorded_at=T0 + timedelta(days=40))
        desk.refresh(ledger)
        assert (len(before.bearings), len(desk.register.bearings)) == (rows, rows + 3)
        fresh = pipeline.desk_of(ledger)
        for name in ("seq", "id", "since", "reported", "complied", "counts"):
            assert desk.register.bearings[name].tolist() == fresh.register.bearings[name].tolist()
    other = tmp_path / "other.db"
    write(other, process, 9, count=3)
    with open_ledger(other, read_only=True) as ledger:
        desk.refresh(ledger)
        assert len(desk.register.documents) == 3


def test_a_saved_register_is_the_one_that_was_saved(tmp_path, process):
    place = tmp_path / "book.db"
    write(place, process, 4)
    with open_ledger(place) as ledger:
        desk = pipeline.desk_of(ledger)
        desk.processes(ledger)
        assert saved.save(ledger, desk.register, desk.copies, desk.parsed, ledger.head())
        register, copies, parsed = saved.load(ledger)
        assert (copies.shared, parsed) == (desk.copies.shared, desk.parsed)
        for name, column in register.bearings.columns().items():
            assert column.tobytes() == desk.register.bearings[name].tobytes()
        # What comes after is taken in by a copy; the columns on the disk stay as they are.
        ledger.append(next(pages(dice_of(78), 1)), recorded_at=T0 + timedelta(days=50))
        again = Desk()
        again.refresh(ledger)
        assert len(again.register.bearings) == len(register.bearings) + 3


@pytest.mark.parametrize("harm", ["other chain", "cut short", "no JSON", "another form"])
def test_a_register_that_does_not_fit_is_passed_over(tmp_path, process, harm):
    place = tmp_path / "book.db"
    write(place, process, 4, count=4)
    with open_ledger(place) as ledger:
        desk = pipeline.desk_of(ledger)
        saved.save(ledger, desk.register, desk.copies, desk.parsed, ledger.head())
        folder = saved.folder_of(ledger)
        facts = folder / "facts.json"
        if harm == "other chain":
            facts.write_text(facts.read_text().replace(ledger.head().hash, "0" * 64))
        elif harm == "cut short":
            column = folder / "bearings.seq.npy"
            column.write_bytes(column.read_bytes()[:-40])
        elif harm == "no JSON":
            facts.write_text("{")
        else:
            facts.write_text(facts.read_text().replace(saved.FORM, "0"))
        assert saved.load(ledger) is None


def test_processes_survive_being_frozen():
    for process, _ in processes.shipped_files():
        assert thaw(freeze(process)) == process


def test_what_takes_long_is_told_as_it_is_done(place, process, monkeypatch):
    write(place, process, 1)
    monkeypatch.setattr(opening, "WORTH", 10)
    told, later = [], []
    with open_ledger(place) as ledger:
        pipeline.desk_of(ledger, told.append)
        head = ledger.head().seq
        pipeline.desk_of(ledger, later.append)
    assert told[0] == f"Taking in the ledger, once: entry {head} of {head} …"
    assert [words.split()[0] for words in told] == ["Taking", "Looking", "Taken"]
    assert bool(later) != bool(saved.folder_of(ledger))  # beside a file it is kept for the next start


def test_what_comes_after_a_save_is_taken_in_behind_it(tmp_path, process):
    place = tmp_path / "book.db"
    dice = write(place, process, 2)
    with open_ledger(place) as ledger:
        desk = Desk()
        desk.refresh(ledger)
        assert desk.keep(ledger)
        for n, one in enumerate(pages(dice, 4)):
            ledger.append(one, recorded_at=T0 + timedelta(days=100 + n))
        first, again = Desk(), Desk()
        for one in (desk, first, again):  # what the first puts behind the saved rows is its own
            one.refresh(ledger)
        for held in (first.register, again.register):
            for name in saved.TABLES:
                for column, values in getattr(desk.register, name).columns().items():
                    assert values.tobytes() == getattr(held, name)[column].tobytes()
