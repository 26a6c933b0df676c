"""A sense and what is known around it in, local days with their unit out. No text is read here."""

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ceasefire.reading.times.days import (
    DAY,
    SEASON_MONTH,
    add,
    after,
    feast_span,
    first_of,
    nth_weekday,
    timex,
)
from ceasefire.reading.times.sense import Clock, Sense

CLOCK_UNITS = {"hour": 3600, "minute": 60, "second": 1}
YEAR_LIMITS = range(2, 9000)


@dataclass(frozen=True, slots=True)
class Local:
    """A stretch [first, last) of local days in a unit, with a time of day or part of day if said.

    `season` is the letters of a season. `inferred` says that the date of publication was needed.
    `extra` days widen the bounds on either side (feasts by the moon).
    """

    first: date
    last: date
    unit: str
    clock: Clock | None = None
    part: str = ""
    mod: str = ""
    season: str = ""
    inferred: bool = False
    extra: int = 0

    @property
    def timex(self) -> str:
        """The TIMEX3 value, without zone."""
        day = timex(self.unit, self.first, self.season)
        if self.clock is None:
            return f"{day}T{self.part}" if self.part and self.unit == "day" else day
        clock = self.clock
        second = f":{clock.second:02d}" if clock.second else ""
        return f"{day}T{clock.hour:02d}:{clock.minute:02d}{second}"


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where a time stands.

    `published` is the local day of publication; `told` the time told of last; `tense` past, future or "";
    `day` the day that a lone time of day belongs to, if its sentence names one; `year` a year that its
    sentence gives to an earlier date ("signed on 10 April 1998 and put to a vote on 22 May").
    """

    published: date | None
    told: Local | None = None
    tense: str = ""
    day: Local | None = None
    year: int | None = None


def resolve(sense: Sense, around: Around) -> Local | None:
    """Return the days the sense means, None where what it hangs on is not known."""
    reader = READERS.get(sense.kind)
    if reader is None:
        return None
    try:
        found = reader(sense, around)
    except (OverflowError, ValueError):
        # A 31 June, or a year beyond the calendar: words that name no day.
        return None
    if found is None:
        return None
    return replace(
        found,
        clock=sense.clock or found.clock,
        part=sense.part or found.part,
        mod=sense.mod or found.mod,
    )


def whole(unit: str, day: date, *, inferred: bool = True) -> Local:
    """Return the unit that holds `day`."""
    first = first_of(unit, day)
    return Local(first, after(unit, first), unit, inferred=inferred)


def _calendar(sense: Sense, around: Around) -> Local | None:
    if sense.unit == "season":
        return _season(sense, around)
    if sense.unit in {"quarter", "half"}:
        return _nth_part_of_year(sense, around)
    if sense.year is not None and sense.month is None:
        return whole(sense.unit, date(sense.year, 1, 1), inferred=False)
    if sense.month is None:
        return _day_of_month(sense, around)
    if sense.year is not None:
        return _named(sense, sense.year, inferred=False)
    if around.published is None:
        return None
    return _nearest_year(sense, around, around.published)


def _named(sense: Sense, year: int, *, inferred: bool = True) -> Local:
    if sense.unit == "month":
        return whole("month", date(year, sense.month or 1, 1), inferred=inferred)
    first = date(year, sense.month or 1, sense.day or 1)
    return Local(first, first + timedelta(days=sense.days), "day", inferred=inferred)


def _nearest_year(sense: Sense, around: Around, published: date) -> Local:
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(_named(sense, year))
        except ValueError:
            continue
    if sense.index:
        # "last November", "next March": on the side that is said, this year's included.
        side = [c for c in candidates if (c.first - published).days * sense.index > 0]
        if side:
            return min(side, key=lambda c: abs((c.first - published).days))
    best = min(candidates, key=lambda c: abs((_middle(c) - published).days))
    if around.year is not None and around.tense == "past":
        return _named(sense, around.year)
    if around.tense == "future" and best.last <= published and (published - best.last).days > 60:
        return next(c for c in candidates if c.last > published)
    if around.tense == "past" and best.first > published and (best.first - published).days > 60:
        return next(c for c in reversed(candidates) if c.first <= published)
    return best


def _middle(local: Local) -> date:
    return local.first + (local.last - local.first) / 2


def _day_of_month(sense: Sense, around: Around) -> Local | None:
    day = sense.day or 1
    base = around.told.first if around.told else around.published
    if base is None:
        return None
    options = []
    for shift in (-1, 0, 1):
        month = add(base.replace(day=1), "month", shift)
        try:
            options.append(month.replace(day=day))
        except ValueError:
            continue
    if sense.weekday:
        options = [o for o in options if o.isoweekday() == sense.weekday] or options
    same = [o for o in options if (o.year, o.month) == (base.year, base.month)]
    if around.told is None and around.tense == "past":
        same = [o for o in options if o <= base][-1:]
    elif around.told is None and around.tense == "future":
        same = [o for o in options if o >= base][:1]
    best = (same or options)[0]
    return Local(best, best + DAY, "day", inferred=True)


def _nth_part_of_year(sense: Sense, around: Around) -> Local | None:
    months = 3 if sense.unit == "quarter" else 6
    n = (sense.index or 1) - 1
    if sense.year is not None:
        return whole(sense.unit, date(sense.year, n * months + 1, 1), inferred=False)
    if around.published is None:
        return None
    if sense.count is not None:
        return whole(sense.unit, date(around.published.year + int(sense.count), n * months + 1, 1))
    options = [whole(sense.unit, date(around.published.year + s, n * months + 1, 1)) for s in (-1, 0, 1)]
    return _by_tense(options, around)


def _by_tense(options: list[Local], around: Around) -> Local:
    published = around.published or date.max
    past = [o for o in options if o.first <= published]
    coming = [o for o in options if o.last > published]
    if around.tense == "future" and coming:
        return coming[0]
    if around.tense == "past" and past:
        return past[-1]
    return min(options, key=lambda o: abs((_middle(o) - published).days))


def _season(sense: Sense, around: Around) -> Local | None:
    month = SEASON_MONTH[sense.text]

    def of(year: int, *, inferred: bool) -> Local:
        first = date(year, month, 1)
        return Local(first, after("season", first), "season", season=sense.text, inferred=inferred)

    if sense.year is not None:
        return of(sense.year, inferred=False)
    if around.published is None:
        return None
    options = [of(around.published.year + s, inferred=True) for s in (-1, 0, 1)]
    if sense.count == -1:
        return [o for o in options if o.last <= around.published][-1:][0]
    if sense.count == 1:
        return next(o for o in options if o.first > around.published)
    return _by_tense([o for o in options if o.first.year == around.published.year], around)


def _weekday(sense: Sense, around: Around) -> Local | None:
    wanted = sense.weekday or 1
    if sense.base == "reference" and around.told is not None:
        base = around.told.first
        if sense.text == "that":
            day = base + timedelta(days=(wanted - base.isoweekday()) % 7)
        elif sense.text == "previous":
            day = base - timedelta(days=(base.isoweekday() - wanted) % 7 or 7)
        else:
            day = base + timedelta(days=(wanted - base.isoweekday()) % 7 or 7)
        return Local(day, day + DAY, "day", inferred=around.told.inferred)
    if around.published is None:
        return None
    ahead = (wanted - around.published.isoweekday()) % 7
    behind = (around.published.isoweekday() - wanted) % 7
    if sense.count:
        return _days_on(around.published, (ahead or 7) + 7 * int(sense.count))
    if sense.text in {"last", "past", "previous"}:
        return _days_on(around.published, -(behind or 7))
    if sense.text in {"next", "coming", "following"}:
        return _days_on(around.published, ahead or 7)
    if around.tense == "future":
        return _days_on(around.published, ahead)
    return _days_on(around.published, -behind)


def _days_on(day: date, count: int) -> Local:
    first = day + timedelta(days=count)
    return Local(first, first + DAY, "day", inferred=True)


def _shift(sense: Sense, around: Around) -> Local | None:
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
        return _days_on(moved, sense.weekday - 1)
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


def _hang(sense: Sense, around: Around) -> Local | None:
    count = sense.count if sense.count is not None else math.nan
    if math.isnan(count) or sense.index is None:
        return None
    if sense.base == "inner" and sense.inner is not None:
        base = resolve(sense.inner, around)
    elif sense.base == "reference" and around.told is not None:
        base = around.told
    else:
        base = None if around.published is None else _days_on(around.published, 0)
    if base is None:
        return None
    moved = move(base, sense.unit, count * sense.index)
    if moved is None or sense.base == "inner":
        return moved
    # "two years ago" is as coarse as its unit.
    return (
        whole(sense.unit, moved.first, inferred=base.inferred)
        if sense.unit not in {"day", *CLOCK_UNITS}
        else moved
    )


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


def _feast(sense: Sense, around: Around) -> Local | None:
    if sense.year is None and around.published is None:
        return None
    years = (
        [sense.year]
        if sense.year is not None
        else [around.published.year + s for s in (-1, 0, 1)]
        if around.published
        else []
    )
    spans = [span for year in years if (span := feast_span(sense.text, year)) is not None]
    if not spans:
        return None
    inferred = sense.year is None
    options = [
        Local(first, last, "feast" if (last - first).days > 1 else "day", inferred=inferred)
        for first, last in spans
    ]
    best = _by_tense(options, around) if inferred else options[0]
    if sense.index is None:
        return best
    if sense.index < 0:
        return replace(best, first=best.last + timedelta(days=sense.index))
    first = best.first + timedelta(days=sense.index - 1)
    return replace(best, first=first, last=first + DAY, unit="day")


def _nth(sense: Sense, around: Around) -> Local | None:
    base = resolve(sense.inner, around) if sense.inner else None
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


def _then(_: Sense, around: Around) -> Local | None:
    return around.told


READERS = {
    "calendar": _calendar,
    "weekday": _weekday,
    "shift": _shift,
    "hang": _hang,
    "feast": _feast,
    "nth": _nth,
    "then": _then,
}
