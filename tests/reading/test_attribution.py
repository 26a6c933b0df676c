"""Who says what through whom: golden pairs, each table row's example, and what must hold of any text."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ceasefire.reading.attribution import (
    attributions,
    attributions_in,
    holder,
    lexicon,
    outermost,
    parse_paragraphs,
    quotations,
    resolve_speaker,
)
from ceasefire.reading.parse import plain
from ceasefire.reading.words import Span

GOLDEN = YAML(typ="safe").load((Path(__file__).parent / "attributions.yaml").read_text(encoding="utf-8"))
TABLES = {
    "verbs": lexicon.verbs,
    "nouns": lexicon.nouns,
    "adjectives": lexicon.adjectives,
    "adverbs": lexicon.adverbs,
    "phrases": lexicon.phrases,
    "owners": lexicon.owners,
}
ROWS = [
    pytest.param(row, id=f"{name} {row.lemma}") for name, rows in TABLES.items() for row in rows().values()
]


def words(text, span):
    return None if span is None else text[slice(*span)]


def shown(text, one):
    return {
        "cue": words(text, one.cue),
        "source": words(text, one.source),
        "contents": [words(text, c) for c in one.contents],
        "speaker": words(text, one.speaker),
        "relay": [words(text, r) for r in one.relay],
        "kind": one.kind,
        "class": one.verb_class,
    }


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["text"][:50])
def test_golden_pair(case):
    text = case["text"]
    found = [shown(text, one) for one in attributions_in(parse_paragraphs(text))]
    if case.get("nothing"):
        assert found == []
    for wanted in case.get("found", ()):
        assert any(wanted.items() <= one.items() for one in found), found


@pytest.mark.parametrize("row", ROWS)
def test_each_row_finds_its_cue_in_its_example(nlp, row):
    doc = nlp(plain(row.example))
    key = row.lemma.split()[0]
    cues = [
        one.cue
        for one in attributions(doc)
        if one.verb_class == row.verb_class
        and any(key in (t.lemma_.lower(), t.lower_) for t in doc if one.cue[0] <= t.idx < one.cue[1])
    ]
    assert cues


@pytest.mark.parametrize("example", lexicon.outlets().examples)
def test_an_outlet_is_relay_and_never_speaker(nlp, example):
    found = attributions(nlp(plain(example)))
    assert any(one.relay and one.speaker is None for one in found)


def test_an_ordinary_body_is_no_outlet(nlp):
    (one,) = attributions(nlp("An independent inquiry said the mine was new."))
    assert one.relay == ()


def test_the_first_persons_of_a_quotation_are_its_speaker():
    text = 'General Omar Haddad said: "We demand that the siege be lifted."'
    inner = next(a for a in attributions_in(parse_paragraphs(text)) if words(text, a.cue) == "demand")
    assert words(text, inner.speaker) == "General Omar Haddad"


def test_holder_prefers_the_teller_to_the_actor():
    text = "Russia said that Syria denied the raid."
    found = attributions_in(parse_paragraphs(text))
    start = text.index("Syria denied")
    assert words(text, holder(found, start, len(text)).source) == "Russia"
    assert holder(found, 0, 0) is None


def test_outermost_leaves_out_what_stands_inside():
    text = "Russia said that Syria denied that it had fired."
    found = outermost(attributions_in(parse_paragraphs(text)))
    assert [words(text, one.cue) for one in found] == ["said"]


def test_resolve_speaker_takes_a_token_or_a_span(nlp):
    doc = nlp("Envoy Walid Idris met the king. He said talks would resume.")
    he = next(t for t in doc if t.text == "He")
    assert words(doc.text, resolve_speaker(doc, he)) == "Envoy Walid Idris"
    assert words(doc.text, resolve_speaker(doc, Span(doc, he.i, he.i + 1))) == "Envoy Walid Idris"


def test_passages_carry_their_offsets(nlp):
    first, second = "Envoy Walid Idris arrived.", "He said talks would resume."
    passages = [(5, nlp(first)), (100, nlp(second))]
    (one,) = attributions_in(passages)
    assert one.cue == (100 + second.index("said"), 100 + second.index("said") + 4)
    assert one.speaker == (5, 5 + len("Envoy Walid Idris"))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said \u201cyes\u201d and left.", ["\u201cyes\u201d"]),
        ("He said ``yes'' and left.", ["``yes''"]),
        ("He said ''yes'' and left.", ["''yes''"]),
        ("Er sagte \u201eja\u201d, il dit \u00aboui\u00bb.", ["\u201eja\u201d", "\u00aboui\u00bb"]),
        ("He said 'we will go' and left.", ["'we will go'"]),
        ("The rebels' plan and the army's plan.", []),
        ("A 5'10\" man.", []),
        ('"We go.\n\n"We stay," he said.', ['"We go.', '"We stay,"']),
        ('He said "yes. Then rain fell.\n\nNothing else.', []),
        ("", []),
    ],
)
def test_quotations(text, quoted):
    assert [text[a:b] for a, b in quotations(text)] == quoted


SIGNS = [*"abS \n\t\"'`:,.!?-()", "\u201c", "\u201d", "\u2019", "\u202e", "\u0627", "\U0001f600", "\x00"]
HOSTILE = st.text(alphabet=st.sampled_from(SIGNS), max_size=80)
BITS = """said "We He told Reuters that according to X : , . quoted as saying "yes" Idris the minister
 denied of by it who, reportedly they's - claim"""
PIECES = st.lists(st.sampled_from([*BITS.split(" "), "\n"]), max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(HOSTILE, PIECES, st.text(max_size=60)))
def test_any_text_gives_spans_inside_it(text):
    for one in attributions_in(parse_paragraphs(text)):
        spans = [one.cue, *one.contents, *one.relay, *filter(None, (one.source, one.speaker))]
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert one.contents
        assert not any(a < one.cue[1] and one.cue[0] < b for a, b in one.contents)
        assert one.kind in {"direct", "indirect", "mixed"}
    assert all(0 <= a < b <= len(text) for a, b in quotations(text))


def test_an_empty_text_has_none(nlp):
    assert attributions(nlp("")) == ()
    assert attributions_in([]) == ()


def test_all_capitals_are_read(nlp):
    found = attributions(nlp("THE MINISTRY SAID THAT THE ROAD WAS OPEN."))
    assert all(one.cue for one in found)


def test_a_sentence_of_3000_words_ends_in_time(nlp):
    doc = nlp(plain("the envoy said that " * 750))
    begun = time.perf_counter()
    attributions(doc)
    assert time.perf_counter() - begun < 20


def test_same_input_gives_the_same(nlp):
    text = 'Idris said "yes", the agency reported. He denied that the army had fired.'
    assert attributions(nlp(text)) == attributions(nlp(text))


def test_every_class_of_the_tables_is_named_in_their_heads():
    named = set(re.findall(r"[a-z]+", _head("cues_verbs.yaml")))
    used = {row.verb_class for rows in TABLES.values() for row in rows().values()}
    assert used <= named


def _head(name):
    from importlib import resources

    file = resources.files("ceasefire").joinpath("data", "phrases", name)
    return "\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
