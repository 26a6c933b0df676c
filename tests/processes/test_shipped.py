"""The files that come with the package are whole, say where they rest, and hold what the record holds."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.model import After, Aspect, Mode, Process, Role, When
from ceasefire.processes import check, dump, examples, load, shipped, template
from ceasefire.processes.tables import TABLES

PROCESSES = {process.id: process for process in shipped()}
each = pytest.mark.parametrize("process", PROCESSES.values(), ids=PROCESSES)


def undertaking(process: str, name: str):
    return next(u for u in PROCESSES[process].undertakings if u.id == name)


def test_three_processes_of_two_continents_are_shipped() -> None:
    assert {"syria-2012", "syria-2016", "colombia-2016"} <= set(PROCESSES)


@each
def test_a_shipped_file_passes_its_own_check(process: Process) -> None:
    path = examples().parent / "processes" / f"{process.id}.yaml"
    assert check(path) == ()


@each
def test_every_undertaking_says_where_it_rests(process: Process) -> None:
    assert process.references
    assert [u.id for u in process.undertakings if not u.reference] == []
    assert [a.id for a in process.agreements if not a.references] == []


@each
def test_every_debtor_has_a_role_and_every_verifier_a_mandate(process: Process) -> None:
    roles = {(p.actor, p.role) for p in process.participants}
    actors = {actor for actor, _ in roles}
    assert {u.debtor for u in process.undertakings} <= actors
    assert all((v, Role.VERIFIER) in roles for u in process.undertakings for v in u.verifiers)


@each
def test_texts_hold_no_control_characters(process: Process) -> None:
    """The folds of a YAML text once came through as bell characters."""
    assert not re.search(r"[\x00-\x1f\x7f]", repr(process))
    assert "\\x07" not in repr(process)


@each
def test_a_shipped_process_written_and_read_again_is_written_the_same(process: Process) -> None:
    again, problems = load(dump(process), "again")
    assert problems == ()
    assert again is not None
    assert dump(again) == dump(process)


@pytest.mark.parametrize("name", ["syria-2012", "syria-2016"])
def test_a_process_without_dated_events_comes_back_the_same(name: str) -> None:
    assert load(dump(PROCESSES[name]), "again")[0] == PROCESSES[name]


def test_the_withdrawal_of_2012_stands_in_both_its_readings() -> None:
    begun, done = undertaking("syria-2012", "withdrawal-begun"), undertaking("syria-2012", "withdrawal-done")
    assert (begun.aspect, done.aspect) == (Aspect.BEGIN, Aspect.WHOLE)
    for each_reading in (begun, done):
        assert isinstance(each_reading.due, When)
        # Damascus was three hours ahead of UTC in April 2012.
        assert each_reading.due.earliest == datetime(2012, 4, 10, 3, 0, tzinfo=UTC)
        assert each_reading.debtor == "syria-government"


def test_the_truce_of_2012_hangs_on_the_withdrawal() -> None:
    for name in ("ceasefire-government", "ceasefire-opposition"):
        truce = undertaking("syria-2012", name)
        assert truce.mode is Mode.MAINTAIN
        assert truce.opens == After("withdrawal-done", timedelta(hours=48), "due")


def test_the_plan_of_2012_has_all_six_points_and_no_written_guarantees() -> None:
    plan = PROCESSES["syria-2012"].agreements[0]
    assert [clause.point for clause in plan.clauses] == ["1", "2", "3", "4", "5", "6"]
    assert undertaking("syria-2012", "aid-pause").every == timedelta(days=1)
    assert not any("guarantee" in u.text for u in PROCESSES["syria-2012"].undertakings)


def test_the_cessation_of_2016_starts_at_midnight_in_damascus_and_leaves_two_out() -> None:
    agreement = PROCESSES["syria-2016"].agreements[0]
    assert agreement.effective is not None
    # Damascus was two hours ahead of UTC in February 2016.
    assert agreement.effective.earliest == datetime(2016, 2, 26, 22, 0, tzinfo=UTC)
    out = {row.actor for row in agreement.coverage if row.stand == "excluded"}
    assert out == {"daesh", "al-nusra-front"}


def test_the_dates_of_colombia_count_from_its_d_day() -> None:
    due = undertaking("colombia-2016", "arms-all").due
    assert isinstance(due, When)
    assert (due.value, due.inferred) == ("2017-04-30", True)


def test_the_form_passes_once_it_is_filled_in() -> None:
    filled = re.sub(r"<([^<>\n]*)>", r"\1", template())
    process, problems = load(filled, "form", known_actors={"united-nations"})
    assert problems == ()
    assert process is not None
    assert len(process.undertakings) == 3


def test_the_form_says_what_is_still_to_be_filled_in() -> None:
    process, problems = load(template(), "form")
    assert process is None
    assert all("still to be filled in" in problem.message for problem in problems)


def test_the_form_has_every_field_and_marks_the_needed_ones() -> None:
    lines = template().splitlines()
    for block, fields in TABLES.items():
        for field in fields:
            named = [line for line in lines if re.search(rf"(^|[ {{]){field.name}:", line)]
            assert named, f"{block}: {field.name}"


def test_the_guide_explains_every_field() -> None:
    guide = (examples().parents[3] / "docs" / "processes.md").read_text(encoding="utf-8")
    missing = [
        f"{block}: {f.name}" for block, fields in TABLES.items() for f in fields if f"`{f.name}`" not in guide
    ]
    assert missing == []
