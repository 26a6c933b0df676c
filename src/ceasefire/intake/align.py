"""Text that an extractor took out of a page -> which lines of the page it came from.

Extractors give text without offsets and with other spacing; the lines of our rendering are found in
it again by their words, so that every passage still points into the captured text.
"""

import re
from collections.abc import Sequence

WORD = re.compile(r"\w+")
RUN = 4
# So many of a line's runs of four words must stand in the extract.
ENOUGH = 0.6


def lines_of(lines: Sequence[str], extract: str) -> list[bool]:
    """Say for each line whether it stands in the extract.

    A line of six words or more by its runs of four words; a shorter one if it stands there as it is
    and lies within the lines found so.
    """
    whole = _words(extract)
    runs = set(_runs(whole))
    own_lines = {" ".join(_words(line)) for line in extract.split("\n")}
    joined = f" {' '.join(whole)} "
    by_words = [_words(line) for line in lines]
    found = [_long(words, runs) for words in by_words]
    sure = [i for i, stands in enumerate(found) if stands]
    if not sure:
        return [False] * len(lines)
    first, last = sure[0], sure[-1]
    return [
        stands
        or (
            len(words) < RUN + 2
            and first - 2 <= i <= last + 2
            and _short(" ".join(words), own_lines, joined if first <= i <= last else "")
        )
        for i, (words, stands) in enumerate(zip(by_words, found, strict=True))
    ]


def _long(words: list[str], runs: set[tuple[str, ...]]) -> bool:
    if len(words) < RUN + 2:
        return False
    own = _runs(words)
    return sum(run in runs for run in own) >= ENOUGH * len(own)


def _short(line: str, own_lines: set[str], joined: str) -> bool:
    return bool(line) and (line in own_lines or f" {line} " in joined)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[i:] for i in range(RUN)), strict=False))
