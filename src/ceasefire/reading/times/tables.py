"""The YAML tables of times in, lookup tables out; read once. Nothing here knows what a rule means."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML


def load(name: str) -> Any:
    """Return the parsed contents of `data/times/NAME.yaml`."""
    path = resources.files("ceasefire") / "data" / "times" / f"{name}.yaml"
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """Word -> (class, value), and the words that count only with a capital letter."""

    plain: dict[str, tuple[str, Any]]
    capital: dict[str, tuple[str, Any]]
    classes: tuple[str, ...]


@cache
def words() -> Words:
    """Read words.yaml and the zone abbreviations of zones.yaml into one table of words."""
    table = load("words")
    only_capital = set(table["capital"])
    plain: dict[str, tuple[str, Any]] = {}
    capital: dict[str, tuple[str, Any]] = {}
    for name, row in table["classes"].items():
        for word, value in row["words"].items():
            (capital if name in only_capital else plain)[word] = (name, value)
    zones = load("zones")
    for row in zones["abbreviations"]:
        capital[row["word"].lower()] = ("ZONE", row["zone"])
    for row in zones["adjectives"]:
        plain[row["word"]] = ("ZONEWORD", row["zone"])
    return Words(plain, capital, tuple(table["classes"]))


@cache
def places() -> dict[str, str]:
    """Return the zones of places and peoples that name a clock ("Damascus time")."""
    return dict(load("zones")["places"])


@cache
def hours() -> dict[str, tuple[int, int]]:
    """Return the hours [from, to) of each part of the day; `to` above 24 runs into the next day."""
    return {row["code"]: (row["hours"][0], row["hours"][1]) for row in load("feasts")["parts"]}


@cache
def feasts() -> dict[str, dict[str, Any]]:
    """Return the feasts by name."""
    return {row["name"]: row for row in load("feasts")["feasts"]}


@cache
def clauses() -> dict[str, frozenset[str]]:
    """Return the words by which a time belongs to an act or to something else, by the names of their rows."""
    return {row["name"]: frozenset(row["words"]) for row in load("clauses")}
