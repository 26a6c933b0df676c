"""One folded word in any script in, its sounds out, and the cost of taking one word for another.

A sound is one letter of a small alphabet: x = kh, c = sh, C = ch, G = gh, T = th, D = dh, J = zh, Z = ts,
W = Arabic waw (w, u or o), Y = Arabic ya (y, i or e), A = a long or final a; others as in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

VOWELS = frozenset("aeiouAWYy")
# Letters of Latin scripts, in one pass from left to right; the first row that fits is taken.
_LATIN = (
    ("shch", "cC"), ("sch", "c"), ("sh", "c"), ("tsch", "C"), ("tch", "C"), ("ch", "C"), ("dzh", "j"), ("dj", "j"),
    ("kh", "x"), ("gh", "G"), ("th", "T"), ("dh", "D"), ("zh", "J"), ("ph", "f"), ("tz", "Z"), ("ts", "Z"),
    ("ck", "k"), ("cq", "k"), ("qu(?=[ei])", "k"), ("gu(?=[ei])", "g"), ("x", "ks"), ("cc?(?=[eiy])", "s"),
    ("c", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yi", "i"), ("ii", "i"), ("ij", "i"),
    ("yy", "i"), ("ie", "i"), ("[ae][iyj](?![aeiou])", "ay"), ("a[uw](?![aeiou])", "aw"), ("ow(?![aeiou])", "aw"),
    ("(?<![aeiou])y(?![aeiou])", "i"),
)  # fmt: skip
_ANY = re.compile("|".join(f"({pattern})" for pattern, _ in _LATIN))
# Cyrillic; Ukrainian letters where they differ.
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґёўәқғүұөһњљћђџјѓќ",
        ["a", "b", "v", "g", "d", "e", "J", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "x", "Z", "C", "c", "cC", "_", "i", "_", "e", "yu", "ya", "ye", "i", "yi", "g", "yo", "w", "a", "k", "G", "u", "u", "o", "h", "n", "l", "C", "j", "j", "y", "g", "k"],
        strict=True,
    )
)  # fmt: skip
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويةپچژگڤڭڨ",
        ["A", "b", "t", "T", "j", "h", "x", "d", "D", "r", "z", "s", "c", "s", "d", "t", "z", "_", "G", "f", "q", "k", "l", "m", "n", "h", "W", "Y", "A", "p", "C", "J", "g", "v", "g", "q"],
        strict=True,
    )
)
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Sounds:
    """A word's sounds; `short_vowels` is False for scripts that leave short vowels out."""

    text: str
    short_vowels: bool

    @property
    def weight(self) -> float:
        """How much there is to compare: 1 for a consonant, less for a vowel."""
        return sum(0.35 if c in VOWELS else 1.0 for c in self.text)


@lru_cache(maxsize=200_000)
def sounds(word: str, endings: tuple[tuple[str, str], ...] = ()) -> Sounds:
    """Return the sounds of a folded word. Scripts other than Arabic and Cyrillic go through ASCII."""
    first = word[:1]
    if first in _ARABIC:
        return Sounds(_tidy("".join(_ARABIC.get(c, "") for c in word)), short_vowels=False)
    if first in _CYRILLIC:
        return Sounds(_tidy("".join(_CYRILLIC.get(c, "") for c in word)), short_vowels=True)
    latin = "".join(c for c in anyascii(word).casefold() if c.isalnum())
    for old, new in endings:
        if latin.endswith(old):
            latin = latin.removesuffix(old) + new
            break
    heard = _ANY.sub(lambda m: _LATIN[(m.lastindex or 1) - 1][1], latin)
    return Sounds(_tidy(heard), short_vowels=True)


def _tidy(text: str) -> str:
    return _DOUBLE.sub(r"\1", text.replace("_", ""))


def skeleton(heard: Sounds) -> str:
    """Return the consonants in broad classes: words that may be one name mostly share it."""
    return _DOUBLE.sub(r"\1", "".join(_BROAD.get(c, c) for c in heard.text if c not in VOWELS))


_BROAD = {"q": "k", "g": "k", "G": "k", "x": "k", "h": "", "C": "s", "c": "s", "Z": "s", "z": "s", "J": "s",
          "j": "s", "T": "t", "D": "d", "w": "", "p": "b", "v": "b"}  # fmt: skip

_VOWEL_COST = {
    frozenset(pair): cost
    for pair, cost in (
        ("ae", 0.1), ("ai", 0.25), ("ao", 0.2), ("au", 0.25), ("ei", 0.08), ("eo", 0.25), ("eu", 0.25),
        ("io", 0.3), ("iu", 0.3), ("ou", 0.08), ("aA", 0.0), ("eA", 0.1), ("iA", 0.25), ("oA", 0.2), ("uA", 0.25),
        ("uW", 0.0), ("oW", 0.02), ("aW", 0.2), ("eW", 0.25), ("iW", 0.3), ("wW", 0.0), ("vW", 0.05), ("AW", 0.2),
        ("iY", 0.0), ("yY", 0.0), ("eY", 0.03), ("aY", 0.2), ("oY", 0.3), ("uY", 0.3), ("AY", 0.15), ("WY", 0.3),
        ("iy", 0.05), ("ey", 0.12), ("ay", 0.25), ("jy", 0.2), ("Ay", 0.25),
    )
}  # fmt: skip


def likeness(a: Sounds, b: Sounds, consonants: Mapping[frozenset[str], float]) -> float:
    """Say how alike two words sound, from 0 to 1: one less the cost of the cheapest alignment."""
    if a.text == b.text:
        return 1.0
    whole = min(a.weight, b.weight) or 1.0
    free = a.short_vowels != b.short_vowels
    cost = _alignment(a.text, b.text, free, consonants)
    return max(0.0, 1.0 - cost / whole)


def _alignment(a: str, b: str, free: bool, consonants: Mapping[frozenset[str], float]) -> float:
    """Return the least cost of turning `a` into `b`; `free` says that short vowels cost next to nothing."""
    above = [0.0]
    for j, y in enumerate(b):
        above.append(above[-1] + _gap(b, j, y, free))
    for i, x in enumerate(a):
        drop = _gap(a, i, x, free)
        row = [above[0] + drop]
        for j, y in enumerate(b):
            same = above[j] if x == y else above[j] + _swap(x, y, consonants)
            row.append(min(same, above[j + 1] + drop, row[j] + _gap(b, j, y, free)))
        above = row
    return above[-1]


def _gap(word: str, at: int, sound: str, free: bool) -> float:
    """Cost of a sound that the other word has not."""
    if sound in VOWELS:
        if free and sound in "aeiou":
            return 0.03
        return 0.2 if at else 0.3
    if sound == "h":
        return 0.25 if at else 0.45
    if sound == "w":
        return 0.3
    return 1.0


def _swap(x: str, y: str, consonants: Mapping[frozenset[str], float]) -> float:
    pair = frozenset((x, y))
    if x in VOWELS or y in VOWELS:
        return _VOWEL_COST.get(pair, 2.0)
    return consonants.get(pair, 1.0)
