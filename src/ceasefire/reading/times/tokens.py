"""Text in, nodes with classes out: words, numbers, clock times and ISO dates. Offsets are the text's own."""

import re
from typing import Any

from ceasefire.reading.times.sense import Clock, Node
from ceasefire.reading.times.tables import feasts, words

TOKEN = re.compile(
    r"""
      (?P<break>\n[ \t]*\n\s*)
    | (?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
    | (?P<clock>\b\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
    | (?P<slashed>\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b)
    | (?P<dotclock>\b\d{1,2}\.[0-5]\d(?=\s?\(?(?:[ap]\.?m\b|GMT|UTC|hrs|hours|local)))
    | (?P<ordinal>\b\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<decade>(?:\b\d{3}0|'\d0)s\b)
    | (?P<hclock>\b\d{1,2}h\d{0,2}\b)
    | (?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)
    | (?P<ampm>(?:[ap]\.\ ?m\.?|o'clock)(?![a-z]))
    | (?P<abbr>\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\.(?=\W))
    | (?P<poss>'s?(?![a-z]))
    | (?P<word>[^\W\d_]+(?:['-](?=[^\W\d_])(?!s\b)[^\W\d_]+)?)
    | (?P<mark>[^\s\w]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)


# One character for one, so that offsets stay; the parser's table would bring spaCy in, which takes seconds.
STRAIGHT = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)


def straight(text: str) -> str:
    """Return the text with curly apostrophes and odd spaces made plain, length unchanged."""
    return text.translate(STRAIGHT)


def tokens(text: str) -> list[Node]:
    """Return the text's tokens as nodes. A word no table knows has the class WORD."""
    flat = straight(text)
    nodes: list[Node] = []
    known = words()
    for match in TOKEN.finditer(flat):
        kind = match.lastgroup or "mark"
        if kind == "word":
            # Most words are none of ours; this is the inner loop of the whole reader.
            word = match.group()
            lower = word.lower()
            if (
                lower not in known.plain
                and lower not in known.capital
                and "-" not in lower
                and "'" not in lower
            ):
                nodes.append(Node("WORD", lower, match.start(), match.end(), lower))
                continue
        nodes.extend(READERS[kind](match.group(), match.start()))
    return nodes


def _word(words_: str, start: int) -> list[Node]:
    if ("-" in words_ or "'" in words_) and _known(words_) is None:
        return _split(words_, start)
    lower = words_.lower()
    kind, value = _known(words_) or ("WORD", lower)
    return [Node(kind, value, start, start + len(words_), lower)]


def _known(word: str) -> tuple[str, Any] | None:
    table = words()
    lower = word.lower()
    if word[0].isupper() and lower in table.capital:
        # An abbreviation of a zone is written in capitals: "IST", never "Ist".
        kind, value = table.capital[lower]
        if kind != "ZONE" or word.isupper():
            return kind, value
    return table.plain.get(lower)


def _split(words_: str, start: int) -> list[Node]:
    nodes: list[Node] = []
    for part in re.finditer(r"[^\W\d_]+|[-']", words_):
        if part.group() in "-'":
            nodes.append(
                Node(
                    "DASH" if part.group() == "-" else "MARK",
                    0,
                    start + part.start(),
                    start + part.end(),
                    part.group(),
                )
            )
        else:
            nodes.extend(_word(part.group(), start + part.start()))
    return nodes


def _one(kind: str, value: Any, words_: str, start: int) -> list[Node]:
    return [Node(kind, value, start, start + len(words_), words_.lower())]


def _mark(words_: str, start: int) -> list[Node]:
    found = words().plain.get(words_)
    return _one(found[0] if found else "MARK", 0, words_, start)


def _number(words_: str, start: int) -> list[Node]:
    value = float(words_.replace(",", "")) if len(words_) < 16 else float("inf")
    if "." in words_ or "," in words_ or len(words_) > 4:
        return _one("NUMBER", value, words_, start)
    whole = int(words_)
    if len(words_) == 4:
        return _one("FOUR", whole, words_, start)
    return _one("SMALL" if whole <= 31 else "NUMBER", float(whole) if whole > 31 else whole, words_, start)


def _clock(words_: str, start: int) -> list[Node]:
    pieces = [int(piece) for piece in re.split(r"[:.hH]", words_) if piece]
    hour, minute, second = (*pieces, 0, 0)[:3]
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute):
        return _one("MARK", 0, words_, start)
    return _one("CLOCK", Clock(hour, minute, second), words_, start)


def _slashed(words_: str, start: int) -> list[Node]:
    one, two, year = (int(piece) for piece in re.split(r"[/.]", words_))
    full = year if year > 99 else (1900 if year > 50 else 2000) + year
    return _one("NUMERIC", (one, two, full, "/" in words_), words_, start)


def _decade(words_: str, start: int) -> list[Node]:
    return _one("DECADE", words_.strip("'sS"), words_, start)


def _known_token(words_: str, start: int) -> list[Node]:
    key = words_.lower().replace(" ", "")
    found = words().plain.get(key) or words().plain.get(key.rstrip("."))
    return _one(found[0] if found else "WORD", found[1] if found else key, words_, start)


READERS = {
    "break": lambda w, s: _one("BREAK", 0, w, s),
    "iso": lambda w, s: _one("ISO", w, w, s),
    "clock": _clock,
    "dotclock": _clock,
    "hclock": _clock,
    "slashed": _slashed,
    "ordinal": lambda w, s: _one("ORDNUM", int(re.sub(r"\D", "", w)), w, s),
    "decade": _decade,
    "number": _number,
    "ampm": _known_token,
    "abbr": _known_token,
    "poss": lambda w, s: _one("POSS", 0, w, s),
    "word": _word,
    "mark": _mark,
}


def join_feasts(nodes: list[Node]) -> list[Node]:
    """Return the nodes with names of feasts (one or more words) as single nodes of class FEAST."""
    starts = _feast_starts()
    out: list[Node] = []
    i = 0
    while i < len(nodes):
        for name in starts.get(nodes[i].words, ()):
            run = nodes[i : i + len(name)]
            if tuple(n.words for n in run) == name:
                out.append(Node("FEAST", _FEAST_NAMES[name], run[0].start, run[-1].end, " ".join(name)))
                i += len(name)
                break
        else:
            out.append(nodes[i])
            i += 1
    return out


_FEAST_NAMES: dict[tuple[str, ...], str] = {}
_STARTS: dict[str, list[tuple[str, ...]]] = {}


def _feast_starts() -> dict[str, list[tuple[str, ...]]]:
    if not _STARTS:
        for name in feasts():
            key = tuple(node.words for node in tokens(name))
            _FEAST_NAMES[key] = name
            _STARTS.setdefault(key[0], []).append(key)
        for keys in _STARTS.values():
            keys.sort(key=len, reverse=True)
    return _STARTS
