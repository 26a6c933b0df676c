"""Pages without a date are dated by what the process file knows, or left open; other pages keep theirs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ceasefire import processes
from ceasefire.intake import Capture, captures, read
from ceasefire.matching.scope import dated, in_scope
from ceasefire.model import (
    Action,
    Agreement,
    Clause,
    Document,
    Event,
    Passage,
    PassageKind,
    Precision,
    Process,
    Undertaking,
    When,
)


def day(value):
    start = datetime.fromisoformat(value).replace(tzinfo=UTC)
    return When(value, start, start, Precision.DAY)


DUE = Undertaking("out", "p", "north", Action.WITHDRAW, "Leave the valley.", due=day("2012-04-10"))
PROCESS = Process(
    "p",
    "Valley",
    "UTC",
    ("2012-01-01", "2013-01-01"),
    places=("Sarn",),
    events=(Event("meeting", "A meeting", day("2012-04-01"), called=("Friends of the Valley",)),),
    agreements=(Agreement("a", "Plan", "plan", clauses=(Clause("c", "1", "x", (DUE,)),)),),
)


def captured(text):
    found = read(Capture("page", text.encode()))
    assert isinstance(found, Document)
    return found


def page(text, published=None):
    whole = Passage(0, PassageKind.BODY, 0, len(text))
    return Document("d", "page", "", "text/plain", "en", text, (whole,), published=published)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("An envoy said Monday in Sarn that troops would go by Tuesday, the deadline.", "2012-04-09"),
        ("The deadline in Sarn falls on Tuesday, a mayor said on Saturday.", "2012-04-07"),
        (
            "On Sunday, at the Friends of the Valley meeting, money was pledged to Sarn, he said on Monday.",
            "2012-04-02",
        ),
        ("On the eve of the deadline, people left Sarn, a mayor said on Monday.", "2012-04-09"),
        (
            "Two days before the date set for the withdrawal, Sarn was shelled, a mayor said on Sunday.",
            "2012-04-08",
        ),
        ("A day before the deadline Sarn was shelled, a mayor said on Sunday.", None),
        (
            (
                "A mayor of Sarn said on Monday, and a guard said on Monday, what a boy had said on Sunday: "
                "that the Tuesday deadline stood."
            ),
            "2012-04-09",
        ),
        ("A mayor of Sarn said on Monday that the road was shut.", None),
        ("Tuesday is the deadline for Sarn.", None),
        ("In Sarn one said on Monday, another said on Friday, that Tuesday's deadline stood.", None),
        ("An envoy said Monday that Tuesday's deadline stood; no place of the process is named.", None),
    ],
)
def test_a_weekday_and_a_known_day_give_a_date_or_none(text, value):
    published = dated(page(text), [PROCESS]).published
    assert (published and published.value) == value
    assert published is None or published.inferred


def test_a_page_keeps_the_date_it_has():
    given = page("An envoy said Monday in Sarn: by Tuesday, the deadline.", day("2012-05-01"))
    assert dated(given, [PROCESS]) == given


def test_odd_spaces_do_not_hide_a_day():
    text = "An envoy said\u00a0Monday in Sarn that Tuesday,\u00a0the deadline, stood."
    assert dated(page(text), [PROCESS]).published.value == "2012-04-09"


@pytest.mark.parametrize(
    ("value", "fits"), [("2012-04-09", True), ("2011-12-31", False), ("2013-01-02", False)]
)
def test_a_page_out_of_the_window_is_not_of_the_process(value, fits):
    assert in_scope(page("News from Sarn.", day(value)), PROCESS) is fits


def test_a_page_that_names_nothing_of_a_process_is_not_of_it():
    assert not in_scope(page("News from elsewhere.", day("2012-04-09")), PROCESS)
    assert in_scope(page("News from Sarn.", day("2012-04-09")), PROCESS)


def test_a_page_without_a_date_must_name_an_agreement():
    named = replace(PROCESS, agreements=(replace(PROCESS.agreements[0], called=("Sarn plan",)),))
    assert not in_scope(page("News from Sarn."), named)
    assert in_scope(page("The Sarn plan is dead."), named)


DATELINE = """{dateline} - The army wants guarantees before it leaves Sarn, its spokesman said on {weekday}.
The mediator did not say what she would do if the date was not kept, and nobody else spoke of it.
"""


@pytest.mark.parametrize(
    ("dateline", "weekday", "value"),
    [
        ("SARN, April 8 (Sample Wire)", "Sunday", "2012-04-08"),
        ("SARN, 8 April", "Sunday", "2012-04-08"),
        ("SARN, April 9 (Sample Wire)", "Sunday", "2012-04-09"),  # said the day before
        ("SARN, April 8 (Sample Wire)", "Friday", None),  # no such year in the window
        ("SARN, January 1 (Sample Wire)", "Sunday", "2012-01-01"),
        ("SARN, Feb 29 (Sample Wire)", "Wednesday", "2012-02-29"),
    ],
)
def test_a_dateline_without_a_year_is_of_the_year_of_the_process(dateline, weekday, value):
    document = captured(DATELINE.format(dateline=dateline, weekday=weekday))
    assert document.published is None
    assert document.place.text == "SARN"
    published = dated(document, [PROCESS]).published
    assert (published and published.value) == value
    if published:
        assert published.inferred
        assert published.words in dateline


def test_a_day_that_falls_into_two_years_stays_open_unless_its_weekday_tells():
    long = replace(PROCESS, window=("2011-01-01", "2013-01-01"))
    text = DATELINE.format(dateline="SARN, April 8 (Sample Wire)", weekday="Sunday")
    assert dated(captured(text), [long]).published.value == "2012-04-08"
    assert dated(captured(text.replace(" on Sunday", "")), [long]).published is None
    assert dated(captured(text), [replace(PROCESS, window=("2011-01-01", None))]).published is None


def test_a_page_that_prints_what_was_said_may_be_of_the_next_day():
    text = "An envoy said on Saturday in Sarn that {}, the deadline, stood."
    published = dated(page(text.format("Tuesday")), [PROCESS]).published
    assert published.value == "2012-04-07"
    assert published.latest == datetime(2012, 4, 9, 12, tzinfo=UTC)
    monday = "An envoy said on Monday in Sarn that Tuesday, the deadline, stood."
    assert dated(page(monday), [PROCESS]).published.latest == datetime(2012, 4, 10, 12, tzinfo=UTC)


def test_a_weekday_on_a_line_of_its_own_is_the_pages_day():
    text = """Guns fall silent at the bridge of Sarn

Monday

The guns at the bridge fell silent a day before the deadline, people in the village told our reporter.
The mayor said on Sunday, and the guard said on Sunday, that nobody had been asked about the plan.
"""
    published = dated(captured(text), [PROCESS]).published
    assert published.value == "2012-04-09"
    assert published.words == "Monday"


def test_the_reports_without_a_date(shared):
    known = [process for process, _ in processes.shipped_files()]
    found = {c.name.rsplit("/", 1)[-1][:3]: dated(read(c), known) for c in captures([shared / "reports"])}
    assert {name: found[name].published.value for name in ("001", "002", "003")} == {
        "001": "2012-04-02",
        "002": "2012-04-09",
        "003": "2012-04-09",
    }
    assert all(found[name].published.inferred for name in ("001", "002", "003"))
