from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.matching.actors import Actors
from ceasefire.matching.actors_load import mention_words, rows, shipped_actors
from ceasefire.model import Actor, Participant, Process, Role, Side

ACTORS = Actors.load()
VALLEY = Process(
    id="valley",
    title="Talks of the valley",
    zone="Asia/Damascus",
    window=("2012-01-01", None),
    countries=("SY",),
    sides=(Side("state", "government", ("the regime",)), Side("hill", "opposition", ("armed gangs",))),
    actors=(
        Actor("hill-front", "group", ("Hill Front", "rebels"), country="SY"),
        Actor("jo-hill", "person", ("Jo Hill",), speaks_for="hill-front"),
    ),
    participants=(
        Participant("syria-government", Role.PARTY, side="state"),
        Participant("hill-front", Role.PARTY, side="hill"),
    ),
)


@pytest.mark.parametrize("row", rows(), ids=lambda r: r["id"])
def test_each_row_is_found_by_its_example(row):
    found = ACTORS.resolve(row["example"])
    assert found is not None
    assert found.actor == row["id"]


def test_ids_are_one_each_and_who_is_spoken_for_is_known():
    ids = [a.id for a in shipped_actors()]
    assert len(ids) == len(set(ids))
    assert {a.speaks_for for a in shipped_actors()} - {None} <= set(ids)


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Walid al-Muallem, Syria's foreign minister", "walid-muallem"),
        ("Muallam", "walid-muallem"),
        ("Russia`s Foreign Minister Sergei Lavrov", "sergei-lavrov"),
        ("Syria's foreign minister", "walid-muallem"),
        ("The UN-Arab League envoy", "kofi-annan"),
        ("Turkish forces", "turkey"),
        ("Ankara", "turkey"),
        ("the Kremlin", "russia"),
        ("Damascus", "syria-government"),
        ("The Syrian authorities", "syria-government"),
        ("South Sudan's government", "south-sudan"),
        ("activists", "activists"),
        ("the minister", None),
        ("the two presidents", None),
        ("his Russian counterpart", None),
        ("us", None),
        ("who", None),
        ("John Example", None),
        ("Rifaat Example", None),
        ("Hussein al-Assad", None),
        ("Colonel Riad al-Asaad", "riad-al-asaad"),
        ("", None),
    ],
)
def test_mentions_of_april_2012(mention, actor):
    found = ACTORS.resolve(mention, on=date(2012, 4, 10))
    assert (found and found.actor) == actor


def test_titles_and_offices_are_those_of_the_day():
    assert ACTORS.resolve("Vladimir Putin", on=date(2012, 4, 10)).title == "Prime Minister of Russia"
    assert ACTORS.resolve("Vladimir Putin", on=date(2016, 2, 24)).title == "President of Russia"
    assert ACTORS.resolve("Syria's foreign minister", on=date(2021, 1, 5)).actor == "faisal-mekdad"


def test_a_process_brings_its_own_names_and_sides():
    assert ACTORS.resolve("rebels", process=VALLEY).actor == "hill-front"
    assert ACTORS.resolve("armed gangs", process=VALLEY).side == "hill"
    assert ACTORS.resolve("insurgents", process=VALLEY).actor == "hill-front"
    assert ACTORS.resolve("the regime", process=VALLEY).actor == "syria-government"
    spoken = ACTORS.resolve("Jo Hill", process=VALLEY)
    assert (spoken.speaks_for, spoken.side) == ("hill-front", "hill")
    assert ACTORS.resolve("rebels").actor == "rebels"


def test_each_row_of_people_has_an_example_that_holds():
    assert ACTORS.resolve("Syrian activists").actor in mention_words().people.values()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_hostile_mentions_do_no_harm(mention):
    assert ACTORS.resolve(mention, process=VALLEY) == ACTORS.resolve(mention, process=VALLEY)
