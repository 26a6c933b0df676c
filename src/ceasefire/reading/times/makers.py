"""What the runs of words that rules match mean: one small function a kind of expression.

Each takes the captured nodes by name and the rule's settings, and returns a value for the new node, or
None if these words mean nothing of the kind (the rule then does not apply there).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ceasefire.reading.times.sense import Clock, Node, Sense
from ceasefire.reading.times.tables import places

Got = dict[str, Node]
With = dict[str, Any]

YEARS = range(1500, 2101)
NUMBERS_MONTH = {"week": "week", "weekend": "weekend"}


# ---- numbers


def add(got: Got, _: With) -> Any:
    """Twenty and six: 26."""
    return int(got["t"].value) + int(got["u"].value)


def times(got: Got, _: With) -> Any:
    """Two hundred: 200; "a" counts one."""
    return float(got["n"].value if "n" in got else 1) * got["s"].value


def and_half(got: Got, _: With) -> Any:
    """Two and a half: 2.5."""
    return None if got["n"].value is None else got["n"].value + 0.5


def vague(_got: Got, _: With) -> Any:
    """A number that is not said; durations write it X."""
    return float("nan")


def first_number(got: Got, _: With) -> Any:
    """Two to three: the lower bound."""
    return got["n"].value


def year_words(got: Got, _: With) -> Any:
    """Nineteen ninety-seven: 1997."""
    century, rest = int(got["c"].value), int(got["u"].value)
    return century * 100 + rest if 15 <= century <= 20 and 10 <= rest <= 99 else None


# ---- times of day


def noon(got: Got, _: With) -> Any:
    """Noon or midnight."""
    return Clock(int(got["n"].value), word=True)


def past_noon(got: Got, _: With) -> Any:
    """So many minutes past noon or midnight."""
    unit = got["u"].value
    count = got["n"].value
    if unit not in {"minute", 2, "second", "hour"} or not count < 60:
        return None
    seconds = int(count * {"minute": 60, "hour": 3600}.get(unit, 1))
    return Clock(int(got["m"].value) + seconds // 3600, seconds // 60 % 60, seconds % 60)


def half_past(got: Got, _: With) -> Any:
    """Half past six."""
    hour = _half_of_day(int(got["h"].value), got.get("a"))
    return None if hour is None else Clock(hour, 30, spoken=got.get("a") is None)


def clock(got: Got, _: With) -> Any:
    """A clock time with what follows it: 6 a.m., 18:00, 0600 GMT, 4 in the morning."""
    said = got["h"].value
    zone = got["z"].value if "z" in got else None
    if isinstance(said, Clock):
        hour = _half_of_day(said.hour, got.get("a"), got.get("p"))
        return None if hour is None else replace(said, hour=hour)
    if got["h"].kind == "FOUR":
        hour, minute = divmod(int(said), 100)
        return Clock(hour, minute, zone=zone) if hour < 25 and minute < 60 else None
    hour = _half_of_day(int(said), got.get("a"), got.get("p"))
    return None if hour is None else Clock(hour, zone=zone, whole_hour=True)


def _half_of_day(hour: int, half: Node | None, part: Node | None = None) -> int | None:
    if hour > 24:
        return None
    later = part is not None and part.value in {"AF", "EV", "NI"}
    if half is not None and half.value != 24:
        if hour > 12:
            return hour if half.value == 12 else None
        return hour % 12 + half.value
    return hour + 12 if later and hour < 12 else hour


def clock_like(got: Got, _: With) -> Any:
    """From 9 to 11 a.m.: the first hour takes its half of the day, and the zone, from the second."""
    end: Clock = got["t"].value
    hour = int(got["h"].value)
    if hour > 12:
        return None
    hour = hour % 12 + (12 if end.hour >= 12 else 0)
    return Clock(hour - 12 if hour > end.hour >= 12 else hour, zone=end.zone, whole_hour=True)


def zoned(got: Got, settings: With) -> Any:
    """A time with its zone."""
    zone = settings.get("zone") or got["z"].value
    return replace(got["t"].value, zone=zone)


def place_zoned(got: Got, _: With) -> Any:
    """A time with the place whose clock it is."""
    return replace(got["t"].value, zone=_place(got["p"]))


def _place(node: Node) -> str:
    # A place the table lacks is kept by name, for a caller's `zone_of_place`.
    return places().get(node.words) or f"place:{node.words}"


def also_zoned(got: Got, _: With) -> Any:
    """18:00 (1500 GMT): the second time says how far the first one's clock is off."""
    return _offset(got["t"].value, got["g"].value)


