"""An answer's key changes with what the answer depends on, and with nothing else."""

from dataclasses import replace
from pathlib import Path

from ledger_made import day, said

from ceasefire.ledger import open_ledger
from ceasefire.ledger.answers import Answers, answer_key
from ceasefire.model import AsOf

ASKED = AsOf(valid_at=day(1), published_by=day(2), known_at=day(3))


def test_each_thing_that_an_answer_depends_on_is_in_its_key() -> None:
    keys = {
        answer_key(7, ASKED, "rules@1"),
        answer_key(8, ASKED, "rules@1"),
        answer_key(7, ASKED, "rules@2"),
        answer_key(7, replace(ASKED, valid_at=None), "rules@1"),
        answer_key(7, replace(ASKED, published_by=None), "rules@1"),
        answer_key(7, AsOf(valid_at=day(2), published_by=day(1)), "rules@1"),
    }
    assert len(keys) == 6
    assert answer_key(7, replace(ASKED, known_at=None), "rules@1") in keys, "the sequence number says it"


def test_a_question_about_the_past_keeps_its_key(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.append([said("a")], recorded_at=day(3))
        past, now = ledger.answer_key(ASKED, "r"), ledger.answer_key(AsOf(), "r")
        ledger.append([said("b")], recorded_at=day(4))
        assert ledger.answer_key(ASKED, "r") == past
        assert ledger.answer_key(AsOf(), "r") != now


def test_an_answer_is_made_once_and_the_oldest_is_let_go() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return f"answer to {key}"

    kept = Answers(size=2)
    for key in ("a", "a", "b", "a", "c", "a", "b"):
        assert kept.get(key, lambda key=key: make(key)) == f"answer to {key}"
    assert made == ["a", "b", "c", "b"]
