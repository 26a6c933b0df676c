from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ceasefire.matching.places import Gazetteer
from ceasefire.matching.states import states

PLACES = Gazetteer.load()
TABLE = YAML(typ="safe").load(files("ceasefire").joinpath("data/places.yaml").read_text(encoding="utf-8"))
ROWS = [(country, row) for country, rows in TABLE.items() for row in rows["places"]]


@pytest.mark.parametrize(("country", "row"), ROWS, ids=lambda v: v if isinstance(v, str) else v["id"])
def test_each_row_is_found_by_its_example(country, row):
    assert PLACES.resolve(row["example"], countries=(country,)).id == row["id"]


@pytest.mark.parametrize("name", ["Harbnifsah", "Hirbinifsah", "Narb Nafsa", "Harb Bebsi"])
def test_one_town_in_four_spellings(name):
    assert PLACES.resolve(name, countries=("SY",)).id == "sy-harbnafsah"


@pytest.mark.parametrize(
    ("name", "countries", "wanted"),
    [
        ("Homs", ("SY",), ("town", "SY", "Asia/Damascus")),
        ("Homs, Syria", (), ("town", "SY", "Asia/Damascus")),
        ("Dara'a", ("SY",), ("town", "SY", "Asia/Damascus")),
        ("the north of Latakia Province", ("SY",), ("region", "SY", "Asia/Damascus")),
        ("Kafr Nabl", ("SY",), ("town", "SY", "Asia/Damascus")),
        ("Tripoli", ("LB",), ("town", "LB", "Asia/Beirut")),
        ("Tripoli", ("LY",), ("town", "LY", "Africa/Tripoli")),
        ("Kiev", (), ("town", "UA", "Europe/Kyiv")),
        ("Debaltsevo", ("UA",), ("town", "UA", "Europe/Kyiv")),
        ("Istanbul", ("SY",), ("town", "TR", "Europe/Istanbul")),
        ("northern Syria", (), ("country", "SY", "Asia/Damascus")),
        ("North Kivu", (), ("region", "CD", "Africa/Lubumbashi")),
    ],
)
def test_places_with_their_country_and_zone(name, countries, wanted):
    found = PLACES.resolve(name, countries=countries)
    assert (found.kind, found.country, found.zone) == wanted


def test_a_list_of_provinces():
    found = PLACES.several("provinces of Hama, Homs, Latakia, Damascus and Dara'a", ("SY",))
    assert [p.id for p in found] == ["sy-hama", "sy-homs", "sy-latakia", "sy-damascus", "sy-daraa"]


@pytest.mark.parametrize(
    "words", ["cities and towns", "residential areas", "the border", "Nowhereville", "", "’"]
)
def test_words_that_are_no_place(words):
    assert PLACES.resolve(words, countries=("SY",)) is None


def test_every_state_has_a_zone_that_exists():
    assert all(ZoneInfo(state.zone) for state in states())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_hostile_names_do_no_harm(name):
    assert PLACES.resolve(name, countries=("SY",)) == PLACES.resolve(name, countries=("SY",))
