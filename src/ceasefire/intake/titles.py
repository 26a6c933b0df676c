"""A page's blocks -> which run of it is the headline."""

import re
from collections import Counter
from collections.abc import Sequence

from ceasefire.intake.lines import TERMINAL, WORD
from ceasefire.intake.page import Block, Span

# A headline has some words, and fewer than a lead.
FEWEST, MOST = 3, 30
# How far above the first prose a headline may stand, in lines.
ABOVE = 12


def key(words: str) -> str:
    """Return words without case, marks and spacing, to find the same line again."""
    return " ".join(WORD.findall(words)).casefold()


def find_title(text: str, blocks: Sequence[Block], *, hint: str = "") -> Span | None:
    """Return the line that is the headline, or None where the page has none.

    `hint` is the title by the page's own head (HTML); the line that has the same words is taken.
    Otherwise it is the last line with the look of one above the first prose; a line that stands
    there twice is taken first.
    """
    by_hint = _hinted(text, blocks, hint)
    if by_hint:
        return by_hint
    first = next((i for i, b in enumerate(blocks) if b.kept and _prose(text[b.start : b.end])), None)
    if first is None:
        return None
    above = [b for b in blocks[max(0, first - ABOVE) : first] if _looks(b, text[b.start : b.end])]
    if not above:
        return None
    times = Counter(key(text[b.start : b.end]) for b in above)
    best = max(above, key=lambda b: (times[key(text[b.start : b.end])] > 1, b.kept, b.start))
    same = next(b for b in above if key(text[b.start : b.end]) == key(text[best.start : best.end]))
    return Span(same.start, same.end)


def _hinted(text: str, blocks: Sequence[Block], hint: str) -> Span | None:
    wanted = key(hint)
    if not wanted:
        return None
    best: tuple[int, Block] | None = None
    for block in blocks:
        if block.end - block.start > 400:
            continue
        words = key(text[block.start : block.end])
        if words and (words == wanted or (len(words) > 15 and wanted.startswith(words))):
            score = len(words)
            if best is None or score > best[0]:
                best = (score, block)
    return Span(best[1].start, best[1].end) if best else None


def _prose(words: str) -> bool:
    return len(WORD.findall(words)) >= 10 and bool(TERMINAL.search(words[-12:]))


def _looks(block: Block, words: str) -> bool:
    if block.reason and block.reason != "line model":
        return False
    count = len(WORD.findall(words))
    if not FEWEST <= count <= MOST or words.endswith((":", ",", ";")):
        return False
    return not words.endswith(".") and not re.search(r"https?://|@|[|©]", words)
