"""Two names in, the answer of their spelling and of what the files know of them out.

"Halab" and "Aleppo" are one town though they sound nothing alike; "Islamic State" and "Daesh" one group.
The files speak first where they know both names; spelling speaks for the rest.
"""

from functools import lru_cache

from ceasefire.matching.actors import Actors
from ceasefire.matching.names import Match, same_name
from ceasefire.matching.names_fold import key
from ceasefire.matching.places import Gazetteer


@lru_cache(maxsize=1)
def _known() -> tuple[Actors, Gazetteer]:
    return Actors.load(), Gazetteer.load()


@lru_cache(maxsize=50_000)
def one_name(a: str, b: str) -> Match:
    """Say whether two names, in any script, name one person, place or group; see `same_name`."""
    actors, places = _known()
    ids_a, ids_b = actors.named(a), actors.named(b)
    if ids_a and ids_b:
        same = bool(ids_a & ids_b)
        return Match(
            same=same, score=float(same), why="names of one actor" if same else "names of two actors"
        )
    spelt = same_name(a, b)
    if not spelt.same and places.called(key(a)) & places.called(key(b)):
        return Match(same=True, score=0.9, why="names of one place")
    return spelt


__all__ = ["one_name"]
