"""Statuses in, sober words and marks out: one table, first row that fits, as monitors write."""

from dataclasses import dataclass
from enum import StrEnum

from ceasefire.judge.sitting import StatusRow
from ceasefire.model import Outcome, Phase, Standing, Status, When
from ceasefire.model.words import Precision


class Mark(StrEnum):
    """The shape by which a status is told without colour."""

    KEPT = "kept"
    CLAIMED = "claimed"
    DUE = "due"
    DISPUTED = "disputed"
    BREACHED = "breached"
    UNKNOWN = "unknown"


# Terminal shapes of the marks; the web draws its own.
SHAPES = {
    Mark.KEPT: "●",
    Mark.CLAIMED: "○",
    Mark.DUE: "◷",
    Mark.DISPUTED: "◐",
    Mark.BREACHED: "◆",
    Mark.UNKNOWN: "◌",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of status is shown. None in a column fits anything."""

    outcome: Outcome | None
    standing: tuple[Standing, ...] | None
    phase: Phase | None
    mark: Mark
    word: str


SETTLED = (Standing.ACKNOWLEDGED, Standing.VERIFIED)
TABLE = (
    Wording(Outcome.FULFILLED, (Standing.VERIFIED,), None, Mark.KEPT, "done, verified"),
    Wording(Outcome.FULFILLED, (Standing.ACKNOWLEDGED,), None, Mark.KEPT, "done, acknowledged"),
    Wording(Outcome.FULFILLED, None, None, Mark.CLAIMED, "said to be done"),
    Wording(Outcome.FULFILLED_LATE, SETTLED, None, Mark.KEPT, "done late"),
    Wording(Outcome.FULFILLED_LATE, None, None, Mark.CLAIMED, "said to be done late"),
    Wording(Outcome.VIOLATED, (Standing.VERIFIED,), None, Mark.BREACHED, "breached, verified"),
    Wording(Outcome.VIOLATED, (Standing.ACKNOWLEDGED,), None, Mark.BREACHED, "breached, acknowledged"),
    Wording(Outcome.VIOLATED, None, None, Mark.BREACHED, "breach alleged"),
    Wording(Outcome.OVERDUE, (Standing.DISPUTED,), None, Mark.DISPUTED, "overdue, disputed"),
    Wording(Outcome.OVERDUE, (Standing.CLAIMED,), None, Mark.DUE, "overdue, partly claimed"),
    Wording(Outcome.OVERDUE, None, None, Mark.DUE, "overdue, no reports"),
    Wording(Outcome.OPEN, (Standing.DISPUTED,), None, Mark.DISPUTED, "disputed"),
    Wording(Outcome.OPEN, (Standing.UNREPORTED,), None, Mark.DUE, "open, no reports"),
    Wording(Outcome.OPEN, (Standing.CLAIMED,), None, Mark.CLAIMED, "open, claimed so far"),
    Wording(Outcome.OPEN, None, None, Mark.DUE, "open"),
    Wording(None, (Standing.DISPUTED,), Phase.PROPOSED, Mark.DISPUTED, "not agreed, disputed"),
    Wording(None, None, Phase.PROPOSED, Mark.UNKNOWN, "not agreed"),
    Wording(None, None, Phase.PENDING, Mark.DUE, "agreed, not yet in force"),
    Wording(None, None, Phase.SUSPENDED, Mark.UNKNOWN, "suspended"),
    Wording(None, None, Phase.EXPIRED, Mark.UNKNOWN, "expired"),
    Wording(None, None, Phase.DISCHARGED, Mark.UNKNOWN, "released"),
    Wording(None, None, Phase.TERMINATED, Mark.UNKNOWN, "terminated"),
    Wording(None, None, None, Mark.UNKNOWN, "not known"),
)


def wording(status: Status | StatusRow) -> Wording:
    """Return the first row of the table that fits a status; the last row fits anything."""
    return next(
        row
        for row in TABLE
        if row.outcome in (None, status.outcome)
        and (row.standing is None or status.standing in row.standing)
        and row.phase in (None, status.phase)
    )


def time_words(when: When | None) -> str:
    """Return a time as people write it, in its own zone: `2012-04-10 06:00 (Asia/Damascus)`."""
    if when is None:
        return ""
    if when.precision in (Precision.HOUR, Precision.MINUTE, Precision.SECOND) and "/" not in when.value:
        shown = when.value[:16].replace("T", " ")
        return f"{shown} ({when.zone})" if when.zone else shown
    return when.value.replace("/", " to ")


def count(number: int, one: str, many: str = "") -> str:
    """Return `1 voice`, `2 voices`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
