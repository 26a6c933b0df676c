"""The cue tables as looked-up values; each row's `example` is a test."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class CueRow:
    """One row of a cue table; see the head of the file it stands in."""

    lemma: str
    verb_class: str
    example: str
    recipient: bool = False
    relay: bool = False
    only: frozenset[str] = frozenset()


def table(name: str) -> dict[str, Any]:
    """Load one file of `data/phrases`."""
    file = resources.files("ceasefire").joinpath("data", "phrases", name)
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8")))


def _row(raw: dict[str, Any]) -> CueRow:
    return CueRow(
        lemma=raw["lemma"],
        verb_class=raw["class"],
        example=raw["example"],
        recipient=bool(raw.get("recipient", False)),
        relay=bool(raw.get("relay", False)),
        only=frozenset(raw.get("only", ())),
    )


@cache
def verbs() -> dict[str, CueRow]:
    """Return the verb cues by lemma."""
    return {row["lemma"]: _row(row) for row in table("cues_verbs.yaml")["verbs"]}


# Shapes of readings by the word that `only` uses for them.
SHAPES = {
    "inserted": "clause",
    "quote": "clause",
    "between": "clause",
    "told": "passive",
    "seems": "xcomp",
    "acomp": "dobj",
    "attr": "dobj",
}
