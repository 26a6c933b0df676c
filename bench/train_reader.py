#!/usr/bin/env python3
"""Fit the reader's linear models on annotated texts and write the file of weights.

    python bench/train_reader.py GOLD_DIR [WEIGHTS.npz]

GOLD_DIR holds train.*.jsonl, dev.*.jsonl and score.py. Fitted on train and the seen two thirds of dev
(documents with crc32(id) % 3 != 0); the unseen third is only scored, and only its totals are printed.
Without WEIGHTS.npz nothing is written: five-fold figures only. Needs scikit-learn (not needed to read).
"""

import importlib.util
import io
import json
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from ceasefire.model import Action, Force
from ceasefire.reading.build import statement
from ceasefire.reading.choose import Chosen, choose, doubt
from ceasefire.reading.features import core, describe, option_features
from ceasefire.reading.learned import Linear, Models
from ceasefire.reading.options import options
from ceasefire.reading.reader import Reader, Seen, once
from ceasefire.reading.settle import settle
from gold import document, in_guideline_form

FOLDS = 5
KEEP_FROM = 0.32
KEEP_AT = (0.28, 0.32, 0.36, 0.4)
STRENGTH = {"keep": 0.1, "force": 0.3, "action": 0.3}
LEAST_COUNT = {"keep": 2, "force": 2, "action": 2, "actor": 3, "speaker": 3}
LEAST_WEIGHT = 0.01
CHOICE = 0.5


@dataclass
class Sample:
    """A candidate, its features, the answers to who, and the annotated statement it stands for."""

    doc: str
    seen: Seen
    features: list[str]
    answers: dict[str, list]
    found: dict
    gold: dict | None = None


def scorer(folder: Path):
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unseen(name: str) -> bool:
    return zlib.crc32(name.encode()) % 3 == 0


def load(folder: Path):
    docs, gold, part = {}, {}, {}
    for split in ("train", "dev"):
        for line in (folder / f"{split}.docs.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            docs[entry["id"]] = entry
            part[entry["id"]] = "dev unseen" if split == "dev" and unseen(entry["id"]) else split
        for line in (folder / f"{split}.gold.jsonl").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            gold[entry["doc"]] = entry["statements"]
    return docs, gold, part


def samples(reader: Reader, docs: dict, gold: dict, score) -> list[Sample]:
    found = []
    parsed = reader.parse(document(entry) for entry in docs.values())
    for name, (made, passages) in zip(docs, parsed, strict=True):
        here = [sample(name, seen, reader) for seen in reader.seen(made, passages)]
        align(docs[name]["text"], gold[name], here, score)
        found += here
    return found


def sample(name: str, seen: Seen, reader: Reader) -> Sample:
    features = describe(seen.candidate, seen.reading, seen.around, reader.lexicon)
    answers = {q: [(o, named(seen, o.token)) for o in options(seen, q)] for q in ("actor", "speaker")}
    ruled = seen.reading if seen.reading.force else replace(seen.reading, force=Force.REPORT)
    made = statement(seen.place, seen.candidate, Chosen(ruled, seen.roles, None))
    return Sample(name, seen, features, answers, in_guideline_form(made))


def named(seen: Seen, token) -> str | None:
    mention = seen.place.name(seen.place.context.resolve(token)) if token is not None else None
    return mention.text if mention else None


def align(text: str, gold: list[dict], here: list[Sample], score) -> None:
    """Give each annotated statement the candidate that fits it best, one to one."""
    g, f = score.spans(text, gold), score.spans(text, [s.found for s in here])
    pairs = []
    for a, one in enumerate(g):
        start = text.find(gold[a]["quote"])
        for b, two in enumerate(f):
            if not one or not two or len(one & two) < 0.5 * min(len(one), len(two)):
                continue
            at = here[b].seen.place.start + here[b].seen.candidate.leaf.idx
            worth = len(one & two) / len(one | two) + 0.5 * (start <= at < start + len(gold[a]["quote"]))
            worth += 0.6 * (here[b].found["action"] == gold[a]["action"])
            worth += 0.3 * (here[b].found["force"] == gold[a]["force"])
            pairs.append((worth + 0.2 * (here[b].seen.candidate.act.id != "any"), a, b))
    done: tuple[set, set] = (set(), set())
    for _, a, b in sorted(pairs, reverse=True):
        if a not in done[0] and b not in done[1]:
            done[0].add(a)
            done[1].add(b)
            here[b].gold = gold[a]


def matrix(rows: list[list[str]], index: dict[str, int]):
    indices = [[index[f] for f in row if f in index] for row in rows]
    ends = np.cumsum([0, *map(len, indices)])
    flat = [i for row in indices for i in row]
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), len(index)))


