from datetime import timedelta

import pytest
from judge_makers import D0, day

from ceasefire.judge.times import shifted, starts, stops
from ceasefire.model import After, Precision, When

HOUR = timedelta(hours=1)


def zoneless(n):
    d = day(n)
    return When(d.value, d.earliest - 14 * HOUR, d.latest + 12 * HOUR, Precision.DAY)


def test_a_day_without_a_zone_begins_for_certain_where_it_begins_last():
    assert starts(day(3)) == D0 + timedelta(days=3)
    assert starts(zoneless(3)) == D0 + timedelta(days=3) + 12 * HOUR
    assert stops(zoneless(3)) == D0 + timedelta(days=4) - 14 * HOUR


@pytest.mark.parametrize(
    ("delay", "value", "precision"),
    [
        (timedelta(days=2), "2030-01-03", Precision.DAY),
        (timedelta(hours=6), "2030-01-01T06:00:00+00:00/2030-01-02T06:00:00+00:00", Precision.HOUR),
    ],
)
def test_a_moved_time_is_as_exact_as_its_anchor(delay, value, precision):
    moved = shifted(day(0), After("event", delay))
    assert (moved.value, moved.precision, moved.hangs_on) == (value, precision, "event")
    assert moved.earliest - day(0).earliest == moved.latest - day(0).latest == delay


def test_a_move_out_of_the_calendar_is_no_time():
    assert shifted(day(0), After("event", timedelta(days=4_000_000))) is None
    assert shifted(When("about then", D0, D0 + HOUR, Precision.HOUR), After("e", HOUR)) is not None
