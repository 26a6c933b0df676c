"""Documents in, origins out: which documents print the same copy, and where they differ."""

from ceasefire.wires.differences import Difference, Sentence, differences
from ceasefire.wires.origins import Origins, Shared, find, labels, origins, rank_of

__all__ = [
    "Difference",
    "Origins",
    "Sentence",
    "Shared",
    "differences",
    "find",
    "labels",
    "origins",
    "rank_of",
]
