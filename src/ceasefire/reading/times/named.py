"""Dates, seasons and feasts by name in, local days out."""

from dataclasses import replace
from datetime import date, timedelta

from ceasefire.reading.times.days import DAY, SEASON_MONTH, add, after, feast_span
from ceasefire.reading.times.local import Around, Local, by_tense, middle, whole
from ceasefire.reading.times.sense import Sense
from ceasefire.reading.times.tables import feasts

# A day named without its year that lies this many days or fewer ahead may be meant whatever the tense.
SOON = 60


def calendar_days(sense: Sense, around: Around) -> Local | None:
    """Return the days of a date by name; a year not said is the nearest, or as the tense asks."""
    if sense.unit == "season":
        return _season(sense, around)
    if sense.unit in {"quarter", "half"}:
        return _nth_part_of_year(sense, around)
    if sense.month is None:
        return _day_of_month(sense, around) if sense.year is None else _year(sense.unit, sense.year)
    if sense.year is not None:
        return _named(sense, sense.year, inferred=False)
    return None if around.published is None else _nearest_year(sense, around, around.published)


def _year(unit: str, year: int) -> Local:
    return whole(unit, date(year, 1, 1), inferred=False)


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
    best = min(candidates, key=lambda c: abs((middle(c) - published).days))
    if around.year is not None and around.tense == "past":
        return _named(sense, around.year)
    if around.tense == "future" and best.last <= published and (published - best.last).days > SOON:
        return next(c for c in candidates if c.last > published)
    if around.tense == "past" and best.first > published and (best.first - published).days > SOON:
        return next(c for c in reversed(candidates) if c.first <= published)
    return best


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
    return by_tense(options, around)


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
    if around.tense == "future":
        return by_tense(options, around)
    return next(o for o in options if o.first.year == around.published.year)


def _nearest_feast(options: list[Local], around: Around) -> Local:
    """Return the feast that the tense asks for; "announced a truce for Easter" means one that is near."""
    nearest = by_tense(options, replace(around, tense=""))
    if around.tense == "past" and around.published is not None:
        return nearest if (nearest.first - around.published).days <= SOON else by_tense(options, around)
    return by_tense(options, around)


def feast_days(sense: Sense, around: Around) -> Local | None:
    """Return the days of a feast; the moon may move an Islamic one by a day either way."""
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
    extra = 1 if feasts()[sense.text]["calendar"] == "hijri" else 0
    options = [
        Local(first, last, "feast" if (last - first).days > 1 else "day", inferred=inferred, extra=extra)
        for first, last in spans
    ]
    best = _nearest_feast(options, around) if inferred else options[0]
    if sense.index is None:
        return best
    if sense.index < 0:
        return replace(best, first=best.last + timedelta(days=sense.index))
    first = best.first + timedelta(days=sense.index - 1)
    return replace(best, first=first, last=first + DAY, unit="day")
