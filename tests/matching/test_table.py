"""Each row of the bearings table takes its own example, and the table says what it means."""

import pytest

from ceasefire.matching.table import SAYS, Case, load_table, row_for
from ceasefire.model import Action, Force, Mode

ROWS = load_table().rows


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.id)
def test_a_row_takes_its_own_example(row):
    example = {**row.example}
    action = {"agree": "plan"}.get(example["action"], example["action"])
    case = Case(
        force=Force(example["force"]),
        action=action,
        actor=example["actor"],
        speaker=example["speaker"],
        mode=Mode(example.get("mode", "achieve")),
        owed=Action(example.get("owed", "withdraw")),
    )
    assert row_for(case, load_table()) == row


def test_a_claim_counts_only_where_the_row_says_what_is_claimed():
    for row in ROWS:
        assert row.says in SAYS
        assert not row.counts or row.says, row.id


def test_every_force_finds_a_row_beside():
    covered = {force for row in load_table().beside for force in row.force}
    assert covered == set(Force)


def test_a_hostile_act_is_no_word_on_a_thing_to_be_achieved():
    case = Case(Force.ACCUSE, "opposite", "debtor", "other", Mode.ACHIEVE, Action.WITHDRAW)
    assert not row_for(case, load_table()).counts


def test_opposites_never_hold_the_action_itself():
    for action, contrary in load_table().opposites.items():
        assert action not in contrary
        assert all(isinstance(a, Action) for a in contrary)
