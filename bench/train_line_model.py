"""Train the line model of intake: `python bench/train_line_model.py PAGES.jsonl`.

In: one JSON object a line, `{"id", "text", "gold"}`: the raw text of a page and the text of its
article. A line counts as the article's if most of its runs of four words stand in it; a short line,
if it stands there and lies within the article's part of the page. One page in five (by a hash of its
id, digits aside, so that pages of one site stay together) is held out and scored.
Out: `src/ceasefire/data/line_model.yaml`, figures on the held-out pages. Same input, same weights.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from ceasefire.intake.furniture import Table
from ceasefire.intake.linemodel import SECOND, around, best_run
from ceasefire.intake.lines import NAMES, Line, cut, numbers
from scoring import precision_recall_f

OUT = Path(__file__).parents[1] / "src" / "ceasefire" / "data" / "line_model.yaml"
WORD = re.compile(r"\w+")
RUN = 4
CHANGE = 1.0
HEAD = """\
# The line model of intake: log odds that a line of a page is the report's, by its numbers
# (intake/lines.py and intake/linemodel.py say what each is). Written by bench/train_line_model.py;
# `change` is the cost of passing between kept and dropped lines.
"""


def held_out(name: str) -> bool:
    # "set-page": renderings of one page are of different sets and must fall on one side.
    bare = re.sub(r"\d*(\.html)?$", "", name.split("-", 1)[-1])
    return int(hashlib.md5(bare.encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0


def words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def runs(tokens: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(tokens[i:] for i in range(RUN)), strict=False))


def labels(lines: list[str], gold: str) -> list[int]:
    """Return 1 for each line of the article, 0 for the others."""
    whole = words(gold)
    known = set(runs(whole))
    gold_lines = {" ".join(words(line)) for line in gold.split("\n")}
    joined = f" {' '.join(whole)} "
    found: list[int | None] = []
    for line in lines:
        of_line = runs(words(line)) if len(words(line)) >= RUN + 2 else []
        found.append(int(sum(run in known for run in of_line) >= 0.6 * len(of_line)) if of_line else None)
    sure = [i for i, label in enumerate(found) if label]
    first, last = (sure[0], sure[-1]) if sure else (0, -1)
    return [
        label if label is not None else _short(i, " ".join(words(lines[i])), gold_lines, joined, first, last)
        for i, label in enumerate(found)
    ]


def _short(i: int, line: str, gold_lines: set[str], joined: str, first: int, last: int) -> int:  # noqa: PLR0917
    if not line or not first - 2 <= i <= last + 2:
        return 0
    return int(line in gold_lines or (first <= i <= last and f" {line} " in joined))


def page(row: str) -> tuple[dict[str, str], list[Line], list[int], np.ndarray]:
    given = json.loads(row)
    lines = [line for line, _ in cut(given["text"], Table(given["text"]))]
    return given, lines, labels([line.words for line in lines], given["gold"]), numbers(lines)


def fit(columns: Iterable[np.ndarray], wanted: np.ndarray, weights: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=500).fit(
        np.vstack(list(columns)), wanted, sample_weight=weights
    )


def line_weights(lines: list[Line]) -> np.ndarray:
    """Longer lines weigh more, every page the same."""
    size = np.sqrt([max(1, line.end - line.start) for line in lines])
    return size / size.sum() * 100


def main() -> None:
    with Pool(2) as pool:
        pages = pool.map(page, Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(), chunksize=20)
    pages = [p for p in pages if sum(p[2]) > 1]
    known = [p for p in pages if not held_out(p[0]["id"])]
    wanted = np.concatenate([p[2] for p in known])
    weights = np.concatenate([line_weights(p[1]) for p in known])
    weights /= weights.mean()
    first = fit((p[3] for p in known), wanted, weights)

    def both(own: np.ndarray, lines: list[Line]) -> np.ndarray:
        return np.hstack([own, around(lines, own @ first.coef_[0] + first.intercept_[0])])

    second = fit((both(p[3], p[1]) for p in known), wanted, weights)
    bias = 0.25 + float(second.intercept_[0])
    results: dict[str, list[tuple[str, str]]] = {}
    for given, lines, _, own in pages:
        if held_out(given["id"]):
            scores = both(own, lines) @ second.coef_[0] + bias
            kept = [
                line.words
                for line, good in zip(lines, best_run(scores.tolist(), CHANGE), strict=True)
                if good and not line.row
            ]
            for key in ("all", given["id"].split("-")[0]):
                results.setdefault(key, []).append(("\n".join(kept), given["gold"]))
    for key, pairs in results.items():
        print(key, len(pairs), *(f"{value:.3f}" for value in precision_recall_f(pairs)))
    OUT.write_text(
        HEAD
        + f"change: {CHANGE}\n"
        + _section("first", NAMES, first.coef_[0], float(first.intercept_[0]))
        + _section("second", SECOND, second.coef_[0], bias),
        encoding="utf-8",
    )


def _section(name: str, columns: tuple[str, ...], weights: np.ndarray, bias: float) -> str:
    rows = "".join(f"    {column}: {weight:.4f}\n" for column, weight in zip(columns, weights, strict=True))
    return f"{name}:\n  bias: {bias:.4f}\n  weights:\n{rows}"


if __name__ == "__main__":
    main()