def _offset(here: Clock, there: Clock) -> Clock | None:
    if there.zone is None or there.zone[0] not in "+-":
        return None
    sign = -1 if there.zone[0] == "-" else 1
    known = sign * (int(there.zone[1:3]) * 60 + int(there.zone[4:6]))
    gap = (here.hour - there.hour) * 60 + here.minute - there.minute + known
    gap = (gap + 12 * 60) % (24 * 60) - 12 * 60
    return replace(here, zone=f"{'-' if gap < 0 else '+'}{abs(gap) // 60:02d}:{abs(gap) % 60:02d}")


# ---- lengths


def duration(got: Got, settings: With) -> Any:
    """So many units; NaN for a number not said."""
    count = float(settings.get("count") or got["n"].value) + settings.get("extra", 0)
    unit = _unit(got["u"])
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit == "weekend":
        return None
    return Sense("duration", unit, count, text=got["u"].words)


def bare_units(got: Got, _: With) -> Any:
    """Days, weeks: a length without a number."""
    return (
        None
        if got["u"].value in {"second", "minute", "weekend"}
        else Sense("duration", _unit(got["u"]), float("nan"))
    )


def _unit(node: Node) -> str:
    return "second" if node.kind == "SECOND" else str(node.value)


def same(got: Got, _: With) -> Any:
    """The captured expression, widened by words that change nothing."""
    return got["d"].value


def span(got: Got, settings: With) -> Any:
    """The next 48 hours, the past two weeks: a length with a direction from the day of publication."""
    unit = _unit(got["u"])
    if unit == "weekend":
        return None
    count = float(got["n"].value) if "n" in got else 1.0
    if unit == "fortnight":
        unit, count = "week", count * 2
    return Sense("duration", unit, count, direction=settings["direction"])


# ---- calendar


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
    """A day, month or year with what is said of it."""
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
    index = _steps(got["r"]) if "r" in got else None
    return Sense("calendar", unit, year=year, month=month, day=day, weekday=weekday, days=days, index=index)


def _steps(node: Node) -> int:
    return int(node.value)


def month_of_year(got: Got, _: With) -> Any:
    """July last year."""
    if got["u"].value != "year":
        return None
    return Sense("shift", "year", _steps(got["r"]), month=int(got["m"].value), base=_base(got["r"]))


def year_alone(got: Got, _: With) -> Any:
    """A year by itself."""
    year = int(got["y"].value)
    return Sense("calendar", "year", year=year) if 1800 <= year <= 2100 else None


def year_noun(got: Got, _: With) -> Any:
    """A year before a noun; 2000 and its like more often count things."""
    year = int(got["y"].value)
    return Sense("calendar", "year", year=year) if 1900 <= year <= 2050 and year % 100 else None


def decade(got: Got, _: With) -> Any:
    """The 1990s, the '80s."""
    digits = got["y"].value
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Sense("calendar", "decade", year=year) if year in YEARS else None


def nth_unit(got: Got, _: With) -> Any:
    """The third quarter, of a year if one is said."""
    unit, n = got["u"].value, int(got["n"].value)
    if unit not in {"quarter", "half"} or not 1 <= n <= (4 if unit == "quarter" else 2):
        return None
    year = int(got["y"].value) if "y" in got else None
    count = _steps(got["r"]) if "r" in got else None
    return Sense("calendar", unit, count, year=year, index=n)


def nth_century(got: Got, _: With) -> Any:
    """The 20th century."""
    n = int(got["n"].value)
    return (
        Sense("calendar", "century", year=(n - 1) * 100)
        if got["u"].value == "century" and 1 <= n <= 30
        else None
    )


def half_of(got: Got, _: With) -> Any:
    """The first half of July or of 2012."""
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
    count = _steps(got["r"]) if "r" in got else None
    return Sense("calendar", "season", count, year=year, text=got["s"].value)


# ---- feasts


def feast(got: Got, _: With) -> Any:
    """A feast, or the nth day of one."""
    year = int(got["y"].value) if "y" in got else None
    if year is not None and year not in YEARS:
        return None
    index = int(got["n"].value) if "n" in got else None
    return Sense("feast", "day", text=got["f"].value, index=index, year=year)


def feast_tail(got: Got, _: With) -> Any:
    """The last days of a feast or holy month."""
    if _unit(got["u"]) != "day":
        return None
    count = int(got["n"].value) if "n" in got else 1
    return Sense("feast", "day", text=got["f"].value, index=-count) if 1 <= count <= 30 else None


