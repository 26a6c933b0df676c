"""Every row of the tables of times reads its own example, and no class of words is left over."""

import re
from datetime import date

import pytest

from ceasefire.reading.times import find_times
from ceasefire.reading.times.context import page, role_of, tense_at
from ceasefire.reading.times.grammar import OWN, rules
from ceasefire.reading.times.tables import load, words

WEDNESDAY = date(2012, 4, 11)
RULES = load("rules")["rules"]
CUES = load("cues")["roles"]
FEASTS = load("feasts")["feasts"]
ZONES = load("zones")


def read(text):
    return find_times(text, published=WEDNESDAY, zone="Asia/Damascus", merge=False)


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["name"])
def test_a_rule_reads_its_example(row):
    values = [mention.value for mention in read(row["example"])]
    if row["value"]:
        assert row["value"] in values
    else:
        assert values == []


@pytest.mark.parametrize("row", CUES, ids=lambda row: row["name"])
def test_a_cue_fits_its_example(row):
    start = row["example"].index("[")
    end = row["example"].index("]") - 1
    text = row["example"].replace("[", "").replace("]", "")
    around = page(text)
    tense = tense_at(around, start, end)
    cue = role_of(around, start, end, of=row["of"], direction=row.get("direction", ""), tense=tense)
    assert cue is not None
    assert cue.name == row["name"]


@pytest.mark.parametrize("row", FEASTS, ids=lambda row: row["name"])
def test_a_feast_is_found(row):
    mentions = read(row["example"])
    assert any(mention.when and mention.local for mention in mentions)
    assert len(mentions) == 1


@pytest.mark.parametrize("row", ZONES["abbreviations"] + ZONES["adjectives"], ids=lambda row: row["word"])
def test_a_zone_gives_its_offset(row):
    (mention,) = read(row["example"])
    assert mention.when is not None
    assert mention.when.zone == row["zone"]


@pytest.mark.parametrize("place", ZONES["places"])
def test_the_clock_of_a_place_counts(place):
    (mention,) = read(f"at 18:00 on 12 April, {place.title()} time")
    assert mention.when is not None
    assert mention.when.zone == ZONES["places"][place]


def test_rule_names_are_unique():
    names = [row["name"] for row in RULES]
    assert len(names) == len(set(names))


def test_every_class_of_words_is_used_by_a_rule():
    table = load("rules")
    used = set(re.findall(r"\b[A-Z][A-Z_]*\b", " ".join(row["pattern"] for row in table["rules"])))
    used |= set(re.findall(r"\b[A-Z][A-Z_]*\b", " ".join(table["groups"].values())))
    assert set(words().classes) <= used


def test_a_class_has_one_letter():
    letters = rules().letters
    assert len(set(letters.values())) == len(letters) == len({*words().classes, *OWN})
