"""Data files of actors in, `Actor` values and the words of mentions out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from ceasefire.matching.names_fold import words
from ceasefire.matching.states import states
from ceasefire.model import Actor, CeasefireError, Tenure

KINDS = frozenset({"person", "state", "body", "group", "outlet", "agency", "people"})
GOVERNMENTS = frozenset({"SY", "CO"})
"""Countries whose state is `<country>-government`, since their processes name it so."""


@dataclass(frozen=True, slots=True)
class MentionWords:
    """What data/mentions.yaml holds, folded; see the comments there."""

    state: frozenset[str]
    people: Mapping[str, str]
    nobody: frozenset[str]
    home: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


def _read(name: str) -> Any:
    text = files("ceasefire").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return YAML(typ="safe").load(text)


@lru_cache(maxsize=1)
def rows() -> tuple[Mapping[str, Any], ...]:
    """Return every row of data/actors/*.yaml, in the order of files and lines."""
    folder = files("ceasefire").joinpath("data/actors")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml"))
    return tuple(row for name in names for row in _read(f"actors/{name}"))


@lru_cache(maxsize=1)
def shipped_actors() -> tuple[Actor, ...]:
    """Return every actor of data/actors and every state of data/states.yaml."""
    return (*(_actor(row) for row in rows()), *(_state_actor(s.code) for s in states()))


def state_id(code: str) -> str:
    """Return the actor id of the state with an ISO 3166-1 code."""
    state = next(s for s in states() if s.code == code)
    return f"{state.id}-government" if code in GOVERNMENTS else state.id


def _state_actor(code: str) -> Actor:
    state = next(s for s in states() if s.code == code)
    return Actor(id=state_id(code), kind="state", names=state.names, country=code)


def _actor(row: Mapping[str, Any]) -> Actor:
    if row["kind"] not in KINDS:
        raise CeasefireError(f"actor {row['id']}: unknown kind {row['kind']!r}; use one of {sorted(KINDS)}")
    return Actor(
        id=row["id"],
        kind=row["kind"],
        names=tuple(row["names"]),
        tenures=tuple(_tenure(t) for t in row.get("titles", ())),
        speaks_for=row.get("speaks_for"),
        country=row.get("country"),
    )


def _tenure(row: list[Any]) -> Tenure:
    title, since, until = row
    return Tenure(title=title, since=str(since) if since else None, until=str(until) if until else None)


@lru_cache(maxsize=1)
def mention_words() -> MentionWords:
    """Load data/mentions.yaml, once."""
    raw = _read("mentions.yaml")

    def folded(name: str) -> frozenset[str]:
        return frozenset(w for item in raw[name] for w in words(str(item)))

    return MentionWords(
        state=folded("state_words"),
        people={w: row["actor"] for row in raw["people_words"] for w in row["words"]},
        nobody=folded("nobody"),
        home=frozenset(" ".join(words(item)).removeprefix("the ") for item in raw["home_words"]),
        before=folded("before"),
        after=folded("after"),
    )