# ---- relative


def dayword(got: Got, settings: With) -> Any:
    """Today, yesterday, tomorrow, tonight."""
    return Sense("shift", "day", _steps(got["w"]), part=settings.get("part", ""))


def day_beyond(got: Got, _: With) -> Any:
    """The day after tomorrow."""
    if got["u"].value != "day" or not got["w"].value:
        return None
    return Sense("shift", "day", _steps(got["w"]) * 2)


def weekday(got: Got, settings: With) -> Any:
    """A day of the week; `text` says which (last, next, this …)."""
    if "r" not in got:
        return Sense("weekday", weekday=int(got["w"].value), count=settings.get("weeks"))
    rel = got["r"]
    return Sense("weekday", weekday=int(got["w"].value), text=rel.kind.lower(), base=_base(rel))


def weekday_of_week(got: Got, _: With) -> Any:
    """Tuesday of last week."""
    if got["u"].value != "week":
        return None
    return Sense("shift", "week", _steps(got["r"]), weekday=int(got["w"].value))


def _base(node: Node) -> str:
    return "reference" if node.kind in {"PREVIOUS", "FOLLOWING", "THAT", "SAME"} else "published"


def part_word(got: Got, settings: With) -> Any:
    """Last night, this morning, the next morning."""
    count = settings.get("count", _steps(got["r"]))
    if got["r"].kind == "LAST" and got["p"].value != "NI":
        return None
    base = "published" if "count" in settings else "reference"
    return Sense("shift", "day", count, base=base, part=got["p"].value)


def shift(got: Got, settings: With) -> Any:
    """Last week, next month, the following day, the same day."""
    unit = _unit(got["u"])
    if unit in {"second", "minute", "hour", "millennium"}:
        return None
    count = settings.get("count", int(got["r"].value) if "r" in got else 0)
    base = settings.get("base") or _base(got["r"])
    if unit == "day" and base == "published":
        # "the next day" is the day after the one told of; "this day" and "last day" are no dates of news.
        if got["r"].kind not in {"NEXT"}:
            return None
        base = "reference"
    if unit == "fortnight":
        unit, count = "week", 2 * count
    return Sense("shift", unit, count, base=base)


def the_weekend(got: Got, _: With) -> Any:
    """The weekend: the one before or after the day of publication, as the tense says."""
    return Sense("shift", "weekend", None) if got["u"].value == "weekend" else None


def hang(got: Got, settings: With) -> Any:
    """Two days ago, 48 hours later: a length from the day of publication or the time told of."""
    length: Sense = got["d"].value
    return Sense("hang", length.unit, length.count, base=settings["base"], index=settings["sign"])


def hang_unit(got: Got, settings: With) -> Any:
    """Year-ago."""
    return Sense("hang", got["u"].value, 1.0, base=settings["base"], index=settings["sign"])


def hang_on_date(got: Got, settings: With) -> Any:
    """Ten days after 12 May."""
    length: Sense = got["d"].value
    return Sense(
        "hang", length.unit, length.count, base="inner", index=settings["sign"], inner=got["p"].value
    )


# ---- parts of units


def edge(got: Got, _: With) -> Any:
    """The start, middle or end of a date."""
    date: Sense = got["d"].value
    return None if date.clock else date.but(mod=got["e"].value)


def edge_unit(got: Got, settings: With) -> Any:
    """The end of the month, year's end."""
    unit = _unit(got["u"])
    if unit in {"second", "minute", "hour", "day", "fortnight"}:
        return None
    return Sense(
        "shift", unit, 0, base="context", mod=settings.get("mod") or (got["e"].value if "e" in got else "")
    )


def day_of(got: Got, _: With) -> Any:
    """The 12th of next month."""
    date: Sense = got["d"].value
    n = int(got["n"].value)
    return (
        Sense("nth", "day", index=n, inner=date)
        if date.unit == "month" and not date.day and 1 <= n <= 31
        else None
    )


def nth_of(got: Got, _: With) -> Any:
    """The last day of May, the first week of May."""
    date: Sense = got["d"].value
    unit = _unit(got["u"])
    n = -1 if got["n"].kind == "LAST" else int(got["n"].value)
    if unit not in {"day", "week", "weekend"} or (date.unit == "day" and date.kind != "feast"):
        return None
    return Sense("nth", unit, index=n, inner=date) if n <= 53 else None


