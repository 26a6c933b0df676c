"""Times that can mean several instants: where a period surely runs, and times moved by a delay.

Enters: `When` values. Leaves: aware UTC instants, or another `When`. A beginning ("from 27 February")
counts from the start of what it can mean; a deadline and an end from the last of it.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from ceasefire.model import After, Precision, When

ZONES = timedelta(hours=26)  # a date without a zone can mean any of UTC-12 to UTC+14


def starts(when: When) -> datetime:
    """Say from when a beginning surely counts: the start of the day, in the last zone if unknown."""
    if when.zone is None and when.latest - when.earliest > ZONES:
        return when.earliest + ZONES
    return when.earliest


def stops(when: When) -> datetime:
    """Say up to when a period surely runs: the end of the day, in the first zone if unknown."""
    if when.zone is None and when.latest - when.earliest > ZONES:
        return when.latest - ZONES
    return when.latest


def shifted(anchor: When, after: After) -> When | None:
    """Return `anchor` moved by the delay; None where that leaves the calendar."""
    try:
        earliest, latest = anchor.earliest + after.delay, anchor.latest + after.delay
        value = _shifted_value(anchor, after.delay, earliest, latest)
    except (OverflowError, ValueError):
        return None
    precision = anchor.precision if after.delay.seconds == 0 else _finer(anchor.precision)
    return replace(
        anchor,
        value=value,
        earliest=earliest,
        latest=latest,
        precision=precision,
        inferred=True,
        words="",
        hangs_on=after.event,
    )


def _finer(precision: Precision) -> Precision:
    coarse = (Precision.YEAR, Precision.MONTH, Precision.WEEK, Precision.DAY)
    return Precision.HOUR if precision in coarse else precision


def _shifted_value(anchor: When, delay: timedelta, earliest: datetime, latest: datetime) -> str:
    """Write the moved time as exactly as the anchor was: an instant, a day, or bounds."""
    if "/" not in anchor.value and "T" in anchor.value:
        return (datetime.fromisoformat(anchor.value) + delay).isoformat()
    if delay.seconds == 0 and delay.microseconds == 0 and len(anchor.value) == len("2012-04-10"):
        return (date.fromisoformat(anchor.value) + delay).isoformat()
    return f"{earliest.isoformat()}/{latest.isoformat()}"
