"""Tables of furniture (`data/furniture*.yaml`) -> which runs of a line are no part of the report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ceasefire.intake.page import load_rows

TABLES = ("furniture.yaml", "furniture_lines.yaml")
# A sentence ends at a mark, perhaps with closing quotes, before white space and an opening.
SENTENCE = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s{1,4}(?=[\"'“‘(\[]{0,2}[^\W\d_a-zà-ÿ])")


# Marks around the words of a menu or button.
EDGES = "".join(set(" \t\u00a0.,:;!>»›→▼▶•·|*-–—…«<()[]"))


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of furniture.

    `match` says how `pattern` is used: "line", the whole line; "sentence", a sentence that has it;
    "opens", a line after which a section of furniture begins; "tail", from the pattern to the end of
    its line. `needs` is a word (lower case) without which the pattern cannot match.
    """

    id: str
    kind: str
    match: str
    pattern: re.Pattern[str] = field(repr=False)
    needs: str
    languages: tuple[str, ...]
    reason: str
    example: str


@cache
def rows() -> tuple[Row, ...]:
    """Return every row of the tables, in their order."""
    return tuple(_row(row) for table in TABLES for row in _listed(load_rows(table)))


def _listed(rows_of_table: object) -> list[dict[str, object]]:
    return rows_of_table if isinstance(rows_of_table, list) else []


def _row(row: dict[str, object]) -> Row:
    return Row(
        id=str(row["id"]),
        kind=str(row["kind"]),
        match=str(row["match"]),
        pattern=re.compile(str(row["pattern"]), re.IGNORECASE),
        needs=str(row.get("needs", "")),
        languages=tuple(str(row["languages"]).split()),
        reason=str(row["reason"]),
        example=str(row["example"]),
    )


class Table:
    """The rows that can match a given page: those whose needed word stands in it.

    Of a page rendered from HTML scripts are no part, so that what looks like one was meant to be read.
    """

    def __init__(self, text: str, *, rendered: bool = False) -> None:
        lowered = text.lower()
        able = [row for row in rows() if row.needs in lowered and not (rendered and row.kind == "script")]
        self.lines = tuple(row for row in able if row.match == "line")
        self.opens = tuple(row for row in able if row.match == "opens")
        self.parts = tuple(row for row in able if row.match in {"sentence", "tail"})

    def line(self, words: str) -> Row | None:
        """Return the row whose pattern is the whole line, punctuation at its ends aside."""
        return self._whole(self.lines, words)

    def opening(self, words: str) -> Row | None:
        """Return the row by which the line opens a section of furniture."""
        return self._whole(self.opens, words)

    def runs(self, words: str) -> Iterator[tuple[int, int, Row]]:
        """Yield the furniture inside a line, as offsets into it, in order and apart."""
        found = sorted(self._runs(words), key=lambda run: (run[0], -run[1]))
        last = 0
        for start, end, row in found:
            if end > last:
                yield max(start, last), end, row
                last = end

    def _runs(self, words: str) -> Iterator[tuple[int, int, Row]]:
        lowered = words.lower()
        able = [row for row in self.parts if row.needs in lowered]
        if not able:
            return
        sentences = list(_sentences(words))
        for row in able:
            if row.match == "tail":
                hit = row.pattern.search(words)
                if hit:
                    yield hit.start(), len(words), row
                continue
            for start, end in sentences:
                if row.pattern.search(words, start, end):
                    yield start, end, row

    @staticmethod
    def _whole(able: tuple[Row, ...], words: str) -> Row | None:
        bare = words.strip(EDGES)
        if not bare or len(bare) > 200:  # longer lines are prose, whatever they say
            return None
        lowered = bare.lower()
        return next((row for row in able if row.needs in lowered and row.pattern.fullmatch(bare)), None)


def _sentences(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for hit in SENTENCE.finditer(words):
        yield start, hit.end()
        start = hit.end()
    if start < len(words):
        yield start, len(words)