def fit(name: str, rows: list[list[str]], answers: list) -> Linear:
    counts = Counter(f for row in rows for f in row)
    index = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= LEAST_COUNT[name]))}
    binary = isinstance(answers[0], bool)
    extra = {"solver": "liblinear"} if binary else {}
    model = LogisticRegression(C=STRENGTH[name], max_iter=300, tol=1e-3, random_state=0, **extra)
    model.fit(matrix(rows, index), answers)
    classes = ("yes",) if binary else tuple(str(c) for c in model.classes_)
    return Linear(classes, index, model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def fit_choice(name: str, rows: list[list[str]], right: list[bool], groups: list[int]) -> Linear:
    """Fit a conditional choice: in each group of answers the right ones should win (softmax)."""
    counts = Counter(f for row in rows for f in row)
    index = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= LEAST_COUNT[name]))}
    features, group, good = matrix(rows, index), np.array(groups), np.array(right)
    winnable = np.bincount(group, good) > 0
    used = winnable[group]
    features, group, good = features[used], group[used], good[used]
    _, group = np.unique(group, return_inverse=True)
    total = group.max() + 1

    def shares(values):
        top = np.full(total, -np.inf)
        np.maximum.at(top, group, values)
        raised = np.exp(values - top[group])
        return raised / np.bincount(group, raised)[group]

    def loss(weights):
        chance = shares(features @ weights)
        won = np.bincount(group, chance * good)
        blame = chance - chance * good / won[group]
        return -np.log(won).sum() + weights @ weights / 2 / CHOICE, features.T @ blame + weights / CHOICE

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 120})
    weights = found.x.astype(np.float32)[:, None]
    return Linear(("yes",), index, weights, np.zeros(1, np.float32))


def train(chosen: list[Sample], score) -> Models:
    told = [s for s in chosen if s.gold]
    who = {}
    for question in ("actor", "speaker"):
        rows, right, groups = [], [], []
        for n, s in enumerate(told):
            reading = replace(s.seen.reading, force=Force(s.gold["force"]), action=Action(s.gold["action"]))
            for option, words in s.answers[question]:
                rows.append(option_features(option.hows, option.token, s.seen.candidate, reading))
                right.append(bool(score.same_name(words, s.gold[question])))
                groups.append(n)
        who[question] = fit_choice(question, rows, right, groups)
    return Models(
        keep=fit("keep", [s.features for s in chosen], [s.gold is not None for s in chosen]),
        force=fit("force", [core(s.features) for s in told], [s.gold["force"] for s in told]),
        action=fit("action", [core(s.features) for s in told], [s.gold["action"] for s in told]),
        **who,
        keep_at=0.05,
    )


def read(models: Models, chosen: list[Sample], reader: Reader) -> dict[str, list]:
    """Return (chance of being kept, statement) for every kept sample, by document."""
    exact = replace(models, calibration=((0.0, 0.0), (1.0, 1.0)))
    found = defaultdict(list)
    for s in chosen:
        kept = settle(s.seen, choose(s.seen, exact, reader.lexicon))
        if kept is not None:
            # What a turn of phrase settles is kept whatever its chance.
            chance = 1.0 if kept.confidence is None else models.keep.chance(s.features) - doubt(s.seen)
            found[s.doc].append((chance, statement(s.seen.place, s.seen.candidate, kept)))
    return found


def figures(names: list[str], found: dict, docs: dict, gold: dict, score, *, keep_at: float) -> str:
    n_gold = n_found = matched = forced = exact = 0
    for name in names:
        kept = [in_guideline_form(s) for s in once([s for chance, s in found[name] if chance >= keep_at])]
        n_gold, n_found = n_gold + len(gold[name]), n_found + len(kept)
        for a, b in score.pair(docs[name]["text"], gold[name], kept):
            matched += 1
            forced += gold[name][a]["force"] == kept[b]["force"]
            exact += right(gold[name][a], kept[b], score)
    values = [score.f1(hit, n_gold, n_found)[2] for hit in (matched, forced, exact)]
    return (
        "found {:.3f}  found+force {:.3f}  exact {:.3f}".format(*values)
        + f"  ({n_gold} gold, {n_found} found)"
    )


