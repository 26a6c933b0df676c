"""A line of a page -> the absolute dates and times written in it (page metadata, not report times)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from ceasefire.intake.page import load_rows
from ceasefire.intake.zones import Zone, zone_at
from ceasefire.model import Precision, When

CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?![\d:.]\d)(?P<pm>\s?[ap]\.?m\b\.?)?"
    r"|(?P<hour3>[01]?\d|2[0-3]):(?P<minute3>[0-5]\d):(?P<second>[0-5]\d)(?:\.\d{1,9})?(?P<pm3>\s?[ap]\.?m\b\.?)?"
    r"|(?P<hour4>0?[1-9]|1[0-2])(?P<pm4>\s?[ap]\.?m\b\.?)"
    r"|(?P<hour5>[01]\d|2[0-3])(?P<minute5>[0-5]\d)(?=\s?(?:GMT|UTC|Z\b|hrs|hours|local))"
)
# No date without a year; looking for one first saves most of the work.
YEAR = re.compile(r"(?:19|20)\d\d")
# And no time of day without a digit.
DIGIT = re.compile(r"\d")
BETWEEN = r"[\s,|/·•–—-]{0,6}(?:(?:at|à|um|в|T|@)\s{0,2})?[\s,|·•–—-]{0,4}"
# When nothing says the zone, a local time can be anywhere between the first and last zones.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)

# "14:05", "2.30pm BST", "Posted 1405 GMT", "10 Apr 2012 14:05 GMT": little else stands on the line.
AROUND = re.compile(r"[\W_]*(?:(?:posted|updated|at|on|local|time)\b[\W_]*){0,4}", re.IGNORECASE)

# "13:30 (15:30 Damascus)": the same time elsewhere.
ELSEWHERE = re.compile(r"\s?\((?:[01]?\d|2[0-3])[:.h][0-5]\d [^()\d]{2,30}\)$")
LEAD_END = re.compile(r"[\])]?\s?(?::|[-–—]\s|\]|\|)")
# Digits of Arabic and Persian pages.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a line: `[start, end)` into it, its parts, and the offset in minutes if one is said.

    `day` is None if the date is ambiguous (04/05/2012); `weekday` is 0 for Monday as said, or None.
    `among` are the offsets that an ambiguous name of a zone can mean; `place` is the place whose time it is.
    """

    start: int
    end: int
    words: str
    day: date | None
    clock: tuple[int, ...] = ()
    offset: int | None = None
    weekday: int | None = None
    among: tuple[int, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Tables:
    months: dict[str, int]
    weekdays: dict[str, int]
    labels: tuple[tuple[str, str], ...]
    dates: re.Pattern[str]
    clock: re.Pattern[str]
    weekday: re.Pattern[str]


@cache
def tables() -> _Tables:
    """Load the words of dates and compile their patterns once."""
    data = load_rows("page_dates.yaml")
    if not isinstance(data, dict):
        raise TypeError("data/page_dates.yaml should hold labels, zones, months and weekdays")
    months = {name: number for number, names in enumerate(data["months"], 1) for name in names}
    weekdays = {name: number for number, names in enumerate(data["weekdays"]) for name in names}
    labels = tuple((word.lower(), row["role"]) for row in data["labels"] for word in row["words"])
    return _Tables(
        months=months,
        weekdays=weekdays,
        labels=tuple(sorted(labels, key=lambda label: -len(label[0]))),
        dates=re.compile(_dates(months, weekdays), re.IGNORECASE),
        clock=re.compile(CLOCK, re.IGNORECASE),
        weekday=re.compile(rf"\W{{0,2}}({'|'.join(weekdays)})\b[\s,.|·–—-]{{1,4}}", re.IGNORECASE),
    )


def _dates(months: dict[str, int], weekdays: dict[str, int]) -> str:
    month = "|".join(sorted(months, key=len, reverse=True))
    weekday = "|".join(sorted(weekdays, key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    return (
        rf"(?:\b(?P<weekday>{weekday})\b\.?,?\s{{0,3}})?(?:"
        rf"\b(?P<m1>{month})\b\.?\s{{1,3}}(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\b[\s,]{{1,4}}(?P<y1>{year})\b"
        rf"|\b(?P<d2>[0-3]?\d)(?:st|nd|rd|th|er|\.)?[\s/-]{{1,3}}(?:de |of )?(?P<m2>{month})\b"
        rf"(?:\s?[/(]\s?(?:{month})\b\)?)?\.?,?"
        rf"[\s/-]{{1,3}}(?:de |г\. )?(?P<y2>{year})\b"
        rf"|\b(?P<y3>{year})(?P<s3>[-/.])(?P<m3>[01]?\d)(?P=s3)(?P<d3>[0-3]?\d)(?!\d)"
        rf"|\b(?P<a4>[0-3]?\d)(?P<s4>[/.-])(?P<b4>[0-3]?\d)(?P=s4)(?P<y4>{year})\b)"
    )


def stamps(line: str) -> Iterator[Stamp]:
    """Yield the dates written in a line, each with the time of day beside it."""
    plain = line if line.isascii() else line.translate(DIGITS)
    if YEAR.search(plain):
        for hit in tables().dates.finditer(plain):
            stamp = _with_clock(plain, hit)
            yield replace(stamp, words=line[stamp.start : stamp.end].strip())


def clock_only(words: str) -> Stamp | None:
    """Return the time of day that a line consists of, without a day; None if it is more than that.

    A weekday before it ("Friday 22:00") and the same time elsewhere in brackets after it are understood.
    """
    found = tables()
    bare = ELSEWHERE.sub("", words)
    named = found.weekday.match(bare)
    bare = bare[named.end() :] if named else bare
    # A made-up day lets the one reader of dates read the time as well.
    made_up = f"2000-01-01 {bare}"
    read = next(stamps(made_up), None) if found.clock.match(bare) else None
    if read is None or not read.clock or not AROUND.fullmatch(made_up[read.end :]):
        return None
    weekday = found.weekdays[named[1].lower()] if named else None
    return replace(read, day=None, words=words, weekday=weekday)


def weekday_only(words: str) -> int | None:
    """Return the weekday (0 for Monday) that a line consists of, or None."""
    return tables().weekdays.get(words.strip(" .,:|-–—").lower()) if len(words) <= 20 else None


def lead_clock(words: str) -> Stamp | None:
    """Return the time that opens a paragraph of a live blog ("10.51am: …", "[10:51 GMT] …"), or None."""
    hit = tables().clock.match(words, 1 if words[:1] in "[(" else 0)
    if hit is None:
        return None
    zone, end = zone_at(words, hit.end(), hit.end() + 40)
    if not LEAD_END.match(words, end):
        return None
    return Stamp(0, end, words[:end], None, _clock(hit), zone.offset, None, zone.among, zone.place)


def _with_clock(line: str, hit: re.Match[str]) -> Stamp:
    found = tables()
    start, end = hit.span()
    clock: tuple[int, ...] = ()
    zone = Zone()
    gap = re.compile(BETWEEN).match(line, end)
    after = found.clock.match(line, gap.end()) if gap else None
    if after:
        clock = _clock(after)
        zone, end = zone_at(line, after.end())
    else:
        clock, zone, start = _clock_before(line, start)
    day, weekday = _day(hit), found.weekdays.get((hit["weekday"] or "").lower())
    words = line[start:end].strip()
    return Stamp(start, end, words, day, clock, zone.offset, weekday, zone.among, zone.place)


def _clock_before(line: str, start: int) -> tuple[tuple[int, ...], Zone, int]:
    """Find a time right before its date ("11:59 GMT, 10 April 2012"), at most 24 letters back."""
    for hit in tables().clock.finditer(line, max(0, start - 24), start):
        zone, end = zone_at(line, hit.end(), start)
        if re.fullmatch(r"[\s,|·•–—-]*(?:on|,)?[\s,]*", line[end:start], re.IGNORECASE) and (
            hit.start() == 0 or not line[hit.start() - 1].isalnum()
        ):
            return _clock(hit), zone, hit.start()
    return (), Zone(), start


def _clock(hit: re.Match[str]) -> tuple[int, ...]:
    parts = hit.groupdict()
    hour = int(next(value for key in ("hour", "hour3", "hour4", "hour5") if (value := parts[key])))
    minute = int(parts["minute"] or parts["minute3"] or parts["minute5"] or 0)
    half = (parts["pm"] or parts["pm3"] or parts["pm4"] or "").strip().lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    if parts["second"]:
        return hour, minute, int(parts["second"])
    return (hour,) if parts["hour4"] else (hour, minute)


def _day(hit: re.Match[str]) -> date | None:
    parts, months = hit.groupdict(), tables().months
    for n in ("1", "2"):
        if parts["y" + n]:
            return _date(int(parts["y" + n]), months[parts["m" + n].lower()], int(parts["d" + n]))
    if parts["y3"]:
        return _date(int(parts["y3"]), int(parts["m3"]), int(parts["d3"]))
    first, second, year = int(parts["a4"]), int(parts["b4"]), int(parts["y4"])
    if parts["s4"] == "." or first > 12:  # dots are written day first
        return _date(year, second, first)
    if second > 12 or first == second:
        return _date(year, first, second)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def when_of(stamp: Stamp, *, zone: str | None = None) -> When | None:
    """Turn a stamp into a time with bounds in UTC; by its own offset, else `zone`, else all it can mean."""
    if stamp.day is None:
        return None
    hour, minute, second = (*stamp.clock, 0, 0, 0)[:3]
    local = datetime(stamp.day.year, stamp.day.month, stamp.day.day, hour, minute, second)  # noqa: DTZ001
    unit, precision = _UNITS[len(stamp.clock)]
    tz = (
        timezone(timedelta(minutes=stamp.offset))
        if stamp.offset is not None
        else ZoneInfo(zone)
        if zone
        else None
    )
    value = local.date().isoformat() if not stamp.clock else (local.replace(tzinfo=tz)).isoformat()
    if tz is None:
        base = local.replace(tzinfo=UTC)
        east = timedelta(minutes=max(stamp.among)) if stamp.among else EAST
        west = timedelta(minutes=-min(stamp.among)) if stamp.among else WEST
        return When(value, base - east, base + unit + west, precision, None, False, stamp.words)
    start = local.replace(tzinfo=tz).astimezone(UTC)
    end = (local + unit).replace(tzinfo=tz).astimezone(UTC)
    name = zone if stamp.offset is None else "UTC" if stamp.offset == 0 else None
    return When(value, start, end, precision, name, False, stamp.words)


_UNITS = (
    (timedelta(days=1), Precision.DAY),
    (timedelta(hours=1), Precision.HOUR),
    (timedelta(minutes=1), Precision.MINUTE),
    (timedelta(seconds=1), Precision.SECOND),
)
