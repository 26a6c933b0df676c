"""Pairs of extracted and true text -> precision, recall and F over bags of four-word runs.

The measure of the article-extraction benchmark: each page counts the same, since its true and false
runs are divided by their sum before they are added up.
"""

import re
from collections import Counter
from collections.abc import Iterable

WORD = re.compile(r"\w+")
RUN = 4


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Return the bag of runs of four words; of all words, if there are fewer."""
    words = WORD.findall(text)
    if len(words) < RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[i:] for i in range(RUN)), strict=False))


def precision_recall_f(pairs: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """Score (found, true) pairs."""
    right = extra = missed = 0.0
    for found, true in pairs:
        a, b = runs(found), runs(true)
        counts = ((a & b).total(), (a - b).total(), (b - a).total())
        whole = sum(counts)
        if whole:
            right, extra, missed = (
                right + counts[0] / whole,
                extra + counts[1] / whole,
                missed + counts[2] / whole,
            )
    precision = right / (right + extra) if right + extra else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
