"""Outcome as a table: what became of an undertaking, by what is known of it.

Enters: `Facts`. Leaves: the first row that fits; the last always does. `docs/status-rule.md` is printed
from here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ceasefire.judge.standing import Answer
from ceasefire.model import Mode, Outcome, Phase, Standing


@dataclass(frozen=True, slots=True)
class Facts:
    """What the outcome table looks at.

    `kept` is True for a duty to be kept up: MAINTAIN, or due again every period. `past`: the latest
    time that the deadline can mean has passed. `ended`: the same of the period. `late`: done, and
    certainly after the deadline. `to_the_end`: the words that say it was kept reach to its end.
    """

    phase: Phase
    kept: bool
    answer: Answer | None
    standing: Standing
    existence: Standing = Standing.UNREPORTED
    past: bool = False
    ended: bool = False
    late: bool = False
    to_the_end: bool = False

    @property
    def breached(self) -> bool:
        """Said or found not done, where it is not in dispute that it was owed."""
        return self.answer is Answer.NO and self.existence is not Standing.DISPUTED


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One row of the outcome table."""

    id: str
    words: str
    fits: Callable[[Facts], bool]
    outcome: Outcome


OUTCOME_ROWS: tuple[OutcomeRow, ...] = (
    OutcomeRow(
        "only-proposed",
        "Proposed; the debtor has not agreed",
        lambda f: f.phase is Phase.PROPOSED,
        Outcome.NOT_OWED,
    ),
    OutcomeRow(
        "done-late",
        "Done, certainly after its deadline",
        lambda f: not f.kept and f.answer is Answer.YES and f.late,
        Outcome.FULFILLED_LATE,
    ),
    OutcomeRow("done", "Done", lambda f: not f.kept and f.answer is Answer.YES, Outcome.FULFILLED),
    OutcomeRow("breached", "Not done or not kept while it was owed", lambda f: f.breached, Outcome.VIOLATED),
    OutcomeRow(
        "not-in-force",
        "Not in force: pending, suspended, expired, discharged or terminated",
        lambda f: f.phase is not Phase.IN_FORCE,
        Outcome.NOT_OWED,
    ),
    OutcomeRow(
        "kept-to-the-end",
        "Its period is over and it was kept to the end",
        lambda f: f.kept and f.ended and f.answer is Answer.YES and f.to_the_end,
        Outcome.FULFILLED,
    ),
    OutcomeRow(
        "ended-unsettled",
        "Its period is over, and nothing settles whether it was kept to the end",
        lambda f: f.kept and f.ended,
        Outcome.OPEN,
    ),
    OutcomeRow(
        "kept-so-far",
        "Kept, as far as the words go; its period runs on",
        lambda f: f.kept and f.answer is Answer.YES,
        Outcome.OPEN,
    ),
    OutcomeRow(
        "kept-disputed",
        "To be kept up, and voices differ on whether it was",
        lambda f: f.kept and f.standing is Standing.DISPUTED,
        Outcome.OPEN,
    ),
    OutcomeRow("kept-unsettled", "To be kept up; nothing settled", lambda f: f.kept, Outcome.OPEN),
    OutcomeRow(
        "overdue-existence",
        "Past its deadline and said not done; whether it was undertaken at all is disputed",
        lambda f: f.past and f.answer is Answer.NO,
        Outcome.OVERDUE,
    ),
    OutcomeRow(
        "overdue-part",
        "Past its deadline, done in part only",
        lambda f: f.past and f.answer is Answer.PART,
        Outcome.OVERDUE,
    ),
    OutcomeRow(
        "overdue-disputed",
        "Past its deadline, and voices differ on whether it was done",
        lambda f: f.past and f.standing is Standing.DISPUTED,
        Outcome.OVERDUE,
    ),
    OutcomeRow("overdue", "Past its deadline, nothing settled", lambda f: f.past, Outcome.OVERDUE),
    OutcomeRow(
        "open-part",
        "Not past its deadline; done in part only",
        lambda f: f.answer is Answer.PART,
        Outcome.OPEN,
    ),
    OutcomeRow(
        "open-disputed",
        "Not past its deadline, and voices differ on whether it was done",
        lambda f: f.standing is Standing.DISPUTED,
        Outcome.OPEN,
    ),
    OutcomeRow("open", "Not past its deadline, nothing settled", lambda _: True, Outcome.OPEN),
)


def outcome_row(facts: Facts) -> OutcomeRow:
    """Return the first row that fits; the last always does."""
    return next(row for row in OUTCOME_ROWS if row.fits(facts))


def is_kept_up(mode: Mode, *, recurs: bool) -> bool:
    """Tell a duty to be kept up (or due again every period) from one to be done once."""
    return mode is Mode.MAINTAIN or recurs
