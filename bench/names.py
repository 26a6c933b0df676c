"""Say whether two names are one: `python bench/names.py IN.jsonl OUT.jsonl`.

In: `{"id","a","b"}` a line. Out: `{"doc","same"}` a line, in the same order. Where the lines of IN hold the
right answer (`same`), the figures are printed; `--misses N` shows what went wrong.
"""

import json
import sys
from pathlib import Path

from ceasefire.matching.names_known import one_name


def main(source: Path, target: Path, misses: int = 0) -> None:
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [one_name(row["a"], row["b"]) for row in rows]
    lines = (json.dumps({"doc": r["id"], "same": m.same}) for r, m in zip(rows, found, strict=True))
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if all("same" in row for row in rows):
        show(rows, [m.same for m in found], misses)


def show(rows: list[dict], said: list[bool], misses: int) -> None:
    for kind in (None, *sorted({r.get("kind", "") for r in rows})):
        some = [(r, s) for r, s in zip(rows, said, strict=True) if kind in {None, r.get("kind", "")}]
        hit = sum(r["same"] and s for r, s in some)
        extra = sum(s and not r["same"] for r, s in some)
        miss = sum(r["same"] and not s for r, s in some)
        print(f"{kind or 'all':8} F {2 * hit / max(2 * hit + extra + miss, 1):.3f} precision "
              f"{hit / max(hit + extra, 1):.3f} recall {hit / max(hit + miss, 1):.3f} of {len(some)}")  # fmt: skip  # noqa: E501
    wrong = [(r, s) for r, s in zip(rows, said, strict=True) if r["same"] != s]
    for row, s in wrong[:misses]:
        print("extra" if s else "miss ", row["a"], "|", row["b"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[4]) if "--misses" in sys.argv else 0)
