"""Two names in, out comes whether they may name one person, place or group, how alike they are, and why.

The way: fold both names into words; set titles and kinds aside; translate words that every language
translates (north, army); write each word in sounds; align the words, joined or apart, in either order.
A family name alone may stand for the whole name. What must differ is in data/names.yaml.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from ceasefire.matching.names_fold import ARTICLES, bare, words
from ceasefire.matching.names_sounds import sounds
from ceasefire.matching.names_table import name_table
from ceasefire.matching.names_words import alike, by_sound, held_apart

LIKELY = 0.7
"""Probability from which two names are one; chosen on the train part of bench/name_people.py."""
ALIKE_ALONE = 0.77
"""Likeness from which names of one word are one, where nothing else speaks for it."""
JOINED = 0.86
"""Likeness from which two names written in one go are one name."""

_ABD_CYRILLIC = re.compile(r"^абд(?:[аеуэио]ль?|ул)?-?(?=\w{3})")
_ABD = re.compile(r"^(abd|abed)(?:[aeiou]?l|[aeiou](?=(.)\2)|u|e)?[ -]?(?=\w{3})")
_FAMILY_FIRST = frozenset(
    {"xi", "kim", "mao", "deng", "hu", "wen", "li", "ban", "moon", "park", "lee", "roh", "yang"}
)


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to "is this one name?": a score from 0 to 1 and the reason in words."""

    same: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: `core` words that name, `said` translated words, `qualifiers`."""

    core: tuple[str, ...]
    said: frozenset[str]
    qualifiers: frozenset[str]
    whole: tuple[str, ...]


@lru_cache(maxsize=100_000)
def same_name(a: str, b: str) -> Match:
    """Say whether two names, in any script, may name one person, place or group.

    Symmetric. An empty name is the same as nothing, not even as itself.
    """
    if a > b:
        a, b = b, a
    one, two = _apart(a), _apart(b)
    if not one.whole or not two.whole:
        return Match(same=False, score=0.0, why="one of the two holds no name")
    if one.whole == two.whole:
        return Match(same=True, score=1.0, why="same words")
    if one.qualifiers != two.qualifiers:
        odd = ", ".join(sorted(one.qualifiers ^ two.qualifiers))
        return Match(same=False, score=0.0, why=f"only one has: {odd}")
    if short := _initials(one, two):
        return short
    found = max((_compare(one, two), _compare_joined(one, two)), key=lambda m: (m.same, m.score))
    return found if found.same else _without_tail(a, b) or found


def _without_tail(a: str, b: str) -> Match | None:
    """Compare names without what stands after a comma ("Homs, Syria"); None where there is no comma."""
    heads = [re.split(r"\s*[,،(]", name)[0] for name in (a, b)]
    if heads == [a, b] or not all(heads):
        return None
    found = same_name(*heads)
    return (
        Match(same=True, score=found.score - 0.05, why=f"{found.why}, before the comma")
        if found.same
        else None
    )


@lru_cache(maxsize=100_000)
def _apart(name: str) -> _Name:
    table = name_table()
    found = bare(name)
    qualifiers, said, core = set(), set(), []
    for at, word in enumerate(found):
        if word in table.qualifiers:
            qualifiers.add(table.qualifiers[word])
        elif word in table.words:
            said.add(table.words[word])
        elif word not in table.kinds and (not at or word not in table.particles):
            core.extend(_split(word))
    bare_core = _untitled(core)
    if not bare_core and not said:
        bare_core = [w for w in found if w not in table.qualifiers] or list(found)
    return _Name(tuple(bare_core), frozenset(said), frozenset(qualifiers), found)


def _untitled(core: list[str]) -> list[str]:
    titles = name_table().titles
    return [w for w in core[:-1] if w not in titles] + core[-1:]


def _split(word: str) -> list[str]:
    """Take "abd" from its second part, as Arabic writes it."""
    if word in {
        "abdel",
        "abdul",
        "abdal",
        "abdol",
        "abdoul",
        "abed",
        "абдель",
        "абдул",
        "абд",
        "абдуль",
        "عبد",
    }:
        return ["abd"]
    found = _ABD.match(word) or _ABD_CYRILLIC.match(word)
    if found and word != found.group():
        return ["abd", word[found.end() :]]
    return [word]


def _initials(a: _Name, b: _Name) -> Match | None:
    """Compare an abbreviation of capitals with the name it shortens."""
    for short, long in ((a, b), (b, a)):
        letters = "".join(w[0] for w in long.whole)
        if len(short.whole) == 1 and 2 < len(letters) <= 6 and letters == short.whole[0]:
            return Match(same=True, score=0.9, why="the first letters of the other")
    return None


def _compare(a: _Name, b: _Name) -> Match:
    """Align the words of two names; every word of the shorter one must find its fellow."""
    if bool(a.core) != bool(b.core) or (
        a.said != b.said and (a.said or b.said) and len(a.core) + len(b.core) < 3
    ):
        return Match(same=False, score=0.0, why="one names by a word that the other has not")
    if not a.core:
        alike = a.said == b.said
        return Match(same=alike, score=float(alike), why="same words, translated" if alike else "other words")
    found = _fitted(a.core, b.core)
    for one, two in ((a.core, b.core), (b.core, a.core)):
        if not found.same and len(two) < len(one) < 5:
            joins = (_fitted(join, two) for join in _joins(one))
            found = next((m for m in joins if m.same), found)
    if found.same and a.said != b.said:
        return Match(same=False, score=0.4, why="other words beside the name")
    return found


def _joins(core: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the words with two neighbours written as one, for each two ("Nasr Allah")."""
    pairs = range(len(core) - 1)
    return tuple((*core[:i], core[i] + core[i + 1], *core[i + 2 :]) for i in pairs if len(core[i]) > 1)


