"""The learned filter's weights: names of features in, log-odds out. A file of plain numbers, no code.

They were fitted on the train part of PolNeAR by `bench/train_attributions.py`; see `docs/attribution.md`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

# What says only that an attribution stands inside another; the corpus leaves such out, we keep them.
INNER = frozenset({"nested", "q=True"})
SCALE = 1000


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by feature, in thousandths; `heads` are the "lemma TAG" pairs worth looking at."""

    features: dict[str, int]
    heads: frozenset[str]

    def score(self, names: Iterable[str]) -> float:
        """Return the log-odds that these features, none twice, add."""
        get = self.features.get
        return sum([get(name, 0) for name in names]) / SCALE

    def outer(self, names: Iterable[str]) -> float:
        """Return how much of a score is due to standing inside another attribution."""
        return sum(self.features.get(name, 0) for name in names if name in INNER) / SCALE


@cache
def weights() -> Weights:
    """Load the weights once."""
    file = resources.files("ceasefire").joinpath("data", "attribution_weights.json")
    raw = json.loads(file.read_text(encoding="utf-8"))
    return Weights(features=raw["features"], heads=frozenset(raw["heads"]))
