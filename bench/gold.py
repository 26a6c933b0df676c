#!/usr/bin/env python3
"""Read texts and write their statements in the form of the annotation guidelines.

    python bench/gold.py IN.jsonl OUT.jsonl

IN has one {"id", "date", "outlet", "title", "text"} a line, OUT one {"doc", "statements"}.
"""

import hashlib
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ceasefire.model import Document, Mention, Passage, PassageKind, Precision, Statement, When
from ceasefire.reading import Reader

PARAGRAPH = re.compile(r"[^\n]+")


def document(entry: dict) -> Document:
    """Make a document of a given text; every line that is not blank is a passage."""
    text = entry["text"]
    passages = [
        Passage(n, PassageKind.BODY, m.start(), m.end())
        for n, m in enumerate(m for m in PARAGRAPH.finditer(text) if m.group().strip())
    ]
    published = None
    if entry.get("date"):
        day = datetime.fromisoformat(entry["date"]).replace(tzinfo=UTC)
        published = When(entry["date"], day, day + timedelta(days=1), Precision.DAY)
    return Document(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        name=entry["id"],
        source=entry.get("outlet") or "",
        media_type="text/plain",
        language="en",
        text=text,
        passages=tuple(passages),
        published=published,
    )


def words(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def in_guideline_form(statement: Statement) -> dict:
    figure = statement.figure
    return {
        "quote": statement.quote.exact,
        "force": statement.force.value,
        "speaker": words(statement.speaker),
        "relay": [m.text for m in statement.relay],
        "actor": words(statement.actor),
        "action": statement.action.value,
        "target": words(statement.target),
        "place": [m.text for m in statement.place],
        "when": moment(statement.when),
        "deadline": moment(statement.deadline),
        "condition": words(statement.condition),
        "figure": {"value": figure.value, "bound": figure.bound.value, "of": figure.of} if figure else None,
    }


def moment(when: When | None) -> str | None:
    """Return the start of a time, as exact as the words."""
    return when.value.partition("/")[0] if when else None


def main(source: Path, destination: Path) -> None:
    entries = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    reader = Reader.load()
    with destination.open("w", encoding="utf-8") as out:
        for entry, reading in zip(entries, reader.read_all(document(e) for e in entries), strict=True):
            found = {"doc": entry["id"], "statements": [in_guideline_form(s) for s in reading.statements]}
            out.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
