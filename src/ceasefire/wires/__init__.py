"""Documents in, origins out: which documents print the same copy, and where they differ."""

from ceasefire.wires.differences import Difference, Sentence, differences
from ceasefire.wires.origins import Origins, find, origins

__all__ = ["Difference", "Origins", "Sentence", "differences", "find", "origins"]
