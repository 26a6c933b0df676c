"""Two names in, out comes whether they may name one person, place or group, how alike they are, and why.

The way: fold both names into words; set titles and kinds aside; translate words that every language
translates (north, army); write each word in sounds; align the words, joined or apart, in either order.
A family name alone may stand for the whole name. What must differ is in data/names.yaml.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ceasefire.matching.names_fold import ARTICLES, bare, words
from ceasefire.matching.names_sounds import Costs, Sounds, likeness, sounds, swap_costs
from ceasefire.matching.names_table import name_table

ALIKE = 0.74
"""Likeness from which two words of longer names are one; chosen on the dev part of bench/name_pairs.py."""
ALIKE_ALONE = 0.79
"""The same for a name of one word, where nothing else speaks for it."""
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
    for word in found:
        if word in table.qualifiers:
            qualifiers.add(table.qualifiers[word])
        elif word in table.words:
            said.add(table.words[word])
        elif word not in table.kinds and word not in table.particles:
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
        if not found.same and 1 < len(one) < 5:
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
    """Align the words of the shorter name with those of the longer one."""
    short, long = sorted((a, b), key=lambda c: (len(c), c))
    found = _aligned(short, long)
    if found is None:
        return Match(same=False, score=0.3, why="no word for word fit")
    score, used = found
    if score <= 0:
        return Match(same=False, score=0.1, why="two names that look alike")
    if not _enough(short, long, used):
        return Match(same=False, score=min(score, 0.5), why="the shared part is not the family name")
    return Match(same=True, score=score, why="every word of the shorter name fits the longer one")


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[float, frozenset[int]] | None:
    """Give each word of `short` its best free fellow in `long`; None where one has none."""
    used: set[int] = set()
    total = 0.0
    by_length = sorted(range(len(short)), key=lambda i: (-len(short[i]), i))
    for i in by_length:
        scored = [
            (_word(short[i], long[j]) - 0.01 * abs(i - j), j) for j in range(len(long)) if j not in used
        ]
        best, at = max(scored, default=(0.0, -1))
        if best < (ALIKE_ALONE if len(short) == 1 else ALIKE):
            return (0.0, frozenset()) if _veto(short, long) else None
        used.add(at)
        total += best
    return total / len(short), frozenset(used)


def _veto(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return any(_different(x, y) for x in a for y in b)


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
    score = max(_sound("".join(one), "".join(two)), _sound("".join(a.whole), "".join(b.whole)))
    heavy = min(_sounds("".join(one)).weight, _sounds("".join(two)).weight)
    same = score >= (JOINED if heavy >= 3.5 else 0.93)
    return Match(same=same, score=score, why="same sounds, joined otherwise" if same else none.why)


@lru_cache(maxsize=200_000)
def _word(a: str, b: str) -> float:
    """Say how alike two words are, from 0 to 1."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if _initial(a, b) else 0.0
    table = name_table()
    if table.given.get(a, frozenset()) & table.given.get(b, frozenset()):
        return 0.95
    if _different(a, b):
        return 0.0
    return max(_sound(x, y) for x in _articled(a) for y in _articled(b))


def _initial(a: str, b: str) -> bool:
    """Say whether one of two words may be the first letter of the other."""
    x, y = _sounds(a).text[:1], _sounds(b).text[:1]
    return a[0] == b[0] or x == y or name_table().sounds.get(frozenset((x, y)), 1.0) <= 0.3


def _articled(word: str) -> tuple[str, ...]:
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
def _sound(a: str, b: str) -> float:
    return likeness(_sounds(a), _sounds(b), _costs())


@lru_cache(maxsize=1)
def _costs() -> Costs:
    return swap_costs(name_table().sounds)


@lru_cache(maxsize=200_000)
def _different(a: str, b: str) -> bool:
    """Say whether a row of the table holds two words apart, however each is spelt."""
    near_a, near_b = _near(a), _near(b)
    if not near_a or not near_b:
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

    Words of Arabic letters are left alone: without short vowels they are near to both.
    """
    if not _sounds(word).short_vowels:
        return {}
    held = dict.fromkeys(w for row in name_table().different for w in row)
    heard = _sounds(word)
    close = ((w, likeness(heard, _sounds(w), _costs(), least=0.85)) for w in held)
    return {w: score for w, score in close if score}


__all__ = ["ARTICLES", "Match", "same_name", "words"]
