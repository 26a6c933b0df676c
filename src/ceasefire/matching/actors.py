"""A mention as a report has it in, out comes which actor it means, with title on the day, side and reason.

Looked for in this order, the first that answers wins: the process file's own names; the words by which
speakers name a side; names of the shipped actors; a person's name with titles before it; a title held
on the day ("Syria's foreign minister"); a state by demonym or capital ("Turkish forces", "Ankara says");
people who are not named. What the words leave open is None: "the minister", "the two presidents".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ceasefire.matching.actors_load import mention_words, shipped_actors, state_id
from ceasefire.matching.names import same_name
from ceasefire.matching.names_fold import ARTICLES, words
from ceasefire.matching.names_sounds import skeleton, sounds
from ceasefire.matching.names_table import name_table
from ceasefire.matching.states import states
from ceasefire.model import Actor, Process, Role, Tenure

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


@dataclass(frozen=True, slots=True)
class _Index:
    """Actors by id, by folded name, and persons by the sounds of their names' last words.

    `capitals` are abbreviations: written small they are words ("us", "who", "is").
    """

    actors: Mapping[str, Actor]
    names: Mapping[str, tuple[str, ...]]
    capitals: frozenset[str]
    persons: Mapping[str, tuple[tuple[str, str], ...]]
    groups: Mapping[str, tuple[tuple[str, str], ...]]
    titles: tuple[tuple[frozenset[str], Tenure, str], ...]


class Actors:
    """Every actor known, looked up by mention. Answers are kept, so that asking again is cheap."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._all = _index(tuple(actors))
        self._answers: dict[tuple[str, str, date | None], Resolved | None] = {}
        self._processes: dict[str, tuple[Process, _Index]] = {}

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
        return frozenset(self._all.names.get(_fold(words(name)), ()))

    def _forget(self, process: str) -> None:
        """Drop what was answered for an earlier version of a process file."""
        self._processes.pop(process, None)
        self._answers = {k: v for k, v in self._answers.items() if k[1] != process}

    def _own(self, process: Process) -> _Index:
        if process.id not in self._processes:
            self._processes[process.id] = (process, _index(process.actors))
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
    ) -> Iterable[tuple[str, float, str] | None]:
        """Yield one answer for each way of looking, in their order."""
        indexes = ([self._own(process)] if process else []) + [self._all]
        country = _country_in(said)
        if process:
            yield _by_name(indexes[0], said)
            yield _by_side(process, said)
            yield _by_other_side(process, said)
        yield _by_name(self._all, said)
        for index in indexes:
            yield _by_person(index, said, country, on)
        for index in indexes:
            yield _by_title(index, said, on)
        for index in indexes:
            yield _by_sound(index, said)
        yield self._by_state(said, country, process)
        if process:
            yield self._by_home(said, process)
        yield _by_people(said)

    def _by_state(
        self, said: tuple[str, ...], country: str | None, process: Process | None
    ) -> tuple[str, float, str] | None:
        """Take "Turkish forces" or "the government of Yemen" for the state."""
        if country is None:
            return None
        rest = [w for w in said if w not in _state_words(country)]
        if all(w in mention_words().state or w in mention_words().before or w in ARTICLES for w in rest):
            return self._state(country, process), 0.9, "a state by its name, demonym or capital"
        return None

    def _by_home(self, said: tuple[str, ...], process: Process) -> tuple[str, float, str] | None:
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
            title=_title(tenures, on),
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
    """Return the whole mention, then the parts of an apposition ("Walid Muallem, Syria's foreign minister")."""
    parts = tuple(p for p in re.split(r",\s+|\s+[–—-]\s+|\s*\(", mention) if p.strip())
    return (mention, *parts) if 1 < len(parts) <= 3 and " and " not in mention else (mention,)


def _index(actors: tuple[Actor, ...]) -> _Index:
    names: dict[str, list[str]] = defaultdict(list)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    capitals = {w for a in actors for n in a.names if n.isupper() and len(n) < 6 for w in words(n)}
    persons: dict[str, list[tuple[str, str]]] = defaultdict(list)
    titles: list[tuple[frozenset[str], Tenure, str]] = []
    for actor in actors:
        for name in actor.names:
            names[_fold(words(name))].append(actor.id)
            if actor.kind == "person":
                persons[_bones(words(name)[-1])].append((name, actor.id))
            elif actor.kind in {"group", "body"} and len(words(name)) < 4:
                groups[_bones("".join(w for w in words(name) if w not in ARTICLES))].append((name, actor.id))
        titles.extend((_title_words(t.title), t, actor.id) for t in actor.tenures)
    return _Index(
        {a.id: a for a in actors},
        {n: tuple(dict.fromkeys(ids)) for n, ids in names.items()},
        frozenset(capitals),
        {b: tuple(dict.fromkeys(p)) for b, p in persons.items()},
        {b: tuple(dict.fromkeys(p)) for b, p in groups.items()},
        tuple(titles),
    )


