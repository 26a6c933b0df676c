"""A mention as a report has it in, out comes which actor it means, with title on the day, side and reason.

Looked for in this order, the first that answers wins: the process file's own names; the words by which
speakers name a side; names of the shipped actors; a person's name with titles before it; a title held
on the day ("Syria's foreign minister"); a state by demonym or capital ("Turkish forces", "Ankara says");
people who are not named. What the words leave open is None: "the minister", "the two presidents".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ceasefire.matching.actors_index import Index, country_in, fold, index_of, state_words, title_on
from ceasefire.matching.actors_load import mention_words, shipped_actors, state_id
from ceasefire.matching.actors_ways import (
    Found,
    by_name,
    by_other_side,
    by_people,
    by_person,
    by_side,
    by_sound,
    by_title,
)
from ceasefire.matching.names_fold import ARTICLES, words
from ceasefire.model import Actor, Process, Role

LONGEST = 14
"""Words past which a mention is a clause, not a name; only its head is looked at."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who is meant.

    `title` is the one held on the day asked about ("" if none is known), `speaks_for` the actor whose
    word this one's word is (itself where it speaks for itself), `side` its side in the process, if any.
    `score` is 1 for a name that stands in a file, less for a spelling of it or a description.
    """

    actor: str
    name: str
    title: str
    speaks_for: str
    side: str | None
    score: float
    why: str


class Actors:
    """Every actor known, looked up by mention. Answers are kept, so that asking again is cheap."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._all = index_of(tuple(actors))
        self._answers: dict[tuple[str, str, date | None], Resolved | None] = {}
        self._processes: dict[str, tuple[Process, Index]] = {}

    @classmethod
    def load(cls) -> "Actors":
        """Return the actors that ship with the package."""
        return cls(shipped_actors())

    def __contains__(self, actor: object) -> bool:
        return actor in self._all.actors

    def get(self, actor: str, process: Process | None = None) -> Actor | None:
        """Return an actor by id; a process file's own row comes first."""
        own = self._own(process).actors if process else {}
        return own.get(actor) or self._all.actors.get(actor)

    def resolve(
        self, mention: str, *, process: Process | None = None, on: date | None = None
    ) -> Resolved | None:
        """Return who a mention means, None where the words leave it open.

        `on` is the day of the report: titles and offices are those of that day.
        """
        asked = (mention, process.id if process else "", on)
        if process and self._processes.get(process.id, (process,))[0] is not process:
            self._forget(process.id)
        if asked not in self._answers:
            self._answers[asked] = self._find(mention, process, on)
        return self._answers[asked]

    def named(self, name: str) -> frozenset[str]:
        """Return the ids of the shipped actors that have this very name, in any of its scripts."""
        return frozenset(self._all.names.get(fold(words(name)), ()))

    def _forget(self, process: str) -> None:
        """Drop what was answered for an earlier version of a process file."""
        self._processes.pop(process, None)
        self._answers = {k: v for k, v in self._answers.items() if k[1] != process}

    def _own(self, process: Process) -> Index:
        if process.id not in self._processes:
            self._processes[process.id] = (process, index_of(process.actors))
        return self._processes[process.id][1]

    def _find(self, mention: str, process: Process | None, on: date | None) -> Resolved | None:
        for part in _parts(mention):
            said = words(part)[:LONGEST]
            if not said or (part.islower() and len(said) == 1 and said[0] in self._all.capitals):
                continue
            for found in self._ways(said, process, on):
                if found:
                    actor, score, why = found
                    return self._answer(actor, score, why, process, on)
        return None

    def _ways(
        self, said: tuple[str, ...], process: Process | None, on: date | None
    ) -> Iterable[Found | None]:
        """Yield one answer for each way of looking, in their order."""
        indexes = ([self._own(process)] if process else []) + [self._all]
        country = country_in(said)
        if process:
            yield by_name(indexes[0], said)
            yield by_side(process, said)
            yield by_other_side(process, said)
        yield by_name(self._all, said)
        for index in indexes:
            yield by_person(index, said, country, on)
        for index in indexes:
            yield by_title(index, said, on)
        for index in indexes:
            yield by_sound(index, said)
        yield self._by_state(said, country, process)
        if process:
            yield self._by_home(said, process)
        yield by_people(said)

    def _by_state(self, said: tuple[str, ...], country: str | None, process: Process | None) -> Found | None:
        """Take "Turkish forces" or "the government of Yemen" for the state."""
        if country is None:
            return None
        rest = [w for w in said if w not in state_words(country)]
        if all(w in mention_words().state or w in mention_words().before or w in ARTICLES for w in rest):
            return self._state(country, process), 0.9, "a state by its name, demonym or capital"
        return None

    def _by_home(self, said: tuple[str, ...], process: Process) -> Found | None:
        """Take "the government" for that of the process's first country."""
        if process.countries and " ".join(said) in mention_words().home:
            return self._state(process.countries[0], process), 0.7, "the government of the process's country"
        return None

    def _state(self, country: str, process: Process | None) -> str:
        own = process.actors if process else ()
        return next((a.id for a in own if a.kind == "state" and a.country == country), state_id(country))

    def _answer(
        self, actor: str, score: float, why: str, process: Process | None, on: date | None
    ) -> Resolved:
        found = self.get(actor, process) or Actor(actor, "group", (actor,))
        shipped = self._all.actors.get(actor)
        tenures = found.tenures or (shipped.tenures if shipped else ())
        chief = self._chief(found, process)
        return Resolved(
            actor=actor,
            name=found.name,
            title=title_on(tenures, on),
            speaks_for=chief,
            side=_side(process, actor, chief) if process else None,
            score=score,
            why=why,
        )

    def _chief(self, actor: Actor, process: Process | None) -> str:
        """Follow speaks_for to its end; a party of the process on the way is the end."""
        parties = {p.actor for p in process.participants if p.role is Role.PARTY} if process else set()
        seen = [actor.id]
        while actor.speaks_for and actor.speaks_for not in seen and actor.id not in parties:
            seen.append(actor.speaks_for)
            above = self.get(actor.speaks_for, process)
            if above is None:
                break
            actor = above
        return seen[-1]


def _parts(mention: str) -> tuple[str, ...]:
    """Return the whole mention, then the parts of an apposition ("Walid Muallem, the minister")."""
    parts = tuple(p for p in re.split(r",\s+|\s+[–—-]\s+|\s*\(", mention) if p.strip())
    return (mention, *parts) if 1 < len(parts) <= 3 and " and " not in mention else (mention,)


def _side(process: Process, actor: str, chief: str) -> str | None:
    for wanted in (actor, chief):
        for participant in process.participants:
            if participant.actor == wanted and participant.side:
                return participant.side
    return None
