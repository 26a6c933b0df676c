"""Dates, feasts and relative days out of the words that rules match.

Each takes the captured nodes by name and the rule's settings, and returns a value for the new node, or None
if these words mean nothing of the kind (the rule then does not apply there).
"""

from typing import Any

from ceasefire.reading.times.captures import YEARS, Got, With, base_of, steps, unit_of
from ceasefire.reading.times.sense import Clock, Sense


def iso(got: Got, _: With) -> Any:
    """2012-04-10, with or without a time of day."""
    words = got["d"].value
    year, month, day = (int(piece) for piece in words[:10].split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31 and year):
        return None
    at = None
    if len(words) > 10:
        zone = words[16:].lstrip(":0123456789") or None
        hour, minute = int(words[11:13]), int(words[14:16])
        if hour > 23 or minute > 59:
            return None
        at = Clock(hour, minute, zone="+00:00" if zone in {"Z", "z"} else zone and _colon(zone))
    return Sense("calendar", "day", year=year, month=month, day=day, clock=at)


def _colon(zone: str) -> str:
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def numeric(got: Got, _: With) -> Any:
    """27.02.2016 or 27/2/2016; with strokes and both numbers under 13 it is ambiguous and left alone."""
    one, two, year, stroke = got["d"].value
    if stroke and one <= 12 < two:
        one, two = two, one
    elif stroke and one <= 12:
        return None
    return (
        Sense("calendar", "day", year=year, month=two, day=one) if 1 <= two <= 12 and 1 <= one <= 31 else None
    )


def calendar(got: Got, _: With) -> Any:
    """Read a day, month or year with what is said of it."""
    day = int(got["d"].value) if "d" in got else None
    last = int(got["e"].value) if "e" in got else day
    year = int(got["y"].value) if "y" in got else None
    month = int(got["m"].value) if "m" in got else None
    if year is not None and year not in YEARS:
        return None
    if day is not None and last is not None and not 1 <= day <= last <= 31:
        return None
    unit = "day" if day else "month" if month else "year"
    days = last - day + 1 if day is not None and last is not None else 1
    weekday = int(got["w"].value) if "w" in got else None
    index = steps(got["r"]) if "r" in got else None
    return Sense("calendar", unit, year=year, month=month, day=day, weekday=weekday, days=days, index=index)


def month_of_year(got: Got, _: With) -> Any:
    """July last year."""
    if got["u"].value != "year":
        return None
    return Sense("shift", "year", steps(got["r"]), month=int(got["m"].value), base=base_of(got["r"]))


def year_alone(got: Got, _: With) -> Any:
    """Read a year by itself."""
    year = int(got["y"].value)
    return Sense("calendar", "year", year=year) if 1800 <= year <= 2100 else None


def year_noun(got: Got, _: With) -> Any:
    """Read a year before a noun; 2000 and its like more often count things."""
    year = int(got["y"].value)
    return Sense("calendar", "year", year=year) if 1900 <= year <= 2050 and year % 100 else None


def decade(got: Got, _: With) -> Any:
    """Read the 1990s, the '80s."""
    digits = got["y"].value
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Sense("calendar", "decade", year=year) if year in YEARS else None


def nth_unit(got: Got, _: With) -> Any:
    """Read the third quarter, of a year if one is said."""
    unit, n = got["u"].value, int(got["n"].value)
    if unit not in {"quarter", "half"} or not 1 <= n <= (4 if unit == "quarter" else 2):
        return None
    year = int(got["y"].value) if "y" in got else None
    count = steps(got["r"]) if "r" in got else None
    return Sense("calendar", unit, count, year=year, index=n)


def latest(got: Got, settings: With) -> Any:
    """Read the latest quarter, or the same one a year before."""
    if got["u"].value != "quarter":
        return None
    return Sense("shift", "quarter", -1 + 4 * settings.get("years", 0))


def nth_century(got: Got, _: With) -> Any:
    """Read the 20th century."""
    n = int(got["n"].value)
    return (
        Sense("calendar", "century", year=(n - 1) * 100)
        if got["u"].value == "century" and 1 <= n <= 30
        else None
    )