def _fold(said: tuple[str, ...]) -> str:
    kept = " ".join(_SPELT.get(w, w) for w in said if w not in ARTICLES) or " ".join(said)
    return kept.replace("co operation", "cooperation").replace("co ordination", "coordination")


_SPELT = {"organization": "organisation", "center": "centre", "defense": "defence", "program": "programme",
          "defensive": "defence"}  # fmt: skip


@lru_cache(maxsize=50_000)
def _bones(word: str) -> str:
    return skeleton(sounds(word.removeprefix("ال")))


def _by_name(index: _Index, said: tuple[str, ...]) -> tuple[str, float, str] | None:
    """Look for a name of the files, whole or with words like "state-run" before and "group" after it."""
    table = mention_words()
    start, end = 0, len(said)
    while start < end:
        ids = index.names.get(_fold(said[start:end]), ())
        if ids and (start or end < len(said) or len(ids) == 1):
            whole = start == 0 and end == len(said)
            return ids[0], 1.0 if whole else 0.95, "a name of the files"
        if end - start > 1 and said[end - 1] in table.after:
            end -= 1
        elif said[start] in table.before | table.after | ARTICLES or _country_of(said[start]):
            start, end = start + 1, len(said)
        else:
            return None
    return None


def _by_side(process: Process, said: tuple[str, ...]) -> tuple[str, float, str] | None:
    """Take the words by which speakers name a side for the first party of that side."""
    wanted = _fold(said)
    for side in process.sides:
        if any(_fold(words(called)) == wanted for called in (side.name, *side.called)):
            on_side = [p for p in process.participants if p.side == side.id]
            party = next((p for p in on_side if p.role is Role.PARTY), next(iter(on_side), None))
            if party:
                return party.actor, 0.85, f"words for the side {side.id}"
    return None


def _by_person(
    index: _Index, said: tuple[str, ...], country: str | None, on: date | None
) -> tuple[str, float, str] | None:
    """Look for a person's name at the end of a mention, with titles and states before it."""
    skip = _not_names()
    for end in range(len(said), 0, -1):
        tail = said[:end]
        hits = {a: fit for n, a in _persons_of(index, tail, skip) if (fit := _person_fits(tail, n, skip))}
        if hits:
            best = _likeliest(hits, index, country, on)
            return (best, hits[best], "a person's name") if best else None
        if said[end - 1] not in mention_words().after:
            return None
    return None


def _by_sound(index: _Index, said: tuple[str, ...]) -> tuple[str, float, str] | None:
    """Look for another spelling of a group's or body's name ("Hizballah")."""
    table = mention_words()
    core = [w for w in said if w not in table.before | table.after | ARTICLES and not _country_of(w)]
    bones = _bones("".join(core))
    if not core or len(core) > 3 or len(bones) < 3 or len("".join(core)) < 6:
        return None
    fits = [(same_name(" ".join(core), n).score, a) for n, a in index.groups.get(bones, ())]
    score, actor = max(fits, default=(0.0, ""))
    return (actor, round(score - 0.05, 3), "another spelling of a name") if score >= 0.88 else None


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    table = mention_words()
    return name_table().titles | table.state | table.before | table.nobody


def _persons_of(index: _Index, tail: tuple[str, ...], skip: frozenset[str]) -> set[tuple[str, str]]:
    """Return the names that may end the words: by their last word, last two joined, or last but one."""
    ends = (
        [tail[-1]] + (["".join(tail[-2:])] if len(tail) > 1 else []) + ([tail[-2]] if len(tail) > 2 else [])
    )
    return {
        (name, actor)
        for end in ends
        for name, actor in index.persons.get(_bones(end), ())
        if tail[-1] not in skip or words(name)[-1] == tail[-1]
    }


@lru_cache(maxsize=50_000)
def _person_fits(tail: tuple[str, ...], name: str, skip: frozenset[str]) -> float:
    """Return how well the words end in a spelling of the name with only titles and states before it, or 0."""
    own_name = words(name)
    for size in range(min(len(tail), len(own_name) + 2), 0, -1):
        before, own = tail[: len(tail) - size], tail[len(tail) - size :]
        core = [w for w in own if w not in ARTICLES]
        if not core or (core[0] in skip and core[0] != own_name[0]) or (_country_of(own[0]) and size > 1):
            continue
        if not (all(w in skip or w in ARTICLES or _country_of(w) for w in before) or before[-1] in skip):
            continue
        match = same_name(" ".join(own), name)
        if match.same and _firm(core, own_name, match.score):
            return match.score if len(core) > 1 or len(own_name) == 1 else match.score - 0.1
    return 0.0


def _firm(core: list[str], own_name: tuple[str, ...], score: float) -> bool:
    """Say whether a match is safe: one word must fit closely, a given name needs one to fit."""
    if len(core) == 1:
        return score >= 0.9 or core[0] in own_name
    return len([w for w in own_name if w not in ARTICLES and w not in name_table().titles]) > 1


