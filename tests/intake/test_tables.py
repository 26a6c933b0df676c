"""Every row of the tables finds its own example, and no row stumbles over an endless line."""

import time

import pytest

from ceasefire.intake import Capture, read
from ceasefire.intake.furniture import Table, rows
from ceasefire.intake.linemodel import SECOND, model
from ceasefire.intake.lines import NAMES
from ceasefire.intake.outlets import outlets
from ceasefire.intake.page import load_rows
from ceasefire.intake.stamps import stamps
from ceasefire.model import Document

ROWS = rows()
KINDS = {
    "appeal",
    "cookies",
    "subscription",
    "share",
    "menu",
    "credit",
    "comments",
    "related",
    "advert",
    "script",
}


def test_ids_are_their_own():
    assert len({row.id for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_finds_its_example(row):
    table = Table(row.example)
    if row.match in {"line", "opens"}:
        hit = table.line(row.example) if row.match == "line" else table.opening(row.example)
        found = {hit.id} if hit else set()
        assert row.pattern.fullmatch(row.example.strip(" …!.")) or row.id in found
    else:
        assert row.id in {hit.id for start, end, hit in table._runs(row.example)}
    assert row.kind in KINDS
    assert row.reason


# Endless lines that have brought regular expressions to their knees elsewhere.
LONG = (
    "a" * 100_000,
    "a " * 50_000,
    "A. " * 33_000,
    "share " * 16_000,
    '{"a":' * 20_000,
    " \t" * 50_000,
    "© " * 50_000,
)


@pytest.mark.parametrize("line", LONG, ids=range(len(LONG)))
def test_no_row_stumbles_over_an_endless_line(line):
    start = time.perf_counter()
    for row in ROWS:
        row.pattern.search(line[:20_000]) if row.match in {"sentence", "tail"} else row.pattern.fullmatch(
            line[:200]
        )
    assert time.perf_counter() - start < 5


def test_prose_is_no_furniture():
    prose = (
        "The army began to withdraw from the bridge on Sunday, as the first clause of the agreement demands.",
        "He said that the government would accept the text if the rebels signed it first.",
        "The committee follows the events and supports the plan, its chairman told reporters.",
        "Rebels subscribe to the plan, their commander said; they share its aims.",
        "More than forty people were killed in the shelling, according to the hospital.",
    )
    for line in prose:
        table = Table(line)
        assert table.line(line) is None
        assert table.opening(line) is None
        assert list(table.runs(line)) == []


def test_the_line_model_has_a_weight_for_every_number():
    data = load_rows("line_model.yaml")
    assert isinstance(data, dict)
    assert set(data["first"]["weights"]) == set(NAMES)
    assert set(data["second"]["weights"]) == set(SECOND)
    assert model().change > 0


def test_labels_of_dates_find_their_examples():
    data = load_rows("page_dates.yaml")
    assert isinstance(data, dict)
    for row in data["labels"]:
        assert next(stamps(row["example"])).day is not None


def test_outlets_are_known_by_something():
    assert all(outlet.lines or outlet.domains for outlet in outlets())


@pytest.mark.parametrize(
    ("line", "day", "clock", "offset"),
    [
        ("Wed Feb 24, 2016 22:09:20", "2016-02-24", (22, 9, 20), None),
        ("Tue, 10 Apr 2012 11:59:00 +0300", "2012-04-10", (11, 59, 0), 180),
        ("2012-04-10T08:59:07Z", "2012-04-10", (8, 59, 7), 0),
        ("2012-04-10T08:59:07.123+05:30", "2012-04-10", (8, 59, 7), 330),
        ("10 April 2012, 8.59pm EDT", "2012-04-10", (20, 59), -240),
        ("0859 GMT, 10 April 2012", "2012-04-10", (8, 59), 0),
        ("12 a.m. on April 10, 2012", "2012-04-10", (0,), None),
        ("10 avril 2012 à 14:05", "2012-04-10", (14, 5), None),
        ("10 апреля 2012", "2012-04-10", (), None),
        ("25/04/2012", "2012-04-25", (), None),
        ("04/05/2012", None, (), None),
    ],
)
def test_dates_of_pages(line, day, clock, offset):
    found = next(stamps(line))
    assert (found.day.isoformat() if found.day else None, found.clock, found.offset) == (day, clock, offset)


MASTHEADS = load_rows("mastheads.yaml")["examples"]
REPORT = """
Both sides name their men for the joint commission

The army and the rebels have named their men for the joint commission, the mediator told reporters on Sunday.
She said that the commission would meet at the bridge on Monday and look at the maps of both sides.
"""


@pytest.mark.parametrize("row", MASTHEADS, ids=lambda row: row["why"])
def test_mastheads_are_told_from_headlines(row):
    text = "\n".join((*row["lines"], REPORT, row.get("foot", "")))
    found = read(Capture("page", text.encode()))
    assert isinstance(found, Document)
    assert found.source == row["outlet"]
    assert not row["outlet"] or row["lines"][0] not in [found.words(p) for p in found.passages]
