"""Text and a date of publication in, `TimeMention` values out, in the order of the text."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from ceasefire.model import When
from ceasefire.reading.times.context import Cue, Page, cues, page, role_of, tense_at
from ceasefire.reading.times.days import DAY
from ceasefire.reading.times.grammar import read
from ceasefire.reading.times.mention import TimeMention, period
from ceasefire.reading.times.ranges import merge_ranges
from ceasefire.reading.times.resolve import CLOCK_UNITS, Around, Local, move, resolve
from ceasefire.reading.times.sense import Node, Sense
from ceasefire.reading.times.whens import Places, when_of, zone_info, zone_of

TENSE = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the caller knows besides the text."""

    published: date | None
    zone: str | None
    places: Places | None
    tense: TENSE | None


def find_times(
    text: str,
    *,
    published: date | datetime | None,
    zone: str | None = None,
    zone_of_place: Places | None = None,
    tense: TENSE | None = None,
    merge: bool = True,
) -> tuple[TimeMention, ...]:
    """Find the time expressions of a text and work out what they mean.

    `published` is when the text came out: a day (taken as local to `zone`) or an aware instant; without it
    weekdays and the like are found but not resolved. `zone` is the IANA zone of the place the text is about.
    `zone_of_place` gives the zone for "Taiz time" where the project's table has none. `tense` answers past,
    future or "" for the governing verb of the time that starts at a character; without it surface signs do.
    `merge` makes "from 9 a.m. to 2 p.m." one mention with an interval; False leaves two, as TIMEX3 has it.
    """
    settings = Settings(_local_day(published, zone), zone, zone_of_place, tense)
    nodes = [node for node in read(text) if node.kind in {"DATE", "DUR", "SET", "REFX"}]
    if not nodes:
        return ()
    around = page(text)
    dated = _dates(nodes, around, settings)
    found = tuple(_lengths(dated, around, settings))
    return merge_ranges(found, text) if merge else found


def _local_day(published: date | datetime | None, zone: str | None) -> date | None:
    if not isinstance(published, datetime):
        return published
    info = zone_info(zone) if zone else None
    if published.tzinfo is None:
        return published.date()
    return published.astimezone(info or UTC).date()


def _tense(node: Node, around: Page, settings: Settings) -> str:
    return settings.tense(node.start) if settings.tense else tense_at(around, node.start, node.end)


def _dates(nodes: Sequence[Node], around: Page, settings: Settings) -> list[TimeMention]:
    """Resolve all but lengths, each knowing those before it."""
    out: list[TimeMention] = []
    told: Local | None = None
    for index, node in enumerate(nodes):
        sense: Sense = node.value
        if node.kind in {"DUR", "SET", "REFX"}:
            out.append(_plain(node, sense))
            continue
        tense = _tense(node, around, settings)
        cue = role_of(around, node.start, node.end, of="date", direction="", tense=tense)
        if cue is not None and cue.tense:
            tense = cue.tense
        day = _day_around(nodes, index, out, around) if sense.base == "context" else None
        local = resolve(sense, Around(settings.published, told, tense, day, _year_around(node, out, around)))
        out.append(_mention(node, sense, local, cue, tense, around, settings))
        if local is not None and sense.kind != "then":
            told = out[-1].local or local
    return [_with_later_day(i, out, around, settings) for i in range(len(out))]


def _with_later_day(index: int, found: list[TimeMention], around: Page, settings: Settings) -> TimeMention:
    """Give a lone time of day the day that its sentence names after it: "from 9 to 11 a.m. on Friday"."""
    mention = found[index]
    sense = mention.sense
    if sense is None or sense.base != "context" or sense.unit != "day":
        return mention
    first, last = around.sentence(mention.start)
    days = [
        m
        for m in found
        if first <= m.start < last and m.local is not None and m.local.unit == "day" and m is not mention
    ]
    named = [m.local for m in days if m.sense is not None and m.sense.base != "context"]
    if not named or any(m.start < mention.start and m.local in named for m in days):
        return mention
    local = resolve(sense, Around(settings.published, None, "", named[0]))
    if local is None:
        return mention
    zone = zone_of(sense.clock.zone if sense.clock else None, settings.zone, settings.places)
    when = when_of(local, around.text[mention.start : mention.end], zone=zone)
    return replace(mention, when=when, value=local.timex, local=local)


def _day_around(nodes: Sequence[Node], index: int, done: list[TimeMention], around: Page) -> Local | None:
    """Return the day of a lone time of day: one named in its sentence, before it or after it."""
    first, last = around.sentence(nodes[index].start)
    for mention in reversed(done):
        if mention.start < first:
            break
        if mention.local is not None and mention.local.unit == "day":
            return mention.local
    return None


def _year_around(node: Node, done: list[TimeMention], around: Page) -> int | None:
    """Return the year that an earlier date of the same sentence names in so many words."""
    first, _ = around.sentence(node.start)
    for mention in reversed(done):
        if mention.start < first:
            return None
        if mention.sense is not None and mention.sense.year and mention.sense.month:
            return mention.sense.year
    return None


