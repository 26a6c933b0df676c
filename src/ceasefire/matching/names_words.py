"""Two folded words in, how alike they are out: by sounds and rows of names.yaml, or by learned spellings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ceasefire.matching.names_sounds import VOWELS, Costs, Sounds, floor, likeness, sounds, swap_costs
from ceasefire.matching.names_spellings import told
from ceasefire.matching.names_table import name_table

SURE = 0.9
"""Likeness in sounds from which spellings need not be asked."""
NEAR = 0.85
"""Likeness from which a word may be a spelling of one that a row holds apart."""
TINY = 1e-9
WORTH_ASKING = 0.2
"""Likeness in sounds below which they need not be asked either."""


@lru_cache(maxsize=200_000)
def alike(a: str, b: str) -> float:
    """Say how alike two words are, from 0 to 1."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if _initial(a, b) else 0.0
    table = name_table()
    if table.given.get(a, frozenset()) & table.given.get(b, frozenset()):
        return 0.95
    if held_apart(a, b):
        return 0.0
    ways = [(x, y) for x in articled(a) for y in articled(b)]
    heard = max(by_sound(x, y) for x, y in ways)
    if not WORTH_ASKING <= heard < SURE or min(len(a), len(b)) < 3:
        return heard
    return max(heard, *(told(x, y) for x, y in ways))


def _initial(a: str, b: str) -> bool:
    """Say whether one of two words may be the first letter of the other."""
    x, y = _sounds(a).text[:1], _sounds(b).text[:1]
    return a[0] == b[0] or x == y or name_table().sounds.get(frozenset((x, y)), 1.0) <= 0.3


def articled(word: str) -> tuple[str, ...]:
    """Return a word, and without an article written on or the plural of a people ("Houthis")."""
    for article in ("al", "el"):
        if word.startswith(article) and len(word) > 4:
            return (word, word[2:])
    if word.endswith("is") and len(word) > 5:
        return (word, word[:-1])
    if len(word) > 5 and word[0] in "ae" and word[1] == word[2]:
        return (word, word[2:])
    return (word,)


def _sounds(word: str) -> Sounds:
    return sounds(word, name_table().endings)


@lru_cache(maxsize=200_000)
def by_sound(a: str, b: str) -> float:
    """Say how alike two words sound, from 0 to 1; 0 also for what is too unlike to matter."""
    return likeness(_sounds(a), _sounds(b), _costs(), least=WORTH_ASKING)


@lru_cache(maxsize=1)
def _costs() -> Costs:
    return swap_costs(name_table().sounds)


@lru_cache(maxsize=200_000)
def held_apart(a: str, b: str) -> bool:
    """Say whether a row of the table holds two words apart, however each is spelt."""
    near_a = _near(a)
    near_b = _near(b) if near_a else near_a
    if not near_b:
        return False
    return any(
        (_rather(near_a, x, y) and _rather(near_b, y, x)) or (_rather(near_b, x, y) and _rather(near_a, y, x))
        for x, y in name_table().different
    )


def _rather(near: Mapping[str, float], this: str, other: str) -> bool:
    """Say whether a word is a spelling of `this` rather than of `other`."""
    return near.get(this, 0.0) > near.get(other, 0.0)


@lru_cache(maxsize=200_000)
def _near(word: str) -> Mapping[str, float]:
    """Return the words that rows hold apart to which a word is near, and how near.

    Words of Arabic letters are near to themselves only: without short vowels they sound like several.
    """
    held, heard = _held(), _sounds(word)
    if not heard.short_vowels:
        return {word: 1.0} if word in held.words else {}
    least = held.floors[:, [held.column.get(x, -1) for x in heard.text]].sum(axis=1)
    most = (1.0 - NEAR) * np.minimum(held.weights, heard.weight or 1.0)
    # Nine words in ten are out after this sum, in a fiftieth of the time that their alignments would take.
    close = (held.words[n] for n in np.flatnonzero(least <= most + TINY))
    scores = {w: likeness(heard, _sounds(w), _costs(), least=NEAR) for w in close}
    return {w: score for w, score in scores.items() if score}


@dataclass(frozen=True, slots=True)
class _Held:
    """The words that rows hold apart from others, with what each sound costs beside them at least.

    A row of `floors` is a word, a column a sound; the last one is for sounds that no row knows.
    """

    words: tuple[str, ...]
    weights: NDArray[np.float64]
    column: Mapping[str, int]
    floors: NDArray[np.float64]


@lru_cache(maxsize=1)
def _held() -> _Held:
    apart = tuple(dict.fromkeys(w for row in name_table().different for w in row))
    heard = [_sounds(word) for word in apart]
    known = sorted(
        {*VOWELS, *"hw", *(x for pair in _costs() for x in pair), *(x for s in heard for x in s.text)}
    )
    floors = [[*(floor(x, s, _costs()) for x in known), 1.0] for s in heard]
    column = {x: n for n, x in enumerate(known)}
    return _Held(apart, np.array([s.weight or 1.0 for s in heard]), column, np.array(floors))
