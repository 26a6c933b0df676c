"""The file of name rules in, lookup tables out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from ceasefire.matching.names_fold import words


@dataclass(frozen=True, slots=True)
class NameTable:
    """What data/names.yaml holds, folded.

    `sounds` maps a pair of sounds to its cost, `qualifiers` and `words` a folded word to the meaning it
    translates, `given` a folded given name to the rows it stands in, `different` holds pairs that are two
    names although they look alike, `decision` the weights by which names are weighed. `rows` are the raw
    rows, for showing and testing.
    """

    sounds: Mapping[frozenset[str], float]
    endings: tuple[tuple[str, str], ...]
    qualifiers: Mapping[str, str]
    words: Mapping[str, str]
    kinds: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    given: Mapping[str, frozenset[int]]
    different: tuple[tuple[str, str], ...]
    decision: Mapping[str, float]
    rows: Mapping[str, Any]


def _folded(items: list[str]) -> frozenset[str]:
    return frozenset(word for item in items for word in words(str(item)))


def _meanings(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: meaning for meaning, items in table.items() for word in _folded(items)}


@cache
def name_table() -> NameTable:
    """Load data/names.yaml, once."""
    text = files("ceasefire").joinpath("data/names.yaml").read_text(encoding="utf-8")
    raw = YAML(typ="safe").load(text)
    given: dict[str, set[int]] = {}
    for number, row in enumerate(raw["given"]):
        for word in _folded(row):
            given.setdefault(word, set()).add(number)
    return NameTable(
        sounds={frozenset(row["pair"]): float(row["cost"]) for row in raw["sounds"]},
        endings=tuple((row["from"], row["to"]) for row in raw["endings"]),
        qualifiers=_meanings(raw["qualifiers"]),
        words=_meanings(raw["words"]),
        kinds=_folded(raw["kinds"]),
        titles=_folded(raw["titles"]),
        particles=_folded(raw["particles"]),
        given={word: frozenset(numbers) for word, numbers in given.items()},
        different=tuple((row["pair"][0], row["pair"][1]) for row in raw["different"]),
        decision={name: float(weight) for name, weight in raw["decision"].items()},
        rows=raw,
    )