def nth_weekday(got: Got, _: With) -> Any:
    """The first Friday of May."""
    day, date = got["w"].value, got["d"].value
    if day.kind != "weekday" or date.unit != "month":
        return None
    return Sense("nth", "weekday", index=int(got["n"].value), weekday=day.weekday, inner=date)


def with_part(got: Got, _: With) -> Any:
    """Tuesday morning."""
    date: Sense = got["d"].value
    return date.but(part=got["p"].value) if _is_day(date) else None


def with_clock(got: Got, _: With) -> Any:
    """6 a.m. on Friday."""
    date: Sense = got["d"].value
    at: Clock = got["t"].value
    if not _is_day(date):
        return None
    if date.part in {"AF", "EV", "NI"} and 1 <= at.hour < 12 and at.spoken:
        at = replace(at, hour=at.hour + 12)
    return date.but(clock=at, part="")


def _is_day(date: Sense) -> bool:
    return date.clock is None and (date.unit == "day" or date.weekday is not None)


def date_zoned(got: Got, settings: With) -> Any:
    """A zone said after the day."""
    date: Sense = got["d"].value
    if date.clock is None or date.clock.zone is not None:
        return None
    return date.but(clock=replace(date.clock, zone=settings.get("zone") or got["z"].value))


def date_placed(got: Got, _: With) -> Any:
    """The place whose clock counts, said after the day."""
    date: Sense = got["d"].value
    if date.clock is None or date.clock.zone is not None:
        return None
    return date.but(clock=replace(date.clock, zone=_place(got["p"])))


def also_dated(got: Got, _: With) -> Any:
    """8 p.m. Saturday (1800 GMT)."""
    date: Sense = got["d"].value
    at = _offset(date.clock, got["t"].value) if date.clock else None
    return date.but(clock=at) if at else None


def clock_alone(got: Got, _: With) -> Any:
    """A time of day whose day must be found elsewhere."""
    return Sense("shift", "day", 0, base="context", clock=got["t"].value)


def part_alone(got: Got, _: With) -> Any:
    """A part of a day whose day must be found elsewhere."""
    return Sense("shift", "day", 0, base="context", part=got["p"].value)


def then(_got: Got, _: With) -> Any:
    """By then: the time told of last."""
    return Sense("then", base="reference")


# ---- sets and references


def every_weekday(got: Got, _: With) -> Any:
    """Every Friday, Tuesday nights."""
    part = f"T{got['p'].value}" if "p" in got else ""
    return Sense("set", weekday=int(got["w"].value), text=f"XXXX-WXX-{int(got['w'].value)}{part}")


def every_unit(got: Got, _: With) -> Any:
    """Every two weeks."""
    count = float(got["n"].value) if "n" in got else 1.0
    return Sense("set", _unit(got["u"]), count)


def nothing(_got: Got, _: With) -> Any:
    """Words that look like a time and are none: a five-year-old treaty, $5 a day."""
    return ""


def month_alone(got: Got, _: With) -> Any:
    """A month by name."""
    return Sense("calendar", "month", month=int(got["m"].value))


def every_part(got: Got, _: With) -> Any:
    """Every morning."""
    return Sense("set", text=f"XXXX-XX-XXT{got['p'].value}")


def every_month(got: Got, _: With) -> Any:
    """Each July."""
    return Sense("set", text=f"XXXX-{int(got['m'].value):02d}")


def daily(got: Got, _: With) -> Any:
    """Daily, weekly."""
    return Sense("set", text=got["d"].value)


def ref(_got: Got, settings: With) -> Any:
    """Words that only point backwards, forwards, or to now."""
    return Sense("ref", text=settings["text"])


def ref_word(got: Got, _: With) -> Any:
    """Now, recently, soon."""
    return Sense("ref", text=got["n"].value)


MAKERS: dict[str, Callable[[Got, With], Any]] = {
    maker.__name__: maker
    for maker in (
        add, times, and_half, vague, first_number, year_words, noon, past_noon, half_past, clock, clock_like, zoned, place_zoned,
        also_zoned, duration, bare_units, same, span, iso, numeric, calendar, month_of_year, year_alone, year_noun,
        decade, nth_unit, nth_century, half_of, season, feast, feast_tail, dayword, day_beyond, weekday,
        weekday_of_week, part_word, shift, the_weekend, hang, hang_unit, hang_on_date, edge, edge_unit, day_of, nth_of,
        nth_weekday, with_part, with_clock, date_zoned, date_placed, also_dated, clock_alone, part_alone, then,
        every_weekday, every_unit, nothing, month_alone, every_part, every_month, daily, ref, ref_word,
    )
}  # fmt: skip
