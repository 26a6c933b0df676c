"""Nodes in, fewer nodes out: rules of rules.yaml replace runs of nodes, stage after stage.

Each node is one character of a string, so that a rule's pattern is an ordinary regular expression over
classes and runs at the speed of `re`. Classes are written in capitals; `name:CLASS` captures a node.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ceasefire.model import CeasefireError
from ceasefire.reading.times.makers import MAKERS, Maker
from ceasefire.reading.times.sense import Node
from ceasefire.reading.times.tables import load, words
from ceasefire.reading.times.tokens import join_feasts, tokens


class BadRule(CeasefireError):
    """A rule of rules.yaml names a class or a maker that does not exist."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of rules.yaml, compiled: a match of `pattern` becomes a node of class `gives`."""

    name: str
    pattern: re.Pattern[str]
    maker: Maker
    gives: str
    options: dict[str, Any]
    keep: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in order, and the character of each class."""

    rows: tuple[Rule, ...]
    letters: dict[str, str]


# Classes that tokens and the engine make besides those of words.yaml.
OWN = (
    *(
        "WORD",
        "MARK",
        "BREAK",
        "ISO",
        "CLOCK",
        "NUMERIC",
        "ORDNUM",
        "DECADE",
        "NUMBER",
        "FOUR",
        "SMALL",
        "FEAST",
    ),
    *("ZONE", "ZONEWORD", "NUM", "ORD", "COUNTED", "TIMEDAY", "DUR", "DURADJ", "DATE", "SET", "REFX"),
)


@cache
def rules() -> Rules:
    """Compile rules.yaml; raise `BadRule` for a class or maker that is not known."""
    table = load("rules")
    names = (*words().classes, *OWN)
    letters = {name: chr(0xE000 + i) for i, name in enumerate(names)}
    groups = {name: f"(?:{_compile(body, letters, {})})" for name, body in _in_order(table["groups"])}
    rows = tuple(_rule(row, letters, groups) for row in table["rules"])
    return Rules(rows, letters)


def _in_order(table: dict[str, str]) -> list[tuple[str, str]]:
    done: dict[str, str] = {}
    for name, body in table.items():
        done[name] = re.sub(
            r"\b[A-Z_]{2,}\b|\bA\b",
            lambda m: f"(?:{done[m.group()]})" if m.group() in done else m.group(),
            body,
        )
    return list(done.items())


def _compile(body: str, letters: dict[str, str], groups: dict[str, str]) -> str:
    def one(match: re.Match[str]) -> str:
        piece = groups.get(match.group()) or letters.get(match.group())
        if piece is None:
            raise BadRule(f"{body!r}: no class {match.group()}")
        return piece

    marked = re.sub(r"([a-z]\w*):(\(|[A-Z_]+)", _label, body).replace("{", "(?P<keep>").replace("}", ")")
    return "".join(re.sub(r"(?<![<?P])\b[A-Z][A-Z_]*\b", one, piece) for piece in marked.split())


def _label(match: re.Match[str]) -> str:
    name, rest = match.groups()
    return f"(?P<{name}>" if rest == "(" else f"(?P<{name}>{rest})"


def _rule(row: dict[str, Any], letters: dict[str, str], groups: dict[str, str]) -> Rule:
    if row["make"] not in MAKERS:
        raise BadRule(f"{row['name']}: no maker {row['make']}")
    if row["gives"] not in letters:
        raise BadRule(f"{row['name']}: no class {row['gives']}")
    pattern = re.compile(_compile(row["pattern"], letters, groups))
    keep = "keep" if "{" in row["pattern"] else None
    return Rule(row["name"], pattern, MAKERS[row["make"]], row["gives"], row.get("with") or {}, keep)


def read(text: str) -> list[Node]:
    """Return the text's nodes after all rules have run."""
    table = rules()
    nodes = join_feasts(tokens(text))
    shape = "".join([table.letters[node.kind] for node in nodes])
    for rule in table.rows:
        if rule.pattern.search(shape):
            nodes = _apply(rule, nodes, shape)
            shape = "".join([table.letters[node.kind] for node in nodes])
    return nodes


def _apply(rule: Rule, nodes: list[Node], shape: str) -> list[Node]:
    out: list[Node] = []
    done = 0
    at = 0
    while match := rule.pattern.search(shape, at):
        at = match.end() if match.end() > match.start() else match.end() + 1
        begin, end = match.span(rule.keep) if rule.keep else match.span()
        if begin < done or end == begin:
            continue
        named = {name: nodes[match.start(name)] for name in match.groupdict() if match.start(name) >= 0}
        value = rule.maker(named, rule.options)
        if value is None:
            at = match.start() + 1
            continue
        out.extend(nodes[done:begin])
        run = nodes[begin:end]
        out.append(Node(rule.gives, value, run[0].start, run[-1].end, run[0].words, rule.name))
        done = at = end
    out.extend(nodes[done:])
    return out
