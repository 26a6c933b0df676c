"""Local days in, `When` values out: ISO words, UTC bounds, zone, precision."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from ceasefire.model import Precision, When
from ceasefire.reading.times.days import DAY
from ceasefire.reading.times.local import Local
from ceasefire.reading.times.tables import hours

Places = Callable[[str], str | None]

PRECISION = {
    "day": Precision.DAY,
    "feast": Precision.DAY,
    "span": Precision.DAY,
    "week": Precision.WEEK,
    "weekend": Precision.DAY,
    "month": Precision.MONTH,
    "quarter": Precision.MONTH,
    "season": Precision.MONTH,
    "half": Precision.MONTH,
}
# A zone that is not known: from UTC-12 to UTC+14, everything is possible.
EARLIEST, LATEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
PLAIN_UNITS = {"month": 7, "year": 4}


@lru_cache(maxsize=512)
def zone_info(name: str) -> tzinfo | None:
    """Return the zone of an IANA name or a fixed offset, None if there is none."""
    if name[:1] in "+-":
        sign = -1 if name[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(name[4:6])))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def zone_of(said: str | None, zone: str | None, places: Places | None) -> str | None:
    """Return the zone that counts: the one said, else that of the place the text is about."""
    if said is None or said == "local":
        return zone
    if said.startswith("place:"):
        return (places(said[6:]) if places else None) or zone
    return said


def when_of(local: Local, words: str, *, zone: str | None, hangs_on: str | None = None) -> When | None:
    """Return the `When` of local days; None beyond the years that can be written."""
    try:
        start, end = _bounds(local)
        value = _value(local, zone)
    except (OverflowError, ValueError):
        return None
    if start.year < 2 or end.year > 9990:
        return None
    info = zone_info(zone) if zone else None
    precision = _precision(local)
    earliest = start.replace(tzinfo=info or EARLIEST).astimezone(UTC)
    latest = end.replace(tzinfo=info or LATEST).astimezone(UTC)
    if latest <= earliest:  # an hour that the clocks skip
        latest = earliest + timedelta(minutes=1)
    return When(value, earliest, latest, precision, zone if info else None, local.inferred, words, hangs_on)


def _precision(local: Local) -> Precision:
    if local.clock is not None:
        if local.clock.second:
            return Precision.SECOND
        return Precision.HOUR if local.clock.whole_hour else Precision.MINUTE
    if local.part and local.unit == "day":
        return Precision.PART
    return PRECISION.get(local.said or local.unit, Precision.YEAR)


def _bounds(local: Local) -> tuple[datetime, datetime]:
    midnight = datetime.combine(local.first, time())
    if local.clock is not None:
        clock = local.clock
        start = midnight + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
        return start, start + timedelta(seconds=1 if clock.second else 60)
    if local.part and local.unit == "day":
        begin, finish = hours()[local.part]
        last = datetime.combine(local.last - DAY, time())
        return midnight + timedelta(hours=begin), last + timedelta(hours=finish)
    begins, finishes = _by_mod(local)
    wide = timedelta(days=local.extra)
    return datetime.combine(begins, time()) - wide, datetime.combine(finishes, time()) + wide


def _by_mod(local: Local) -> tuple[date, date]:
    """Narrow a unit to its start, middle or end: thirds, or halves where halves are said."""
    length = (local.last - local.first).days
    third, half = length // 3, length // 2
    table = {
        "EARLY": (0, third),
        "LATE": (length - third, length),
        "START": (0, third),
        "MID": (third, length - third),
        "END": (length - third, length),
        "HALF1": (0, 15 if local.unit == "month" else half),
        "HALF2": (15 if local.unit == "month" else half, length),
    }
    if local.unit == "day" or local.mod not in table:
        return local.first, local.last
    begin, finish = table[local.mod]
    return local.first + timedelta(days=begin), local.first + timedelta(days=finish)


def _value(local: Local, zone: str | None) -> str:
    if local.clock is not None:
        start = _bounds(local)[0]
        info = zone_info(zone) if zone else None
        return (start.replace(tzinfo=info) if info else start).isoformat()
    if local.mod.startswith("HALF"):
        first, last = _by_mod(local)
        return f"{first.isoformat()}/{last.isoformat()}"
    if local.unit == "day" and (local.last - local.first).days == 1:
        return local.first.isoformat()
    if local.unit in PLAIN_UNITS:
        return local.first.isoformat()[: PLAIN_UNITS[local.unit]]
    return f"{local.first.isoformat()}/{local.last.isoformat()}"


def between(first: When, second: When) -> When:
    """Return the interval from the start of one time to the start of the other, ends of days included."""
    end = second.value
    latest = second.latest if "T" not in end else second.earliest
    if "/" in end:
        end = end.split("/")[1]
    elif len(end) == 10:
        end = (date.fromisoformat(end) + DAY).isoformat()
    words = f"{first.words} … {second.words}"
    return replace(
        first,
        value=f"{first.value.split('/')[0]}/{end}",
        latest=max(latest, first.latest),
        inferred=first.inferred or second.inferred,
        words=words,
    )


def hour_later(when: When, hours: float) -> When:
    """Return a time moved by hours of the clock; a bare day moves by whole days."""
    if "T" not in when.value:
        step = timedelta(days=round(hours / 24))
        parts = [
            (date.fromisoformat(part) + step).isoformat() for part in when.value.split("/") if len(part) == 10
        ]
        value = "/".join(parts) or when.value
    else:
        step = timedelta(hours=hours)
        moved = datetime.fromisoformat(when.value.split("/")[0])
        info = zone_info(when.zone) if when.zone else None
        value = (
            (moved.astimezone(UTC) + step).astimezone(info).isoformat()
            if info
            else (moved + step).isoformat()
        )
    return replace(when, value=value, earliest=when.earliest + step, latest=when.latest + step)
