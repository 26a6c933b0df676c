"""The words of two texts in, out comes how much of the shorter one the other prints.

Only words outside quotation marks count, only in stretches long enough not to be chance, and two
numbers of a bulletin series are told apart by their figures: a text that repeats another with most
of its figures changed is the next bulletin, not a copy.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ceasefire.wires.words import SHINGLE, Words

STRETCH = 8
"""Words a common stretch must have, changed words inside it counted."""
BRIDGE = 3
"""Changed words in a row that a common stretch may step over."""
SHARE = 0.5
"""Share of the shorter text's own words from which it is a copy; chosen on bench/wires_figures.py."""
PART = 0.25
"""Share from which a text prints part of another, so that single sentences are looked for in both."""
LATE = 4
"""Days within which a wire is printed; texts further apart share formulas, and must share more."""
SHARE_LATE = 0.75
"""Share of own words from which texts further apart are copies."""
LEAST = 25
"""Own words that a copy must share at least; texts under twice that are short."""
SHARE_SHORT = 0.6
"""Share of own words from which a short text is a copy: one formula can be half of it."""
FIGURES_CHANGED = 0.34
"""Share of figures changed in common stretches from which two texts are numbers of a series."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common: own words shared, as a share of each; figures kept, changed.

    `shorter` is how many own words the shorter text has.
    """

    words: int
    shorter: int
    of_a: float
    of_b: float
    figures_kept: int
    figures_changed: int

    @property
    def series(self) -> bool:
        """Whether the figures say that these are two numbers of a series."""
        total = self.figures_kept + self.figures_changed
        return self.figures_changed >= 3 and self.figures_changed >= FIGURES_CHANGED * total


def stretches(a: Words, b: Words) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Mark the words of `a` in stretches that `b` prints too; give b's word index or -1 for each."""
    at = np.full(len(a.hashes), -1, dtype=np.int64)
    order = np.argsort(b.shingles, kind="stable")
    place = np.searchsorted(b.shingles, a.shingles, sorter=order)
    place = np.minimum(place, max(len(order) - 1, 0))
    if len(order) and len(a.shingles):
        hit = np.flatnonzero(b.shingles[order[place]] == a.shingles)
        for k in range(SHINGLE - 1, -1, -1):
            at[hit + k] = order[place[hit]] + k
    return _long_runs(at >= 0), at


def _long_runs(covered: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Close gaps of up to BRIDGE words, then drop runs of fewer than STRETCH words."""
    runs = _runs(covered)
    joined: list[list[int]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] <= BRIDGE:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    marked = np.zeros(len(covered), dtype=np.bool_)
    for start, end in joined:
        if end - start >= STRETCH:
            marked[start:end] = True
    return marked


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True)]


def overlap(a: Words, b: Words) -> Overlap:
    """Measure what two texts have in common, outside quotation marks."""
    in_a, at = stretches(a, b)
    in_b, _ = stretches(b, a)
    shared_a, shared_b = int((in_a & a.own).sum()), int((in_b & b.own).sum())
    kept, changed = _figures(a, b, at)
    return Overlap(
        words=min(shared_a, shared_b),
        shorter=min(int(a.own.sum()), int(b.own.sum())),
        of_a=shared_a / max(int(a.own.sum()), 1),
        of_b=shared_b / max(int(b.own.sum()), 1),
        figures_kept=kept,
        figures_changed=changed,
    )


def _figures(a: Words, b: Words, at: NDArray[np.int64]) -> tuple[int, int]:
    """Count the figures that stand unchanged in common stretches, and those changed in their gaps."""
    kept = int((a.number & (at >= 0)).sum())
    changed = 0
    spots = np.flatnonzero(at >= 0)
    for left, right in pairwise(spots):
        gap_b = at[right] - at[left]
        if 1 < right - left <= 8 and 1 < gap_b <= 8:
            old = a.hashes[left + 1 : right][a.number[left + 1 : right]]
            new = b.hashes[at[left] + 1 : at[right]][b.number[at[left] + 1 : at[right]]]
            changed += max(0, min(len(old), len(new)) - len(np.intersect1d(old, new)))
    return kept, changed


def is_copy(found: Overlap, *, apart_days: int = 0, share: float = SHARE) -> bool:
    """Say whether two texts print one copy; `apart_days` is the number of days between them."""
    if found.series and (apart_days or found.figures_changed > found.figures_kept):
        return False
    printed = max(found.of_a, found.of_b)
    if found.shorter < LEAST * 2:
        return printed >= max(share, SHARE_SHORT) and found.words >= min(STRETCH, max(found.shorter, 1))
    return printed >= (max(share, SHARE_LATE) if apart_days > LATE else share) and found.words >= LEAST


def without(text: Words, furniture: NDArray[np.uint64], *, salt: int) -> Words:
    """Return the words with furniture blanked: no longer the text's own, and matching nothing.

    `furniture` holds shingle hashes, sorted; `salt` differs from text to text, so that two blanked
    stretches do not match each other.
    """
    if not len(furniture):
        return text
    # Looked up in the sorted furniture: joining and sorting both for each text takes minutes of thousands.
    at = np.minimum(np.searchsorted(furniture, text.shingles), len(furniture) - 1)
    hit = np.flatnonzero(furniture[at] == text.shingles)
    if not len(hit):
        return text
    own, shingles = text.own.copy(), text.shingles.copy()
    for k in range(SHINGLE):
        own[hit + k] = False
    shingles[hit] = hit.astype(np.uint64) + np.uint64(salt << 24)
    return Words(text.hashes, shingles, text.starts, text.ends, own, text.number)
