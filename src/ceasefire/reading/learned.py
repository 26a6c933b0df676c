"""Feature names in, probabilities out: linear models from one file of weights, no training library."""

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAMES = ("keep", "force", "action", "actor", "speaker")
Weights = NDArray[np.float32]
MOST = 10_000  # companies of features kept; a run over many texts must not keep every one it met


class _Sums(dict[str, float]):
    """What a stem weighs with all that follows it in one company, each summed once."""

    def __init__(self, stems: dict[str, dict[str, float]], company: tuple[str, ...]) -> None:
        super().__init__()
        self.stems, self.company = stems, company

    def __missing__(self, stem: str) -> float:
        known = self.stems.get(stem, {})
        self[stem] = total = sum([known[rest] for rest in self.company if rest in known])
        return total


@dataclass(frozen=True)
class Linear:
    """A linear model: a row of weights for each feature, one column for each class (one for yes or no)."""

    classes: tuple[str, ...]
    index: dict[str, int]
    weights: Weights
    bias: Weights

    def scores(self, features: list[str]) -> Weights:
        """Return the score of each class; features that were not learned count nothing."""
        rows = [self.index[f] for f in features if f in self.index]
        found: Weights = self.weights[rows].sum(axis=0, dtype=np.float32) + self.bias
        return found

    def chances(self, features: list[str]) -> dict[str, float]:
        """Return the probability of each class, normalised."""
        scores = self.scores(features)
        raised = np.exp(scores - scores.max())
        return dict(zip(self.classes, (raised / raised.sum()).tolist(), strict=True))

    @cached_property
    def column(self) -> dict[str, float]:
        """The weights of a model of one column, by feature: looked up much faster than rows of an array."""
        return {name: float(self.weights[n, 0]) for name, n in self.index.items()}

    def score(self, features: list[str]) -> float:
        """Return the score of a model of one column."""
        column = self.column
        # A list, not a generator: this line runs some ten thousand times a page.
        return float(self.bias[0]) + sum([column[f] for f in features if f in column])

    @cached_property
    def _stems(self) -> dict[str, dict[str, float]]:
        """The weights of a model of one column by the stem of the feature, up to a bar, then by the rest."""
        table: dict[str, dict[str, float]] = {}
        for name, weight in self.column.items():
            stem, _, rest = name.partition("|")
            table.setdefault(stem, {})[rest] = weight
        return table

    @cached_property
    def _sums(self) -> dict[tuple[str, ...], "_Sums"]:
        return {}

    def score_parts(self, parts: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> float:
        """Return the score of a model of one column for features in parts: stems, with what follows each."""
        total = float(self.bias[0])
        for company, stems in parts:
            sums = self._sums.get(company)
            if sums is None:
                if len(self._sums) >= MOST:
                    self._sums.clear()
                sums = self._sums[company] = _Sums(self._stems, company)
            total += sum([sums[stem] for stem in stems])
        return total

    def chance(self, features: list[str]) -> float:
        """Return the probability of "yes" of a model of one column."""
        return 1.0 / (1.0 + math.exp(-max(self.score(features), -30.0)))


@dataclass(frozen=True, slots=True)
class Models:
    """The learned parts of the reader; `keep_at` is the probability from which a candidate is a statement."""

    keep: Linear
    force: Linear
    action: Linear
    actor: Linear
    speaker: Linear
    keep_at: float
    calibration: tuple[tuple[float, float], ...] = ()


@cache
def load_models(path: Path | None = None) -> Models | None:
    """Load the weights shipped with the package, or those at `path`; None where there are none."""
    source = path or files("ceasefire").joinpath("data", "reader.npz")
    if not source.is_file():
        return None
    with source.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        about = json.loads(bytes(stored["about"].tobytes()).decode("utf-8"))
        models = {name: _linear(about[name], stored[f"{name}.w"], stored[f"{name}.b"]) for name in NAMES}
    return Models(
        **models, keep_at=about["keep_at"], calibration=tuple((a, b) for a, b in about["calibration"])
    )


def _linear(about: dict[str, Any], weights: Weights, bias: Weights) -> Linear:
    """Return a model; its weights are kept as whole numbers of one step each, `scale`."""
    index = {name: n for n, name in enumerate(about["features"])}
    steps = weights.astype(np.float32) * np.float32(about["scale"])
    return Linear(tuple(about["classes"]), index, steps, bias.astype(np.float32))
