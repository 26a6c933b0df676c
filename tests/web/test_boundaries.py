"""Every country that was built can be drawn, in every language; what is no set of boundaries is said."""

import pytest

from ceasefire.views.drawing import draw_map
from ceasefire.web import boundaries
from ceasefire.web.pages import STATIC

BUILT = STATIC.parent / "boundaries"
CODES = sorted(p.name[:2] for p in BUILT.glob("??.json.gz"))
COUNTED = ("SY", "CO", "UA", "SD", "YE", "MM", "RU", "NZ", "FJ")


@pytest.fixture(scope="module", autouse=True)
def _built():
    if not CODES:
        pytest.skip("the assets are not built here; python hatch_build.py makes them")


def test_the_world_is_there():
    assert len(CODES) > 230
    assert {"SY", "CO", "UA", "SD", "YE", "MM"} <= set(CODES)


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_every_region_of_every_country_has_a_name_and_an_outline(language):
    for code in CODES:
        found = boundaries.natural_earth((code,), language)
        assert all(r.name and r.rings for r in found.regions), code


@pytest.mark.parametrize("code", COUNTED)
def test_a_country_is_drawn(code):
    found = boundaries.natural_earth((code,), "en")
    drawing = draw_map([], found.regions, found.lands, href=lambda kind, key: f"#{kind}{key}")
    assert drawing is not None
    assert 100 < drawing.height < 800
    assert len(drawing.body) < 300_000


def test_what_is_corrected_is_shown():
    names = {r.id: r.name for r in boundaries.natural_earth(("SY",), "en").regions}
    assert names["SY-X01~"] == "UNDOF area of separation"


def test_disputed_territories_are_told_of_and_drawn_broken():
    for code, words, reference in (
        ("SY", "Golan", "497"),
        ("UA", "Crimea", "68/262"),
        ("EH", "Sahara", "690"),
    ):
        found = boundaries.natural_earth((code,), "en")
        assert any(words in n.text and reference in n.reference for n in found.notices), code
        assert any(r.disputed for r in found.regions), code
        body = draw_map([], found.regions, (), href=lambda kind, key: f"#{kind}{key}").body
        assert "disputed" in body
    assert boundaries.natural_earth(("CO",), "en").notices == ()


@pytest.mark.parametrize("row", boundaries._table()["notices"], ids=lambda r: r["id"])
def test_every_notice_is_whole(row):
    assert set(row["text"]) == {"en", "ar", "ru"}
    assert row["reference"]
    built = {r.id for c in row["countries"] for r in boundaries.natural_earth((c,), "en").regions}
    assert {key for key in row["regions"] if len(key) > 2} <= built
    assert {key for key in row["regions"] if len(key) == 2} <= {key[:2] for key in built}


@pytest.mark.parametrize("row", boundaries._table()["corrections"], ids=lambda r: r["id"])
def test_every_correction_is_of_a_region_that_is_there_and_changes_its_name(row):
    raw = next(r for r in boundaries._load(f"{row['id'][:2]}.json.gz")["regions"] if r["id"] == row["id"])
    assert any(raw["names"].get(language) != name for language, name in row["names"].items())
    assert row["because"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"features": []}', '{"features": [{"geometry": {"type": "Point"}}]}']
)
def test_what_is_no_set_of_boundaries_is_said(tmp_path, content):
    path = tmp_path / "own.geojson"
    path.write_text(content)
    with pytest.raises(boundaries.BoundariesUnreadable, match="FeatureCollection"):
        boundaries.own(str(path))
