"""Passages in, word pieces in windows and their vectors out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_read import page

from ceasefire.reading.encoder import FIRST, LAST, WINDOW, Pieces, load_tokenizer, places, windows
from ceasefire.reading.learned import load_learned
from ceasefire.reading.reader import Reader

SENTENCES = (
    "The northern army agreed to a truce on Monday.",
    "Rebels denied that they had shelled the town of Oster.",
    "\u201cWe will not withdraw,\u201d said Colonel Marek.",
    "Talks resume in June.",
)


@pytest.fixture(scope="module")
def plain() -> Reader:
    return Reader.load(learned=False)


def parsed(reader: Reader, text: str):
    return next(iter(reader.parse([page(text)])))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=30), min_size=1, max_size=5))
def test_windows_hold_every_piece_once_in_the_order_of_the_text(plain, passages):
    document, parses = parsed(plain, "\n".join(" ".join(p) for p in passages))
    cut = list(windows(load_tokenizer(), parses))
    assert all(0 < len(w.numbers) == len(w.starts) <= WINDOW for w in cut)
    starts = places(cut).starts
    assert list(starts) == sorted(starts)
    together = [start for w in windows(load_tokenizer(), parses) for start in w.starts]
    whole = [p.start + a for p, doc in parses
             for a, _ in load_tokenizer().encode(doc.text, add_special_tokens=False).offsets]  # fmt: skip
    assert together == whole
    assert all(not document.text[start].isspace() for start in starts)


def test_sentences_are_not_cut_while_there_is_room(plain):
    _, parses = parsed(plain, " ".join(SENTENCES * 12))
    begins = {p.start + doc[s.start].idx for p, doc in parses for s in doc.sents}
    cut = list(windows(load_tokenizer(), parses))
    assert len(cut) > 1
    assert all(w.starts[0] in begins for w in cut)


def test_a_sentence_longer_than_a_window_is_cut(plain):
    _, parses = parsed(plain, "the army and the rebels and the mediator " * 90)
    assert len(next(windows(load_tokenizer(), parses)).numbers) == WINDOW


@pytest.mark.parametrize(("place", "row"), [(0, 0), (3, 0), (4, 1), (9, 2), (400, 2)])
def test_the_row_of_a_character_is_that_of_the_piece_that_covers_it(place, row):
    assert Pieces([0, 4, 9]).at(place) == row


def test_vectors_do_not_depend_on_what_else_is_read(plain):
    encoder = load_learned().encoder
    _, alone = parsed(plain, SENTENCES[1])
    pieces, vectors = encoder.read(alone)
    encoder.read(parsed(plain, " ".join(SENTENCES))[1])
    assert vectors.shape == (len(pieces.starts), 384)
    assert np.array_equal(encoder.read(alone)[1], vectors)


def test_nothing_in_nothing_out():
    pieces, vectors = load_learned().encoder.read([])
    assert (list(pieces.starts), len(vectors)) == ([], 0)


def test_the_marks_of_a_window_are_those_of_the_table():
    assert [load_tokenizer().id_to_token(n) for n in (FIRST, LAST)] == ["[CLS]", "[SEP]"]
