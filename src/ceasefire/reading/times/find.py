"""Text and a date of publication in, `TimeMention` values out, in the order of the text."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from ceasefire.reading.times.asked import as_asked
from ceasefire.reading.times.context import NEAR, Cue, Page, page, role_of
from ceasefire.reading.times.grammar import read
from ceasefire.reading.times.lengths import anchor_lengths
from ceasefire.reading.times.local import Around, Local
from ceasefire.reading.times.mention import TimeMention, period
from ceasefire.reading.times.ranges import merge_ranges
from ceasefire.reading.times.resolve import resolve
from ceasefire.reading.times.sense import Node, Sense
from ceasefire.reading.times.settings import Settings, Tense
from ceasefire.reading.times.whens import Places, when_of, zone_info, zone_of


def find_times(
    text: str,
    *,
    published: date | datetime | None,
    zone: str | None = None,
    zone_of_place: Places | None = None,
    tense: Tense | None = None,
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
    found = tuple(anchor_lengths(dated, around, settings))
    return merge_ranges(found, text) if merge else found


def _local_day(published: date | datetime | None, zone: str | None) -> date | None:
    if not isinstance(published, datetime):
        return published
    info = zone_info(zone) if zone else None
    if published.tzinfo is None:
        return published.date()
    return published.astimezone(info or UTC).date()


def _dates(nodes: Sequence[Node], around: Page, settings: Settings) -> list[TimeMention]:
    """Resolve all but lengths, each knowing those before it."""
    out: list[TimeMention] = []
    told: Local | None = None
    for index, node in enumerate(nodes):
        sense: Sense = node.value
        if node.kind in {"DUR", "SET", "REFX"}:
            out.append(_plain(node, sense))
            continue
        tense = settings.tense_of(node.start, node.end, around)
        cue = role_of(around, node.start, node.end, of="date", direction="", tense=tense)
        if cue is not None and cue.tense:
            tense = cue.tense
        day = _day_around(nodes, index, out, around) if sense.base == "context" else None
        local = resolve(sense, Around(settings.published, told, tense, day, _year_around(node, out, around)))
        out.append(_mention(node, local, cue, tense, around=around, settings=settings))
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
        for m in found[max(0, index - NEAR) : index + NEAR]
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
    first, _ = around.sentence(nodes[index].start)
    for mention in reversed(done[-NEAR:]):
        if mention.start < first:
            break
        if mention.local is not None and mention.local.unit == "day":
            return mention.local
    return None


def _year_around(node: Node, done: list[TimeMention], around: Page) -> int | None:
    """Return the year that an earlier date of the same sentence names in so many words."""
    first, _ = around.sentence(node.start)
    for mention in reversed(done[-NEAR:]):
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
    node: Node, local: Local | None, cue: Cue | None, tense: str, *, around: Page, settings: Settings
) -> TimeMention:
    sense: Sense = node.value
    role = (cue.role or None) if cue else "when"
    bare = TimeMention(
        node.start,
        node.end,
        None,
        role,
        _type(sense, local),
        "",
        node.rule,
        cue.name if cue else "",
        sense=sense,
    )
    if local is None:
        return replace(bare, value=_unresolved(sense))
    final = as_asked(local, sense, cue, tense)
    zone = zone_of(sense.clock.zone if sense.clock else None, settings.zone, settings.places)
    when = when_of(final, around.text[node.start : node.end], zone=zone)
    return replace(bare, when=when, value=local.timex, local=final)


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
