"""What several screens share: where marks lead, anchors, and long lists shown part by part."""

from hashlib import sha256
from typing import Any

from ceasefire.views.drawing.canvas import Href
from ceasefire.web.shelf import Asked

Page = tuple[str, dict[str, Any]]
PART = 40
"""Clauses, pages or moments shown at once; more are a link away."""


def href(asked: Asked) -> Href:
    """Return where marks of a drawing lead on these pages."""
    ask = asked.question

    def address(kind: str, key: str) -> str:
        if kind == "wait":
            return "#" + slug(key)
        if kind == "day":
            return ask.but(day="" if ask.day == key else key, n="") + "#said"
        name, _, line = key.partition("#")
        return ask.to("why", name) + (f"#e-{line}" if line else "")

    return address


def slug(words: str) -> str:
    """Return a name fit for an anchor, the same for the same words."""
    return "w-" + sha256(words.encode()).hexdigest()[:10]


def part(rows: list[Any], wanted: str, *, size: int = PART) -> tuple[list[Any], int, int]:
    """Return one part of a long list, how many parts there are, and which this is (from 1)."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(int(wanted), 1), pages) if wanted.isascii() and wanted.isdigit() else 1
    return rows[(number - 1) * size : number * size], pages, number
