"""Annotated texts by their parts, read the whole way, and how well: where the reader's figures come from."""

import importlib.util
import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ceasefire.reading.learned import load_learned
from ceasefire.reading.outline import QUESTIONS
from ceasefire.reading.reader import Reader
from gold import document, in_guideline_form

SHIPPED_AT = 0.45
REPORTS = "seed"
PARTS = ("dev unseen", "dev seen", "five reports", "more", "watched")


def scorer(folder: Path):
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unseen(name: str) -> bool:
    """Say whether a text of dev is of the third that no rule and no model has seen."""
    return zlib.crc32(name.encode()) % 3 == 0


def watched(name: str) -> bool:
    """Say whether a quickly annotated text is left out of the fitting: most kinds of wire, fewer items."""
    return zlib.crc32(name.encode()) % (16 if name.startswith("ce-") else 8) == 0


def lines(path: Path) -> Iterable[dict]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def load(gold: Path, more: Path):
    """Return the texts, their statements, and of which part each is; `fit` and `quick` are fitted on."""
    docs, told, part = {}, {}, {}
    for folder, name in ((gold, "train"), (gold, "dev"), (more, "quick"), (more, "more")):
        for entry in lines(folder / f"{name}.docs.jsonl"):
            known = entry["id"]
            docs[known] = entry
            part[known] = {"train": "fit", "dev": "dev seen"}.get(name, name)
            if known.startswith(REPORTS):
                part[known] = "five reports"
            elif name == "dev" and unseen(known):
                part[known] = "dev unseen"
            if name == "quick" and watched(known):
                part[known] = "watched"
        told |= {entry["doc"]: entry["statements"] for entry in lines(folder / f"{name}.gold.jsonl")}
    return docs, told, part


def right(gold: dict, found: dict, score) -> bool:
    same = all(gold[k] == found[k] for k in ("force", "action"))
    return same and all(score.same_name(gold[k], found[k]) for k in ("actor", "speaker"))


def figures(names: list[str], found: dict, docs: dict, told: dict, score) -> str:
    n_gold = n_found = matched = forced = exact = 0
    fields = dict.fromkeys(("action", "actor", "speaker"), 0)
    for name in names:
        kept = [in_guideline_form(s) for s in found[name]]
        n_gold, n_found = n_gold + len(told[name]), n_found + len(kept)
        for a, b in score.pair(docs[name]["text"], told[name], kept):
            matched += 1
            forced += told[name][a]["force"] == kept[b]["force"]
            exact += right(told[name][a], kept[b], score)
            fields["action"] += told[name][a]["action"] == kept[b]["action"]
            for k in QUESTIONS:
                fields[k] += bool(score.same_name(told[name][a][k], kept[b][k]))
    values = [score.f1(hit, n_gold, n_found)[2] for hit in (matched, forced, exact)]
    shares = "  ".join(f"{k} {hit / max(matched, 1):.2f}" for k, hit in fields.items())
    shares = f"force {forced / max(matched, 1):.2f}  {shares}"
    made = "found {:.3f}  found+force {:.3f}  exact {:.3f}".format(*values)
    return f"{made}  ({n_gold} gold, {n_found} found; of the matches {shares})"


def read(folder: Path, names: list[str], docs: dict, *, keep_at: float) -> dict[str, tuple]:
    """Read texts with the model in a folder, the whole way of `Reader`; confidence is the plain product."""
    learned = load_learned(folder)
    models = replace(learned.models, keep_at=keep_at, calibration=((0.0, 0.0), (1.0, 1.0)))
    reader = replace(Reader.load(learned=False), learned=replace(learned, models=models))
    made = reader.read_all(document(docs[n]) for n in names)
    return {name: reading.statements for name, reading in zip(names, made, strict=True)}
