"""The status rule as tables: acts, standing, existence, outcome, progress. What a reader can check.

Enters: what was counted about one question (`Answers`) or one undertaking (`Facts`). Leaves: the
first row that fits, with an id and words that say it. `docs/status-rule.md` is printed from here.
Every table ends in a row that always fits, so that no input is left without an answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ceasefire.model import ActKind, Mode, Outcome, Phase, Progress, Standing


class Answer(StrEnum):
    """What one voice answers to "was it done?" (or kept, or undertaken)."""

    YES = "yes"
    PART = "in part"
    NO = "no"
    NOT_YET = "not yet"  # contradicts a "done" that came earlier, yet finds no failure: nothing was due


class Tier(StrEnum):
    """Whose answers decided."""

    VERIFIERS = "verifiers"
    ADMITTED = "admitted"
    ALL = "all"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question: of mandated verifiers, against one's own interest, of everybody."""

    verifiers: frozenset[Answer]
    admitted: frozenset[Answer]
    all: frozenset[Answer]
    denied: bool = False  # only of existence: the debtor denies having agreed


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One row of a standing table; `tier` tells whose answers it rests on."""

    id: str
    words: str
    fits: Callable[[Answers], bool]
    standing: Standing
    tier: Tier


NOT_YET = frozenset({Answer.NOT_YET})

STANDING_ROWS: tuple[StandingRow, ...] = (
    StandingRow(
        "verifiers-split",
        "Mandated verifiers differ",
        lambda a: len(a.verifiers) > 1,
        Standing.DISPUTED,
        Tier.VERIFIERS,
    ),
    StandingRow(
        "said-too-early",
        "Said to be done, and contradicted before anything was due",
        lambda a: (a.verifiers or a.admitted) == NOT_YET,
        Standing.DISPUTED,
        Tier.ALL,
    ),
    StandingRow(
        "verified",
        "Every mandated verifier who speaks says the same",
        lambda a: len(a.verifiers) == 1,
        Standing.VERIFIED,
        Tier.VERIFIERS,
    ),
    StandingRow(
        "admissions-cross",
        "Both parties speak against their own interest, and so differ",
        lambda a: len(a.admitted) > 1,
        Standing.DISPUTED,
        Tier.ADMITTED,
    ),
    StandingRow(
        "acknowledged",
        "A party speaks against its own interest",
        lambda a: len(a.admitted) == 1,
        Standing.ACKNOWLEDGED,
        Tier.ADMITTED,
    ),
    StandingRow(
        "both-sides-spoken",
        "Voices differ, and nobody with a mandate has settled it",
        lambda a: len(a.all) > 1,
        Standing.DISPUTED,
        Tier.ALL,
    ),
    StandingRow(
        "one-answer",
        "Only one answer is given, and nobody who gives it has a mandate or speaks against its interest",
        lambda a: len(a.all) == 1,
        Standing.CLAIMED,
        Tier.ALL,
    ),
    StandingRow(
        "nobody-speaks",
        "Nobody says that it was done or not done",
        lambda _: True,
        Standing.UNREPORTED,
        Tier.NOBODY,
    ),
)

OCCASIONS_DIFFER = StandingRow(
    "occasions-differ",
    "Occasions that are equally well supported answer differently",
    lambda _: True,
    Standing.DISPUTED,
    Tier.ALL,
)

EXISTENCE_ROWS: tuple[StandingRow, ...] = (
    *(row for row in STANDING_ROWS if row.id in {"verifiers-split", "verified"}),
    StandingRow(
        "debtor-denies",
        "The debtor denies having agreed",
        lambda a: a.denied,
        Standing.DISPUTED,
        Tier.ALL,
    ),
    *(row for row in STANDING_ROWS if row.id not in {"verifiers-split", "verified", "said-too-early"}),
)


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


def standing_row(answers: Answers, rows: Iterable[StandingRow] = STANDING_ROWS) -> StandingRow:
    """Return the first row that fits; the last always does."""
    return next(row for row in rows if row.fits(answers))


def outcome_row(facts: Facts) -> OutcomeRow:
    """Return the first row that fits; the last always does."""
    return next(row for row in OUTCOME_ROWS if row.fits(facts))


def progress_of(share: float) -> Progress:
    """Grade a share of what is owed (1.0 is all of it); nothing at all is not initiated."""
    if not share > 0:
        return Progress.NOT_INITIATED
    return next((row.progress for row in PROGRESS_ROWS if share >= row.share), Progress.MINIMAL)


def row_words(row_id: str) -> str:
    """Say the row with this id in words; an unknown id is returned as it is."""
    rows: tuple[_Row, ...] = (*STANDING_ROWS, OCCASIONS_DIFFER, *EXISTENCE_ROWS, *OUTCOME_ROWS, *ACT_ROWS)
    return next((row.words for row in rows if row.id == row_id), row_id)


def is_kept_up(mode: Mode, *, recurs: bool) -> bool:
    """Tell a duty to be kept up (or due again every period) from one to be done once."""
    return mode is Mode.MAINTAIN or recurs
