"""Score times against TimeML files as TempEval-3 does: `python bench/timex_score.py FOLDER FOUND.jsonl`.

FOLDER holds .tml files with TIMEX3 tags inside <TEXT>; FOUND is what bench/times.py wrote. `--input OUT`
in place of FOUND writes the input for it. A found time matches the first gold one that it overlaps; F of the
matches (relaxed) and F of the matches with the same value (value F) are printed.
"""

import html
import json
import re
import sys
from pathlib import Path
from typing import Any

TAG = re.compile(r"<[^>]*>|[^<]+")
VALUE = re.compile(r'\bvalue="([^"]*)"')
Gold = tuple[int, int, str]


def read(path: Path) -> dict[str, Any]:
    """Return id, date, text and gold times of one file."""
    source = path.read_text(encoding="utf-8", errors="replace")
    dct = re.search(r"<DCT>(.*?)</DCT>", source, re.DOTALL)
    date = VALUE.search(dct.group(1)) if dct else None
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    text, gold, open_at = "", [], (0, "")
    for piece in TAG.findall(body.group(1) if body else ""):
        if piece.startswith("<TIMEX3"):
            value = VALUE.search(piece)
            open_at = (len(text), value.group(1) if value else "")
        elif piece.startswith("</TIMEX3"):
            gold.append((open_at[0], len(text), open_at[1]))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return {"id": path.name, "date": date.group(1)[:10] if date else "", "text": text, "gold": gold}


def matches(gold: list[Gold], found: list[dict[str, Any]]) -> tuple[int, int]:
    """Return how many gold times are overlapped, and how many of those have the same value."""
    used: set[int] = set()
    overlaps = values = 0
    for start, end, value in gold:
        for i, one in enumerate(found):
            if i not in used and one["span"][0] < end and one["span"][1] > start:
                used.add(i)
                overlaps += 1
                values += one["value"] == value
                break
    return overlaps, values


def main(folder: str, *rest: str) -> None:
    rows = [read(path) for path in sorted(Path(folder).rglob("*.tml")) if not path.name.startswith(".")]
    if rest[0] == "--input":
        lines = [json.dumps({key: row[key] for key in ("id", "text", "date")}) + "\n" for row in rows]
        Path(rest[1]).write_text("".join(lines), encoding="utf-8")
        return
    lines = Path(rest[0]).read_text(encoding="utf-8").splitlines()
    found = {row["doc"]: row["times"] for row in map(json.loads, lines)}
    rows = [row for row in rows if row["id"] in found]
    pairs = [matches(row["gold"], found[row["id"]]) for row in rows]
    total = sum(len(row["gold"]) + len(found[row["id"]]) for row in rows)
    relaxed, value = (2 * sum(column) / total for column in zip(*pairs, strict=True))
    print(f"{len(rows)} texts: relaxed F {relaxed:.3f}, value F {value:.3f}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
