"""Numbers, times of day and lengths of time out of the words that rules match.

Each takes the captured nodes by name and the rule's settings, and returns a value for the new node, or None
if these words mean nothing of the kind (the rule then does not apply there).
"""

from dataclasses import replace
from typing import Any

from ceasefire.reading.times.captures import Got, With, offset, place_of, unit_of
from ceasefire.reading.times.sense import Clock, Node, Sense
from ceasefire.reading.times.tables import places


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
    """Read a number that is not said; durations write it X."""
    return float("nan")


def first_number(got: Got, _: With) -> Any:
    """Two to three: the lower bound."""
    return got["n"].value


def year_words(got: Got, _: With) -> Any:
    """Nineteen ninety-seven: 1997."""
    century, rest = int(got["c"].value), int(got["u"].value)
    return century * 100 + rest if 15 <= century <= 20 and 10 <= rest <= 99 else None


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
    """Read a clock time with what follows it: 6 a.m., 18:00, 0600 GMT, 4 in the morning."""
    said = got["h"].value
    zone = got["z"].value if "z" in got else None
    if isinstance(said, Clock):
        hour = _half_of_day(said.hour, got.get("a"), got.get("p"))
        return None if hour is None else replace(said, hour=hour)
    if got["h"].kind == "FOUR":
        if "p" in got and got["p"].kind == "WORD" and got["p"].words not in places():
            return None  # "2012 peace time" is no time of day
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
        return hour % 12 + int(half.value)
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
    """Read a time with its zone."""
    zone = settings.get("zone") or got["z"].value
    return replace(got["t"].value, zone=zone)


def place_zoned(got: Got, _: With) -> Any:
    """Read a time with the place whose clock it is."""
    return replace(got["t"].value, zone=place_of(got["p"]))


def also_zoned(got: Got, _: With) -> Any:
    """18:00 (1500 GMT): the second time says how far the first one's clock is off."""
    return offset(got["t"].value, got["g"].value)


def duration(got: Got, settings: With) -> Any:
    """So many units; NaN for a number not said."""
    count = float(settings.get("count") or got["n"].value) + settings.get("extra", 0)
    unit = unit_of(got["u"])
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
        else Sense("duration", unit_of(got["u"]), float("nan"))
    )


def same(got: Got, _: With) -> Any:
    """Read the captured expression, widened by words that change nothing."""
    return got["d"].value


def span(got: Got, settings: With) -> Any:
    """Read the next 48 hours, the past two weeks: a length with a direction from the day of publication."""
    unit = unit_of(got["u"])
    if unit == "weekend":
        return None
    count = float(got["n"].value) if "n" in got else 1.0
    if unit == "fortnight":
        unit, count = "week", count * 2
    return Sense("duration", unit, count, direction=settings["direction"])
