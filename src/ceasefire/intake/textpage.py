"""The text of a plain page -> its blocks: prose kept, furniture dropped with the row or rule that says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ceasefire.intake.datelines import line_day
from ceasefire.intake.furniture import Table
from ceasefire.intake.linemodel import keep
from ceasefire.intake.lines import ADDRESS, MARKS, TERMINAL, TO_READER, WORD, Line, cut
from ceasefire.intake.masthead import MASTHEAD, find_masthead, shown
from ceasefire.intake.page import Block, Facts, Page, Span
from ceasefire.intake.stamps import DIGIT, clock_only, stamps, weekday_only
from ceasefire.intake.titles import find_title, key
from ceasefire.intake.zones import notice
from ceasefire.model import PassageKind

QUOTED = re.compile(r"[\"“][^\"”]{0,2000}[\"”]")
# A line in brackets that ends in a credit, or that starts as captions do.
CAPTION = re.compile(
    r"\(.{20,400}\s[-–—]\s[A-Z][\w /.]{1,30}\)$"
    r"|(?i:photo|file photo|picture|image|caption|in this photo)\b[^.]{0,20}[:,]\s"
    r"|.{20,400}[\[(][A-Z][\w/. ]{1,30}/(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|Anadolu)[\])]\W{0,2}$"
    r"|.{20,400}\s(?:Photo(?:graph)?|Credit|Image|Courtesy)s?(?: by|:| courtesy)\s.{2,60}$"
)
# A line that ends within a sentence, and one that begins within it.
UNFINISHED = re.compile(r"(?:[a-z]{2,}|,)$")
SMALL_START = re.compile(r"[a-z,;:.)”]")
# "Aleppo: 2", "Settlements that have joined: 38", and a line that opens such a list.
FIGURE = re.compile(r"[^\W\d_][\w'’ .-]{1,60}:\s{1,2}\d[\d.,]*\.?")
OPENS_LIST = re.compile(r"(?:\w+\W+){3}\w+:$")
FEWEST_WORDS = 8
DATE_LINE = "date line"
NO_WORDS = "no words"
ISLAND = "a word between furniture"
MODEL = "line model"


def read_text(text: str) -> Page:
    """Cut a page into lines, weigh them, and return its blocks and title."""
    parts = cut(text, Table(text))
    return build(text, parts, fill(parts, bridge(parts, keep([line for line, _ in parts]))), Facts())


def fill(parts: Sequence[tuple[Line, str]], kept: Sequence[bool]) -> list[bool]:
    """Keep what stands between kept lines and reads on with them: whole sentences, and lists of figures.

    A bulletin's short lines ("Aleppo: 2") are like a menu's by their shape; the first one kept, or the
    line that opens the list ("By province, the bulletin lists:"), tells them apart.
    """
    whole = list(kept)
    sure = [i for i, good in enumerate(kept) if good]
    for i in range(sure[0], sure[-1]) if sure else ():
        line, row = parts[i]
        whole[i] = whole[i] or (not row and _sentence(line.words))
    figures = [not row and bool(FIGURE.fullmatch(line.words)) for line, row in parts]
    for step in (1, -1):
        for i in range(len(parts))[::step]:
            near = i - step
            if (
                not 0 <= near < len(parts)
                or whole[i]
                or not whole[near]
                or not figures[near if step < 0 else i]
            ):
                continue
            opens = step < 0 and not parts[i][1] and OPENS_LIST.search(parts[i][0].words)
            whole[i] = bool(figures[i] and figures[near]) or bool(opens)
    first = whole.index(True) if any(whole) else 0
    while first > 0 and not parts[first - 1][1] and _sentence(parts[first - 1][0].words):
        first -= 1
        whole[first] = True
    return whole


def _sentence(words: str) -> bool:
    """Tell a sentence of a report from one that speaks to the reader or links elsewhere."""
    found = WORD.findall(words)
    return (
        len(found) >= FEWEST_WORDS
        and bool(TERMINAL.search(words[-12:]))
        and words[0].isupper()
        and not any(word.lower() in TO_READER for word in found)
        and not MARKS.search(words)
        and not ADDRESS.search(words)
    )


def bridge(parts: Sequence[tuple[Line, str]], kept: Sequence[bool]) -> list[bool]:
    """Keep the words of a link that broke a sentence into lines ("… supporting the / OSCE / mission …").

    They follow a kept line without an end; a kept line that starts small comes soon after.
    """
    whole = list(kept)
    for i in range(1, len(parts)):
        before = parts[i - 1][0].words
        if whole[i] or parts[i][1] or not kept[i - 1] or not UNFINISHED.search(before[-40:]):
            continue
        soon = range(i + 1, min(i + 5, len(parts)))
        whole[i] = any(kept[k] and SMALL_START.match(parts[k][0].words) for k in soon)
    return whole


def build(text: str, parts: Sequence[tuple[Line, str]], kept: Sequence[bool], facts: Facts) -> Page:
    """Make a page of its parts: a furniture row decides first, then the rules, then `kept`."""
    reasons = [
        row or appeal or date_line(line.words) or _empty(line.words) or ("" if good else MODEL)
        for (line, row), good, appeal in zip(parts, kept, _appeals(parts), strict=True)
    ]
    blocks = [
        Block(line.start, line.end, reason or _island(reasons, i, line.words), _kind(line.words))
        for i, ((line, _), reason) in enumerate(zip(parts, reasons, strict=True))
    ]
    first = find_masthead(text, blocks)
    name = "" if first is None else shown(text[blocks[first].start : blocks[first].end])
    blocks = [replace(b, reason=MASTHEAD) if i == first else b for i, b in enumerate(blocks)]
    title = find_title(text, blocks, hint=facts.title)
    if title:
        same = key(text[title.start : title.end])
        blocks = [
            replace(b, reason="") if b.reason in {MODEL, ISLAND} and _is_title(text, b, title, same) else b
            for b in blocks
        ]
    return Page(text, tuple(blocks), title, facts, name)


def _empty(words: str) -> str:
    return "" if WORD.search(words) else NO_WORDS


def _island(reasons: Sequence[str], i: int, words: str) -> str:
    """Drop a word or two between dropped lines: a counter, a name of a section."""
    around = [reasons[k] for k in (i - 1, i + 1) if 0 <= k < len(reasons)]
    alone = len(reasons) > 1 and all(around)
    return ISLAND if alone and len(WORD.findall(words)) <= 2 and words[-1] not in ':.!?"”' else ""


def _kind(words: str) -> PassageKind:
    return PassageKind.CAPTION if CAPTION.match(words) else PassageKind.BODY


def _is_title(text: str, block: Block, title: Span, same: str) -> bool:
    """Tell whether a block is the headline, or the same line right below it."""
    near = abs(block.start - title.start) < 3 * (title.end - title.start) + 200
    return block.start == title.start or (near and key(text[block.start : block.end]) == same)


def date_line(words: str) -> str:
    """Say whether a line is hardly more than a date with its labels and place."""
    if len(words) > 140:
        return ""
    if weekday_only(words) is not None:
        return DATE_LINE
    if not DIGIT.search(words):
        return ""
    if clock_only(words) or line_day(words):
        return DATE_LINE
    found = list(stamps(words))
    zones = notice(words)
    left = words[: zones[1]].rstrip(". ") if zones else words
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
        if not on:
            reasons.append("")
            continue
        outside = QUOTED.sub(" ", line.words[:4000])
        speaks = sum(word.lower() in TO_READER for word in WORD.findall(outside))
        if not speaks:
            on = on if row else ""
        reasons.append(on if speaks else "")
    return reasons
