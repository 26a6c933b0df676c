"""Undertaking, testimony and the time asked about in, status out. Pure: no input, output or clock.

Each row of `STANDING_ROWS`, `EXISTENCE_ROWS`, `OUTCOME_ROWS` and `ACT_ROWS` says itself in words;
`row_words` finds them by the id that a `Status` names.
"""

from ceasefire.judge.deadlocks import Deadlock, deadlocks, waits_of
from ceasefire.judge.events import Deadline
from ceasefire.judge.rule import Occasion, deadline_history, deadline_of, occasions, rule_words, status
from ceasefire.judge.tables import (
    ACT_ROWS,
    EXISTENCE_ROWS,
    OUTCOME_ROWS,
    PROGRESS_ROWS,
    STANDING_ROWS,
    row_words,
)
from ceasefire.model import Wait

__all__ = [
    "ACT_ROWS",
    "EXISTENCE_ROWS",
    "OUTCOME_ROWS",
    "PROGRESS_ROWS",
    "STANDING_ROWS",
    "Deadline",
    "Deadlock",
    "Occasion",
    "Wait",
    "deadline_history",
    "deadline_of",
    "deadlocks",
    "occasions",
    "row_words",
    "rule_words",
    "status",
    "waits_of",
]
