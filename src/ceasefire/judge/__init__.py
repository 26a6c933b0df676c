"""Undertaking, testimony and the time asked about in, status out. Pure: no input, output or clock.

Each row of `STANDING_ROWS`, `EXISTENCE_ROWS`, `OUTCOME_ROWS` and `ACT_ROWS` says itself in words;
`row_words` finds them by the id that a `Status` names.
"""

from ceasefire.judge.case import Occasion
from ceasefire.judge.coverage import Coverage, claims_of, coverage
from ceasefire.judge.deadlocks import Deadlock, deadlocks, waits_of
from ceasefire.judge.events import Deadline
from ceasefire.judge.incremental import Statuses
from ceasefire.judge.outcome import OUTCOME_ROWS
from ceasefire.judge.rule import deadline_history, deadline_of, occasions, rule_words, status
from ceasefire.judge.standing import EXISTENCE_ROWS, STANDING_ROWS
from ceasefire.judge.tables import ACT_ROWS, PROGRESS_ROWS, row_words
from ceasefire.judge.tallies import TallyFinding, audit_tallies
from ceasefire.judge.truces import TRUCE_ROWS, Truce, truce_state
from ceasefire.model import Wait

__all__ = [
    "ACT_ROWS",
    "EXISTENCE_ROWS",
    "OUTCOME_ROWS",
    "PROGRESS_ROWS",
    "STANDING_ROWS",
    "TRUCE_ROWS",
    "Coverage",
    "Deadline",
    "Deadlock",
    "Occasion",
    "Statuses",
    "TallyFinding",
    "Truce",
    "Wait",
    "audit_tallies",
    "claims_of",
    "coverage",
    "deadline_history",
    "deadline_of",
    "deadlocks",
    "occasions",
    "row_words",
    "rule_words",
    "status",
    "truce_state",
    "waits_of",
]
