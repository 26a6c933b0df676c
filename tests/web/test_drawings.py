"""Drawings stand alone in a notebook, tables are plain rows, and views of the web hold what was said."""

from xml.etree import ElementTree as ET

import pytest
from books import PROCESS

from ceasefire.views import VIEWS
from ceasefire.views.compare import compare
from ceasefire.views.drawing import Region, draw_map, draw_timeline, draw_waiting
from ceasefire.views.drawing.map import region_of
from ceasefire.views.lanes import lanes
from ceasefire.views.map import Layer, Pin, Spot, atlas
from ceasefire.views.tables import board_rows, fact_rows, lane_rows, moment_rows, pin_rows
from ceasefire.views.wording import Mark
from ceasefire.web import pages
from ceasefire.web.question import Question, question
from ceasefire.web.shelf import open_shelf

SQUARE = Region("XX-1", "Square", (1, 1), (((0, 0), (2, 0), (2, 2), (0, 2), (0, 0)),))


@pytest.fixture(scope="module")
def asked(place):
    with open_shelf(place).asked(Question(process=PROCESS), pages.SPEECH["en"]) as found:
        yield found


def nowhere(kind, key):
    return f"#{kind}-{key}"


def pin(number, lat, lon):
    return Pin(Layer.INCIDENT, Spot(str(number), "P", "town", lat, lon, "XX"), "P", Mark.UNKNOWN, "", 1, ())


def test_drawings_are_whole_files_of_svg(asked):
    folio = asked.folio
    drawn = (
        draw_timeline(lanes(folio), now=None, href=nowhere),
        draw_waiting(VIEWS["waiting"](folio), href=nowhere),
        draw_map(atlas(folio, asked.shelf.spots(("SY",))).pins, [SQUARE], [], href=nowhere),
    )
    for drawing in drawn:
        root = ET.fromstring(drawing._repr_svg_())  # noqa: S314 - our own
        names = {e.get("id") for e in root.iter() if e.get("id")}
        used = {e.get("href")[1:] for e in root.iter("{http://www.w3.org/2000/svg}use")}
        assert used <= names
        assert root.get("aria-label")


def test_tables_are_rows_of_plain_values(asked):
    folio = asked.folio
    rows = board_rows(VIEWS["board"](folio))
    assert any(r["undertaking"] == "withdrawal-done" and r["voices"] for r in rows)
    assert lane_rows(lanes(folio))
    assert any("Shells fell on Homs" in str(r["quote"]) for r in moment_rows(VIEWS["timeline"](folio)))
    assert any(r["place"] == "Homs" for r in pin_rows(atlas(folio, asked.shelf.spots(("SY",)))))
    facts = fact_rows(compare(folio, folio.undertakings["withdrawal-done"]))
    assert {"fact", "accord"} < set(facts[0])


def test_a_moved_deadline_is_seen_on_its_lane(asked):
    lane = next(x for x in lanes(asked.folio).lanes if x.undertaking == "withdrawal-done")
    assert [t.words for t in lane.moved] == ["Syrian government: 2012-04-20"]


def test_more_than_two_thousand_marks_are_binned():
    many = [pin(n, (n % 47) / 24, (n // 47) / 24) for n in range(2_100)]
    drawing = draw_map(many, [SQUARE], [], href=nowhere)
    assert drawing.body.count('class="dot"') < 1_200
    few = draw_map(many[:10], [SQUARE], [], href=nowhere)
    assert few.body.count('class="dot"') == 10


def test_a_point_is_in_its_region():
    assert region_of([SQUARE], 1, 1) == "XX-1"
    assert region_of([SQUARE], 3, 1) is None


def test_a_crowd_of_labelled_marks_gets_an_inset():
    near = [
        Pin(
            Layer.TRUCE,
            Spot(str(n), f"T{n}", "town", 1 + n / 1000, 1, "XX"),
            f"T{n}",
            Mark.CLAIMED,
            "",
            1,
            (),
        )
        for n in range(4)
    ]
    assert 'class="inset"' in draw_map(near, [SQUARE], [], href=nowhere).body
    assert 'class="inset"' not in draw_map(near[:2], [SQUARE], [], href=nowhere).body


def test_a_map_of_nothing_is_no_drawing():
    assert draw_map([], [], [], href=nowhere) is None


def test_an_address_leads_to_its_question_and_back():
    asked_for = Question(process="p q", screen="why", subject="a/b c", as_of="2012-04-10", q="x&y", lang="ar")
    path, _, query = asked_for.address.partition("?")
    assert path == "/p/p%20q/why/a/b%20c"
    from urllib.parse import parse_qsl

    assert question("p q", "why", "a/b c", dict(parse_qsl(query))) == asked_for
