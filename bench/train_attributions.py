"""Fit the weights of the attribution filter on PolNeAR's train part and write them as plain numbers.

    python bench/train_attributions.py POLNEAR/data [--texts N]

Reads `train` (to fit) and `dev` (to report) below the folder, never `test`. Needs scikit-learn, which the
program itself does not. A reading of a cue counts as right if it matches a gold attribution as
`score_attributions.py` has it (half of the union). Sorted input and a fixed seed make re-runs agree.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.candidates import frames_at
from ceasefire.reading.attribution.features import cue_features, frame_features
from ceasefire.reading.attribution.find import ALWAYS, attributions_in, heads, outermost
from ceasefire.reading.attribution.passages import parse_paragraphs
from ceasefire.reading.attribution.quoted import Quoted
from ceasefire.reading.attribution.tree import Tree, build
from ceasefire.reading.attribution.weights import weights
from score_attributions import characters, score, shared

SEED = 7
STRENGTH = 0.15  # the inverse of the penalty; tried: 0.05, 0.1, 0.15, 0.3
RAREST = 3  # texts' worth of evidence below which a feature is dropped
SMALLEST = 0.02
OUT = Path(__file__).resolve().parents[1] / "src" / "ceasefire" / "data" / "attribution_weights.json"


@dataclass(frozen=True, slots=True)
class Text:
    """One annotated text with the parses of its paragraphs."""

    name: str
    text: str
    gold: list[dict]
    passages: list


def load(folder: Path, limit: int | None = None) -> Iterator[Text]:
    """Yield parsed texts with the attributions of their first annotator, in the order of their names."""
    marked: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        if path.stat().st_size:
            marked.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), path)
    for path in sorted((folder / "text").glob("*.txt"))[:limit]:
        gold = read_brat(marked[path.stem]) if path.stem in marked else None
        text = path.read_bytes().decode("utf-8")
        if gold is None or not text:
            continue
        yield Text(path.stem, text, gold, parse_paragraphs(text))


def read_brat(path: Path) -> list[dict] | None:
    """Return the attributions of a brat file with their first cue and source, None if it is damaged."""
    spans: dict[str, list[list[int]]] = {}
    out = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if not line:
            continue
        if len(parts) < 2:
            return None
        if line.startswith("T"):
            places = parts[1].split(" ", 1)[1].split(";")
            spans[parts[0]] = [[int(n) for n in place.split()] for place in places]
        elif line.startswith("E"):
            out.append(_event(parts[1], spans))
    return [one for one in out if one["cue"] and one["contents"]]


def _event(words: str, spans: dict) -> dict:
    roles: dict[str, list] = {"Cue": [], "Source": [], "Content": []}
    for role, key in (part.split(":") for part in words.split()):
        roles.setdefault(re.sub(r"\d+$", "", role), []).extend(spans.get(key, []))
    return {
        "cue": next(iter(roles["Cue"]), None),
        "source": next(iter(roles["Source"]), None),
        "contents": roles["Content"],
    }


def known_heads(texts: list[Text], *, share: int) -> set[str]:
    """Return the "lemma TAG" pairs in two gold cues at least, and in one of `share` of their places.

    Fitting on more of them than the program looks at scored better than fitting on the same.
    """
    inside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for one in texts:
        tree = build(one.passages)
        names = [f"{lemma} {tag[:2]}" for lemma, tag in zip(tree.lemma, tree.tag, strict=True)]
        everywhere.update(names)
        for gold in one.gold:
            inside.update(set(names[tree.at(gold["cue"][0]) : tree.until(gold["cue"][1])]))
    return {
        head
        for head, times in inside.items()
        if times >= 2 and times * share >= everywhere[head] and head[-2:] in ("VB", "NN", "JJ")
    }


def readings(one: Text, known: set[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield the features of each reading of each candidate, and whether it is right."""
    tree = build(one.passages)
    quoted = Quoted(tree)
    gold = [
        (g["cue"], characters([g["source"]] if g["source"] else []), characters(g["contents"]))
        for g in one.gold
    ]
    for i, lemma in enumerate(tree.lemma):
        tag, word = tree.tag[i], tree.lower[i]
        if f"{lemma} {tag[:2]}" not in known and word not in ALWAYS and not lexicon.row_of(lemma, tag, word):
            continue
        base = None
        for frame in frames_at(tree, quoted, i):
            base = base or cue_features(tree, quoted, i)
            yield base + frame_features(tree, quoted, frame), is_right(tree, frame, gold)


def is_right(tree: Tree, frame, gold: list) -> bool:
    a, b = tree.chars(*frame.cue)
    near = [g for g in gold if g[0][0] < b and a < g[0][1]]
    if not near:
        return False
    source = characters([tree.chars(*frame.source)] if frame.source else [])
    contents = characters([tree.chars(*part) for part in frame.contents])
    return any(shared(g[1], source, "union") >= 0.5 and shared(g[2], contents, "union") >= 0.5 for g in near)


def fit(rows: list[list[str]], right: list[bool]) -> dict[str, int]:
    """Return weights by feature in thousandths."""
    vectors = CountVectorizer(analyzer=set, min_df=RAREST, dtype=np.float32)
    table = vectors.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=SEED)
    model.fit(table, right)
    found = {name: float(model.coef_[0][column]) for name, column in vectors.vocabulary_.items()}
    found[""] = found.get("", 0.0) + float(model.intercept_[0])
    return {k: round(1000 * w) for k, w in sorted(found.items()) if abs(w) >= SMALLEST or not k}


def report(texts: list[Text]) -> None:
    gold = {one.name: one.gold for one in texts}
    everything = {one.name: attributions_in(one.passages) for one in texts}
    for least in (-1.25, -1.0, -0.75, -0.5, 0.0):
        found = {
            name: [
                {"cue": a.cue, "source": a.source, "contents": a.contents}
                for a in outermost(all_, least=least)
            ]
            for name, all_ in everything.items()
        }
        print(
            f"least {least:5}",
            *(f"{v:.3f}" for r in ("union", "gold", "shorter") for v in score(gold, found, r)),
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--texts", type=int)
    given = options.parse_args()
    train = list(load(given.data / "train", given.texts))
    known = known_heads(train, share=30)
    pairs = [pair for one in train for pair in readings(one, known)]
    print(f"{len(train)} texts, {len(known)} heads, {len(pairs)} readings, {sum(r for _, r in pairs)} right")
    fitted = fit([row for row, _ in pairs], [r for _, r in pairs])
    body = {"heads": sorted(known_heads(train, share=10)), "features": fitted}
    OUT.write_text(json.dumps(body, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    for loaded in (weights, heads):
        loaded.cache_clear()
    report(list(load(given.data / "dev")))


if __name__ == "__main__":
    main()
