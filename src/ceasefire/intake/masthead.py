"""The first lines of a page -> the one that is the outlet's name, if it is no headline.

Precision comes first: a name needs evidence beside its own look (`data/mastheads.yaml`), and the page
another line for its title. Outlets that `data/outlets.yaml` knows need none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ceasefire.intake.furniture import rows
from ceasefire.intake.lines import TERMINAL, TO_READER, WORD
from ceasefire.intake.outlets import known
from ceasefire.intake.page import Block, load_rows
from ceasefire.intake.titles import find_title, key

MASTHEAD = "masthead"
EDGES = " \t\u00a0-–—|»«·•!"
# A name is short; only the first lines of a page can be its masthead.
SHORTEST, LONGEST, MOST_WORDS, FIRST = 2, 45, 5, 3
# So many words of capitals are a name by themselves; a headline has more.
FEW = 3
RIGHTS = re.compile(r"©|\(c\)|copyright|all rights reserved", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    opens: frozenset[str]
    closes: frozenset[str]
    no: frozenset[str]
    joins: frozenset[str]


@cache
def _words() -> _Words:
    data = load_rows("mastheads.yaml")
    if not isinstance(data, dict):
        raise TypeError("data/mastheads.yaml should hold names, not and joins")
    closes = frozenset(word for row in data["names"]["closes"] for word in row)
    return _Words(frozenset(data["names"]["opens"]), closes, frozenset(data["not"]), frozenset(data["joins"]))


def find_masthead(text: str, blocks: Sequence[Block]) -> int | None:
    """Return the index of the block that is the outlet's name, or None."""
    for i, block in enumerate(blocks[:FIRST]):
        if _kind(block) or block.reason == "date line":
            continue
        name = text[block.start : block.end].strip(EDGES)
        if known(name):
            return i
        return i if _is_name(name) and _vouched(name, i, text, blocks) else None
    return None


def shown(name: str) -> str:
    """Return an outlet's name as boards show it: "QUAYSIDE GAZETTE" as "Quayside Gazette"."""
    bare = name.strip(EDGES)
    if known(bare) or not bare.isupper():
        return known(bare) or bare
    words = [w if len(w) <= FEW and w != "THE" else w.capitalize() for w in bare.split()]
    return " ".join(w.lower() if i and w.lower() in _words().joins else w for i, w in enumerate(words))


def _is_name(name: str) -> bool:
    """Tell whether a line has the look of a name: a few words, each with a capital."""
    words = name.split()
    if (
        len(words) > MOST_WORDS
        or not SHORTEST <= len(name) <= LONGEST
        or re.search(r"[.,:;?!\"“”()/|]", name)
    ):
        return False
    if not WORD.search(name) or any(word.lower() in _words().no for word in words):
        return False
    return all(not word[0].islower() or word in _words().joins for word in words)


def _vouched(name: str, i: int, text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether the page bears out that the line is its outlet's name."""
    others = [replace(b, reason=MASTHEAD) if k == i else b for k, b in enumerate(blocks)]
    title = find_title(text, others)
    if title is None or key(text[title.start : title.end]) == key(name):
        return False
    if any(_rights(text[b.start : b.end], name) for b in blocks if not b.kept):
        return True
    words = [word.lower() for word in name.split() if word.lower() not in _words().joins]
    if len(words) < 2 or not (words[0] in _words().opens or words[-1] in _words().closes):
        return False
    after = blocks[i + 1] if i + 1 < len(blocks) else None
    if after is None:
        return False
    if name.isupper() and len(words) <= FEW:
        return True
    return _kind(after) not in {"", "credit"} or _motto(text[after.start : after.end])


def _rights(line: str, name: str) -> bool:
    return len(line) <= 160 and bool(RIGHTS.search(line)) and f" {key(name)} " in f" {key(line)} "


def _motto(line: str) -> bool:
    """Tell a motto ("Your valley. Your voice.") from a lead: very short, and about the reader or in bits."""
    words = WORD.findall(line)
    if not 2 <= len(words) <= 8 or not TERMINAL.search(line):
        return False
    return any(word.lower() in TO_READER for word in words) or len(re.findall(r"[.!](?:\s|$)", line)) > 1


def _kind(block: Block) -> str:
    """Return the kind of the furniture row that dropped a block, "" where none did."""
    return _kinds().get(block.reason, "")


@cache
def _kinds() -> dict[str, str]:
    return {row.id: row.kind for row in rows()}
