"""A statement's mentions in, actor and place ids out: who is meant, in this process, on that day."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import chain

from ceasefire.matching.actors import Actors, Resolved
from ceasefire.matching.places import Gazetteer, Place
from ceasefire.matching.table import word_pattern
from ceasefire.model import Action, Heard, Mention, Process, Role, Side, Statement

# "The United States and Russia", "Daesh, al-Nusra and others": several actors in one mention.
JOINT = re.compile(r",? and |, |;| as well as ", re.IGNORECASE)
# Words a party uses of itself; they mean whoever speaks.
SELF = frozenset(["we", "us", "our", "i", "it", "its", "they", "them", "their", "he", "she", "his", "her"])


def hear(
    statement: Statement, *, process: Process, on: date | None, actors: Actors, places: Gazetteer
) -> Heard:
    """Resolve every mention of a statement. What the text leaves open stays open."""
    speaker = resolve(statement.speaker, process, on, actors)
    doers = tuple(_each(statement.actor, process, on, actors, speaker))
    return Heard(
        speaker=speaker.actor if speaker else None,
        speaks_for=speaker.speaks_for if speaker else None,
        relay=_ids(resolve(m, process, on, actors) for m in statement.relay),
        actors=_ids(doers),
        targets=_ids(_each(statement.target, process, on, actors, speaker)),
        places=tuple(dict.fromkeys(p.id for p in _places(statement.place, process, places))),
        actor_side=next((r.side for r in doers if r.side), None),
        awaited=parties_in(_hanging_words(statement), process),
    )


def resolve(mention: Mention | None, process: Process, on: date | None, actors: Actors) -> Resolved | None:
    """Return who a mention means, None where nobody known fits."""
    return actors.resolve(mention.text, process=process, on=on) if mention else None


def _each(
    mention: Mention | None, process: Process, on: date | None, actors: Actors, speaker: Resolved | None
) -> Iterable[Resolved]:
    if mention is None:
        return ()
    if mention.text.casefold() in SELF:
        return (speaker,) if speaker else ()
    whole = actors.resolve(mention.text, process=process, on=on)
    parts = [part for part in JOINT.split(mention.text) if part.strip()]
    if len(parts) == 1:
        return (whole,) if whole else ()
    found = [actors.resolve(part, process=process, on=on) for part in parts]
    several = [r for r in found if r is not None]
    # "Medecins Sans Frontieres, and aid workers" may be one name that holds a comma: prefer the parts
    # only where they name more than the whole does.
    return several if len({r.actor for r in several}) > 1 or whole is None else (whole,)


def _places(mentions: Iterable[Mention], process: Process, places: Gazetteer) -> Iterable[Place]:
    found = (places.resolve(m.text, countries=process.countries) for m in mentions)
    return (p for p in found if p is not None)


def _ids(resolved: Iterable[Resolved | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.actor for r in resolved if r is not None))


@lru_cache(maxsize=32)
def names_of(process: Process) -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """Return (actor id, pattern of its names) for every actor of a process file."""
    named = []
    for actor in process.actors:
        names = sorted(actor.names, key=len, reverse=True)
        named.append((actor.id, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")))
    return tuple(named)


def named_in(text: str, process: Process) -> tuple[str, ...]:
    """Return the ids of the process's own actors whose names stand in a text."""
    return tuple(actor for actor, pattern in names_of(process) if pattern.search(text))


def _hanging_words(statement: Statement) -> str:
    """Return the words that name on whose act a statement hangs: its condition; all of an assurance."""
    if statement.action is Action.GUARANTEE:
        return statement.quote.exact
    return statement.condition.text if statement.condition else ""


def parties_in(text: str, process: Process) -> tuple[str, ...]:
    """Return the parties that a text names, by their names or by the words for their side."""
    by_side = {p.side: p.actor for p in process.participants if p.side and p.role is Role.PARTY}
    sides = (by_side[s.id] for s in process.sides if s.id in by_side and _called(s).search(text))
    return tuple(dict.fromkeys((*named_in(text, process), *sides)))


@lru_cache(maxsize=128)
def _called(side: Side) -> "re.Pattern[str]":
    return word_pattern((side.name, *side.called))


def kin(process: Process, actor: str | None) -> frozenset[str]:
    """Return an actor with everyone whose word or act is its own (ministers, forces) in a process file."""
    if actor is None:
        return frozenset()
    own = {a.id for a in process.actors if a.speaks_for == actor}
    return frozenset(chain((actor,), own))
