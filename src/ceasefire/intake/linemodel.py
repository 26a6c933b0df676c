"""Numbers of a page's lines -> which lines are prose of the report; weights in `data/line_model.yaml`.

Two steps: a logistic weight for each line, then the most likely sequence of kept and dropped lines
for the page as a whole, since reports come in runs (Viterbi over two states).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ceasefire.intake.lines import NAMES, Line, numbers
from ceasefire.intake.page import load_rows


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by column of `NAMES`, the bias, and the cost of changing between kept and dropped."""

    weights: NDArray[np.float64]
    bias: float
    change: float


@cache
def model() -> Model:
    """Load the weights; a column without one weighs nothing."""
    data = load_rows("line_model.yaml")
    if not isinstance(data, dict):
        raise TypeError("data/line_model.yaml should hold bias, change and weights")
    weights = np.array([float(data["weights"].get(name, 0.0)) for name in NAMES])
    return Model(weights, float(data["bias"]), float(data["change"]))


def keep(lines: list[Line]) -> list[bool]:
    """Say for each line whether it is the report's."""
    found = model()
    if not lines:
        return []
    return best_run((numbers(lines) @ found.weights + found.bias).tolist(), found.change)


def best_run(scores: list[float], change: float) -> list[bool]:
    """Return the likeliest sequence; a score is the log odds of keeping, a change costs `change`."""
    kept, dropped = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for score in scores:
        from_kept = (kept >= dropped - change, kept - change > dropped)
        kept, dropped = max(kept, dropped - change) + score, max(dropped, kept - change)
        back.append(from_kept)
    state, states = kept > dropped, []
    for was in reversed(back):
        states.append(state)
        state = was[0] if state else was[1]
    return states[::-1]
