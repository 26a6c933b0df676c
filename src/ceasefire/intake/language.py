"""Words -> the language they are in (ISO 639-1), "und" where that is not sure."""

import re
from functools import cache

import py3langid

from ceasefire.intake.page import load_rows

LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
# Below this many letters the classifier is a coin toss on names, but for its usual answer.
ENOUGH_LETTERS = 40
SAMPLE = 4000
# The classifier takes terse English for Nigerian Pidgin.
ENGLISH = {"pcm": "en"}


def language_of(text: str) -> str:
    """Return the language of running text; the first few thousand letters decide."""
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    if not letters:
        return "und"
    words = WORD.findall(sample.lower())
    small = sum(word in stop_words() for word in words)
    foreign = sum(word in frequent_words() for word in words) - small
    if small >= 0.25 * len(words) or (small > 2 * foreign and small >= 0.12 * len(words)):
        return "en"
    code, _ = py3langid.classify(sample)
    language = ENGLISH.get(str(code), str(code))
    return language if letters >= ENOUGH_LETTERS or language == "en" else "und"


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