def _plain(node: Node, sense: Sense) -> TimeMention:
    if node.kind == "DUR":
        return TimeMention(
            node.start, node.end, None, None, "DURATION", period(sense), node.rule, sense=sense
        )
    if node.kind == "SET":
        value = sense.text or period(sense)
        return TimeMention(node.start, node.end, None, "repeat", "SET", value, node.rule, sense=sense)
    return TimeMention(node.start, node.end, None, None, "DATE", sense.text, node.rule, sense=sense)


def _mention(
    node: Node,
    sense: Sense,
    local: Local | None,
    cue: Cue | None,
    tense: str,
    around: Page,
    settings: Settings,
) -> TimeMention:
    role = (cue.role or None) if cue else "when"
    if local is None:
        return TimeMention(
            node.start, node.end, None, role, _type(sense, None), _unresolved(sense), node.rule, sense=sense
        )
    value = local.timex
    final = _as_asked(local, sense, cue, tense)
    words = around.text[node.start : node.end]
    zone = zone_of(sense.clock.zone if sense.clock else None, settings.zone, settings.places)
    when = when_of(final, words, zone=zone)
    name = cue.name if cue else ""
    return TimeMention(
        node.start,
        node.end,
        when,
        role,
        _type(sense, local),
        value,
        node.rule,
        name,
        local=final,
        sense=sense,
    )


def _type(sense: Sense, local: Local | None) -> str:
    clock = local.clock if local else sense.clock
    part = local.part if local else sense.part
    return "TIME" if clock or part else "DATE"


def _unresolved(sense: Sense) -> str:
    if sense.weekday and sense.kind == "weekday":
        return f"XXXX-WXX-{sense.weekday}"
    if sense.kind == "hang" and sense.count is not None and math.isnan(sense.count):
        return "PAST_REF" if sense.index == -1 and sense.base == "published" else period(sense)
    if sense.month and sense.day:
        return f"XXXX-{sense.month:02d}-{sense.day:02d}"
    return f"XXXX-{sense.month:02d}" if sense.month else "XXXX-XX-XX"


def _as_asked(local: Local, sense: Sense, cue: Cue | None, tense: str) -> Local:
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


def _lengths(found: list[TimeMention], around: Page, settings: Settings) -> list[TimeMention]:
    """Turn lengths into deadlines and ends of periods where the sentence gives what they count from."""
    out = list(found)
    for index, mention in enumerate(found):
        sense = mention.sense
        if (
            mention.timex_type != "DURATION"
            or sense is None
            or sense.count is None
            or math.isnan(sense.count)
        ):
            continue
        tense = (
            settings.tense(mention.start) if settings.tense else tense_at(around, mention.start, mention.end)
        )
        cue = role_of(around, mention.start, mention.end, of="length", direction=sense.direction, tense=tense)
        if cue is None or sense.direction == "back":
            continue
        out[index] = _anchored(index, out, cue, around, settings)
    return out


def _anchored(
    index: int, found: list[TimeMention], cue: Cue, around: Page, settings: Settings
) -> TimeMention:
    mention = found[index]
    sense = mention.sense
    if sense is None or sense.count is None:
        return mention
    anchor, event = _anchor(index, found, cue, around, settings)
    moved = move(anchor, sense.unit, sense.count) if anchor else None
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
    near = [
        m
        for m in found
        if first <= m.start < last and m.local is not None and m.timex_type in {"DATE", "TIME"}
    ]
    published = None
    if settings.published is not None:
        published = Local(settings.published, settings.published + DAY, "day", inferred=True)
    event = _event(around, mention.end, last)
    if event or cue.source == "event":
        later = [m for m in near if m.start >= mention.end]
        told = [m for m in found[:index] if m.local is not None and m.timex_type in {"DATE", "TIME"}]
        chosen = later[:1] or ([] if cue.source == "event" else told[-1:])
        return (chosen[0].local if chosen else None), event
    if cue.source == "start":
        return _start(mention, found[:index], near, around, published), None
    said = [
        m
        for m in near
        if m.local
        and published
        and m.local.unit == "day"
        and m.role != "deadline"
        and m.local.first <= published.first
    ]
    return (said[-1].local if said and cue.role == "deadline" else published), None


def _event(around: Page, end: int, last: int) -> str | None:
    """Return the words of the event that a length is counted from: "of the signing"."""
    words = around.text[end:last]
    for lead in (" of ", " from ", " after ", " following "):
        if words.startswith(lead):
            rest = words[len(lead) :].split(",")[0].split(" which ")[0].strip(" .")
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
    for other in sorted(near, key=lambda m: abs(m.start - mention.start)):
        if other.role != "deadline" and table.starts.search(around.lower[first : other.start][-40:]):
            return other.local
    if near:
        return near[0].local
    if table.starts_now.search(around.lower[first:last]):
        return published
    before = [m for m in earlier if m.local is not None and m.timex_type in {"DATE", "TIME"}]
    return before[-1].local if before else None
