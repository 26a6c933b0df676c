"""Put the stand-off annotations beside this script together with their texts, to score a reader.

    python bench/annotations/restore.py REPOSITORY OUT_DIR

REPOSITORY is a git directory of github.com/ianrastall/current-events-context (CC BY-SA 4.0). Writes
OUT_DIR/more.docs.jsonl and more.gold.jsonl in the form of the annotation guidelines. Needs no network.
Items whose text is no longer as it was annotated are left out and counted.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

COMMIT = "4ff6f7d"
FILE = Path(__file__).with_name("current_events.jsonl")
CITED = re.compile(r"(\s*\([^()]{2,60}\))+\s*$")
EMPTY = {"relay": [], "target": None, "place": [], "when": None, "deadline": None, "condition": None}


def mark(text: str) -> str:
    """Return what an item is known by: the beginning of the hash of its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def items(repository: Path, path: str) -> Iterator[str]:
    """Yield the items of one day's file, without the outlets cited at their ends."""
    shown = subprocess.run(
        ["git", "-C", repository, "show", f"{COMMIT}:{path}"], check=True, capture_output=True
    )
    stack: list[Any] = [YAML(typ="safe").load(shown.stdout.decode())["Intelligence_Payload"]]
    while stack:
        at = stack.pop()
        if isinstance(at, str):
            yield CITED.sub("", at.strip()).strip()
        elif at:
            stack += at.values() if isinstance(at, dict) else at


def whole(row: dict[str, Any], text: str) -> dict[str, Any]:
    """Return one stand-off statement with its words."""
    words = {k: text[slice(*row[k])] if row[k] else None for k in ("quote", "speaker", "actor")}
    return {**EMPTY, **row, **words, "figure": None}


def main(repository: Path, out: Path) -> None:
    """Write both files; say how many items were found."""
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    docs, gold = [], []
    for row in rows:
        text = next((t for t in items(repository, row["path"]) if mark(t) == row["text"]), None)
        if text is None:
            continue
        name = f"ce-{row['text']}"
        docs.append({"id": name, "date": row["date"], "outlet": "Wikipedia", "title": None, "text": text})
        gold.append({"doc": name, "statements": [whole(s, text) for s in row["statements"]]})
    out.mkdir(parents=True, exist_ok=True)
    for name, made in (("docs", docs), ("gold", gold)):
        lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in made)
        (out / f"more.{name}.jsonl").write_text("".join(lines), "utf-8")
    print(f"{len(docs)} of {len(rows)} items, {sum(len(g['statements']) for g in gold)} statements")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