def _likeliest(hits: Mapping[str, float], index: _Index, country: str | None, on: date | None) -> str | None:
    """Choose among persons of one name: the best spelling, then the state named, then who held office."""

    def rank(actor: str) -> tuple[float, bool, bool]:
        found = index.actors[actor]
        return round(hits[actor], 2), found.country == country is not None, bool(_title(found.tenures, on))

    ranked = sorted(hits, key=rank, reverse=True)
    if len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1]):
        return None
    return ranked[0]


@lru_cache(maxsize=2_000)
def _title_words(title: str) -> frozenset[str]:
    """Return the words of a title that tell it from others; demonyms become the state's code."""
    small = {"of", "the", "for", "to", "and", "acting", "joint", "permanent", "un", "in"}
    found = set()
    for word in words(
        title.replace("United Nations", "UN").replace("United States", "US").replace("United Kingdom", "UK")
    ):
        code = _country_of(word)
        found.add(code or _SAME_TITLE.get(word, word))
    return frozenset(found - small)


_SAME_TITLE = {"defense": "defence", "secretarygeneral": "secretary", "representative": "envoy", "ambassador": "envoy",
               "spokeswoman": "spokesman", "spokesperson": "spokesman", "chief": "secretary"}  # fmt: skip


def _by_title(index: _Index, said: tuple[str, ...], on: date | None) -> tuple[str, float, str] | None:
    """Take "Syria's foreign minister" or "the UN-Arab League envoy" for who held that title on the day."""
    if on is None or len(said) < 2:
        return None
    wanted = _title_words(" ".join(said))
    held = [(t, a) for title, t, a in index.titles if _holds(t, on) and title == wanted]
    if not held and "envoy" in wanted and len(wanted) > 1:
        held = [
            (t, a) for title, t, a in index.titles if _holds(t, on) and wanted <= title and "envoy" in title
        ]
    people = {a for _, a in held}
    return (people.pop(), 0.8, f"held the title {held[0][0].title!r} that day") if len(people) == 1 else None


def _by_people(said: tuple[str, ...]) -> tuple[str, float, str] | None:
    """Take "Syrian activists" for people who are not named."""
    if all(w in mention_words().nobody for w in said):
        return None
    heads = [w for w in said if w in mention_words().people]
    return (mention_words().people[heads[0]], 0.6, "people who are not named") if heads else None


def _by_other_side(process: Process, said: tuple[str, ...]) -> tuple[str, float, str] | None:
    """Take "insurgents" for the party that is not the state, where the process has one such party.

    Words that a report may use of anybody ("gunmen", "armed groups") say a side only where the process
    file has them among the side's names.
    """
    rest = [
        w for w in said if not (_country_of(w) in process.countries and _country_of(w)) and w not in ARTICLES
    ]
    if (
        not rest
        or any(w not in _INSURGENT for w in rest)
        or all(w in {"groups", "group", "armed"} for w in rest)
    ):
        return None
    kinds = {a.id: a.kind for a in process.actors}
    against = {
        p.actor
        for p in process.participants
        if p.role is Role.PARTY and kinds.get(p.actor, "state") != "state"
    }
    return (against.pop(), 0.7, "the party that is not the state") if len(against) == 1 else None


_INSURGENT = frozenset({"rebels", "rebel", "insurgents", "insurgent", "opposition", "fighters", "forces", "groups",
                        "group", "armed", "guerrillas", "guerrilla", "commanders"})  # fmt: skip


def _holds(tenure: Tenure, on: date) -> bool:
    day = on.isoformat()
    return (tenure.since or "") <= day and (tenure.until is None or day < tenure.until)


def _title(tenures: tuple[Tenure, ...], on: date | None) -> str:
    if on is None:
        return tenures[0].title if len(tenures) == 1 else ""
    return next((t.title for t in tenures if _holds(t, on)), "")


def _side(process: Process, actor: str, chief: str) -> str | None:
    for wanted in (actor, chief):
        for participant in process.participants:
            if participant.actor == wanted and participant.side:
                return participant.side
    return None


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    """Map folded names, demonyms and capitals to the state's code."""
    table: dict[str, str] = {}
    for state in states():
        for name in (*state.names, *state.demonyms, *state.capital):
            table.setdefault(_fold(words(name)), state.code)
    return table


def _country_of(word: str) -> str | None:
    return _countries().get(word)


def _country_in(said: tuple[str, ...]) -> str | None:
    """Return the code of the one state that the words name first, longest name first."""
    for start in range(len(said)):
        for end in range(min(len(said), start + 4), start, -1):
            code = _countries().get(_fold(said[start:end]))
            if code:
                return code
    return None


@lru_cache(maxsize=300)
def _state_words(country: str) -> frozenset[str]:
    """Return every folded word of a state's names, demonyms and capitals."""
    state = next(s for s in states() if s.code == country)
    return frozenset(w for n in (*state.names, *state.demonyms, *state.capital) for w in words(n))
