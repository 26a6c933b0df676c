"""A text in, its paragraphs parsed out, each with its offset: what `attributions_in` reads."""

import re

from ceasefire.reading.parse import parse, plain
from ceasefire.reading.words import Doc

LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
# A paragraph longer than this is parsed in pieces; the parser's memory grows with the text.
LONGEST = 20_000


def parse_paragraphs(text: str) -> list[tuple[int, Doc]]:
    """Parse a text paragraph by paragraph (a line each); raise `ModelMissing` without an English model."""
    pieces = [
        (start, min(start + LONGEST, match.end()))
        for match in LINE.finditer(text)
        for start in range(match.start(), match.end(), LONGEST)
    ]
    docs = parse(plain(text[a:b]) for a, b in pieces)
    return list(zip((a for a, _ in pieces), docs, strict=True))
