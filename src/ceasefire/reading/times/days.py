"""Days, weeks, months, feasts: calendar arithmetic, pure. Weeks start on Monday (ISO 8601)."""

import calendar
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

from ceasefire.reading.times.tables import feasts

DAY = timedelta(days=1)
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def first_of(unit: str, day: date) -> date:
    """Return the first day of the unit that holds `day`."""
    if unit in {"week", "weekend"}:
        monday = day - timedelta(days=day.weekday())
        return monday + timedelta(days=5) if unit == "weekend" else monday
    if unit not in MONTHS:
        return day
    if unit in {"decade", "century", "millennium"}:
        years = MONTHS[unit] // 12
        return date(max(1, day.year // years * years), 1, 1)
    step = MONTHS[unit]
    return date(day.year, (day.month - 1) // step * step + 1, 1)


def after(unit: str, first: date) -> date:
    """Return the day after the unit that starts on `first`."""
    if unit == "weekend":
        return first + 2 * DAY
    if unit == "season":
        return add(first, "month", 3)
    return add(first, unit, 1)


def add(day: date, unit: str, count: float) -> date:
    """Return `day` moved by whole units; the 31st becomes the last day of a shorter month. May overflow."""
    if unit in MONTHS:
        whole = day.year * 12 + day.month - 1 + round(count * MONTHS[unit])
        year, month = divmod(whole, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return day + timedelta(days=round(count * DAYS[unit]))


def easter(year: int, *, orthodox: bool) -> date:
    """Return Easter Sunday (Gauss, Meeus), the Orthodox one in the Gregorian calendar (1900 to 2099)."""
    if orthodox:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + 13 * DAY
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, day = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(year, month, day + 1)


def feast_span(name: str, year: int) -> tuple[date, date] | None:
    """Return [first, after the last) day of the feast in a Gregorian year, None where no table reaches."""
    row = feasts()[name]
    if row["calendar"] == "hijri":
        return _hijri_span(row["month"], row["day"], row["days"], year)
    first = _feast_day(row, year)
    return first, first + row["days"] * DAY


def _feast_day(row: dict[str, int | str], year: int) -> date:
    day = int(row["day"])
    if row["calendar"] in {"easter", "pascha"}:
        return easter(year, orthodox=row["calendar"] == "pascha") + day * DAY
    month = int(row["month"])
    if row["calendar"] == "nth":
        return nth_weekday(date(year, month, 1), int(row["weekday"]), day)
    return date(year, month, day)


def _hijri_span(month: int, day: int, days: int, year: int) -> tuple[date, date] | None:
    try:
        hijri_year = Gregorian(year, 1, 1).to_hijri().year
        for candidate in (hijri_year, hijri_year + 1):
            start = Hijri(candidate, month, day)
            first = date.fromisoformat(start.to_gregorian().isoformat())
            if first.year == year:
                return first, first + (days or start.month_length()) * DAY
    except (OverflowError, ValueError):
        return None
    return None


def nth_weekday(first: date, weekday: int, n: int) -> date:
    """Return the nth (from 1; -1 the last) weekday (1 Monday) of the month that starts on `first`."""
    if n < 0:
        last = after("month", first) - DAY
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))


def timex(unit: str, first: date, season: str = "") -> str:
    """Return the TIMEX3 value of the unit that starts on `first`."""
    year, week, _ = first.isocalendar()
    table = {
        "day": first.isoformat(),
        "week": f"{year:04d}-W{week:02d}",
        "weekend": f"{year:04d}-W{week:02d}-WE",
        "month": f"{first.year:04d}-{first.month:02d}",
        "quarter": f"{first.year:04d}-Q{(first.month + 2) // 3}",
        "half": f"{first.year:04d}-H{1 if first.month < 7 else 2}",
        "season": f"{first.year:04d}-{season}",
        "year": f"{first.year:04d}",
        "decade": f"{first.year // 10:03d}",
        "century": f"{first.year // 100:02d}",
        "millennium": f"{first.year // 1000}",
    }
    return table.get(unit, first.isoformat())
