"""Score cleaned pages, ours or trafilatura's: `python bench/score_clean.py PAGES.jsonl [FOUND.jsonl]`.

PAGES holds `{"id","html" or "text","gold"}` (bench/clean_pages.py), FOUND what bench/clean.py wrote for it.
Without FOUND, trafilatura reads the HTML as it does by default. Figures are given for each set of pages (the
part of the id before the hyphen): precision, recall, F by bench/scoring.py.
"""

import json
import sys
from pathlib import Path

import trafilatura

from scoring import precision_recall_f


def lines(path: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def main(pages: str, found: str | None) -> None:
    rows = lines(pages)
    if found:
        texts = {r["doc"]: r["text"] for r in lines(found)}
    else:
        texts = {r["id"]: trafilatura.extract(r["html"], include_comments=False) or "" for r in rows}
    pairs: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        pairs.setdefault(row["id"].split("-")[0], []).append((texts[row["id"]], row["gold"]))
    for name, some in sorted(pairs.items()):
        print(name, len(some), *(f"{value:.3f}" for value in precision_recall_f(some)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
