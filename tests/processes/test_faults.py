"""Each mistake a writer can make is told at its line, in words that say what to do."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ceasefire.processes import load


@dataclass(frozen=True)
class Mistake:
    """`old` becomes `new` in the small file; the fault is on the line that holds `at`."""

    name: str
    old: str
    new: str
    at: str
    says: str


MISTAKES = [Mistake(**row) for row in YAML(typ="safe").load(Path(__file__).with_name("faults.yaml"))]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_at_its_line(mistake: Mistake, small: str) -> None:
    assert mistake.old in small
    broken = small.replace(mistake.old, mistake.new, 1)
    process, problems = load(broken, "small.yaml", known_actors=frozenset())
    told = [str(problem) for problem in problems]
    assert process is None
    line = line_of(broken, mistake.at)
    assert any(words.startswith(f"small.yaml, line {line}: ") and mistake.says in words for words in told), (
        told
    )


def test_the_small_file_has_no_fault_of_its_own(small: str) -> None:
    assert load(small, "small.yaml", known_actors=frozenset())[1] == ()


def test_every_fault_of_a_file_is_told_in_the_order_of_lines(small: str) -> None:
    broken = small.replace("[withdraw]", "[witdraw]").replace("zone: Africa/Nairobi", "zone: Nairobi")
    _, problems = load(broken.replace("every: 1 day", "every: daily"), "small.yaml")
    lines = [int(problem.where.removeprefix("line ")) for problem in problems]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_names_of_actors_are_not_checked_unless_the_known_ones_are_given(small: str) -> None:
    elsewhere = small.replace("according_to: gov", "according_to: united-nations")
    assert load(elsewhere, "small.yaml")[1] == ()
    assert load(elsewhere, "small.yaml", known_actors={"united-nations"})[1] == ()
    assert len(load(elsewhere, "small.yaml", known_actors={"russia"})[1]) == 1


@pytest.mark.parametrize("words", ["", "   \n\n", "# only a note\n"])
def test_an_empty_file_is_told_with_the_way_out(words: str) -> None:
    process, (problem,) = load(words, "empty.yaml")
    assert process is None
    assert "process new" in problem.message


def test_a_file_that_is_a_list_is_told() -> None:
    _, (problem, *_) = load("- one\n- two\n", "list.yaml")
    assert str(problem) == "list.yaml, line 1: the process must be written as 'field: value' lines"
