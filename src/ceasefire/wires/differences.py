"""Two copies of one text in, the sentences in which they differ out."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from ceasefire.wires.words import words

ALIKE = 0.5
"""Share of words two sentences must have in common to be one sentence changed."""

_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[«]*[A-Z0-9À-ÞА-Я؀-ۿ])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|St|No|vs|U\.S|U\.N|U\.K|[A-Z])\.)$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its half-open character offsets in its text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that only `a` has (b None), only `b` has (a None), or that is changed between them.

    `same_words` says of a changed one that case, punctuation and marks alone differ.
    """

    a: Sentence | None
    b: Sentence | None
    same_words: bool = False

    @property
    def kind(self) -> str:
        """One of "only in a", "only in b", "changed", "punctuation"."""
        if self.b is None:
            return "only in a"
        if self.a is None:
            return "only in b"
        return "punctuation" if self.same_words else "changed"


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences by punctuation and line ends; no model is loaded."""
    cuts, start = [], 0
    for end in _END.finditer(text):
        if "\n" in end.group() or not _ABBREVIATION.search(text, max(0, end.start() - 8), end.start()):
            cuts.append((start, end.start() if "\n" in end.group() else end.end()))
            start = end.end()
    cuts.append((start, len(text)))
    found = []
    for lo, hi in cuts:
        bare = text[lo:hi].strip()
        if bare:
            at = lo + text[lo:hi].index(bare)
            found.append(Sentence(bare, at, at + len(bare)))
    return tuple(found)


def differences(a: str, b: str) -> tuple[Difference, ...]:
    """List the sentences in which two copies differ, in the order of `a`, then what only `b` has.

    Sentences of the same characters are left out. Moved sentences are not a difference.
    """
    of_a, of_b = sentences(a), sentences(b)
    key_a, key_b = [_key(s.text) for s in of_a], [_key(s.text) for s in of_b]
    mate = _mates(key_a, key_b)
    found = []
    for i, sentence in enumerate(of_a):
        j = mate.get(i)
        if j is None:
            found.append(Difference(sentence, None))
        elif sentence.text != of_b[j].text:
            found.append(Difference(sentence, of_b[j], same_words=key_a[i] == key_b[j]))
    taken = set(mate.values())
    found.extend(Difference(None, s) for j, s in enumerate(of_b) if j not in taken)
    return tuple(found)


def _key(sentence: str) -> tuple[int, ...]:
    return tuple(words(sentence).hashes.tolist())


def _mates(a: list[tuple[int, ...]], b: list[tuple[int, ...]]) -> dict[int, int]:
    """Pair each sentence of `a` with at most one of `b`: equal ones first, then the most alike."""
    mate: dict[int, int] = {}
    free = dict.fromkeys(range(len(b)))
    for i, key in enumerate(a):
        same = next((j for j in free if b[j] == key), None)
        if same is not None:
            mate[i] = same
            del free[same]
    scored = sorted(
        ((_alike(a[i], b[j]), -i, -j) for i in range(len(a)) if i not in mate for j in free), reverse=True
    )
    for score, i, j in scored:
        if score >= ALIKE and -i not in mate and -j in free:
            mate[-i] = -j
            del free[-j]
    return mate


def _alike(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Share of words in common; a sentence cut short is alike to the whole one."""
    if not a or not b:
        return 1.0 if a == b else 0.0
    common = LCSseq.similarity(a, b)
    return max(Indel.normalized_similarity(a, b), common / min(len(a), len(b)) if common >= 5 else 0.0)
