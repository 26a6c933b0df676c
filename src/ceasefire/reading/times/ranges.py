"""Mentions in, mentions out: two times that bound a stretch become one; events give lengths their time."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from ceasefire.model import When
from ceasefire.reading.times.mention import TimeMention
from ceasefire.reading.times.relative import CLOCK_UNITS
from ceasefire.reading.times.whens import between, hour_later

LINK = re.compile(r"\s*(?:,\s*)?(?:to|until|till|through|and|up to|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
LEAD = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
DAY = timedelta(days=1)


def merge_ranges(found: Sequence[TimeMention], text: str) -> tuple[TimeMention, ...]:
    """Make one mention of "from A to B" and "between A and B", with the interval [A, B)."""
    out: list[TimeMention] = []
    for mention in found:
        merged = _joined(out[-1], mention, text) if out else None
        if merged is None:
            out.append(mention)
        else:
            out[-1] = merged
    return tuple(out)


def _joined(one: TimeMention, two: TimeMention, text: str) -> TimeMention | None:
    if one.when is None or two.when is None or "/" in one.when.value:
        return None
    if one.timex_type not in {"DATE", "TIME"} or two.timex_type != one.timex_type:
        return None
    if not LINK.fullmatch(text[one.end : two.start]) or not LEAD.search(
        text[max(0, one.start - 20) : one.start]
    ):
        return None
    end = two.when
    if end.earliest <= one.when.earliest and one.timex_type == "TIME":
        end = hour_later(end, 24)  # from 8 p.m. to 6 a.m. runs into the next day
    if end.earliest <= one.when.earliest:
        return None
    return replace(one, end=two.end, when=between(one.when, end), role="when", timex_type="DURATION")


def chain(found: Sequence[TimeMention], event: Callable[[str], When | None]) -> tuple[TimeMention, ...]:
    """Give the lengths that hang on an event their time.

    `event` answers when the event named by `hangs_on` is due or happened, None if not known. Hours count from
    its earliest instant where it is known to the minute, else whole days from its day.
    """
    return tuple(_chained(mention, event) for mention in found)


def _chained(mention: TimeMention, event: Callable[[str], When | None]) -> TimeMention:
    sense = mention.sense
    if (
        mention.when is not None
        or not mention.hangs_on
        or sense is None
        or not sense.count
        or sense.count != sense.count
    ):
        return mention
    at = event(mention.hangs_on)
    if at is None or sense.unit not in {"day", "week", *CLOCK_UNITS}:
        return mention
    hours = (
        sense.count * CLOCK_UNITS[sense.unit] / 3600
        if sense.unit in CLOCK_UNITS
        else sense.count * (168 if sense.unit == "week" else 24)
    )
    when = replace(hour_later(at, hours), hangs_on=mention.hangs_on)
    return replace(mention, when=when)
