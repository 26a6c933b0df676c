"""What a process file says becomes the records of the model."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.model import (
    Action,
    ActKind,
    After,
    AllOf,
    AnyOf,
    CoverageStand,
    Holds,
    Mode,
    Not,
    Precision,
    Process,
    Quantity,
    Role,
    When,
)
from ceasefire.processes import check, dump, load

# Values that once broke a reader of dates, spans, numbers or blocks.
SLIPS = (
    "9999-12-31", "0001", "2020-13", "2020-01-01/0001", "99999999999 weeks", "0 days", "1.2.3 x", "+99:99",
    "2020-03-03 06:00 +99:99", "2020-03-03 25:00", "2020-03-29 02:30 Europe/Paris",
    "٢٠٢٠-٠٣-٠٣", "[]", "{}",
    "[[[]]]", "{all: {all: {all: x}}}", "{not: }", "&a [*a]", "*a", "!!python/object x", "? x", "|", ">",
    "null", "{after: withdrawal}", "{after: {}, by: []}", "../../etc", "2020-03-03/2020-03-03/2020-03-03",
)  # fmt: skip


def read(words: str) -> Process:
    process, problems = load(words, "small.yaml")
    assert problems == ()
    assert process is not None
    return process


def due(words: str, small: str) -> When:
    found = read(small.replace("due: 2020-03-03 06:00", f"due: {words}")).undertakings[0].due
    assert isinstance(found, When)
    return found


def test_the_small_file_is_read_whole(small: str) -> None:
    process = read(small)
    withdrawal, ceasefire, pause = process.undertakings
    assert process.window == ("2020-01-01", "2021-01-01")
    assert process.participants[2].role is Role.VERIFIER
    assert process.agreements[0].coverage[0].stand is CoverageStand.JOINED
    assert withdrawal.process == "small-2020"
    assert withdrawal.clause == "article-1"
    assert withdrawal.reference == "Accord, article 1"
    assert (withdrawal.action, withdrawal.actions) == (Action.WITHDRAW, (Action.WITHDRAW,))
    assert withdrawal.quantity == Quantity(500.0, "soldiers")
    assert withdrawal.verifiers == {"watch"}
    assert withdrawal.agreed[0][0] == "gov"
    assert ceasefire.mode is Mode.MAINTAIN
    assert ceasefire.opens == After("withdrawal", timedelta(hours=48), "due")
    assert ceasefire.condition == AllOf((Holds("withdrawal"), Holds("day-zero")))
    assert ceasefire.powers == {("army", ActKind.AGREE), ("army", ActKind.SUSPEND)}
    assert pause.every == timedelta(days=1)


def test_without_powers_the_debtor_agrees_and_the_creditor_releases(small: str) -> None:
    withdrawal = read(small).undertakings[0]
    assert withdrawal.powers == {("gov", ActKind.AGREE), ("army", ActKind.RELEASE)}


def test_a_time_without_zone_is_read_in_the_zone_of_the_process(small: str) -> None:
    found = due("2020-03-03 06:00", small)
    assert found.earliest == datetime(2020, 3, 3, 3, 0, tzinfo=UTC)
    assert found.latest - found.earliest == timedelta(minutes=1)
    assert found.value == "2020-03-03T06:00:00+03:00"
    assert (found.zone, found.precision) == ("Africa/Nairobi", Precision.MINUTE)


def test_the_zone_is_found_wherever_it_stands(small: str) -> None:
    moved = small.replace("zone: Africa/Nairobi\n", "") + "zone: Africa/Nairobi\n"
    assert read(moved) == read(small)


def test_a_time_with_a_zone_of_its_own(small: str) -> None:
    early = datetime(2020, 3, 3, 6, 0, tzinfo=UTC)
    assert due("2020-03-03 06:00 UTC", small).earliest == early
    assert due("2020-03-03T06:00Z", small).earliest == early
    assert due("2020-03-03 08:00 +02:00", small).earliest == early
    assert due("2020-03-03 07:00 Europe/Paris", small).earliest == early


def test_dates_are_as_exact_as_they_are_written(small: str) -> None:
    day, month, year = due("2020-03-03", small), due("2020-03", small), due("2020", small)
    assert [time.precision for time in (day, month, year)] == [Precision.DAY, Precision.MONTH, Precision.YEAR]
    assert (month.latest - month.earliest, month.value) == (timedelta(days=31), "2020-03")
    between = due("2020-03-03/2020-03-05", small)
    assert between.latest - between.earliest == timedelta(days=2)


def test_an_hour_that_comes_twice_keeps_both_readings(small: str) -> None:
    twice = small.replace("Africa/Nairobi", "Europe/Paris").replace("2020-03-03 06:00", "2020-10-25 02:30")
    found = read(twice).undertakings[0].due
    assert isinstance(found, When)
    assert found.latest - found.earliest == timedelta(hours=1, minutes=1)


def test_a_time_that_hangs_on_a_dated_event_is_worked_out(small: str) -> None:
    opens = read(small).undertakings[2].opens
    assert isinstance(opens, When)
    assert (opens.value, opens.inferred, opens.hangs_on) == ("2020-03-11", True, "The day zero")


def test_a_time_that_hangs_on_an_event_still_to_come_stays_open(small: str) -> None:
    opens = read(small.replace("    on: 2020-03-01\n", "")).undertakings[2].opens
    assert opens == After("day-zero", timedelta(days=10), "due")


def test_conditions_of_every_shape(small: str) -> None:
    def condition(words: str) -> object:
        return read(small.replace("{all: [withdrawal, day-zero]}", words)).undertakings[1].condition

    assert condition("withdrawal") == Holds("withdrawal")
    assert condition("{not: day-zero}") == Not(Holds("day-zero"))
    assert condition("{any: [withdrawal, {not: day-zero}]}") == AnyOf(
        (Holds("withdrawal"), Not(Holds("day-zero")))
    )
    asserted = condition("{holds: withdrawal, words: Only after it, asserted_by: army}")
    assert asserted == Holds("withdrawal", "Only after it", "army")


def test_blank_fields_count_as_left_out(small: str) -> None:
    blank = small.replace("quantity: 500 soldiers", "quantity:").replace(
        "            creditor: gov\n", "            creditor: ~\n"
    )
    assert read(blank).undertakings[0].quantity is None
    assert read(blank).undertakings[1].creditor is None


def test_check_reads_a_file_and_names_it(tmp_path, small: str) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(small, encoding="utf-8")
    assert check(path) == ()
    path.write_bytes(small.replace("peace", "p\xe9ace").encode("latin-1"))
    (problem,) = check(path)
    assert (problem.message, problem.where) == ("is not UTF-8 text", "byte 31")
    (problem,) = check(tmp_path / "absent.yaml")
    assert "cannot be read" in str(problem)


def test_a_process_written_and_read_again_is_the_same(small: str) -> None:
    process = read(small)
    again = read(dump(process))
    assert again.undertakings[:2] == process.undertakings[:2]
    assert dump(again) == dump(process)


@given(st.text(max_size=200))
def test_no_text_makes_the_loader_raise(words: str) -> None:
    process, problems = load(words, "any.yaml")
    assert process is None
    assert problems


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_cut_or_doubled_line_makes_the_loader_raise(small: str, data) -> None:
    lines = small.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    kept = data.draw(
        st.sampled_from([lines[:at] + lines[at + 1 :], [*lines[: at + 1], *lines[at:]], lines[:at]])
    )
    process, problems = load("\n".join(kept), "cut.yaml")
    assert (process is None) == any(not problem.note for problem in problems)
    assert all(problem.where.startswith("line ") for problem in problems if kept)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 70), junk=st.one_of(st.text(max_size=30), st.sampled_from(SLIPS)))
def test_no_value_makes_the_loader_raise(small: str, at: int, junk: str) -> None:
    lines = small.splitlines()
    key, colon, _ = lines[at % len(lines)].partition(": ")
    lines[at % len(lines)] = f"{key}{colon}{junk}"
    process, problems = load("\n".join(lines), "slip.yaml", known_actors=frozenset())
    assert (process is None) == any(not problem.note for problem in problems)


def test_a_file_of_nothing_but_brackets_is_told() -> None:
    process, problems = load("[" * 3_000, "deep.yaml")
    assert process is None
    assert problems
