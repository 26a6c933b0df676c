#!/usr/bin/env python3
"""Measure how often statements are right by how sure the reader was; write the points into its weights.

    python bench/calibrate_reader.py GOLD_DIR MORE_DIR MODEL_DIR

Read are the texts of MORE_DIR that `train_reader.py` leaves out of the fitting. Right is a statement whose
force, action, actor and speaker all are. MODEL_DIR/weights.npz keeps everything but its points (isotonic, at
some quantiles). Needs scikit-learn and no torch.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from gold import in_guideline_form
from reader_figures import SHIPPED_AT, load, read, right, scorer

POINTS = 25


def points(names: list[str], found: dict, docs: dict, told: dict, score) -> list[tuple[float, float]]:
    """Fit how often statements of a score are right as a whole; print the reliability table."""
    scores, hits = [], []
    for name in names:
        forms = [in_guideline_form(s) for s in found[name]]
        pairs = score.pair(docs[name]["text"], told[name], forms)
        good = {b for a, b in pairs if right(told[name][a], forms[b], score)}
        scores += [s.confidence for s in found[name] if s.confidence is not None]
        hits += [n in good for n, s in enumerate(found[name]) if s.confidence is not None]
    fitted = IsotonicRegression(out_of_bounds="clip").fit(scores, hits)
    grid = np.quantile(scores, np.linspace(0, 1, POINTS))
    fits = zip(grid, fitted.predict(grid), strict=True)
    for some in np.array_split(np.argsort(scores), 5):
        said, was = np.mean(fitted.predict(np.array(scores)[some])), np.mean(np.array(hits)[some])
        print(f"confidence {said:.2f}: right {was:.2f} of {len(some)}")
    return sorted({(round(float(x), 4), round(float(y), 3)) for x, y in fits})


def write(folder: Path, found: list[tuple[float, float]]) -> None:
    """Put the points, and from which chance on statements are kept, into the file of weights."""
    path = folder / "weights.npz"
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    known = json.loads(bytes(arrays.pop("about").tobytes()))
    about = {**known, "keep_at": SHIPPED_AT, "calibration": found}
    text = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    np.savez_compressed(path, about=text, **arrays)


def main(gold: Path, more: Path, folder: Path) -> None:
    score = scorer(gold)
    docs, told, part = load(gold, more)
    names = [n for n in docs if part[n] == "watched"]
    found = read(folder, names, docs, keep_at=SHIPPED_AT)
    write(folder, points(names, found, docs, told, score))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
