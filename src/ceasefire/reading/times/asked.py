"""A resolved unit and its role in, the day that the role asks for out."""

from dataclasses import replace
from datetime import date

from ceasefire.reading.times.context import Cue
from ceasefire.reading.times.days import DAY
from ceasefire.reading.times.local import Local
from ceasefire.reading.times.sense import Sense


def as_asked(local: Local, sense: Sense, cue: Cue | None, tense: str) -> Local:
    """Turn a unit into the day that its role asks for: the end of the month is its last day."""
    strict = cue is not None and cue.strict
    ends = cue is not None and (cue.ends or cue.role == "deadline")
    if local.clock is not None:
        return _midnight(local, sense, ends=ends, strict=strict, tense=tense)
    if local.unit == "day" and local.mod == "":
        return _one_day(local, local.first - DAY) if strict and not local.part else local
    day = _edge_day(local, ends=ends, strict=strict)
    return local if day is None else _one_day(local, day)


def _edge_day(local: Local, *, ends: bool, strict: bool) -> date | None:
    """Return the one day of a longer unit that counts: its last, its first, or the day before it."""
    if local.unit != "day" and local.mod == "END":
        return local.last - DAY
    if strict and local.mod in {"", "START"}:
        return local.first - DAY
    if (local.mod == "START" and local.unit != "day") or (ends and local.unit in {"weekend", "feast"}):
        return local.first
    return None


def _one_day(local: Local, day: date) -> Local:
    return replace(local, first=day, last=day + DAY, unit="day", mod="", part="")


def _midnight(local: Local, sense: Sense, *, ends: bool, strict: bool, tense: str) -> Local:
    """Midnight that ends something is the end of its day; a lone one still to come is the next."""
    clock = local.clock
    if clock is None or (clock.hour, clock.minute, clock.second) != (0, 0, 0) or not sense.clock:
        return local
    if sense.part == "NI":  # tonight at midnight
        return replace(local, first=local.first + DAY, last=local.last + DAY, part="")
    lone = sense.base == "context"
    if (ends and not strict and sense.clock.word) or (lone and tense == "future"):
        return replace(local, first=local.first + DAY, last=local.last + DAY)
    return local
