"""Actors in, the tables by which a mention finds them out: names, sounds, titles, states by their words."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ceasefire.matching.names_fold import ARTICLES, words
from ceasefire.matching.names_sounds import skeleton, sounds
from ceasefire.matching.states import states
from ceasefire.model import Actor, Tenure

_SPELT = {"organization": "organisation", "center": "centre", "defense": "defence", "program": "programme",
          "defensive": "defence"}  # fmt: skip


_SAME_TITLE = {
    "defense": "defence",
    "representative": "envoy",
    "ambassador": "envoy",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chief": "secretary",
}


@dataclass(frozen=True, slots=True)
class Index:
    """Actors by id, by folded name, and persons by the sounds of their names' last words.

    `capitals` are abbreviations: written small they are words ("us", "who", "is").
    """

    actors: Mapping[str, Actor]
    names: Mapping[str, tuple[str, ...]]
    capitals: frozenset[str]
    persons: Mapping[str, tuple[tuple[str, str], ...]]
    groups: Mapping[str, tuple[tuple[str, str], ...]]
    titles: tuple[tuple[frozenset[str], Tenure, str], ...]


def index_of(actors: tuple[Actor, ...]) -> Index:
    """Build the tables."""
    names: dict[str, list[str]] = defaultdict(list)
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    capitals = {w for a in actors for n in a.names if n.isupper() and len(n) < 6 for w in words(n)}
    persons: dict[str, list[tuple[str, str]]] = defaultdict(list)
    titles: list[tuple[frozenset[str], Tenure, str]] = []
    for actor in actors:
        for name in actor.names:
            names[fold(words(name))].append(actor.id)
            if actor.kind == "person":
                persons[bones(words(name)[-1])].append((name, actor.id))
            elif actor.kind in {"group", "body"} and len(words(name)) < 4:
                groups[bones("".join(w for w in words(name) if w not in ARTICLES))].append((name, actor.id))
        titles.extend((title_words(t.title), t, actor.id) for t in actor.tenures)
    return Index(
        {a.id: a for a in actors},
        {n: tuple(dict.fromkeys(ids)) for n, ids in names.items()},
        frozenset(capitals),
        {b: tuple(dict.fromkeys(p)) for b, p in persons.items()},
        {b: tuple(dict.fromkeys(p)) for b, p in groups.items()},
        tuple(titles),
    )


def fold(said: tuple[str, ...]) -> str:
    """Join folded words without articles, in one English spelling."""
    kept = " ".join(_SPELT.get(w, w) for w in said if w not in ARTICLES) or " ".join(said)
    return kept.replace("co operation", "cooperation").replace("co ordination", "coordination")


@lru_cache(maxsize=50_000)
def bones(word: str) -> str:
    """Return the consonants of a word in broad classes."""
    return skeleton(sounds(word.removeprefix("ال")))


@lru_cache(maxsize=2_000)
def title_words(title: str) -> frozenset[str]:
    """Return the words of a title that tell it from others; demonyms become the state's code."""
    small = {"of", "the", "for", "to", "and", "acting", "joint", "permanent", "un", "in"}
    found = set()
    for word in words(
        title.replace("United Nations", "UN").replace("United States", "US").replace("United Kingdom", "UK")
    ):
        code = country_of(word)
        found.add(code or _SAME_TITLE.get(word, word))
    return frozenset(found - small)


def holds(tenure: Tenure, on: date) -> bool:
    """Say whether a title was held on a day."""
    day = on.isoformat()
    return (tenure.since or "") <= day and (tenure.until is None or day < tenure.until)


def title_on(tenures: tuple[Tenure, ...], on: date | None) -> str:
    """Return the title of a day; without a day the only one there is, if any."""
    if on is None:
        return tenures[0].title if len(tenures) == 1 else ""
    return next((t.title for t in tenures if holds(t, on)), "")


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """Map folded names, demonyms and capitals to the state's code."""
    table: dict[str, str] = {}
    for state in states():
        for name in (*state.names, *state.demonyms, *state.capital):
            table.setdefault(fold(words(name)), state.code)
    return table


def country_of(word: str) -> str | None:
    """Return the state's code where one folded word names, describes or governs it."""
    return countries().get(word)


def country_in(said: tuple[str, ...]) -> str | None:
    """Return the code of the one state that the words name first, longest name first."""
    for start in range(len(said)):
        for end in range(min(len(said), start + 4), start, -1):
            code = countries().get(fold(said[start:end]))
            if code:
                return code
    return None


@lru_cache(maxsize=300)
def state_words(country: str) -> frozenset[str]:
    """Return every folded word of a state's names, demonyms and capitals."""
    state = next(s for s in states() if s.code == country)
    return frozenset(w for n in (*state.names, *state.demonyms, *state.capital) for w in words(n))
