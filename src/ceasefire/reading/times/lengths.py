"""Mentions in, mentions out: lengths become deadlines and ends of periods where the text says from when."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ceasefire.reading.times.context import NEAR, Cue, Page, cues, role_of
from ceasefire.reading.times.days import DAY
from ceasefire.reading.times.local import Local
from ceasefire.reading.times.mention import TimeMention
from ceasefire.reading.times.relative import move
from ceasefire.reading.times.settings import Settings
from ceasefire.reading.times.whens import when_of, zone_of

FEW = timedelta(days=7)
RELATIVE = re.compile(r" (?:on |in |at )?(?:which|that|when|who) ")
STARTING = re.compile(
    r",? (?:which |that |and )?"
    r"(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|effective|counting|running|as|counted)?"
    r"(?: from| on| of| at)? ?(?:the )?"
)


def anchor_lengths(found: list[TimeMention], around: Page, settings: Settings) -> list[TimeMention]:
    """Turn lengths into deadlines and ends of periods where the sentence gives what they count from."""
    out = list(found)
    for index, mention in enumerate(found):
        sense = mention.sense
        if mention.timex_type != "DURATION" or sense is None or sense.count is None:
            continue
        if math.isnan(sense.count):
            out[index] = _soon(mention, around, settings)
            continue
        if sense.direction == "back":
            out[index] = _back(mention, around, settings)
            continue
        tense = settings.tense_of(mention.start, mention.end, around)
        cue = role_of(around, mention.start, mention.end, of="length", direction=sense.direction, tense=tense)
        if cue is not None:
            out[index] = _anchored(index, out, cue, around, settings)
    return out


def _back(mention: TimeMention, around: Page, settings: Settings) -> TimeMention:
    """Give "the past four days" the days from then until the day of publication."""
    sense = mention.sense
    if settings.published is None or sense is None or sense.count is None:
        return mention
    today = Local(settings.published, settings.published + DAY, "day", inferred=True)
    begun = move(today, sense.unit, -sense.count)
    if begun is None:
        return mention
    local = replace(today, first=begun.first, unit="span")
    when = when_of(local, around.text[mention.start : mention.end], zone=settings.zone)
    return replace(mention, when=when, role="when", local=local)


def _soon(mention: TimeMention, around: Page, settings: Settings) -> TimeMention:
    """Give "the next few days" the week from the day of publication; other vague lengths stay open."""
    sense, today = mention.sense, settings.published
    if today is None or sense is None or sense.unit != "day" or sense.direction != "forward":
        return mention
    local = Local(today, today + FEW, "span", inferred=True, said="week")
    when = when_of(local, around.text[mention.start : mention.end], zone=settings.zone)
    return replace(mention, when=when, role="when", local=local)


def _anchored(
    index: int, found: list[TimeMention], cue: Cue, around: Page, settings: Settings
) -> TimeMention:
    mention = found[index]
    sense = mention.sense
    if sense is None or sense.count is None:
        return mention
    anchor, event = _anchor(index, found, cue, around, settings)
    sign = -1 if around.lower.startswith(" before", mention.end) else 1
    moved = move(anchor, sense.unit, sign * sense.count) if anchor else None
    words = around.text[mention.start : mention.end]
    zone = zone_of(anchor.clock.zone if anchor and anchor.clock else None, settings.zone, settings.places)
    when = when_of(moved, words, zone=zone, hangs_on=event) if moved else None
    return replace(mention, when=when, role=cue.role or None, cue=cue.name, hangs_on=event, local=moved)


def _anchor(
    index: int, found: list[TimeMention], cue: Cue, around: Page, settings: Settings
) -> tuple[Local | None, str | None]:
    """Return what a length counts from, and the words of the event if it hangs on one."""
    mention = found[index]
    first, last = around.sentence(mention.start)
    dated = [
        m for m in found[max(0, index - NEAR) : index + NEAR] if m.local and m.timex_type in {"DATE", "TIME"}
    ]
    near = [m for m in dated if first <= m.start < last]
    earlier = [m for m in dated if m.start < mention.start]
    event = _event(around, mention.end, last)
    if event or cue.source == "event":
        # Said in the same sentence after the event, else the time told of last ("within 48 hours of that").
        later = [m for m in near if m.start >= mention.end]
        chosen = later[:1] or ([] if cue.source == "event" else earlier[-1:])
        return (chosen[0].local if chosen else None), event
    published = None
    if settings.published is not None:
        published = Local(settings.published, settings.published + DAY, "day", inferred=True)
    if cue.source == "start":
        return _start(mention, earlier, near, around, published), None
    return _counted_from(mention, near, cue, around, published), None


def _counted_from(
    mention: TimeMention, near: Sequence[TimeMention], cue: Cue, around: Page, published: Local | None
) -> Local | None:
    """Return the start named after the length, else the day it was set, else the day of publication."""
    for other in near:
        if other.start > mention.end and STARTING.fullmatch(around.lower[mention.end : other.start]):
            return other.local
    if cue.role == "deadline" and published is not None:
        for other in reversed(near):
            local = other.local
            if other.role != "deadline" and local and local.unit == "day" and local.first <= published.first:
                return local
    return published


def _event(around: Page, end: int, last: int) -> str | None:
    """Return the words of the event that a length is counted from: "of the signing"."""
    words = around.text[end:last]
    for lead in (" of ", " from ", " after ", " following ", " before "):
        if words.startswith(lead):
            rest = words[len(lead) :].split(",")[0]
            rest = RELATIVE.split(rest)[0].strip(" .")
            return rest or None
    return None


def _start(
    mention: TimeMention,
    earlier: Sequence[TimeMention],
    near: Sequence[TimeMention],
    around: Page,
    published: Local | None,
) -> Local | None:
    first, last = around.sentence(mention.start)
    table = cues()
    if any(other.cue.startswith("until") for other in near):
        return None  # "a two-week truce until 3 May": the words give the end, not the start
    for other in sorted(near, key=lambda m: abs(m.start - mention.start)):
        if other.role != "deadline" and table.starts.search(around.lower[first : other.start][-40:]):
            return other.local
    if near:
        return near[0].local
    if table.starts_now.search(around.lower[first:last]):
        return published
    return earlier[-1].local if earlier else None
