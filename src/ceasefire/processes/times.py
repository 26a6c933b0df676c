"""Dates, spans and timings as a process file writes them in; `When`, `timedelta`, `After` out.

A date without a zone is read in the process's zone. A date is as exact as it is written: `2012-04`
is a month, `2012-04-10` a day, `2012-04-10 06:00` a minute.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml.nodes import MappingNode, Node

from ceasefire.model import After, Precision, Quantity, Timing, When
from ceasefire.processes.sheet import Fault, Field, Sheet, names, record, text

DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::00)?)?)?)?(?:\s*(?P<zone>Z|[+-]\d\d:\d\d|[A-Z]\w+(?:/\w+)*))?"
)
SPAN = re.compile(r"(?P<count>\d+)\s+(?P<unit>minute|hour|day|week)s?")
MUCH = re.compile(r"(?P<value>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s+(?P<unit>\D.*)")
UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
# Beyond these a date or span is a slip of the pen; within them no sum of the two overflows.
YEARS = range(1900, 2200)
LONGEST = timedelta(days=36525)
FORMS = "write 2012-04-10, 2012-04-10 06:00, 2012-04 or {after: ID, by: 48 hours}"


def zone(node: Node, sheet: Sheet) -> str:
    """Read an IANA time zone name; every later date of the file is read in it."""
    name = text(node, sheet)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Fault(node, f"'{name}' is no time zone; write one such as Asia/Damascus") from None
    sheet.zone = name
    return name


def day(node: Node, sheet: Sheet) -> str:
    """Read a calendar day and return it as ISO 8601."""
    said = text(node, sheet)
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        raise Fault(node, f"'{said}' is no day; write 2012-04-10") from None


def duration(node: Node, sheet: Sheet) -> timedelta:
    """Read a span such as `48 hours`; months and years have no fixed length and are refused."""
    said = text(node, sheet)
    found = SPAN.fullmatch(said)
    if not found or not int(found["count"]):
        raise Fault(node, f"'{said}' is no span of time; write it in minutes, hours, days or weeks: 48 hours")
    if int(found["count"]) > LONGEST // UNITS[found["unit"]]:
        raise Fault(node, f"'{said}' is longer than a hundred years")
    return int(found["count"]) * UNITS[found["unit"]]


def quantity(node: Node, sheet: Sheet) -> Quantity:
    """Read a number with its unit, such as `500 detainees`."""
    said = text(node, sheet)
    found = MUCH.fullmatch(said)
    if not found:
        raise Fault(node, f"'{said}' is no quantity; write a number and its unit: 500 detainees")
    return Quantity(float(found["value"].replace(",", "")), found["unit"])


def when(node: Node, sheet: Sheet) -> When:
    """Read a date as exact as it is written, or `a/b` for the interval [a, b)."""
    said = text(node, sheet)
    first, slash, last = said.partition("/") if said.count("-") >= 2 and "/" in said[4:11] else (said, "", "")
    start = _one(node, first.strip(), said, sheet.zone)
    if not slash:
        return start
    end = _one(node, last.strip(), said, sheet.zone)
    if end.earliest <= start.earliest:
        raise Fault(node, f"'{said}' ends before it starts")
    return When(
        f"{start.value}/{end.value}", start.earliest, end.earliest, start.precision, start.zone, words=said
    )


def _one(node: Node, said: str, words: str, home: str) -> When:
    found = DATE.fullmatch(said)
    if not found:
        raise Fault(node, f"'{said}' is no date; {FORMS}")
    if int(found["year"]) not in YEARS:
        raise Fault(node, f"'{said}': the year lies outside {YEARS.start} to {YEARS.stop}")
    year, month, day_, hour, minute = (found[part] for part in ("year", "month", "day", "hour", "minute"))
    name, place = _zone(node, found["zone"], home)
    numbers = [
        int(part or least)
        for part, least in zip((year, month, day_, hour, minute), (1, 1, 1, 0, 0), strict=True)
    ]
    try:
        start = datetime(*numbers, tzinfo=place)  # type: ignore[misc, arg-type]
    except ValueError as error:
        raise Fault(node, f"'{said}' is no date: {error}") from None
    if hour:
        return _minute(node, start, said, words, name)
    value, precision, end = _coarse(start, month, day_)
    return When(value, _utc(start), _utc(end), precision, name, words=words)


def _coarse(start: datetime, month: str | None, day_: str | None) -> tuple[str, Precision, datetime]:
    if day_:
        return f"{start:%Y-%m-%d}", Precision.DAY, start + timedelta(days=1)
    if month:
        return f"{start:%Y-%m}", Precision.MONTH, (start + timedelta(days=32)).replace(day=1)
    return f"{start:%Y}", Precision.YEAR, start.replace(year=start.year + 1)


def _minute(node: Node, start: datetime, said: str, words: str, name: str | None) -> When:
    """Clocks that go back make an hour ambiguous: both readings stay inside the bounds."""
    if _utc(start).astimezone(start.tzinfo).replace(tzinfo=None) != start.replace(tzinfo=None):
        raise Fault(node, f"'{said}' does not exist in {name}: the clocks went forward over it")
    instants = sorted((_utc(start), _utc(start.replace(fold=1))))
    value = start.isoformat()
    return When(value, instants[0], instants[1] + timedelta(minutes=1), Precision.MINUTE, name, words=words)


def _zone(node: Node, said: str | None, home: str) -> tuple[str | None, ZoneInfo | timezone]:
    if said is None:
        return home, ZoneInfo(home)
    if said in {"Z", "UTC", "GMT"}:
        return "UTC", ZoneInfo("UTC")
    if said[0] in "+-":
        hours, minutes = int(said[1:3]), int(said[4:6])
        shift = timedelta(hours=hours, minutes=minutes) * (-1 if said[0] == "-" else 1)
        if abs(shift) > timedelta(hours=14):
            raise Fault(node, f"'{said}' is no time zone; the farthest are -12:00 and +14:00")
        return None, timezone(shift)
    try:
        return said, ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Fault(
            node, f"'{said}' is no time zone; write UTC, +03:00 or one such as Asia/Damascus"
        ) from None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _counted_from(node: Node, sheet: Sheet) -> str:
    said = text(node, sheet)
    if said not in {"due", "done"}:
        raise Fault(node, f"'{said}' is neither 'due' (its deadline) nor 'done' (when it happened)")
    return said


AFTER = (
    Field("after", names("event", "after"), required=True),
    Field("by", duration, required=True),
    Field("counted_from", _counted_from),
)


def timing(node: Node, sheet: Sheet) -> Timing | None:
    """Read a date, or `{after: ID, by: 48 hours}` for one that hangs on an undertaking or event.

    None when the block is at fault; the faults are noted.
    """
    if not isinstance(node, MappingNode):
        return when(node, sheet)
    values = record(node, AFTER, "a time that hangs on another", sheet)
    if "after" not in values or "by" not in values:
        return None
    return After(values["after"], values["by"], values.get("counted_from", "due"))
