"""Words -> the language they are in (ISO 639-1), "und" where that is not sure."""

import re
from functools import cache

import py3langid

from ceasefire.intake.page import load_rows

LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
# Below this many letters the classifier is a coin toss on names; the stop words still count.
ENOUGH_LETTERS = 40
SAMPLE = 4000


def language_of(text: str) -> str:
    """Return the language of running text; the first few thousand letters decide."""
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    if not letters:
        return "und"
    words = WORD.findall(sample.lower())
    if sum(word in stop_words() for word in words) >= 0.25 * len(words):
        return "en"
    if letters < ENOUGH_LETTERS:
        return "und"
    code, _ = py3langid.classify(sample)
    return str(code)


@cache
def stop_words() -> frozenset[str]:
    """Return the frequent small words of English."""
    return frozenset(_listed("en"))


@cache
def frequent_words() -> frozenset[str]:
    """Return the frequent small words of English and of the other languages pages come in."""
    return frozenset((*_listed("en"), *_listed("others")))


def _listed(key: str) -> tuple[str, ...]:
    rows = load_rows("stop_words.yaml")
    return tuple(str(word) for word in rows[key]) if isinstance(rows, dict) else ()
