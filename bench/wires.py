"""Group texts by origin: `python bench/wires.py IN.jsonl OUT.jsonl`.

In: `{"id","date","text"}` a line (`date` ISO or null). Out: `{"doc","origin"}` a line, in the same order.
"""

import json
import sys
from datetime import date
from pathlib import Path

from ceasefire.wires import origins


def main(source: Path, target: Path) -> None:
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    dates = {row["id"]: date.fromisoformat(row["date"][:10]) for row in rows if row.get("date")}
    found = origins({row["id"]: row["text"] for row in rows}, dates)
    lines = (json.dumps({"doc": row["id"], "origin": found[row["id"]]}, ensure_ascii=False) for row in rows)
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
