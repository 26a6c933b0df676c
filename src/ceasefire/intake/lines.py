"""Lines of a page -> numbers that tell prose from furniture: their shape, place and neighbours."""

import math
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.intake.furniture import Table
from ceasefire.intake.language import frequent_words
from ceasefire.intake.stamps import DIGIT, stamps

WORD = re.compile(r"[^\W_]+(?:['’`-][^\W_]+)*")
TERMINAL = re.compile(r"[.!?…。؟।][\"'”’»)\]]*\W{0,2}$")
MARKS = re.compile(r"[|»›→•·▼▶©®@#/<>=_\[\]{}]")
ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|org|net|gov|co|ru|info)\b|\S@\S+\.\S")
OPEN_QUOTE = re.compile(r"[\"“„«]")
TO_READER = frozenset({"you", "your", "yours", "we", "us", "our", "ours", "my", "i", "me"})
# Only the beginning of an endless line is looked at: its shape is plain by then.
LOOK = 3000

# The numbers of one line by itself, in the order of the columns.
OWN = (
    "words",
    "long",
    "short",
    "terminal",
    "colon",
    "comma",
    "sentences",
    "stop",
    "no_stop",
    "capitals",
    "shouting",
    "digits",
    "starts_small",
    "marks",
    "address",
    "quotes",
    "reader",
    "date",
    "row",
    "part",
    "again",
)
# Of these the neighbours' numbers count too.
SEEN_NEAR = ("words", "long", "short", "terminal", "stop", "capitals", "row", "date")
NEAR = (-3, -2, -1, 1, 2, 3)
PAGE = ("before", "after", "first", "last", "opened", "mass", "ahead", "behind", "run")
NAMES = (*OWN, *(f"{name}{step:+d}" for step in NEAR for name in SEEN_NEAR), *PAGE)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of the page that is weighed as one: `[start, end)`, and the furniture row it matches."""

    start: int
    end: int
    words: str
    row: str = ""
    opens: bool = False
    part: float = 0.0


def numbers(lines: list[Line]) -> NDArray[np.float64]:
    """Return one row of `NAMES` for each line."""
    if not lines:
        return np.zeros((0, len(NAMES)))
    seen: Counter[str] = Counter()
    own = np.array([_own(line, seen) for line in lines])
    near_columns = [OWN.index(name) for name in SEEN_NEAR]
    near = [_shifted(own[:, near_columns], step) for step in NEAR]
    return np.hstack([own, *near, _page(lines, own)])


def _own(line: Line, seen: Counter[str]) -> list[float]:
    text = line.words[:LOOK]
    words = WORD.findall(text)
    count = len(words)
    lowered = [word.lower() for word in words]
    share = 1.0 / max(1, count)
    small = sum(word in frequent_words() for word in lowered)
    key = " ".join(lowered)
    seen[key] += 1
    return [
        math.log1p(count),
        float(count >= 12),
        float(count <= 4),
        float(bool(TERMINAL.search(text[-12:]))),
        float(text.endswith((":", ","))),
        min(3, text.count(",")) / 3,
        min(4, len(re.findall(r"[.!?]\s", text))) / 4,
        small * share,
        float(small == 0),
        sum(word[0].isupper() for word in words[1:]) / max(1, count - 1),
        float(text.isupper() and sum(map(str.isalpha, text)) > 3),
        len(DIGIT.findall(text)) / max(1, len(text)),
        float(text[:1].islower()),
        min(4, len(MARKS.findall(text))) / 4,
        float(bool(ADDRESS.search(text))),
        float(bool(OPEN_QUOTE.search(text))),
        min(1.0, 4 * sum(word in TO_READER for word in lowered) * share),
        float(next(stamps(text[:300]), None) is not None),
        float(bool(line.row)),
        line.part,
        float(seen[key] > 1 and count > 0),
    ]


def _shifted(columns: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Return the columns of the line `step` further on; zeros past the ends."""
    moved = np.zeros_like(columns)
    if step > 0:
        moved[:-step] = columns[step:]
    else:
        moved[-step:] = columns[:step]
    return moved


def _page(lines: list[Line], own: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where on the page a line stands, and how much prose stands around it."""
    size = np.array([line.end - line.start for line in lines], dtype=float)
    total = size.sum()
    before = (np.cumsum(size) - size) / total
    place = np.arange(len(lines))
    prose = own[:, OWN.index("long")] * own[:, OWN.index("terminal")] * size
    behind = np.cumsum(prose) - prose
    ahead = prose.sum() - behind - prose
    whole = max(1.0, prose.sum())
    return np.column_stack(
        [
            before,
            1 - before - size / total,
            np.exp(-place / 5),
            np.exp(-place[::-1] / 5),
            _opened(lines, own),
            np.log1p(_around(prose)) / 8,
            ahead / whole,
            behind / whole,
            np.minimum(_run(own[:, OWN.index("short")]), 12) / 12,
        ]
    )


def _opened(lines: list[Line], own: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 right after a line that opens a section of furniture, less with each line of prose since."""
    level, levels = 0.0, []
    for line, row in zip(lines, own, strict=True):
        levels.append(level)
        if line.opens:
            level = 1.0
        elif row[OWN.index("long")] and row[OWN.index("terminal")]:
            level *= 0.7
    return np.array(levels)


def _around(prose: NDArray[np.float64]) -> NDArray[np.float64]:
    """Letters of prose within four lines either way."""
    padded = np.concatenate([np.zeros(4), prose, np.zeros(4)])
    return np.convolve(padded, np.ones(9), mode="valid")


def _run(short: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the length of the run of short lines in which a line stands."""
    lengths = np.zeros(len(short))
    start = 0
    for i in range(len(short) + 1):
        if i == len(short) or not short[i]:
            lengths[start:i] = i - start
            start = i + 1
    return lengths


def cut(text: str, table: Table) -> list[tuple[Line, str]]:
    """Cut a page into lines and glued furniture; the second of each pair says why, "" for a line."""
    parts: list[tuple[Line, str]] = []
    for hit in re.finditer(r"[^\r\n\u2028\u2029\f\v]+", text):
        parts.extend(_cut_line(hit.group(), hit.start(), table))
    return parts


def _cut_line(raw: str, offset: int, table: Table) -> list[tuple[Line, str]]:
    words = raw.strip()
    if not words:
        return []
    offset += raw.index(words[0])
    row, opening = table.line(words), table.opening(words)
    if row or opening:
        name = (row or opening).id  # type: ignore[union-attr]
        return [(Line(offset, offset + len(words), words, name, opening is not None), name)]
    runs = [(start, end, found.id) for start, end, found in table.runs(words)]
    parts: list[tuple[Line, str]] = []
    taken = sum(end - start for start, end, _ in runs) / len(words)
    last = 0
    for start, end, name in [*runs, (len(words), len(words), "")]:
        kept = words[last:start]
        if kept.strip():
            at = offset + last + len(kept) - len(kept.lstrip())
            bare = kept.strip()
            parts.append((Line(at, at + len(bare), bare, part=taken), ""))
        if end > start:
            bare = words[start:end].strip()
            at = offset + start + words[start:end].index(bare[:1])
            if bare:
                parts.append((Line(at, at + len(bare), bare, name), name))
        last = end
    return parts
