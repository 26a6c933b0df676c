"""Blocks of a live blog -> the same blocks, each post's with the time that stands over it.

A live blog is a page where short lines give times of day, each followed by prose: three of them, or two
bare ones. The times may also open the paragraphs ("10.51am: …"). The day is that of the last date or
weekday above the time, a night later where the times pass midnight; without one a post has no time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from ceasefire.intake.lines import WORD
from ceasefire.intake.page import Block, ZoneOfPlace
from ceasefire.intake.stamps import AROUND, DIGIT, Stamp, clock_only, lead_clock, stamps, when_of
from ceasefire.intake.zones import Zone, notice
from ceasefire.model import PassageKind, When

# Two times on a page may be its publication and its change, if they have a date; three are posts.
FEWEST = 3
LONGEST = 60
POST_TIME = "time of a post"
# Posts a little out of order belong to one day; times this many minutes apart have a night between them.
NIGHT = 6 * 60
DAY = 24 * 60


def posts(
    text: str, blocks: Sequence[Block], *, zone: str | None = None, zone_of_place: ZoneOfPlace | None = None
) -> list[Block]:
    """Give the kept blocks under each time line that time; time lines themselves are dropped.

    `zone` (IANA) is the outlet's own, if the user gives it; what the page says of its times comes first.
    """
    over = {i: stamp for i, b in enumerate(blocks) if (stamp := _over(text[b.start : b.end]))}
    heads = [i for i in over if _prose_follows(blocks, i)]
    if not _is_live(text, blocks, over, heads):
        over, heads = {}, [i for i, b in enumerate(blocks) if b.kept and _within(text[b.start : b.end])]
        if len(heads) < FEWEST:
            return list(blocks)
    stamped = over or {i: s for i in heads if (s := _within(text[blocks[i].start : blocks[i].end]))}
    whens = _whens(text, blocks, stamped, zone=zone, zone_of_place=zone_of_place)
    found: list[Block] = []
    now: When | None = None
    for i, block in enumerate(blocks):
        now = whens.get(i) if i in stamped else now
        if i in over:
            found.append(replace(block, reason=POST_TIME))
        elif block.kept and i >= heads[0]:
            found.append(replace(block, kind=_kind(block), published=now))
        else:
            found.append(block)
    return found


def _kind(block: Block) -> PassageKind:
    """Keep a caption among the posts a caption."""
    return PassageKind.POST if block.kind is PassageKind.BODY else block.kind


def _over(words: str) -> Stamp | None:
    """Return the time that a short line consists of, with its day if it names one."""
    if len(words) > LONGEST or not DIGIT.search(words):
        return None
    full = next(stamps(words), None)
    if full is not None:
        rest = words[: full.start] + words[full.end :]
        return full if full.clock and AROUND.fullmatch(rest) else None
    return clock_only(words)


def _within(words: str) -> Stamp | None:
    """Return the time that opens a paragraph of prose."""
    stamp = lead_clock(words[:80]) if words[:2].strip("[(")[:1].isdigit() else None
    return stamp if stamp and len(WORD.findall(words[stamp.end : stamp.end + 200])) >= 4 else None


def _prose_follows(blocks: Sequence[Block], i: int) -> bool:
    return any(block.kept for block in blocks[i + 1 : i + 4])


def _is_live(text: str, blocks: Sequence[Block], over: dict[int, Stamp], heads: Sequence[int]) -> bool:
    if len(heads) >= FEWEST:
        return True
    bare = [i for i in heads if over[i].day is None]
    if len(bare) < FEWEST - 1 or len(bare) < len(heads):
        return False
    first, second = bare[0], bare[-1]
    return all(
        any(b.kept and len(WORD.findall(text[b.start : b.end])) >= 8 for b in part)
        for part in (blocks[first + 1 : second], blocks[second + 1 : second + 3])
    )


def _whens(
    text: str,
    blocks: Sequence[Block],
    stamped: dict[int, Stamp],
    *,
    zone: str | None,
    zone_of_place: ZoneOfPlace | None,
) -> dict[int, When | None]:
    said = notice_of(text, blocks)
    others = [(i, b) for i, b in enumerate(blocks) if not b.kept and i not in stamped]
    days = {i: stamp.day for i, b in others if (stamp := next(_dates(text, b), None))}
    whens: dict[int, When | None] = {}
    for i, stamp in _with_days(stamped, days).items():
        own = stamp.offset is not None or stamp.among or stamp.place
        whole = stamp if own else replace(stamp, offset=said.offset, among=said.among, place=said.place)
        of_place = zone_of_place(whole.place) if zone_of_place and whole.place else None
        whens[i] = when_of(whole, zone=of_place or (None if said.among else zone))
    return whens


def notice_of(text: str, blocks: Iterable[Block]) -> Zone:
    """Return what a page says of the zone of all its times ("All times are GMT")."""
    short = (text[b.start : b.end] for b in blocks if b.end - b.start <= 200)
    return next((found[0] for words in short if (found := notice(words))), Zone())


def _dates(text: str, block: Block) -> Iterator[Stamp]:
    if block.end - block.start <= 140:
        yield from (stamp for stamp in stamps(text[block.start : block.end]) if stamp.day)


def _with_days(stamped: dict[int, Stamp], lines: dict[int, date | None]) -> dict[int, Stamp]:
    """Give each time its day: its own, that of the last date above, or the night that the times pass."""
    rising = _rising([_minutes(stamp) for stamp in stamped.values()])
    day = next((d for i, d in lines.items() if d), None)
    before: int | None = None
    whole: dict[int, Stamp] = {}
    last = -1
    for i, stamp in stamped.items():
        above = [d for k, d in lines.items() if last < k < i and d]
        if stamp.day or above:
            day, before = stamp.day or above[-1], None
        if stamp.day is None and day is not None:
            if stamp.weekday is not None:
                day += timedelta(days=(stamp.weekday - day.weekday() + 3) % 7 - 3)
            elif before is not None:
                day += timedelta(days=_nights(_minutes(stamp) - before, rising))
        whole[i] = replace(stamp, day=day)
        before, last = _minutes(stamp), i
    return whole


def _nights(minutes: int, rising: int) -> int:
    """Say how many days a step in time passes: 1 or -1 if it goes far against the page's own order."""
    return rising if minutes * rising < -NIGHT else 0


def _rising(minutes: Sequence[int]) -> int:
    """Say whether the newest post stands last (1) or first (-1), 0 if that cannot be told."""
    steps = [b - a for a, b in pairwise(minutes) if a != b]
    up = sum(step > 0 for step in steps)
    if 2 * up == len(steps):  # as many up as down: the shorter way around the clock counts
        up = sum(step % DAY < DAY // 2 for step in steps)
    return (2 * up > len(steps)) - (2 * up < len(steps))


def _minutes(stamp: Stamp) -> int:
    hour, minute = (*stamp.clock, 0)[:2]
    return 60 * hour + minute
