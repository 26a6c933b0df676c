"""Standing as tables: how well a question is settled by the voices that answer it.

Enters: `Answers`. Leaves: the first row that fits. Each table ends in a row that always fits.
`docs/status-rule.md` is printed from here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ceasefire.model import Standing


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


def standing_row(answers: Answers, rows: Iterable[StandingRow] = STANDING_ROWS) -> StandingRow:
    """Return the first row that fits; the last always does."""
    return next(row for row in rows if row.fits(answers))
