"""The stand-off annotations in `bench/annotations`: of the right form, with no text in them."""

import json
from pathlib import Path

import pytest

from ceasefire.model import Action, Force

FILE = Path(__file__).parents[2] / "bench" / "annotations" / "current_events.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def test_each_row_names_a_text_once():
    assert len({row["text"] for row in ROWS}) == len(ROWS) == 585


@pytest.mark.parametrize("key", ["quote", "speaker", "actor"])
def test_words_are_offsets(key):
    spans = [s[key] for row in ROWS for s in row["statements"]]
    assert all(span is None or (len(span) == 2 and 0 <= span[0] < span[1]) for span in spans)
    assert key != "quote" or None not in spans


def test_codes_are_those_of_the_guidelines():
    statements = [s for row in ROWS for s in row["statements"]]
    assert len(statements) == 1080
    for s in statements:
        assert Force(s["force"])
        assert Action(s["action"])
        assert set(s) == {"quote", "force", "action", "speaker", "actor"}
