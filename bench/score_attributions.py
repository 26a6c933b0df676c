"""Score found attributions against gold ones: precision, recall, F.

    python bench/score_attributions.py GOLD.jsonl FOUND.jsonl

Both hold {"doc": ID, "attributions": [{"cue": [s, e], "source": [s, e] or null, "contents": [[s, e], …]}]}.
A found attribution matches a gold one if their cues overlap and their sources, and their contents, are each
at least half shared. Three readings of "half shared" are given: of the longer one (strict: shared over the
union of characters), of the gold one and of the shorter one. Two absent sources agree. Pairs are one to one,
best overlap first.
"""

import json
import sys
from collections.abc import Iterable

Spans = list[list[int]]
READINGS = ("union", "gold", "shorter")


def characters(spans: Spans) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def shared(gold: set[int], found: set[int], reading: str) -> float:
    if not gold and not found:
        return 1.0
    if not gold or not found:
        return 0.0
    base = {
        "union": len(gold | found),
        "gold": len(gold),
        "shorter": min(len(gold), len(found)),
    }[reading]
    return len(gold & found) / base


def pairs(gold: list[dict], found: list[dict], reading: str) -> Iterable[tuple[float, int, int]]:
    for g, gold_one in enumerate(gold):
        for f, found_one in enumerate(found):
            if not _overlap(gold_one["cue"], found_one["cue"]):
                continue
            source = shared(_source(gold_one), _source(found_one), reading)
            content = shared(characters(gold_one["contents"]), characters(found_one["contents"]), reading)
            if source >= 0.5 and content >= 0.5:
                yield source + content, g, f


def _overlap(a: list[int], b: list[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _source(one: dict) -> set[int]:
    return characters([one["source"]] if one["source"] else [])


def matches(gold: list[dict], found: list[dict], reading: str) -> list[tuple[int, int]]:
    taken_gold, taken_found, out = set(), set(), []
    for _, g, f in sorted(pairs(gold, found, reading), reverse=True):
        if g not in taken_gold and f not in taken_found:
            taken_gold.add(g)
            taken_found.add(f)
            out.append((g, f))
    return out


def score(
    gold: dict[str, list[dict]], found: dict[str, list[dict]], reading: str
) -> tuple[float, float, float]:
    """Return precision, recall and F over all documents of `gold`."""
    hits = sum(len(matches(ones, found.get(doc, []), reading)) for doc, ones in gold.items())
    n_gold = sum(map(len, gold.values()))
    n_found = sum(len(found.get(doc, [])) for doc in gold)
    precision, recall = hits / max(n_found, 1), hits / max(n_gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def load(path: str) -> dict[str, list[dict]]:
    with open(path, encoding="utf-8") as lines:  # noqa: PTH123
        return {row["doc"]: row["attributions"] for row in map(json.loads, lines)}


def main() -> None:
    gold, found = load(sys.argv[1]), load(sys.argv[2])
    for reading in READINGS:
        precision, recall, f = score(gold, found, reading)
        print(f"half of {reading:8} P {precision:.3f}  R {recall:.3f}  F {f:.3f}")


if __name__ == "__main__":
    main()
