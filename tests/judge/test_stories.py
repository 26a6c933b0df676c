"""Each story in `stories/` is one history; each line of its `expect` is one question with its answer."""

import itertools

import pytest
from judge_stories import STORIES, as_of, load

from ceasefire.judge import OUTCOME_ROWS, deadline_history, occasions, status

SHOWN = {
    "phase": lambda s: s.phase.value,
    "outcome": lambda s: s.outcome.value,
    "standing": lambda s: s.standing.value,
    "row": lambda s: s.row,
    "by": lambda s: s.standing_row,
    "existence": lambda s: s.existence.value,
    "progress": lambda s: s.progress.name.lower().replace("_", " "),
    "for": lambda s: list(s.for_ids),
    "against": lambda s: list(s.against_ids),
    "because": lambda s: list(s.because),
    "purported": lambda s: list(s.purported),
    "partial": lambda s: s.partial,
    "due": lambda s: s.due and s.due.value,
    "opens": lambda s: s.opens and s.opens.value,
    "amounts": lambda s: [a.value for a in s.amounts],
    "voices": lambda s: [s.for_voices, s.against_voices],
    "conditions": lambda s: [[c.subject, c.value, c.asserted_by] for c in s.conditions],
}
ASKED = {"at", "published", "known", "is", "deadlines", "occasions", "why"}


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_story(path):
    u, others, testimony, speaks_for, expected, zone = load(path)
    for row in expected:
        assert set(row) <= SHOWN.keys() | ASKED, f"{path.name}: unknown field in {row}"
        asked = as_of(row, zone)
        s = status(u, testimony, asked, others=others, speaks_for=speaks_for)
        got = [s.phase.value, s.outcome.value, s.standing.value, s.row]
        assert got[: len(row.get("is", []))] == row.get("is", []), f"{path.name}: {row} got {s}"
        for field in row.keys() & SHOWN.keys():
            assert SHOWN[field](s) == row[field], f"{path.name}: {field} of {row} got {s}"
        if "deadlines" in row:
            history = deadline_history(u, testimony, asked, others=others, speaks_for=speaks_for)
            assert [[d.due and d.due.value, d.by, d.effective] for d in history] == row["deadlines"]
        if "occasions" in row:
            listed = occasions(u, testimony, asked, others=others, speaks_for=speaks_for)
            assert [[o.outcome.value, o.standing.value] for o in listed] == row["occasions"]


def test_the_stories_visit_every_row_of_the_outcome_table():
    visited = set()
    for path in STORIES:
        u, others, testimony, speaks_for, expected, zone = load(path)
        visited |= {
            status(u, testimony, as_of(r, zone), others=others, speaks_for=speaks_for).row for r in expected
        }
    assert {row.id for row in OUTCOME_ROWS} - visited == set()


def test_there_are_stories():
    assert len(STORIES) > 15
    assert len(set(itertools.chain.from_iterable(p.stem.split() for p in STORIES))) == len(STORIES)