def half_of(got: Got, _: With) -> Any:
    """Read the first half of July or of 2012."""
    n = int(got["n"].value)
    month = int(got["m"].value) if "m" in got else None
    year = int(got["y"].value) if "y" in got else None
    if n > 2 or (month is None and year is None):
        return None
    if month is None:
        return Sense("calendar", "half", year=year, index=n)
    return Sense("calendar", "month", year=year, month=month, mod=f"HALF{n}")


def season(got: Got, _: With) -> Any:
    """Spring, last spring, the spring of 2012."""
    year = int(got["y"].value) if "y" in got else None
    count = steps(got["r"]) if "r" in got else None
    return Sense("calendar", "season", count, year=year, text=got["s"].value)


def feast(got: Got, _: With) -> Any:
    """Read a feast, or the nth day of one."""
    year = int(got["y"].value) if "y" in got else None
    if year is not None and year not in YEARS:
        return None
    index = int(got["n"].value) if "n" in got else None
    return Sense("feast", "day", text=got["f"].value, index=index, year=year)


def feast_tail(got: Got, _: With) -> Any:
    """Read the last days of a feast or holy month."""
    if unit_of(got["u"]) != "day":
        return None
    count = int(got["n"].value) if "n" in got else 1
    return Sense("feast", "day", text=got["f"].value, index=-count) if 1 <= count <= 30 else None


def dayword(got: Got, settings: With) -> Any:
    """Today, yesterday, tomorrow, tonight."""
    return Sense("shift", "day", steps(got["w"]), part=settings.get("part", ""))


def day_beyond(got: Got, _: With) -> Any:
    """Read the day after tomorrow."""
    if got["u"].value != "day" or not got["w"].value:
        return None
    return Sense("shift", "day", steps(got["w"]) * 2)


def weekday(got: Got, settings: With) -> Any:
    """Read a day of the week; `text` says which (last, next, this …)."""
    if "r" not in got:
        return Sense("weekday", weekday=int(got["w"].value), count=settings.get("weeks"))
    rel = got["r"]
    return Sense("weekday", weekday=int(got["w"].value), text=rel.kind.lower(), base=base_of(rel))


def weekday_of_week(got: Got, _: With) -> Any:
    """Tuesday of last week."""
    if got["u"].value != "week":
        return None
    return Sense("shift", "week", steps(got["r"]), weekday=int(got["w"].value))


def part_word(got: Got, settings: With) -> Any:
    """Last night, this morning, the next morning."""
    count = settings.get("count", steps(got["r"]))
    if got["r"].kind == "LAST" and got["p"].value != "NI":
        return None
    base = "published" if "count" in settings else "reference"
    return Sense("shift", "day", count, base=base, part=got["p"].value)


def shift(got: Got, settings: With) -> Any:
    """Last week, next month, the following day, the same day."""
    unit = unit_of(got["u"])
    if unit in {"second", "minute", "hour", "millennium"}:
        return None
    count = settings.get("count", int(got["r"].value) if "r" in got else 0)
    base = settings.get("base") or base_of(got["r"])
    if unit == "day" and base == "published":
        # "the next day" is the day after the one told of; "this day" and "last day" are no dates of news.
        if got["r"].kind != "NEXT":
            return None
        base = "reference"
    if unit == "fortnight":
        unit, count = "week", 2 * count
    return Sense("shift", unit, count, base=base)


def the_weekend(got: Got, _: With) -> Any:
    """Read the weekend: the one before or after the day of publication, as the tense says."""
    return Sense("shift", "weekend", None) if got["u"].value == "weekend" else None


def hang(got: Got, settings: With) -> Any:
    """Two days ago, 48 hours later: a length from the day of publication or the time told of."""
    length: Sense = got["d"].value
    return Sense("hang", length.unit, length.count, base=settings["base"], index=settings["sign"])


def hang_unit(got: Got, settings: With) -> Any:
    """Year-ago."""
    return Sense("hang", got["u"].value, 1.0, base=settings["base"], index=settings["sign"])
