"""The words that the grammar walks are those of spaCy's whole pipeline: same classes, lemmas and trees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.reading.parse import load_model, parse

TEXTS = (
    "",
    "The rebels, who had signed the truce on Monday, said that there are no troops left. They ain't leaving!",
    "Don't they know?  Envoys were\n going to meet; it is said to be gonna hold, but is it?",
    "All of them left, y'all said. I do what you do, and so does the army.",
)
SOME = (
    "the army rebels said says there is are was to have signed sign a truce talks gonna let 's but mark "
    "y' ai got c'm on "
    'it all do 12 Monday of withdrew shelling , . " ; that who'
)
WORDS = st.sampled_from([*SOME.split(), "\n"])


def same(text: str) -> None:
    ours, theirs = next(parse([text])), load_model()(text)
    shown = ("text", "lower_", "lemma_", "tag_", "pos_", "dep_", "idx", "like_num", "is_punct", "is_space")
    assert [[getattr(t, a) for a in shown] for t in ours] == [[getattr(t, a) for a in shown] for t in theirs]
    assert ours.text == theirs.text
    assert [(s.start, s.end, s.root.i) for s in ours.sents] == [
        (s.start, s.end, s.root.i) for s in theirs.sents
    ]
    for mine, its in zip(ours, theirs, strict=True):
        assert mine.head.i == its.head.i
        assert [c.i for c in mine.children] == [c.i for c in its.children]
        assert [c.i for c in mine.lefts] == [c.i for c in its.lefts]
        assert (mine.left_edge.i, mine.right_edge.i) == (its.left_edge.i, its.right_edge.i)
        assert (mine.sent.start, mine.sent.end) == (its.sent.start, its.sent.end)
        assert [t.i for t in mine.ancestors] == [t.i for t in its.ancestors]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_whole_pipeline(text):
    same(text)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_words_of_any_order_too(words):
    same(" ".join(words))


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(1, 20))
def test_words_that_cover_characters(start, length):
    text = "The army and the rebels  signed a truce on the ninth of May."
    ours, theirs = next(parse([text])), load_model()(text)
    mine = ours.char_span(start, start + length)
    its = theirs.char_span(start, start + length, alignment_mode="expand")
    if its is None:
        assert mine is None
    elif its.start < its.end:
        assert (mine.start, mine.end, mine.text, mine.root.i) == (its.start, its.end, its.text, its.root.i)


def test_a_word_that_is_hung_elsewhere(nlp):
    doc = nlp("The army left the town on Monday.")
    on = next(t for t in doc if t.text == "on")
    town = next(t for t in doc if t.text == "town")
    above = on.head
    on.hang(town, "prep")
    assert on in town.children
    assert on not in above.children or above is town
    assert town.right_edge.text == "Monday"
    assert [t.i for t in town.subtree] == sorted(t.i for t in town.subtree)
