"""A resolved unit and its role in, the day that the role asks for out: the end of the month is its last day."""

from dataclasses import replace
from datetime import date

from ceasefire.reading.times.context import Cue
from ceasefire.reading.times.days import DAY
from ceasefire.reading.times.resolve import Local
from ceasefire.reading.times.sense import Sense


def as_asked(local: Local, sense: Sense, cue: Cue | None, tense: str) -> Local:
    """Turn a unit into the day that its role asks for: the end of the month is its last day."""
    strict = cue is not None and cue.strict
    ends = cue is not None and (cue.ends or cue.role == "deadline")
    if local.clock is not None:
        return _midnight(local, sense, ends=ends, strict=strict, tense=tense)
    if local.unit == "day" and local.mod == "":
        return _one_day(local, local.first - DAY) if strict and not local.part else local
    if local.mod == "END" and local.unit != "day":
        return _one_day(local, local.last - DAY)
    if local.mod == "START" and local.unit != "day" and ends and not strict:
        return _one_day(local, local.first)
    if strict and local.mod == "":
        return _one_day(local, local.first - DAY)
    if ends and local.unit in {"weekend", "feast"}:
        return _one_day(local, local.first)
    return local


def _one_day(local: Local, day: date) -> Local:
    return replace(local, first=day, last=day + DAY, unit="day", mod="", part="")


def _midnight(local: Local, sense: Sense, *, ends: bool, strict: bool, tense: str) -> Local:
    """Midnight that ends something is the end of its day; a lone one still to come is the next."""
    clock = local.clock
    if clock is None or (clock.hour, clock.minute, clock.second) != (0, 0, 0) or not sense.clock:
        return local
    lone = sense.base == "context"
    if (ends and not strict and sense.clock.word) or (lone and tense == "future"):
        return replace(local, first=local.first + DAY, last=local.last + DAY)
    return local
