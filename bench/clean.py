"""Clean pages as the program does: `python bench/clean.py IN.jsonl OUT.jsonl`.

In: `{"id", "text"}` (raw text of a page) or `{"id", "html"}`. Out: `{"doc", "text"}`, the article's
body, its paragraphs joined by newlines; the headline, captions and repeats are left out.
"""

import json
import sys
from pathlib import Path

from ceasefire.intake import Capture, read
from ceasefire.model import PassageKind, Problem

NOT_BODY = frozenset({PassageKind.HEADLINE, PassageKind.CAPTION})


def clean(row: dict[str, str]) -> str:
    kind = "text/html" if row.get("html") is not None else "text/plain"
    data = (row["html"] if kind == "text/html" else row["text"]).encode("utf-8", "replace")
    document = read(Capture(row["id"], data, kind))
    if isinstance(document, Problem):
        return ""
    return "\n".join(
        document.words(p) for p in document.passages if p.kind not in NOT_BODY and p.repeats is None
    )


def main() -> None:
    with (
        Path(sys.argv[1]).open(encoding="utf-8") as rows,
        Path(sys.argv[2]).open("w", encoding="utf-8") as out,
    ):
        for line in rows:
            if line.strip():
                row = json.loads(line)
                out.write(json.dumps({"doc": row["id"], "text": clean(row)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
