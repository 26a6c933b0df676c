"""Blocks of a page -> passages with their kinds and repeats, and what was dropped."""

import re
from collections.abc import Sequence

from ceasefire.intake.language import stop_words
from ceasefire.intake.lines import TERMINAL
from ceasefire.intake.page import Block, Span
from ceasefire.intake.titles import key
from ceasefire.model import Dropped, Passage, PassageKind

BULLET = re.compile(r"[-*•·–‣▪◦]\s|\(?\d{1,2}[.)]\s")
WHOLE_QUOTE = re.compile(r"[\"“„«].*[\"”“»]\W{0,2}$", re.DOTALL)
# Shorter repeats ("He added:") may well be meant.
SHORTEST_REPEAT = 25


def passages_of(
    text: str, blocks: Sequence[Block], title: Span | None
) -> tuple[tuple[Passage, ...], tuple[Dropped, ...]]:
    """Return the kept blocks as numbered passages, broken lines joined, and the dropped runs."""
    kept: list[Passage] = []
    seen: dict[str, int] = {}
    for block in _joined(text, blocks, title):
        words = text[block.start : block.end]
        name = key(words)
        repeats = seen.get(name) if len(words) >= SHORTEST_REPEAT else None
        if repeats is None:
            seen.setdefault(name, len(kept))
        kind = kept[repeats].kind if repeats is not None else _kind(block, words, title, kept)
        kept.append(Passage(len(kept), kind, block.start, block.end, block.published, repeats))
    dropped = tuple(Dropped(b.start, b.end, b.reason) for b in blocks if not b.kept)
    return tuple(kept), dropped


def _joined(text: str, blocks: Sequence[Block], title: Span | None) -> list[Block]:
    """Join a line without an end to the next one that starts small: one sentence broken by a link."""
    whole: list[Block] = []
    before: Block | None = None
    for block in blocks:
        if block.kept and before and before.kept and _goes_on(text, whole[-1], block, title):
            last = whole[-1]
            whole[-1] = Block(last.start, block.end, "", last.kind, last.published)
        elif block.kept:
            whole.append(block)
        before = block
    return whole


def _goes_on(text: str, last: Block, block: Block, title: Span | None) -> bool:
    if title and title.start in {last.start, block.start}:
        return False
    if last.kind != block.kind or text[last.end : block.start].count("\n") > 1:
        return False
    words = text[last.start : last.end]
    if TERMINAL.search(words[-12:]) or words[-1] in ":;":
        return False
    # "… supporting the / OSCE": a line that ends in a small word goes on, however the next begins.
    return text[block.start].islower() or words.rsplit(None, 1)[-1] in stop_words()


def _kind(block: Block, words: str, title: Span | None, before: Sequence[Passage]) -> PassageKind:
    if title and block.start == title.start:
        return PassageKind.HEADLINE
    if block.kind is not PassageKind.BODY:
        return block.kind
    if BULLET.match(words):
        return PassageKind.ITEM
    if WHOLE_QUOTE.match(words):
        return PassageKind.QUOTATION
    if not any(p.kind is not PassageKind.HEADLINE for p in before):
        return PassageKind.LEAD
    return PassageKind.BODY
