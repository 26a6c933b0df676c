"""The short form of a status, and many of them: what a list of undertakings shows.

Enters: findings and frames as columns. Leaves: a `StatusRow` for each undertaking. The words behind a row
are for `judge.status` of that one undertaking.
"""

from typing import Any, NamedTuple

import numpy as np

from ceasefire.judge.amounts import progress_by
from ceasefire.judge.outcome import Facts, outcome_row
from ceasefire.judge.sitting.columns import Column
from ceasefire.judge.sitting.frames import LAST, PHASES, Frames
from ceasefire.judge.sitting.verdicts import ANSWERS, ROWS
from ceasefire.judge.sitting.weighing import IN_PART, Found, Mask
from ceasefire.judge.standing import EXISTENCE_ROWS
from ceasefire.model import Outcome, Phase, Progress, Standing, Status, When

_OF_KIND = 8  # the fields of a row that the tables tell, the first ones
_FIVE_BITS = 5  # the largest of the facts, an answer's bit, is 16


class StatusRow(NamedTuple):
    """Where an undertaking stands, without the words behind it; fields as in `Status`.

    A tuple, since a question makes thousands: a dataclass takes four times as long to make.
    """

    phase: Phase
    outcome: Outcome
    standing: Standing
    existence: Standing
    progress: Progress
    row: str
    standing_row: str
    existence_row: str
    due: When | None = None
    partial: bool = False
    for_voices: int = 0
    against_voices: int = 0


def short(status: Status) -> StatusRow:
    """Return the short form of a status."""
    return StatusRow(*(getattr(status, name) for name in StatusRow._fields))


class _Facts(NamedTuple):
    """What the tables look at, of one undertaking (numbers) or of all (columns): places in tables, flags."""

    phase: Any
    row: Any
    answer: Any
    existence: Any
    kept: Any
    begins: Any
    past: Any
    ended: Any
    late: Any
    to_the_end: Any


def rows(
    kinds: list[StatusRow], kind: Column, due: list[When | None], in_part: Mask, voices: tuple[Column, Column]
) -> list[StatusRow]:
    """Put each undertaking's row together: its kind, and what is its own."""
    of_kind = [alike[:_OF_KIND] for alike in kinds]
    own = zip(kind.tolist(), due, in_part.tolist(), *(side.tolist() for side in voices), strict=True)
    return [StatusRow._make((*of_kind[k], *told)) for k, *told in own]


def kinds(
    frames: Frames, found: Found, *, kept: Mask, begins: Mask, at: int
) -> tuple[list[StatusRow], Column]:
    """Put facts to the tables of phase, outcome and progress, once for each set of facts that occurs.

    `begins` tells where only a beginning or a part is owed. Returns the kinds, and each undertaking's.
    """
    pending = frames.phase == PHASES.index(Phase.PENDING)
    to_do = ~kept & (frames.due_latest < LAST)
    facts = _Facts(
        phase=np.where(pending & (frames.start <= at), PHASES.index(Phase.IN_FORCE), frames.phase),
        row=found.row,
        answer=found.answer,
        existence=frames.existence,
        kept=kept,
        begins=begins,
        past=to_do & (frames.due_latest <= at),
        ended=frames.ends_latest <= at,
        late=to_do & (found.first < LAST) & (found.first >= frames.due_latest),
        to_the_end=found.to_the_end,
    )
    table = np.column_stack(facts).astype(np.int64)
    whole = (table << _FIVE_BITS * np.arange(len(facts))).sum(axis=1)  # a row as one number
    _, first, back = np.unique(whole, return_index=True, return_inverse=True)
    return [_kind(_Facts(*table[i].tolist())) for i in first.tolist()], back.ravel()


def _kind(told: _Facts) -> StatusRow:
    answer = next((a for n, a in enumerate(ANSWERS) if told.answer == 1 << n), None)
    facts = Facts(
        PHASES[told.phase],
        bool(told.kept),
        answer,
        ROWS[told.row].standing,
        existence=EXISTENCE_ROWS[told.existence].standing,
        past=bool(told.past),
        ended=bool(told.ended),
        late=bool(told.late),
        to_the_end=bool(told.to_the_end),
    )
    outcome = outcome_row(facts)
    return StatusRow(
        facts.phase,
        outcome.outcome,
        facts.standing,
        facts.existence,
        progress_by(answer, begins=bool(told.begins)),
        outcome.id,
        ROWS[told.row].id,
        EXISTENCE_ROWS[told.existence].id,
    )


def partial(found: Found) -> Mask:
    """Tell where what is claimed as done is claimed in part only."""
    in_part: Mask = found.done == IN_PART
    return in_part