def right(gold: dict, found: dict, score) -> bool:
    same = all(gold[k] == found[k] for k in ("force", "action"))
    return same and all(score.same_name(gold[k], found[k]) for k in ("actor", "speaker"))


def calibration(names: list[str], found: dict, docs: dict, gold: dict, score, *, keep_at: float):
    """Fit how often statements of a score are right as a whole; print the reliability table."""
    scores, hits = [], []
    for name in names:
        kept = once([s for chance, s in found[name] if chance >= keep_at])
        forms = [in_guideline_form(s) for s in kept]
        good = {
            b
            for a, b in score.pair(docs[name]["text"], gold[name], forms)
            if right(gold[name][a], forms[b], score)
        }
        scores += [s.confidence for s in kept if s.confidence is not None]
        hits += [n in good for n, s in enumerate(kept) if s.confidence is not None]
    fitted = IsotonicRegression(out_of_bounds="clip").fit(scores, hits)
    grid = np.quantile(scores, np.linspace(0, 1, 13))
    points = sorted(
        {(round(float(x), 4), round(float(y), 3)) for x, y in zip(grid, fitted.predict(grid), strict=True)}
    )
    order = np.argsort(scores)
    for part in np.array_split(order, 5):
        said, was = np.mean(fitted.predict(np.array(scores)[part])), np.mean(np.array(hits)[part])
        print(f"confidence {said:.2f}: right {was:.2f} of {len(part)}")
    return points


def write(models: Models, points, path: Path) -> None:
    about, arrays = {"keep_at": models.keep_at, "calibration": points}, {}
    for name in ("keep", "force", "action", "actor", "speaker"):
        model: Linear = getattr(models, name)
        heavy = [n for n, w in enumerate(np.abs(model.weights).max(axis=1)) if w >= LEAST_WEIGHT]
        names = sorted(model.index, key=model.index.__getitem__)
        scale = float(np.abs(model.weights).max()) / 127
        about[name] = {"classes": model.classes, "features": [names[n] for n in heavy], "scale": scale}
        arrays[f"{name}.w"] = np.round(model.weights[heavy] / scale).astype(np.int8)
        arrays[f"{name}.b"] = model.bias
    text = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, about=text, **arrays)
    path.write_bytes(buffer.getvalue())
    print(f"{path}: {len(buffer.getvalue()) / 1e6:.2f} MB")


def main(folder: Path, path: Path | None) -> None:
    score = scorer(folder)
    docs, gold, part = load(folder)
    reader = Reader.load(learned=False)
    every = samples(reader, docs, gold, score)
    pool = [name for name in docs if part[name] != "dev unseen"]
    fold = {name: zlib.crc32(f"fold {name}".encode()) % FOLDS for name in pool}
    found: dict = defaultdict(list)
    for k in range(FOLDS):
        models = train([s for s in every if fold.get(s.doc, k) != k], score)
        found |= read(models, [s for s in every if fold.get(s.doc) == k], reader)
    for keep_at in KEEP_AT:
        print(f"five folds, kept from {keep_at}: {figures(pool, found, docs, gold, score, keep_at=keep_at)}")
    seen_dev = [name for name in pool if part[name] == "dev"]
    kept_apart = [name for name in pool if part[name] == "train" and unseen(name)]
    final = train([s for s in every if s.doc in fold], score)
    last = read(final, [s for s in every if s.doc not in fold], reader)
    parts = {"dev seen": (seen_dev, found), "train third": (kept_apart, found)}
    parts["dev unseen"] = ([name for name in docs if part[name] == "dev unseen"], last)
    for keep_at in KEEP_AT[:3]:
        for label, (names, read_so) in parts.items():
            print(
                f"{label}, kept from {keep_at}: {figures(names, read_so, docs, gold, score, keep_at=keep_at)}"
            )
    best = KEEP_FROM
    points = calibration(pool, found, docs, gold, score, keep_at=best)
    if path is not None:
        write(replace(final, keep_at=best), points, path)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else None)
