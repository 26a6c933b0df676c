"""Times typed by a person, in the zone of the process; and which process is meant."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceasefire.asking import ProcessUnclear, TimeUnclear, as_of, moment, pick
from ceasefire.model import Process


def named(key):
    return Process(key, key, "UTC", ("2012-01-01", None))


def test_a_day_means_its_last_moment_in_the_zone():
    assert moment("2012-04-09", "Asia/Damascus") == datetime(2012, 4, 9, 20, 59, 59, 999999, UTC)


def test_a_time_is_local_to_the_zone_unless_it_has_an_offset():
    assert moment("2012-04-10 12:00", "Asia/Damascus") == datetime(2012, 4, 10, 9, tzinfo=UTC)
    assert moment("2012-04-10T12:00+00:00", "Asia/Damascus") == datetime(2012, 4, 10, 12, tzinfo=UTC)


def test_nothing_asked_is_no_bound():
    assert as_of() == as_of(" ", "", "")
    assert moment("", "UTC") is None


@pytest.mark.parametrize(
    "words", ["2012-02-30", "tomorrow", "10/04/2012", "0000-01-01", "9999-12-31T23:59+99:00"]
)
def test_a_time_that_is_none_is_refused_with_an_example(words):
    with pytest.raises(TimeUnclear, match="Write 2012-04-10"):
        moment(words, "UTC")


@given(st.text(max_size=30))
def test_any_words_give_a_time_or_a_clear_refusal(words):
    try:
        found = moment(words, "Asia/Damascus")
    except TimeUnclear:
        return
    assert found is None or found.tzinfo is UTC


def test_the_only_process_told_of_needs_no_name():
    assert pick("", ["a"], [named("a"), named("b")]).id == "a"


@pytest.mark.parametrize(
    ("asked", "told", "says"),
    [
        ("", ["a", "b"], "Choose one with --process: a, b"),
        ("", [], "Read some pages first"),
        ("c", ["a"], "knows no process 'c'"),
    ],
)
def test_an_unclear_process_is_told_with_the_choices(asked, told, says):
    with pytest.raises(ProcessUnclear, match=says):
        pick(asked, told, [named("a"), named("b")])
