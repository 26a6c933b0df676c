"""The text of a plain page -> its blocks: prose kept, furniture dropped with the row or rule that says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ceasefire.intake.furniture import Table
from ceasefire.intake.linemodel import keep
from ceasefire.intake.lines import TERMINAL, TO_READER, WORD, Line, cut
from ceasefire.intake.page import Block, Page
from ceasefire.intake.stamps import stamps
from ceasefire.intake.titles import find_title

QUOTED = re.compile(r"[\"“][^\"”]{0,2000}[\"”]")
DATE_LINE = "date line"
MODEL = "line model"


def read_text(text: str) -> Page:
    """Cut a page into lines, weigh them, and return its blocks and title."""
    parts = cut(text, Table(text))
    blocks = weigh(parts)
    title = find_title(text, blocks)
    if title:
        blocks = [replace(b, reason="") if b.start == title.start else b for b in blocks]
    return Page(text, tuple(blocks), title)


def weigh(parts: Sequence[tuple[Line, str]]) -> list[Block]:
    """Decide for each part: a furniture row first, then the rules, then the line model."""
    lines = [line for line, _ in parts]
    kept = keep(lines)
    appeals = _appeals(parts)
    blocks = []
    for (line, row), good, appeal in zip(parts, kept, appeals, strict=True):
        reason = row or appeal or date_line(line.words) or ("" if good else MODEL)
        blocks.append(Block(line.start, line.end, reason))
    return blocks


def date_line(words: str) -> str:
    """Say whether a line is hardly more than a date with its labels and place."""
    if len(words) > 140:
        return ""
    found = list(stamps(words))
    left = words
    for stamp in reversed(found):
        left = left[: stamp.start] + left[stamp.end :]
    return DATE_LINE if found and len(WORD.findall(left)) <= 6 and not TERMINAL.search(left) else ""


def _appeals(parts: Sequence[tuple[Line, str]]) -> list[str]:
    """After the opening of an appeal, lines that speak to the reader go on with it."""
    reasons, on = [], ""
    for line, row in parts:
        if row.startswith("appeal"):
            on = row
            reasons.append("")
            continue
        outside = QUOTED.sub(" ", line.words[:4000])
        speaks = sum(word.lower() in TO_READER for word in WORD.findall(outside))
        if not (on and speaks):
            on = on if row else ""
        reasons.append(on if speaks else "")
    return reasons
