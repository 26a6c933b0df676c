"""Turns of phrase, mended parses, first person, places, conditions: each row's example, and golden pairs."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.model import Document, Passage, PassageKind, Precision, When
from ceasefire.reading import Reader
from ceasefire.reading.context import Context
from ceasefire.reading.parse import load_model
from ceasefire.reading.repair import repair, words_of
from ceasefire.reading.settle import CONSTRUCTIONS, body_behind
from ceasefire.reading.sure import rows

DAY = datetime(2014, 5, 6, tzinfo=UTC)
SAID = """Omar Haddad, Norland's foreign minister, says the army has begun to leave the valley.

This is what he told the press:
"We have withdrawn two units from [mediator] Anna Berg's zone, and we accepted her plan."
He added:
"We have relased twelve prisoners."
"""


@pytest.fixture(scope="module")
def reader():
    return Reader.load()


def document(text):
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append((at, at + len(line.rstrip())))
        at += len(line)
    passages = tuple(Passage(n, PassageKind.BODY, a, b) for n, (a, b) in enumerate(lines))
    day = When("2014-05-06", DAY, DAY + timedelta(days=1), Precision.DAY)
    return Document(id="0" * 64, name="example", source="", media_type="text/plain", language="en", text=text,
                    passages=passages, published=day)  # fmt: skip


def read(reader, text):
    return reader.read(document(text)).statements


def test_every_row_has_its_construction():
    assert {row["id"] for row in rows()} == {name for name, _ in CONSTRUCTIONS}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_each_row_reads_its_example(reader, row):
    found = read(reader, row["example"])
    assert row["reads"] in [f"{s.force.value} {s.action.value}" for s in found], found


def test_first_person_is_the_party_and_a_quotation_names_nobody_outside(reader):
    found = {
        s.action.value: s for s in read(reader, SAID) if s.quote.exact.startswith(("We have", "we accepted"))
    }
    for action in ("withdraw", "agree", "release"):
        assert found[action].actor.text == "Norland"
        assert "Haddad" in found[action].speaker.text


def test_nobody_relays_himself(reader):
    for statement in read(reader, SAID):
        assert statement.speaker is None or statement.speaker.text not in [m.text for m in statement.relay]


def test_a_guarantee_that_is_wanted_founds_no_undertaking(reader):
    words = "The envoy had not yet brought guarantees that armed groups accept an end to the violence."
    found = read(reader, words)
    assert not [s for s in found if s.force.value == "undertake"]


CONDITIONS = {
    "on the basis that raids end": "The front accepts the plan on the basis that raids end.",
    "before it pulls back": "The army demanded guarantees that rebels will stop firing before it pulls back.",
    "if the siege ends": "The militia will free the prisoners if the siege ends.",
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions(reader, condition):
    assert condition in [s.condition.text for s in read(reader, CONDITIONS[condition]) if s.condition]


def test_places_of_the_clause(reader):
    found = read(reader, "The army has pulled its tanks out of several villages in Westmark.")
    assert "Westmark" in [m.text for s in found for m in s.place]


def test_a_truce_of_its_own_clause_keeps_its_words(reader):
    words = (
        "The deal calls on the army to begin withdrawing by Friday and for a truce to begin 24 hours later."
    )
    found = read(reader, words)
    truce = next(s for s in found if s.action.value == "cease_fire")
    assert truce.quote.exact.endswith("24 hours later")
    assert "withdrawing" not in truce.quote.exact


def test_misspelt_verbs_and_sayings_on_a_day(nlp):
    known = words_of(load_model())
    doc = repair(nlp("The front has withdrewn and relased them."), known)
    assert next(t for t in doc if t.text == "relased").lemma_ == "release"
    doc = repair(nlp("The front said the next morning that it accepts the terms of the truce plan."), known)
    accepts = next(t for t in doc if t.text == "accepts")
    assert accepts.head.text == "said"
    assert accepts.dep_ == "ccomp"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Assembly asked the army in a statement read by its president to halt.", "Assembly"),
        ("The Assembly met in Oster. Its president asked the army to halt.", None),
        ("The Assembly, said its president Anna Berg, asked the army to halt.", None),
        ("The Assembly asked the president to halt.", None),
    ],
)
def test_a_president_without_a_name_speaks_for_the_body(reader, text, body):
    page, parsed = next(iter(reader.parse([document(text)])))
    president = next(t for _, doc in parsed for t in doc if t.text == "president")
    found = body_behind(president, Context(page, parsed))
    assert (found and found.text) == body
