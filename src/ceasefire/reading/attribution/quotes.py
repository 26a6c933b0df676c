"""Text in, spans of quotations out: straight, curly, backtick and guillemet marks, over paragraphs too.

A span includes its marks. Single quotes are read only where they cannot be apostrophes.
"""

import itertools
import re
from collections.abc import Iterator

Span = tuple[int, int]

# Opening and closing marks; a straight mark may be either.
EITHER = ('"', "''")
OPENING = "\u201c\u201e\u00ab\u201f"
CLOSING = "\u201d\u00bb"
# A quotation longer than this has lost its closing mark somewhere: it ends with its paragraph.
LONGEST = 4000
MARK = re.compile(r"``|''|[\"\u201c\u201d\u201e\u201f\u00ab\u00bb]")
# 'Words in single quotes' after a space or bracket and before one, without a line break inside.
SINGLE = re.compile(
    r"(?:(?<=\s)|(?<=[(\[:])|^)(['\u2018`])(?=[^\s'])([^\n\"]{3,600}?[^\s])['\u2019](?=[\s.,;:)\]!?]|$)"
)
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|\n\s*")


def quotations(text: str, *, breaks: tuple[int, ...] = ()) -> tuple[Span, ...]:
    """Return the spans of all quotations, marks included, in order, none overlapping another.

    A paragraph that opens a mark and does not close it is one quotation to its end; the next
    paragraph, if it too opens with a mark, is another. `breaks` are offsets at which paragraphs
    begin, needed where line breaks were made plain; those in the text are seen anyway.
    """
    bounds = sorted({0, len(text), *(m.end() for m in PARAGRAPH.finditer(text)), *breaks})
    found: list[Span] = []
    for start, end in itertools.pairwise(bounds):
        found.extend(_double(text, start, end))
    return tuple(sorted([*found, *_single(text, found)]))


def _double(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield quotations in double marks within one paragraph."""
    opened: int | None = None
    for mark in MARK.finditer(text, start, end):
        if opened is None:
            if _opens(text, mark, start):
                opened = mark.start()
        elif _closes(mark):
            yield opened, mark.end()
            opened = None
        elif mark.group() in OPENING:
            opened = mark.start()
    if opened is not None and _unclosed_is_quotation(text, opened, start, end):
        yield opened, start + len(text[start:end].rstrip())


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    sign = mark.group()
    if sign in CLOSING:
        return False
    if sign not in EITHER:
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    # 5'10" and the like: an inch sign follows a digit.
    return not before.isalnum() or (after.isalpha() and not before.isdigit())


def _closes(mark: re.Match[str]) -> bool:
    sign = mark.group()
    return sign not in OPENING and sign != "``"


def _unclosed_is_quotation(text: str, opened: int, start: int, end: int) -> bool:
    """Count a mark left open only where its paragraph begins with it, as in quotations that run on."""
    return not text[start:opened].strip() and end - opened < LONGEST


def _single(text: str, doubles: list[Span]) -> Iterator[Span]:
    for match in SINGLE.finditer(text):
        start, end = match.start(1), match.end()
        # A name with a final apostrophe ("the rebels' plan's end") is no quotation: it holds another.
        if match.group(1) == "'" and re.search(r"\w'\s", match.group(2)):
            continue
        if not any(a < end and start < b for a, b in doubles):
            yield start, end
