"""The states of the world out of data/states.yaml: names, demonyms, capital, point, zone."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class State:
    """A state: `id` is a slug, `code` ISO 3166-1 alpha-2, `names` in several scripts, the first shown."""

    id: str
    code: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: tuple[str, ...]
    lat: float
    lon: float
    zone: str


@lru_cache(maxsize=1)
def states() -> tuple[State, ...]:
    """Load every state, once."""
    text = files("ceasefire").joinpath("data/states.yaml").read_text(encoding="utf-8")
    rows = YAML(typ="safe").load(text)
    return tuple(
        State(
            id=row["id"],
            code=row["code"],
            names=tuple(row["names"]),
            demonyms=tuple(row.get("demonyms", ())),
            capital=tuple(row.get("capital", ())),
            lat=row["at"][0],
            lon=row["at"][1],
            zone=row["zone"],
        )
        for row in rows
    )
