"""Two folded words in, how much of one can be told from the other, by what spellings have taught, out.

data/name_spellings.json holds, for each two scripts, pairs of letter groups that stand for each other
("tj" and "ч", "igh" and "ай", "u" and "v") with their log likelihoods, and those of single letters; they are
counted from names that many people are known by (bench/train_names.py says which). A word pair's gain is the
log likelihood of its best cut into such pairs over that of two words that have nothing to do with each other.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

UNKNOWN = -11.0
"""Log likelihood of a letter that no pair explains."""
RARE = -9.0
"""Log likelihood of a letter never counted."""
LONGEST = 4
"""Most letters of a group."""
_ORDER = ("latin", "arabic", "cyrillic")


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What is known of two scripts: left group → right group → log likelihood; letters of each."""

    groups: Mapping[str, Mapping[str, float]]
    left: Mapping[str, float]
    right: Mapping[str, float]


def script(word: str) -> str:
    """Return "latin", "arabic" or "cyrillic" by the first letter; any other script counts as Latin."""
    if "\u0600" <= word[:1] <= "\u06ff":
        return "arabic"
    return "cyrillic" if "\u0400" <= word[:1] <= "\u04ff" else "latin"


@lru_cache(maxsize=200_000)
def told(a: str, b: str) -> float:
    """Say what share of two words each tells of the other, from 0 to 1; 0 for scripts without counts."""
    one, two = sorted((a, b), key=lambda w: (_ORDER.index(script(w)), w))
    pairs = _all_pairs().get(f"{script(one)}-{script(two)}")
    if not pairs or not one or not two:
        return 0.0
    own = -sum(pairs.left.get(c, RARE) for c in one)
    other = -sum(pairs.right.get(c, RARE) for c in two)
    gain = _best_cut(one, two, pairs.groups) + own + other
    return min(1.0, max(0.0, (gain / own + gain / other) / 2))


def _best_cut(a: str, b: str, groups: Mapping[str, Mapping[str, float]]) -> float:
    """Return the log likelihood of the best cut of both words into pairs of groups."""
    never = UNKNOWN * (len(a) + len(b) + 1)
    table = [[never] * (len(b) + 1) for _ in range(len(a) + 1)]
    table[0][0] = 0.0
    rights = [[b[j : j + m] for m in range(min(LONGEST, len(b) - j) + 1)] for j in range(len(b) + 1)]
    for i, row in enumerate(table):
        lefts = [
            (table[i + n], known)
            for n in range(min(LONGEST, len(a) - i) + 1)
            if (known := groups.get(a[i : i + n]))
        ]
        for j, so_far in enumerate(row):
            for below, known in lefts:
                for m, right in enumerate(rights[j]):
                    if (step := known.get(right)) is not None and so_far + step > below[j + m]:
                        below[j + m] = so_far + step
            _skip(table, i, j, so_far + UNKNOWN)
    return table[-1][-1]


def _skip(table: list[list[float]], i: int, j: int, cost: float) -> None:
    """Let a letter of either word stand for nothing."""
    if i + 1 < len(table):
        table[i + 1][j] = max(table[i + 1][j], cost)
    if j + 1 < len(table[i]):
        table[i][j + 1] = max(table[i][j + 1], cost)


@cache
def _all_pairs() -> Mapping[str, _Pairs]:
    raw = json.loads(files("ceasefire").joinpath("data/name_spellings.json").read_text(encoding="utf-8"))
    return {
        scripts: _Pairs(_by_left(row["groups"]), row["left"], row["right"]) for scripts, row in raw.items()
    }


def _by_left(groups: Mapping[str, float]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for pair, likelihood in groups.items():
        left, _, right = pair.partition("|")
        found.setdefault(left, {})[right] = likelihood
    return found
