"""Drawings stand alone in a notebook, tables are plain rows, and views of the web hold what was said."""

import re
import sys
from dataclasses import replace
from datetime import date
from math import cos, sin
from time import process_time
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from books import PROCESS

from ceasefire.views import VIEWS
from ceasefire.views.compare import compare
from ceasefire.views.drawing import Region, Style, draw_map, draw_timeline, draw_waiting
from ceasefire.views.drawing.canvas import NOTEBOOK
from ceasefire.views.drawing.ground import alleged, region_of
from ceasefire.views.lanes import Lanes, lanes
from ceasefire.views.map import Layer, Pin, Spot, atlas
from ceasefire.views.tables import (
    PandasMissing,
    board_rows,
    fact_rows,
    frame,
    lane_rows,
    moment_rows,
    pin_rows,
)
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


def pin(key, lat, lon, layer=Layer.INCIDENT):
    return Pin(layer, Spot(str(key), "P", "town", lat, lon, "XX"), "P", Mark.UNKNOWN, "", 1, ())


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


def test_rows_become_a_data_frame_where_there_is_pandas(monkeypatch):
    made = []
    monkeypatch.setitem(
        sys.modules, "pandas", SimpleNamespace(DataFrame=lambda rows: made.append(rows) or "table")
    )
    assert frame({"n": n} for n in range(2)) == "table"
    assert made == [[{"n": 0}, {"n": 1}]]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(PandasMissing, match="pip install pandas"):
        frame([])


def test_a_notebook_s_drawing_styles_every_class_that_it_uses(asked):
    folio = asked.folio
    pins = atlas(folio, asked.shelf.spots(("SY",))).pins
    whole = "".join(
        drawing._repr_svg_()
        for drawing in (
            draw_timeline(lanes(folio), now=None, href=nowhere, chosen=date(2012, 4, 12)),
            draw_map(pins, [replace(SQUARE, disputed=True)], [], href=nowhere, style=Style(chosen="XX-1")),
        )
    )
    used = {name for found in re.findall(r'class="([^"]+)"', whole) for name in found.split()}
    plain = {"timeline", "map", "whole", "zoomed", "kept-size", "inset", "label", "small", "other", "bin"}
    plain |= {f"tint-{n}" for n in range(5)} | {"mark-kept"}
    assert {name for name in used if f".{name}" not in NOTEBOOK} <= plain


def test_a_moved_deadline_is_seen_on_its_lane(asked):
    lane = next(x for x in lanes(asked.folio).lanes if x.undertaking == "withdrawal-done")
    assert [t.words for t in lane.moved] == ["Syrian government: 2012-04-20"]


def test_more_than_two_thousand_marks_are_binned_and_none_is_lost():
    for layer in Layer:
        many = [pin(n, (n % 47) / 24, (n // 47) / 24, layer) for n in range(2_100)]
        body = draw_map(many, [SQUARE], [], href=nowhere).body
        bins = re.findall(r'class="dot bin"><title>(\d+)<', body)
        assert 10 < len(bins) < 1_200
        assert sum(map(int, bins)) == 2_100
        assert "data-place" not in body
    few = [pin(n, (n % 5) / 3, (n // 5) / 3) for n in range(10)]
    assert len(re.findall(r'class="dot"', draw_map(few, [SQUARE], [], href=nowhere).body)) == 10


def test_many_marks_are_counted_by_region_quickly():
    ring = tuple((1 + cos(n / 300) * 0.9, 1 + sin(n / 300) * 0.9) for n in range(1_900))
    regions = [Region(f"R{k}", "R", (k, 1), (tuple((x + 2 * k, y) for x, y in ring),)) for k in range(20)]
    many = [pin(n, (n % 47) / 24, (n % 40)) for n in range(4_000)]
    begun = process_time()
    counts = alleged(regions, many)
    assert process_time() - begun < 6
    assert 1_700 < sum(counts.values()) < 2_000


def test_a_point_is_in_its_region():
    assert region_of([SQUARE], 1, 1) == "XX-1"
    assert region_of([SQUARE], 3, 1) is None


def test_every_crowd_of_marks_gets_an_inset_and_a_letter():
    east, west = ([pin(f"{k}{n}", 1 + n / 500, k, Layer.TRUCE) for n in range(4)] for k in (0.3, 1.7))
    body = draw_map([*east, *west], [SQUARE], [], href=nowhere).body
    assert body.count('class="inset"') == 2
    assert "A · enlarged" in body
    assert "B · enlarged" in body
    assert 'class="inset"' not in draw_map([*east[:2], *west[:2]], [SQUARE], [], href=nowhere).body


def test_marks_of_several_layers_at_one_place_stand_side_by_side():
    body = draw_map([pin(1, 1, 1, layer) for layer in Layer], [SQUARE], [], href=nowhere).body
    assert 'cx="0"' in body  # the incident
    assert 'x="6.5"' in body  # the truce, 15 pixels on
    assert 'x="24"' in body  # aid, 15 more


def test_what_is_chosen_stands_out():
    body = draw_map([pin(7, 1, 1)], [SQUARE], [], href=nowhere, style=Style(chosen="7")).body
    assert "chosen-place" in body
    body = draw_map([pin(7, 1, 1)], [SQUARE], [], href=nowhere, style=Style(chosen="XX-1")).body
    assert 'class="region tint-1 chosen"' in body


def test_a_day_far_from_the_rest_is_named_at_the_edge():
    days = [(date(2012, 4, n), 2) for n in range(1, 20)]
    view = Lanes((), ((date(2011, 1, 1), 1), *days), None, None)
    body = draw_timeline(view, now=None, href=nowhere, chosen=date(2012, 4, 5)).body
    assert "‹ 2011-01-01: 1" in body
    assert "#day-2011-01-01" in body
    assert body.count('class="heap"') == 19
    assert 'class="chosen-day"' in body


def test_a_map_of_nothing_is_no_drawing():
    assert draw_map([], [], [], href=nowhere) is None


def test_an_address_leads_to_its_question_and_back():
    asked_for = Question(process="p q", screen="why", subject="a/b c", as_of="2012-04-10", q="x&y", lang="ar")
    path, _, query = asked_for.address.partition("?")
    assert path == "/p/p%20q/why/a/b%20c"
    from urllib.parse import parse_qsl

    assert question("p q", "why", "a/b c", dict(parse_qsl(query))) == asked_for
