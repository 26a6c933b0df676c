"""Weekdays, shifts and lengths that count from another time in, local days out."""

import math
from dataclasses import replace
from datetime import date, timedelta

from ceasefire.reading.times.days import DAY, add, first_of, nth_weekday
from ceasefire.reading.times.local import Around, Local, days_on, whole
from ceasefire.reading.times.sense import Sense

CLOCK_UNITS = {"hour": 3600, "minute": 60, "second": 1}


def weekday_days(sense: Sense, around: Around) -> Local | None:
    """Return the day of a weekday: the last one gone by unless the tense is future."""
    wanted = sense.weekday or 1
    if sense.base == "reference" and around.told is not None:
        steps = _from_told(sense.text, around.told.first.isoweekday(), wanted)
        return replace(days_on(around.told.first, steps), inferred=around.told.inferred)
    if around.published is None:
        return None
    return days_on(around.published, _from_publication(sense, around, around.published.isoweekday(), wanted))


def _from_told(which: str, today: int, wanted: int) -> int:
    ahead, behind = (wanted - today) % 7, (today - wanted) % 7
    return {"that": ahead, "previous": -(behind or 7)}.get(which, ahead or 7)


def _from_publication(sense: Sense, around: Around, today: int, wanted: int) -> int:
    ahead, behind = (wanted - today) % 7, (today - wanted) % 7
    if sense.count:
        return (ahead or 7) + 7 * int(sense.count)
    if sense.text in {"last", "past", "previous"}:
        return -(behind or 7)
    if sense.text in {"next", "coming", "following"}:
        return ahead or 7
    return ahead if around.tense == "future" else -behind


def shifted(sense: Sense, around: Around) -> Local | None:
    """Return a unit moved from the publication or the time told of."""
    base = around.published
    inferred = True
    if sense.base == "reference" and around.told is not None:
        base, inferred = around.told.first, around.told.inferred
    elif sense.base == "context" and sense.unit == "day":
        if around.day is not None:
            base, inferred = around.day.first, around.day.inferred
    elif sense.base == "context" and around.told is not None and around.told.unit in {"month", "year"}:
        base = around.told.first if sense.unit in {"year", around.told.unit} else base
    if base is None:
        return None
    if sense.unit == "weekend" and sense.count is None:
        return _the_weekend(base, around)
    moved = add(first_of(sense.unit, base), sense.unit, sense.count or 0)
    if sense.weekday:
        return days_on(moved, sense.weekday - 1)
    if sense.month:
        return whole("month", date(moved.year, sense.month, 1))
    found = whole(sense.unit, moved, inferred=inferred)
    return replace(
        found, part=around.day.part if around.day and sense.base == "context" and sense.clock is None else ""
    )


def _the_weekend(base: date, around: Around) -> Local:
    this = whole("weekend", base)
    if around.tense == "future" or base >= this.first:
        return this
    return whole("weekend", base - timedelta(days=7))


def hanging(sense: Sense, around: Around) -> Local | None:
    """Return the time a length away from another."""
    count = sense.count if sense.count is not None else math.nan
    if math.isnan(count) or sense.index is None:
        return None
    if sense.base == "inner":
        base = around.inner
    elif sense.base == "reference" and around.told is not None:
        base = around.told
    else:
        base = None if around.published is None else days_on(around.published, 0)
    if base is None:
        return None
    moved = move(base, sense.unit, count * sense.index)
    if moved is None or sense.base == "inner":
        return moved
    if sense.unit in {"day", *CLOCK_UNITS}:
        return moved
    if sense.unit == "week":
        return replace(moved, said="week", extra=3)
    # "two years ago" is as coarse as its unit.
    return whole(sense.unit, moved.first, inferred=base.inferred)


def move(base: Local, unit: str, count: float) -> Local | None:
    """Return `base` moved by a length. Hours move a time of day; on a bare day they move whole days."""
    try:
        if unit not in CLOCK_UNITS:
            first = (
                add(base.first, unit, count)
                if count == int(count)
                else base.first + timedelta(days=round(count * _length(unit)))
            )
            return Local(first, first + DAY, "day", base.clock, inferred=base.inferred)
        seconds = count * CLOCK_UNITS[unit]
        if base.clock is None:
            first = base.first + timedelta(days=round(seconds / 86400))
            return Local(first, first + DAY, "day", inferred=base.inferred)
        start = base.clock.hour * 3600 + base.clock.minute * 60 + base.clock.second + round(seconds)
        days, rest = divmod(start, 86400)
        first = base.first + timedelta(days=days)
        clock = replace(base.clock, hour=rest // 3600, minute=rest // 60 % 60, second=rest % 60)
        return Local(first, first + DAY, "day", clock, inferred=base.inferred)
    except (OverflowError, ValueError):
        return None


def _length(unit: str) -> float:
    return {"day": 1, "week": 7, "month": 30.44, "quarter": 91.3, "year": 365.25, "decade": 3652.5}.get(
        unit, 36525
    )


def nth_days(sense: Sense, around: Around) -> Local | None:
    """Return the nth day, week or weekday of a date."""
    base = around.inner
    if base is None or sense.index is None:
        return None
    if sense.unit == "weekday":
        day = nth_weekday(base.first, sense.weekday or 1, sense.index)
        return Local(day, day + DAY, "day", inferred=base.inferred)
    if sense.unit == "day":
        day = base.last - DAY if sense.index < 0 else base.first + timedelta(days=sense.index - 1)
        return Local(day, day + DAY, "day", inferred=base.inferred) if base.first <= day < base.last else None
    if sense.index < 0:
        return whole(sense.unit, base.last - DAY, inferred=base.inferred)
    return whole(sense.unit, base.first + timedelta(days=7 * (sense.index - 1)), inferred=base.inferred)


def then_days(_: Sense, around: Around) -> Local | None:
    """Return the time told of last."""
    return around.told
