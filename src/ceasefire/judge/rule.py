"""The status rule: one undertaking, the testimony on it and three times in, its status out."""

from collections.abc import Iterable, Mapping

from ceasefire.judge.case import Case, Occasion
from ceasefire.judge.events import Deadline, counting, deadlines
from ceasefire.judge.seen import open_docket
from ceasefire.judge.tables import row_words
from ceasefire.model import AsOf, Status, Testimony, Undertaking, When

NO_OTHERS: Mapping[str, Undertaking] = {}
NOBODY: Mapping[str, str] = {}


def status(
    undertaking: Undertaking,
    testimony: Iterable[Testimony],
    as_of: AsOf,
    *,
    others: Mapping[str, Undertaking] = NO_OTHERS,
    speaks_for: Mapping[str, str] = NOBODY,
) -> Status:
    """Say where an undertaking stands as of three times.

    `testimony` may be in any order, and may hold words on the undertakings and events in `others`,
    on which deadlines and conditions hang. `speaks_for` maps actor ids to the party whose word
    theirs is. Never raises on well-typed input; never looks past any of the three times.
    """
    docket = open_docket(testimony, as_of, others=others, speaks_for=speaks_for)
    return Case(docket, undertaking).status()


def occasions(
    undertaking: Undertaking,
    testimony: Iterable[Testimony],
    as_of: AsOf,
    *,
    others: Mapping[str, Undertaking] = NO_OTHERS,
    speaks_for: Mapping[str, str] = NOBODY,
) -> tuple[Occasion, ...]:
    """List the occasions of an undertaking: each period of a recurring duty, each day or incident of a truce.

    A period that nobody reports is unreported, not breached. At most the last 5,000 periods.
    """
    docket = open_docket(testimony, as_of, others=others, speaks_for=speaks_for)
    return Case(docket, undertaking).occasions()


def deadline_history(
    undertaking: Undertaking,
    testimony: Iterable[Testimony],
    as_of: AsOf,
    *,
    others: Mapping[str, Undertaking] = NO_OTHERS,
    speaks_for: Mapping[str, str] = NOBODY,
) -> tuple[Deadline, ...]:
    """List the deadlines that an undertaking has had: the text's own first, then each move of it.

    Moves by actors without the power are in it with `effective` False.
    """
    docket = open_docket(testimony, as_of, others=others, speaks_for=speaks_for)
    return deadlines(docket, undertaking)


def deadline_of(
    undertaking: Undertaking,
    testimony: Iterable[Testimony],
    as_of: AsOf,
    *,
    others: Mapping[str, Undertaking] = NO_OTHERS,
    speaks_for: Mapping[str, str] = NOBODY,
) -> When | None:
    """Return the deadline (or end of a period) that counts, None if none or its event has not come."""
    docket = open_docket(testimony, as_of, others=others, speaks_for=speaks_for)
    return counting(docket, undertaking).due


def rule_words(of: Status) -> tuple[str, ...]:
    """Say in words the rows that decided a status: the outcome's, the standing's, the existence's."""
    return tuple(row_words(row) for row in (of.row, of.standing_row, of.existence_row) if row)
