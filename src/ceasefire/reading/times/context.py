"""What stands around a time: its sentence, the tense of its clause, and what the time is for.

All of it by cheap surface signs of cues.yaml; a caller that has parsed the text hands in the tense instead.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from ceasefire.reading.times.tables import load
from ceasefire.reading.times.tokens import straight

# Not after initials, "Gen.", "Sept." and the like; a blank line and a semicolon end a sentence too.
SENTENCE_END = re.compile(
    r"""(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!\bMrs)(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<![ap]\.m)
        [.!?]["')\u201d\u2019]*\s+(?=["'(\u201c\u2018A-Z0-9])
      | \n[ \t]*\n\s* | ;\s""",
    re.VERBOSE,
)
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|'ll\b|[,;:]")
# A cue further away than this belongs to another clause.
REACH = 400
# Times with more than this many others between them say nothing of each other; bounds the work on odd texts.
NEAR = 12


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of cues.yaml, compiled."""

    name: str
    of: str
    role: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    clause: re.Pattern[str] | None
    strict: bool
    ends: bool
    source: str
    tense: str
    needs: str
    direction: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues, and the words by which tense is told."""

    roles: tuple[Cue, ...]
    starts: re.Pattern[str]
    starts_now: re.Pattern[str]
    future: frozenset[str]
    past: frozenset[str]
    commits: frozenset[str]
    determiners: frozenset[str]


@cache
def cues() -> Cues:
    """Read cues.yaml."""
    table = load("cues")
    tense = {name: frozenset(rows) for name, rows in table["tense"].items()}
    return Cues(
        tuple(_cue(row) for row in table["roles"]),
        re.compile(table["starts"]),
        re.compile(table["starts_now"]),
        tense["future"],
        tense["past"],
        tense["commits"],
        tense["determiners"],
    )


def _cue(row: dict[str, Any]) -> Cue:
    def compiled(key: str, begin: str, end: str) -> re.Pattern[str] | None:
        return re.compile(begin + "(?:" + row[key] + ")" + end) if key in row else None

    return Cue(
        row["name"],
        row["of"],
        row["role"],
        compiled("before", "", r"( the| about| around)?\W*$"),
        compiled("after", r"\W{0,2}", ""),
        compiled("clause", "", ""),
        bool(row.get("strict")),
        bool(row.get("ends")),
        row.get("from", ""),
        row.get("tense", ""),
        row.get("needs", ""),
        row.get("direction", ""),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A text prepared for looking around: lower case, plain, with the starts of its sentences."""

    text: str
    lower: str
    starts: tuple[int, ...]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return [start, end) of the sentence that holds the character `at`."""
        i = bisect_right(self.starts, at) - 1
        end = self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)
        return self.starts[i], end


def page(text: str) -> Page:
    """Prepare a text. Sentences end by a full stop before a capital, a blank line, or a semicolon."""
    flat = straight(text)
    lower = flat.replace("\n", " ").lower()
    if len(lower) != len(text):  # a few capitals grow when lowered; then leave them
        lower = flat
    return Page(flat, lower, (0, *(m.end() for m in SENTENCE_END.finditer(text))))


def tense_at(around: Page, start: int, end: int) -> str:
    """Return past, future or "" for the clause of the time at [start, end)."""
    first, last = around.sentence(start)
    before = [m.group() for m in WORD.finditer(around.text, max(first, start - REACH), start)]
    after = [m.group() for m in WORD.finditer(around.text, end, min(last, end + REACH))]
    return _backward(before) or _forward(after)


def _backward(words: list[str]) -> str:
    table = cues()
    infinitive = False
    for i in range(len(words) - 1, -1, -1):
        word = words[i].lower()
        # "United" and "Mohamed" are names, not verbs in the past.
        name = words[i][:1].isupper() and i > 0
        following = words[i + 1] if i + 1 < len(words) else ""
        if infinitive:
            if word in table.commits:
                return "future"
        elif word == "to" and _verb_like(following, table):
            infinitive = True
            continue
        # "will be named": the auxiliary tells, not the participle.
        passive = i > 0 and words[i - 1].lower() in {"be", "being", "get"}
        # "due to start" is told by its infinitive; "due to the rain" tells nothing.
        cause = word == "due" and following.lower() == "to"
        sense = "" if name or passive or cause else _tense_of(word, table)
        if sense:
            return sense
    return "future" if infinitive else ""


def _verb_like(word: str, table: Cues) -> bool:
    return word.islower() and word not in table.determiners


def _tense_of(word: str, table: Cues) -> str:
    if word in table.future:
        return "future"
    if word in table.past or (word.endswith("ed") and len(word) > 4):
        return "past"
    return ""


def _forward(words: list[str]) -> str:
    table = cues()
    for i, word in enumerate(words):
        lower = word.lower()
        if lower == "to" and i + 1 < len(words) and _verb_like(words[i + 1], table) and i < 3:
            return "future"
        sense = _tense_of(lower, table)
        if sense:
            return sense
    return ""


def role_of(around: Page, start: int, end: int, *, of: str, direction: str, tense: str) -> Cue | None:
    """Return the first row of cues.yaml that fits the time at [start, end), None if none does."""
    first, last = around.sentence(start)
    before = around.lower[max(first, start - REACH) : start]
    after = around.lower[end : min(last, end + 120)]
    for cue in cues().roles:
        if cue.of == of and _fits(cue, before, after, direction, tense):
            return cue
    return None


def _fits(cue: Cue, before: str, after: str, direction: str, tense: str) -> bool:
    if cue.direction and cue.direction != direction:
        return False
    if cue.needs and (tense == "past" if cue.needs == "not past" else cue.needs != tense):
        return False
    if cue.before and not cue.before.search(before[-80:]):
        return False
    if cue.after and not cue.after.match(after):
        return False
    return not cue.clause or bool(
        cue.clause.search(before) or (cue.role == "until" and cue.clause.search(after))
    )
