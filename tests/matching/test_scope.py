"""Pages without a date are dated by what the process file knows, or left open; other pages keep theirs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

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
