"""A text in, its words out, as copies are compared: re-spelling, punctuation and case taken away.

What an editor changes without writing anew must not hide a copy: quotation marks and backticks,
brackets, accents, possessives, the Arabic article before a name, "percent" beside "per cent".
Words inside quotation marks are flagged, since two reporters in one room write down the same words.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5
"""Words in a shingle; short, so that one changed word in ten still leaves most stretches whole."""

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:['’`´ʼ‘][^\W_]+)*")
_ARTICLES = frozenset({"al", "el", "the", "a", "an"})
_QUOTED = re.compile(r"“[^“”]{15,1500}”|«[^«»]{15,1500}»|„[^„“”]{15,1500}[“”]|\"[^\"\n]{15,1500}\"")
_NUMBERS = frozenset(
    re.findall(
        "[a-z]+",
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred",
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: their hashes, shingle hashes, half-open spans, and two flags a word.

    `own` is True for a word outside quotation marks, `number` for a figure or a number word.
    """

    hashes: NDArray[np.uint64]
    shingles: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    own: NDArray[np.bool_]
    number: NDArray[np.bool_]


@lru_cache(maxsize=500_000)
def plain(word: str) -> str:
    """Return a word as copies are compared: folded, without accents, possessive and inner marks."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(c for c in folded if c.isalnum())
    if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’`´ʼ‘":
        bare = bare[:-1]
    return bare


@lru_cache(maxsize=500_000)
def _hash(word: str) -> int:
    low = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(low) | zlib.crc32(low[::-1]) << 32


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of the text that stand inside quotation marks."""
    return tuple(m.span() for m in _QUOTED.finditer(text))


def words(text: str) -> Words:
    """Split a text into words for comparison; articles are left out, offsets point into `text`."""
    found = [
        (p, m.start(), m.end()) for m in _WORD.finditer(text) if (p := plain(m.group())) not in _ARTICLES
    ]
    found = [f for f in found if f[0]]
    hashes = np.fromiter((_hash(p) for p, _, _ in found), dtype=np.uint64, count=len(found))
    own = np.ones(len(text) + 1, dtype=np.bool_)
    for start, end in quoted(text):
        own[start:end] = False
    starts = np.fromiter((s for _, s, _ in found), dtype=np.int32, count=len(found))
    return Words(
        hashes=hashes,
        shingles=_shingles(hashes),
        starts=starts,
        ends=np.fromiter((e for _, _, e in found), dtype=np.int32, count=len(found)),
        own=own[starts],
        number=np.fromiter((p[0].isdigit() or p in _NUMBERS for p, _, _ in found), np.bool_, len(found)),
    )


def _shingles(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hash every run of SHINGLE words; position i is the run that begins at word i."""
    n = len(hashes) - SHINGLE + 1
    if n <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(n, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for k in range(SHINGLE):
            mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) ^ hashes[k : k + n]
            mixed ^= mixed >> np.uint64(29)
    return mixed
