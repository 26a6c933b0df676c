"""Acts and progress as tables, and the words of every row of the rule.

Enters: an act's kind, a share, or a row's id. Leaves: its row, its grade, its words.
"""

from dataclasses import dataclass
from typing import Protocol

from ceasefire.judge.outcome import OUTCOME_ROWS
from ceasefire.judge.standing import EXISTENCE_ROWS, OCCASIONS_DIFFER, STANDING_ROWS
from ceasefire.model import ActKind, Phase, Progress


@dataclass(frozen=True, slots=True)
class ActRow:
    """What an effective act does: in these phases it leads to that one (None: the phase stays)."""

    id: str
    words: str
    kind: ActKind
    applies: frozenset[Phase]
    leads: Phase | None


LIVE = frozenset({Phase.PENDING, Phase.IN_FORCE})

ACT_ROWS: tuple[ActRow, ...] = (
    ActRow("agree", "The debtor agrees", ActKind.AGREE, frozenset({Phase.PROPOSED}), Phase.PENDING),
    ActRow(
        "extend",
        "The deadline is moved; the earlier one stays visible",
        ActKind.EXTEND,
        LIVE | {Phase.PROPOSED, Phase.SUSPENDED},
        None,
    ),
    ActRow("suspend", "It is suspended", ActKind.SUSPEND, LIVE, Phase.SUSPENDED),
    ActRow("resume", "It is resumed", ActKind.RESUME, frozenset({Phase.SUSPENDED}), Phase.PENDING),
    ActRow(
        "release",
        "The debtor is released",
        ActKind.RELEASE,
        LIVE | {Phase.SUSPENDED},
        Phase.DISCHARGED,
    ),
    ActRow(
        "withdraw",
        "A party with the power withdraws",
        ActKind.WITHDRAW,
        LIVE | {Phase.PROPOSED, Phase.SUSPENDED},
        Phase.TERMINATED,
    ),
)
ACTS = {row.kind: (rank, row) for rank, row in enumerate(ACT_ROWS)}


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One row of the progress table: a share of what is owed is at least `share`."""

    id: str
    words: str
    share: float
    progress: Progress


# The Peace Accords Matrix grades none, minimum, intermediate, full, without fixed shares; the half is ours.
PROGRESS_ROWS: tuple[ProgressRow, ...] = (
    ProgressRow("full", "All that is owed, or more", 1.0, Progress.FULL),
    ProgressRow("half", "Half or more of what is owed", 0.5, Progress.INTERMEDIATE),
    ProgressRow("some", "Something of what is owed", 0.0, Progress.MINIMAL),
)


class _Row(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def words(self) -> str: ...


def progress_of(share: float) -> Progress:
    """Grade a share of what is owed (1.0 is all of it); nothing at all is not initiated."""
    if not share > 0:
        return Progress.NOT_INITIATED
    return next((row.progress for row in PROGRESS_ROWS if share >= row.share), Progress.MINIMAL)


def row_words(row_id: str) -> str:
    """Say the row with this id in words; an unknown id is returned as it is."""
    rows: tuple[_Row, ...] = (*STANDING_ROWS, OCCASIONS_DIFFER, *EXISTENCE_ROWS, *OUTCOME_ROWS, *ACT_ROWS)
    return next((row.words for row in rows if row.id == row_id), row_id)
