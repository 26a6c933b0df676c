"""The cue and source tables as values to look things up in; each row's `example` is a test."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

# Shapes of readings by the word that `only` uses for them, where it is another.
SHAPES = {
    "inserted": "clause",
    "quote": "clause",
    "between": "clause",
    "told": "passive",
    "seems": "xcomp",
    "acomp": "dobj",
    "attr": "dobj",
    "dobj+prep": "dobj",
    "oprd+prep": "oprd",
    "is": "acl",
    "relcl": "acl",
    "ccomp": "acl",
    "xcomp": "xcomp",
}


@dataclass(frozen=True, slots=True)
class CueRow:
    """One row of a cue table; the head of the table's file explains the columns."""

    lemma: str
    verb_class: str
    example: str
    recipient: bool = False
    relay: bool = False
    only: frozenset[str] = frozenset()

    def admits(self, shape: str) -> bool:
        """Tell whether the row lets a reading of this shape through."""
        return not self.only or any(w in self.only or SHAPES.get(w) in self.only for w in shape.split())


@dataclass(frozen=True, slots=True)
class Outlets:
    """Names of outlets as tuples of small words, the nouns that describe one, the last words of both."""

    names: frozenset[tuple[str, ...]]
    nouns: dict[str, frozenset[str]]
    spokes: frozenset[str]
    lasts: frozenset[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Words by which a name is known for a person's or a body's, a man's or a woman's."""

    offices: frozenset[str]
    bodies: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]


@cache
def people() -> People:
    """Return the words that tell persons from bodies."""
    raw = table("sources.yaml")["people"]
    return People(*(frozenset(map(str, raw[part])) for part in ("offices", "bodies", "men", "women")))


def table(name: str) -> dict[str, Any]:
    """Load one file of `data/phrases`."""
    file = resources.files("ceasefire").joinpath("data", "phrases", name)
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8")))


def _rows(file: str, part: str, *, key: str = "lemma") -> dict[str, CueRow]:
    return {
        raw[key]: CueRow(
            lemma=raw[key],
            verb_class=raw["class"],
            example=raw["example"],
            recipient=bool(raw.get("recipient", False)),
            relay=bool(raw.get("relay", False)),
            only=frozenset(raw.get("only", ())) | frozenset(raw.get("lead", ())),
        )
        for raw in table(file)[part]
    }


@cache
def verbs() -> dict[str, CueRow]:
    """Return the verb cues by lemma."""
    return _rows("cues_verbs.yaml", "verbs")


@cache
def nouns() -> dict[str, CueRow]:
    """Return the noun cues by lemma."""
    return _rows("cues_nouns.yaml", "nouns")


@cache
def adjectives() -> dict[str, CueRow]:
    """Return the adjective cues by lemma."""
    return _rows("cues_nouns.yaml", "adjectives")


@cache
def adverbs() -> dict[str, CueRow]:
    """Return the adverb cues by word."""
    return _rows("cues_nouns.yaml", "adverbs")


@cache
def phrases() -> dict[tuple[str, ...], CueRow]:
    """Return the phrases before a source by their words."""
    rows = _rows("cues_phrases.yaml", "phrases", key="words")
    return {tuple(words.split()): row for words, row in rows.items()}


@cache
def owners() -> dict[str, CueRow]:
    """Return the nouns of phrases like "in X's view" by lemma."""
    return _rows("cues_phrases.yaml", "owners", key="noun")


@dataclass(frozen=True, slots=True)
class Topics:
    """Words around a cue: what leads to a topic, what is only an occasion, what ends a heading."""

    prepositions: frozenset[str]
    occasions: frozenset[str]
    headings: frozenset[str]


@cache
def topics() -> Topics:
    """Return the words around a cue."""
    raw = table("cues_phrases.yaml")["topics"]
    return Topics(
        *(frozenset(map(str, raw[part]["words"])) for part in ("prepositions", "occasions", "headings"))
    )


@cache
def outlets() -> Outlets:
    """Return the table of sources that pass on what others say."""
    raw = table("sources.yaml")
    # The parser splits names at hyphens.
    names = {n.lower() for row in raw["outlets"] for n in row["names"]}
    split = {tuple(form.split()) for n in names for form in (n, n.replace("-", " - "))}
    nouns = {row["noun"]: frozenset(row.get("kinds", ())) for row in raw["nouns"]}
    return Outlets(
        names=frozenset(split),
        nouns=nouns,
        lasts=frozenset(words[-1] for words in split) | frozenset(nouns),
        spokes=frozenset(row["noun"] for row in raw["spokes"]),
        examples=tuple(row["example"] for part in ("outlets", "nouns") for row in raw[part]),
    )


def row_of(
    lemma: str, tag: str, word: str, company: tuple[str, ...] = (), *, particle: bool = False
) -> CueRow | None:
    """Return the row for a token; a row for the verb in its company goes before one for the verb alone.

    `company` are the small words that hang on it: prepositions, particle, adjective. With a `particle`
    the verb alone is another verb: "call off" is no "call".
    """
    match tag[:2]:
        case "VB":
            rows = verbs()
            both = next((rows[key] for w in company if (key := f"{lemma} {w}") in rows), None)
            if both is not None or particle:
                return both
            return rows.get(lemma) or adjectives().get(word)
        case "NN":
            return nouns().get(lemma)
        case "JJ":
            return adjectives().get(lemma) or adjectives().get(word)
        case "RB":
            return adverbs().get(word)
        case _:
            return None