def _fitted(a: tuple[str, ...], b: tuple[str, ...]) -> Match:
    """Align the words of the shorter name with those of the longer one, and weigh how they fit."""
    short, long = sorted((a, b), key=lambda c: (len(c), c))
    found = _aligned(short, long)
    least = min(score for score, _ in found)
    if least == 0 and _veto(short, long):
        return Match(same=False, score=0.1, why="two names that look alike")
    score = _likely(short, long, found)
    if score < LIKELY or (len(short) == 1 and least < ALIKE_ALONE):
        return Match(same=False, score=min(score, 0.5), why="no word for word fit")
    if not _enough(short, long, frozenset(at for _, at in found)):
        return Match(same=False, score=min(score, 0.5), why="the shared part is not the family name")
    return Match(same=True, score=score, why="every word of the shorter name fits the longer one")


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[tuple[float, int], ...]:
    """Give each word of `short` a fellow in `long`, the likest first: (likeness, place) for each."""
    ways = [
        (alike(x, y) - 0.01 * abs(i - j), -i, -j) for i, x in enumerate(short) for j, y in enumerate(long)
    ]
    found: dict[int, tuple[float, int]] = {}
    for score, i, j in sorted(ways, reverse=True):
        if -i not in found and all(at != -j for _, at in found.values()):
            found[-i] = (max(0.0, score), -j)
    return tuple(found[i] for i in sorted(found))


def _likely(short: tuple[str, ...], long: tuple[str, ...], found: tuple[tuple[float, int], ...]) -> float:
    """Return how likely two names are one, by the weights of data/names.yaml."""
    weights = name_table().decision
    sure = weights["bias"] + sum(weights[n] * value for n, value in _values(short, long, found).items())
    return 1 / (1 + exp(-sure))


def _values(
    short: tuple[str, ...], long: tuple[str, ...], found: tuple[tuple[float, int], ...]
) -> dict[str, float]:
    """Return what speaks for and against two names being one; data/names.yaml says what each is."""
    scores = [score for score, _ in found]
    return {
        "least": min(scores),
        "mean": sum(scores) / len(scores),
        "left": len(long) - len(short),
        "last": float(found[-1][1] == len(long) - 1),
        "first": float(found[0][1] == 0),
    }


def _veto(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return any(held_apart(x, y) for x in a for y in b)


def _enough(short: tuple[str, ...], long: tuple[str, ...], used: frozenset[int]) -> bool:
    """Say whether the words shared are enough to name: the family name, or two words and more."""
    last = len(long) - 1
    if len(short) == len(long) or last in used:
        return any(len(w) > 1 for w in short)
    if len(short) == 1:
        return 0 in used and long[0] in _FAMILY_FIRST
    return True


def _compare_joined(a: _Name, b: _Name) -> Match:
    """Compare two names written in one go, for spaces, hyphens and articles inside names."""
    none = Match(same=False, score=0.0, why="other sounds")
    one, two = a.core or a.whole, b.core or b.whole
    if a.said or b.said:
        one, two = a.whole, b.whole
    if (
        _veto(one, two)
        or abs(len(one) - len(two)) > 2
        or (len(one) == len(two) > 1 and not (a.said or b.said))
    ):
        return none
    if any(len(w) == 1 for w in one + two):
        return none
    score = max(by_sound("".join(one), "".join(two)), by_sound("".join(a.whole), "".join(b.whole)))
    heavy = min(sounds("".join(c), name_table().endings).weight for c in (one, two))
    same = score >= (JOINED if heavy >= 3.5 else 0.93)
    return Match(same=same, score=score, why="same sounds, joined otherwise" if same else none.why)


__all__ = ["ARTICLES", "Match", "same_name", "words"]
