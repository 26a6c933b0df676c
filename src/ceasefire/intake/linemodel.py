"""Numbers of a page's lines -> which lines are prose of the report; weights in `data/line_model.yaml`.

Three steps: a logistic score for each line by itself and its neighbours; a second one that sees the
first scores of the lines around and where on the page they are densest; then the likeliest sequence
of kept and dropped lines for the page as a whole, since reports come in runs (Viterbi, two states).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ceasefire.intake.lines import NAMES, Line, numbers
from ceasefire.intake.page import load_rows

Numbers = NDArray[np.float64]

# The second step sees the first scores this many lines either way, held within these bounds.
REACH, BOUND = 6, 4.0
# Mass of likely prose thins out with this many lines' distance.
THIN, FAR = 5, 15
PLACE = ("mass_before", "mass_after", "mass_near", "mass_share", "off_centre", "mass_page")
SECOND = (*NAMES, *(f"score{step:+d}" for step in range(-REACH, REACH + 1)), *PLACE)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights and bias of both steps, and the cost of changing between kept and dropped."""

    first: Numbers
    first_bias: float
    second: Numbers
    second_bias: float
    change: float


@cache
def model() -> Model:
    """Load the weights; a column without one weighs nothing."""
    data = load_rows("line_model.yaml")
    if not isinstance(data, dict):
        raise TypeError("data/line_model.yaml should hold first, second and change")
    first, second = data["first"], data["second"]
    return Model(
        np.array([float(first["weights"].get(name, 0.0)) for name in NAMES]),
        float(first["bias"]),
        np.array([float(second["weights"].get(name, 0.0)) for name in SECOND]),
        float(second["bias"]),
        float(data["change"]),
    )


def keep(lines: list[Line]) -> list[bool]:
    """Say for each line whether it is the report's."""
    return best_run(log_odds(lines).tolist(), model().change)


def log_odds(lines: list[Line]) -> Numbers:
    """Return the log odds that each line is the report's, before the page is seen as a whole."""
    if not lines:
        return np.zeros(0)
    found = model()
    own = numbers(lines)
    scores = own @ found.first + found.first_bias
    odds: Numbers = np.hstack([own, around(lines, scores)]) @ found.second + found.second_bias
    return odds


def around(lines: list[Line], scores: Numbers) -> Numbers:
    """Return the columns that the second step adds to `NAMES`, from the scores of the first."""
    count = len(lines)
    padded = np.pad(np.clip(scores, -BOUND, BOUND), REACH)
    window = [padded[step : step + count] for step in range(2 * REACH + 1)]
    likely = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    mass = likely * np.array([line.end - line.start for line in lines], dtype=float)
    total = max(1.0, float(mass.sum()))
    before = np.cumsum(mass) - mass
    fall = np.exp(-np.abs(np.arange(-FAR, FAR + 1)) / THIN)
    near = np.convolve(np.pad(mass, FAR), fall, mode="valid")
    densest = int(near.argmax())
    place = (
        before / total,
        (total - before - mass) / total,
        np.log1p(near) / 8,
        near / max(1.0, float(near.max())),
        np.abs(np.arange(count) - densest) / count,
        np.full(count, np.log1p(total) / 8),
    )
    return np.column_stack([*window, *place])


def best_run(scores: list[float], change: float) -> list[bool]:
    """Return the likeliest sequence; a score is the log odds of keeping, a change costs `change`."""
    kept, dropped = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for score in scores:
        # Was the line before kept, if this one is kept; and if this one is dropped?
        back.append((kept >= dropped - change, kept - change > dropped))
        kept, dropped = max(kept, dropped - change) + score, max(dropped, kept - change)
    state, states = kept > dropped, []
    for was_kept, was_dropped in reversed(back):
        states.append(state)
        state = was_kept if state else was_dropped
    return states[::-1]
