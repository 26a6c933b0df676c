"""The words of many texts in, pairs worth comparing out, without comparing every text with every other.

Each text keeps the smallest of every few neighbouring shingle hashes (winnowing: Schleimer, Wilkerson
and Aiken, 2003), so that a common stretch of SHINGLE + WINDOW - 1 words is sure to be seen. One sort
brings the texts of a hash together.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ceasefire.wires.words import Words

WINDOW = 5
"""Neighbouring shingles of which one is kept."""
CROWD = 40
"""Texts of one hash up to which every pair is listed; in a larger crowd each is paired with a few."""
HITS = 2
"""Kept hashes that a pair must share to be compared."""
FURNITURE_DAYS = 6
"""Different days on which a shingle stands from which it is furniture: no wire is printed so long."""


def winnow(shingles: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Keep the smallest hash of each WINDOW neighbours, each once."""
    if len(shingles) <= WINDOW:
        return np.unique(shingles)
    views = np.lib.stride_tricks.sliding_window_view(shingles, WINDOW)
    return np.unique(views.min(axis=1))


def furniture(texts: Sequence[Words], days: Sequence[int | None]) -> NDArray[np.uint64]:
    """Return the shingles printed on FURNITURE_DAYS different days or more, sorted.

    A ministry's definitions and an outlet's appeal come back day after day; a wire does not.
    """
    dated = [(np.unique(t.shingles), d) for t, d in zip(texts, days, strict=True) if d is not None]
    if len({d for _, d in dated}) < FURNITURE_DAYS:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.concatenate([s for s, _ in dated])
    stamp = np.concatenate([np.full(len(s), d, dtype=np.int32) for s, d in dated])
    often = _at_least(hashes, FURNITURE_DAYS)
    hashes, stamp = hashes[often], stamp[often]
    if not len(hashes):
        return hashes
    order = np.lexsort((stamp, hashes))
    hashes, stamp = hashes[order], stamp[order]
    fresh = np.concatenate(([True], (hashes[1:] != hashes[:-1]) | (stamp[1:] != stamp[:-1])))
    values, counts = np.unique(hashes[fresh], return_counts=True)
    return np.asarray(values[counts >= FURNITURE_DAYS], dtype=np.uint64)


def _at_least(hashes: NDArray[np.uint64], times: int) -> NDArray[np.bool_]:
    values, counts = np.unique(hashes, return_counts=True)
    return np.isin(hashes, values[counts >= times])


def pairs(texts: Sequence[Words]) -> tuple[tuple[int, int], ...]:
    """Return the index pairs (i, j), i < j, of texts that share HITS kept hashes or more."""
    kept = [winnow(t.shingles) for t in texts]
    if not kept:
        return ()
    hashes = np.concatenate(kept)
    owner = np.repeat(np.arange(len(kept), dtype=np.int64), [len(k) for k in kept])
    order = np.lexsort((owner, hashes))
    hashes, owner = hashes[order], owner[order]
    edges = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1], [True])))
    codes = [_paired(owner[s:e]) for s, e in pairwise(edges.tolist()) if e - s > 1]
    if not codes:
        return ()
    values, counts = np.unique(np.concatenate(codes), return_counts=True)
    small = np.array([len(k) for k in kept])
    first, second = values >> 32, values & 0xFFFFFFFF
    enough = counts >= np.minimum(HITS, np.minimum(small[first], small[second]))
    return tuple(zip(first[enough].tolist(), second[enough].tolist(), strict=True))


def _paired(members: NDArray[np.int64]) -> NDArray[np.int64]:
    """Code the pairs of one hash's texts as first << 32 | second; members come sorted."""
    if len(members) <= CROWD:
        i, j = np.triu_indices(len(members), 1)
        return np.asarray(members[i] << 32 | members[j])
    near = [members[:-k] << 32 | members[k:] for k in (1, 2, 3)]
    hub = members[0] << 32 | members[1:]
    return np.concatenate([*near, hub])
