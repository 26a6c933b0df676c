"""A document's text and the runs to be marked in; runs of words with their marks out."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ceasefire.model import Quote
from ceasefire.views.book import DocumentRow, StatementRow

LONGEST = 4000
"""Characters of a paragraph shown around a quotation; longer ones are cut on either side of it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a page, with the statements read from them ("" of none), and those that begin here."""

    text: str
    statements: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A passage of a page as runs."""

    index: int
    kind: str
    start: int
    end: int
    repeats: int | None
    published: Any
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation in its paragraph: what stands before it, the words, what stands after."""

    before: str
    words: str
    after: str
    whole: bool


def in_paragraph(quote: Quote, passage: int, document: DocumentRow, text: str | None) -> Marked:
    """Return a quotation in its paragraph; with its own prefix and suffix where the text was erased."""
    passages = document.body.get("passages", ())
    own = next((p for p in passages if p["index"] == passage), None)
    if text is None or own is None or text[quote.start : quote.end] != quote.exact:
        return Marked(quote.prefix, quote.exact, quote.suffix, whole=False)
    start = max(min(own["start"], quote.start), quote.start - LONGEST)
    end = min(max(own["end"], quote.end), quote.end + LONGEST)
    return Marked(text[start : quote.start], quote.exact, text[quote.end : end], whole=True)


def parts(document: DocumentRow, text: str, statements: Iterable[StatementRow]) -> tuple[Part, ...]:
    """Cut a page into its passages and each of them into runs, marked where a statement was read."""
    rows = tuple(statements)
    return tuple(_part(p, text, rows) for p in document.body.get("passages", ()))


def _part(passage: dict[str, Any], text: str, rows: tuple[StatementRow, ...]) -> Part:
    start, end = passage["start"], passage["end"]
    inside = [r for r in rows if r.statement.quote.start < end and r.statement.quote.end > start]
    return Part(
        index=passage["index"],
        kind=passage["kind"],
        start=start,
        end=end,
        repeats=passage.get("repeats"),
        published=passage.get("published"),
        runs=tuple(_runs(start, end, text, inside)),
    )


def _runs(start: int, end: int, text: str, rows: list[StatementRow]) -> Iterable[Run]:
    quotes = [(r.id, max(r.statement.quote.start, start), min(r.statement.quote.end, end)) for r in rows]
    edges = sorted({start, end, *(q[1] for q in quotes), *(q[2] for q in quotes)})
    for left, right in pairwise(edges):
        over = tuple(key for key, a, b in quotes if a <= left and b >= right)
        yield Run(text[left:right], over, tuple(key for key, a, _ in quotes if a == left))
