"""One folded word in any script in, its sounds out, and the cost of taking one word for another.

A sound is one letter of a small alphabet: x = kh, c = sh, C = ch, G = gh, T = th, D = dh, J = zh, Z = ts,
W = Arabic waw (w, u or o), Y = Arabic ya (y, i or e), A = a long or final a; others as in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, permutations
from math import inf

from anyascii import anyascii

VOWELS = frozenset("aeiouAWYy")
# Letters of Latin scripts, in one pass from left to right; the first row that fits is taken.
_LATIN = tuple(
    (pattern, sounds)
    for pattern, _, sounds in (
        row.partition(" > ")
        for row in (
            "shch > cC", "sch > c", "sh > c", "tsch > C", "tch > C", "ch > C", "dzh > j", "dj > j", "kh > x",
            "gh > G", "th > T", "dh > D", "zh > J", "ph > f", "tz > Z", "ts > Z", "ck > k", "cq > k",
            "qu(?=[ei]) > k", "gu(?=[ei]) > g", "x > ks", "cc?(?=[eiy]) > s", "c > k", "ou > u", "oo > u",
            "ee > i", "iy > i", "yi > i", "ii > i", "ij(?![aeiou]) > i", "yy > i", "ie > i",
            "[ae][iyj](?![aeiou]) > ay", "a[uw](?![aeiou]) > aw", "ow(?![aeiou]) > aw",
            "(?<![aeiou])y(?![aeiou]) > i",
        )
    )
)  # fmt: skip
_ANY = re.compile("|".join(f"({pattern})" for pattern, _ in _LATIN))


def _letters(*rows: str) -> dict[str, str]:
    """Return letter → sounds from rows of "letter:sounds"."""
    return dict(pair.split(":") for row in rows for pair in row.split())


# Ukrainian, Serbian, Kazakh and other letters after the Russian ones.
_CYRILLIC = _letters(
    "а:a б:b в:v г:g д:d е:e ж:J з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:x ц:Z",
    "ч:C ш:c щ:cC ъ: ы:i ь: э:e ю:yu я:ya є:ye і:i ї:yi ґ:g ё:yo ў:w ә:a қ:k ғ:G ү:u ұ:u ө:o һ:h њ:n љ:l",
    "ћ:C ђ:j џ:j ѓ:g ќ:k ј:y ѕ:z",
)
# Persian, Urdu, Kurdish, Pashto and Uyghur letters after the Arabic ones.
_ARABIC = _letters(
    "ا:A ب:b ت:t ث:T ج:j ح:h خ:x د:d ذ:D ر:r ز:z س:s ش:c ص:s ض:d ط:t ظ:z ع: غ:G ف:f ق:q ك:k ل:l م:m ن:n",
    "ه:h و:W ي:Y ة:A پ:p چ:C ژ:J گ:g ڤ:v ڭ:g ڨ:q ڈ:d ٹ:t ڑ:r ں:n ے:Y ۆ:W ێ:Y ڕ:r ڵ:l ۇ:W ۋ:v ڙ:r ې:Y ټ:t",
    "ډ:d ړ:r ښ:x ګ:g ڼ:n",
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
    return _DOUBLE.sub(r"\1", text.replace("_", "").replace("dJ", "j"))


def skeleton(heard: Sounds) -> str:
    """Return the consonants in broad classes: words that may be one name mostly share it."""
    return _DOUBLE.sub(r"\1", "".join(_BROAD.get(c, c) for c in heard.text if c not in VOWELS))


_BROAD = {"q": "k", "g": "k", "G": "k", "x": "k", "h": "", "C": "s", "c": "s", "Z": "s", "z": "s", "J": "s",
          "j": "s", "T": "t", "D": "d", "w": "", "p": "b", "v": "b"}  # fmt: skip

_VOWEL_COST = {
    frozenset(pair): float(cost)
    for pair, _, cost in (
        item.partition(":")
        for row in (
            "ae:.1 ai:.25 ao:.2 au:.25 ei:.08 eo:.25 eu:.25 io:.3 iu:.3 ou:.08 aA:0 eA:.1 iA:.25 oA:.2",
            "uA:.25 uW:0 oW:.02 aW:.2 eW:.25 iW:.3 wW:0 vW:.05 AW:.2 iY:0 yY:0 eY:.03 aY:.2 oY:.3 uY:.3",
            "AY:.15 WY:.3 iy:.05 ey:.12 ay:.25 jy:.2 Ay:.25",
        )
        for item in row.split()
    )
}


Costs = Mapping[tuple[str, str], float]


def swap_costs(consonants: Mapping[frozenset[str], float]) -> Costs:
    """Return what it costs to hear one sound for another, both ways round, vowels and `consonants` alike."""
    pairs = {**consonants, **_VOWEL_COST}
    return {(x, y): cost for pair, cost in pairs.items() for x, y in permutations(pair, 2)}


def likeness(a: Sounds, b: Sounds, costs: Costs, *, least: float = 0.0) -> float:
    """Say how alike two words sound, from 0 to 1: one less the cost of the cheapest alignment.

    Words that cannot reach `least` give 0 without being looked at to the end.
    """
    if a.text == b.text:
        return 1.0
    whole = min(a.weight, b.weight) or 1.0
    free = a.short_vowels != b.short_vowels
    most = (1.0 - least) * whole
    cost = _alignment(a.text, b.text, costs, free=free, most=most)
    return max(0.0, 1.0 - cost / whole)


def _alignment(a: str, b: str, costs: Costs, *, free: bool, most: float) -> float:
    """Return the least cost of turning `a` into `b`, or infinity once it must exceed `most`.

    `free` says that short vowels cost next to nothing. Costs only grow from row to row, so that the
    cheapest cell of a row bounds the result.
    """
    gaps = [_gap(y, first=not j, free=free) for j, y in enumerate(b)]
    above = list(accumulate(gaps, initial=0.0))
    for i, x in enumerate(a):
        drop = _gap(x, first=not i, free=free)
        row = [above[0] + drop]
        vowel = x in VOWELS
        for j, y in enumerate(b):
            swap = 0.0 if x == y else costs.get((x, y), 2.0 if vowel or y in VOWELS else 1.0)
            row.append(min(above[j] + swap, above[j + 1] + drop, row[j] + gaps[j]))
        if min(row) > most:
            return inf
        above = row
    return above[-1]


def floor(x: str, word: Sounds, costs: Costs) -> float:
    """Return the least that a sound of a word with short vowels costs beside another word: a gap or a swap.

    The sum of a word's floors bounds the cost of its alignment from below.
    """
    gap = _gap(x, first=False, free=not word.short_vowels)
    return min(gap, *(_swap(x, y, costs) for y in word.text))


def _swap(x: str, y: str, costs: Costs) -> float:
    return 0.0 if x == y else costs.get((x, y), 2.0 if x in VOWELS or y in VOWELS else 1.0)


@cache
def _gap(sound: str, *, first: bool, free: bool) -> float:
    """Cost of a sound that the other word has not.

    Arabic leaves short vowels out, but writes the second half of a diphthong.
    """
    if sound in VOWELS:
        if free:
            return 0.03 if sound in "aeiou" else {"A": 0.2, "y": 0.6}.get(sound, 0.45)
        return 0.3 if first else 0.2
    if sound == "h":
        return 0.45 if first else 0.25
    return 0.3 if sound == "w" else 1.0
