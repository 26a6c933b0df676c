"""Parts of dates, days with times of day, sets and mere references out of the words that rules match.

Each takes the captured nodes by name and the rule's settings, and returns a value for the new node, or None
if these words mean nothing of the kind (the rule then does not apply there).
"""

from dataclasses import replace
from typing import Any

from ceasefire.reading.times.captures import Got, With, offset, place_of, unit_of
from ceasefire.reading.times.sense import Clock, Sense


def edge(got: Got, _: With) -> Any:
    """Read the start, middle or end of a date."""
    date: Sense = got["d"].value
    return None if date.clock else date.but(mod=got["e"].value)


def edge_unit(got: Got, settings: With) -> Any:
    """Read the end of the month, year's end."""
    unit = unit_of(got["u"])
    if unit in {"second", "minute", "hour", "day", "fortnight"}:
        return None
    return Sense(
        "shift", unit, 0, base="context", mod=settings.get("mod") or (got["e"].value if "e" in got else "")
    )


def day_of(got: Got, _: With) -> Any:
    """Read the 12th of next month."""
    date: Sense = got["d"].value
    n = int(got["n"].value)
    return (
        Sense("nth", "day", index=n, inner=date)
        if date.unit == "month" and not date.day and 1 <= n <= 31
        else None
    )


def nth_of(got: Got, _: With) -> Any:
    """Read the last day of May, the first week of May."""
    date: Sense = got["d"].value
    unit = unit_of(got["u"])
    n = -1 if got["n"].kind == "LAST" else int(got["n"].value)
    if unit not in {"day", "week", "weekend"} or (date.unit == "day" and date.kind != "feast"):
        return None
    return Sense("nth", unit, index=n, inner=date) if n <= 53 else None


def nth_weekday(got: Got, _: With) -> Any:
    """Read the first Friday of May."""
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
    return date.but(clock=at, part="NI" if date.part == "NI" and at.hour == 0 else "")


def _is_day(date: Sense) -> bool:
    return date.clock is None and (date.unit == "day" or date.weekday is not None)


def date_zoned(got: Got, settings: With) -> Any:
    """Read a zone said after the day."""
    date: Sense = got["d"].value
    if date.clock is None or date.clock.zone is not None:
        return None
    return date.but(clock=replace(date.clock, zone=settings.get("zone") or got["z"].value))


def date_placed(got: Got, _: With) -> Any:
    """Read the place whose clock counts, said after the day."""
    date: Sense = got["d"].value
    if date.clock is None or date.clock.zone is not None:
        return None
    return date.but(clock=replace(date.clock, zone=place_of(got["p"])))


def also_dated(got: Got, _: With) -> Any:
    """8 p.m. Saturday (1800 GMT)."""
    date: Sense = got["d"].value
    at = offset(date.clock, got["t"].value) if date.clock else None
    return date.but(clock=at) if at else None


def clock_alone(got: Got, _: With) -> Any:
    """Read a time of day whose day must be found elsewhere."""
    return Sense("shift", "day", 0, base="context", clock=got["t"].value)


def part_alone(got: Got, _: With) -> Any:
    """Read a part of a day whose day must be found elsewhere."""
    return Sense("shift", "day", 0, base="context", part=got["p"].value)


def then(_got: Got, _: With) -> Any:
    """By then: the time told of last."""
    return Sense("then", base="reference")


def every_weekday(got: Got, _: With) -> Any:
    """Every Friday, Tuesday nights."""
    part = f"T{got['p'].value}" if "p" in got else ""
    return Sense("set", weekday=int(got["w"].value), text=f"XXXX-WXX-{int(got['w'].value)}{part}")


def every_unit(got: Got, _: With) -> Any:
    """Every two weeks."""
    count = float(got["n"].value) if "n" in got else 1.0
    return Sense("set", unit_of(got["u"]), count)


def nothing(_got: Got, _: With) -> Any:
    """Words that look like a time and are none: a five-year-old treaty, $5 a day."""
    return ""


def month_alone(got: Got, _: With) -> Any:
    """Read a month by name."""
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
