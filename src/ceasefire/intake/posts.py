"""Blocks of a live blog -> the same blocks, each post's with the time that stands over it.

A live blog is a page where three or more short lines give times of day, each followed by prose. The
day is that of the last full date above the time; without one a post has no time of its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ceasefire.intake.page import Block
from ceasefire.intake.stamps import AROUND, Stamp, clock_only, stamps, when_of
from ceasefire.model import PassageKind, When

# Two times on a page may be its publication and its change; three are posts.
FEWEST = 3
LONGEST = 60


def posts(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Give the kept blocks under each time line that time; time lines themselves are dropped."""
    times = {i: stamp for i, b in enumerate(blocks) if (stamp := _time(text[b.start : b.end]))}
    heads = [i for i in times if _prose_follows(blocks, i)]
    if len(heads) < FEWEST:
        return list(blocks)
    found: list[Block] = []
    day, now = _first_day(text, blocks), None
    for i, block in enumerate(blocks):
        stamp = times.get(i)
        if stamp is None:
            of_post = block.kept and i > heads[0]
            found.append(replace(block, kind=PassageKind.POST, published=now) if of_post else block)
            continue
        day = stamp.day or day
        now = _when(stamp, day)
        found.append(replace(block, reason="time of a post"))
    return found


def _time(words: str) -> Stamp | None:
    """Return the time that a short line consists of, with its day if it names one."""
    if len(words) > LONGEST:
        return None
    full = next(stamps(words), None)
    if full is not None:
        rest = words[: full.start] + words[full.end :]
        return full if full.clock and AROUND.fullmatch(rest) else None
    return clock_only(words)


def _prose_follows(blocks: Sequence[Block], i: int) -> bool:
    return any(block.kept for block in blocks[i + 1 : i + 4])


def _first_day(text: str, blocks: Sequence[Block]) -> date | None:
    for block in blocks:
        if not block.kept and block.end - block.start <= 140:
            for stamp in stamps(text[block.start : block.end]):
                if stamp.day:
                    return stamp.day
    return None


def _when(stamp: Stamp, day: date | None) -> When | None:
    return when_of(replace(stamp, day=day)) if day else None
