"""The words of a mention in, one way's answer out: (actor id, score, why), or None."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ceasefire.matching.actors_index import Index, bones, country_of, fold, holds, title_on, title_words
from ceasefire.matching.actors_load import mention_words
from ceasefire.matching.names import same_name
from ceasefire.matching.names_fold import ARTICLES, words
from ceasefire.matching.names_table import name_table
from ceasefire.model import Process, Role

Found = tuple[str, float, str]
_INSURGENT = frozenset(
    words(
        "rebels rebel insurgents insurgent opposition fighters forces groups group armed guerrillas "
        "guerrilla commanders"
    )
)


def by_name(index: Index, said: tuple[str, ...]) -> Found | None:
    """Look for a name of the files, whole or with words like "state-run" before and "group" after it."""
    table = mention_words()
    start, end = 0, len(said)
    while start < end:
        ids = index.names.get(fold(said[start:end]), ())
        if ids and (start or end < len(said) or len(ids) == 1):
            whole = start == 0 and end == len(said)
            return ids[0], 1.0 if whole else 0.95, "a name of the files"
        if end - start > 1 and said[end - 1] in table.after:
            end -= 1
        elif said[start] in table.before | table.after | ARTICLES or country_of(said[start]):
            start, end = start + 1, len(said)
        else:
            return None
    return None


def by_side(process: Process, said: tuple[str, ...]) -> Found | None:
    """Take the words by which speakers name a side for the first party of that side."""
    wanted = fold(said)
    for side in process.sides:
        if wanted in _folded((side.name, *side.called)):
            on_side = [p for p in process.participants if p.side == side.id]
            party = next((p for p in on_side if p.role is Role.PARTY), next(iter(on_side), None))
            if party:
                return party.actor, 0.85, f"words for the side {side.id}"
    return None


@lru_cache(maxsize=1_000)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(words(name)) for name in names)


def by_other_side(process: Process, said: tuple[str, ...]) -> Found | None:
    """Take "insurgents" for the party that is not the state, where the process has one such party.

    Words that a report may use of anybody ("gunmen", "armed groups") say a side only where the process
    file has them among the side's names.
    """
    rest = [
        w for w in said if not (country_of(w) in process.countries and country_of(w)) and w not in ARTICLES
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


def by_person(index: Index, said: tuple[str, ...], country: str | None, on: date | None) -> Found | None:
    """Look for a person's name at the end of a mention, with titles and states before it."""
    skip = _not_names()
    for end in range(len(said), 0, -1):
        tail = said[:end]
        fits = sorted((_person_fits(tail, n, skip), a) for n, a in _persons_of(index, tail, skip))
        hits = {a: fit for fit, a in fits if fit}  # the best spelling of each comes last and stays
        if hits:
            best = _likeliest(hits, index, country, on)
            return (best, hits[best], "a person's name") if best else None
        if said[end - 1] not in mention_words().after:
            return None
    return None


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    table = mention_words()
    return name_table().titles | table.state | table.before | table.nobody


def _persons_of(index: Index, tail: tuple[str, ...], skip: frozenset[str]) -> set[tuple[str, str]]:
    """Return the names that may end the words: by their last word, last two joined, or last but one."""
    ends = (
        [tail[-1]] + (["".join(tail[-2:])] if len(tail) > 1 else []) + ([tail[-2]] if len(tail) > 2 else [])
    )
    return {
        (name, actor)
        for end in ends
        for name, actor in index.persons.get(bones(end), ())
        if tail[-1] not in skip or words(name)[-1] == tail[-1]
    }


@lru_cache(maxsize=50_000)
def _person_fits(tail: tuple[str, ...], name: str, skip: frozenset[str]) -> float:
    """Return how well the words end in a spelling of the name with only titles and states before it, or 0."""
    own_name = words(name)
    for size in range(min(len(tail), len(own_name) + 2), 0, -1):
        before, own = tail[: len(tail) - size], tail[len(tail) - size :]
        core = [w for w in own if w not in ARTICLES]
        if not core or (core[0] in skip and core[0] != own_name[0]) or (country_of(own[0]) and size > 1):
            continue
        spare = [w for w in before if w not in ARTICLES]
        if not (all(w in skip or country_of(w) for w in spare) or spare[-1] in skip):
            continue
        match = same_name(" ".join(own), name)
        if match.same and _firm(core, own_name, match.score):
            return match.score if len(core) > 1 or len(own_name) == 1 else match.score - 0.1
    return 0.0


def _firm(core: list[str], own_name: tuple[str, ...], score: float) -> bool:
    """Say whether a match is safe: one word must fit closely, a given name needs one to fit."""
    if len(core) == 1:
        return score >= 0.9 or core[0] in own_name
    return (
        len([w for w in own_name if w not in ARTICLES and w.removeprefix("ال") not in name_table().titles])
        > 1
    )


def _likeliest(hits: Mapping[str, float], index: Index, country: str | None, on: date | None) -> str | None:
    """Choose among persons of one name: the best spelling, then the state named, then who held office."""

    def rank(actor: str) -> tuple[float, bool, bool]:
        found = index.actors[actor]
        return round(hits[actor], 2), found.country == country is not None, bool(title_on(found.tenures, on))

    ranked = sorted(hits, key=rank, reverse=True)
    if len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1]):
        return None
    return ranked[0]


def by_sound(index: Index, said: tuple[str, ...]) -> Found | None:
    """Look for another spelling of a group's or body's name ("Hizballah")."""
    table = mention_words()
    core = [w for w in said if w not in table.before | table.after | ARTICLES and not country_of(w)]
    heard = bones("".join(core))
    if not core or len(core) > 3 or len(heard) < 3 or len("".join(core)) < 6:
        return None
    fits = [(same_name(" ".join(core), n).score, a) for n, a in index.groups.get(heard, ())]
    score, actor = max(fits, default=(0.0, ""))
    return (actor, round(score - 0.05, 3), "another spelling of a name") if score >= 0.88 else None


def by_title(index: Index, said: tuple[str, ...], on: date | None) -> Found | None:
    """Take "Syria's foreign minister" or "the UN-Arab League envoy" for who held that title on the day."""
    if on is None or len(said) < 2:
        return None
    wanted = title_words(" ".join(said))
    held = [(t, a) for title, t, a in index.titles if holds(t, on) and title == wanted]
    if not held and "envoy" in wanted and len(wanted) > 1:
        held = [
            (t, a) for title, t, a in index.titles if holds(t, on) and wanted <= title and "envoy" in title
        ]
    people = {a for _, a in held}
    return (people.pop(), 0.8, f"held the title {held[0][0].title!r} that day") if len(people) == 1 else None


def by_people(said: tuple[str, ...]) -> Found | None:
    """Take "Syrian activists" for people who are not named."""
    if all(w in mention_words().nobody for w in said):
        return None
    heads = [w for w in said if w in mention_words().people]
    return (mention_words().people[heads[0]], 0.6, "people who are not named") if heads else None
