"""What several voices say of one thing in; a column per voice out, with what they agree on and what not.

Copies of one origin are one column. Nothing is ranked, nothing chosen: a fact is marked as agreed, as
in conflict, or as given by some and not by others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ceasefire.model import Undertaking
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, folded, line, speaker_words
from ceasefire.views.lanes import day_of, hostile
from ceasefire.views.wording import time_words


class Accord(StrEnum):
    """How the voices that speak of a fact stand to each other."""

    AGREED = "agreed"
    CONFLICT = "conflict"
    DIFFER = "differ"
    ONE = "one voice only"


@dataclass(frozen=True, slots=True)
class Column:
    """One voice: its name, the outlets that carry it, its words with copies folded, and when it spoke."""

    key: str
    name: str
    outlets: tuple[str, ...]
    copies: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One question with each column's answers; () where a voice does not say."""

    name: str
    answers: tuple[tuple[str, ...], ...]
    accord: Accord
    missing: int


@dataclass(frozen=True, slots=True)
class Naming:
    """One actor or side with the words each voice uses for it."""

    name: str
    words: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One undertaking or incident, side by side."""

    title: str
    columns: tuple[Column, ...]
    facts: tuple[Fact, ...]
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Hostile acts alleged of one place on one day. `key` fits an address."""

    key: str
    place: str
    day: date
    voices: int
    rows: tuple[BearingRow, ...]


def compare(folio: Folio, undertaking: Undertaking) -> Comparison:
    """Set side by side what the voices say of one undertaking."""
    rows = folio.by_undertaking.get(undertaking.id, ())
    return side_by_side(folio, (r for r in rows if _answers(r)), undertaking.text)


def _answers(row: BearingRow) -> bool:
    """Leave out words that stand beside the question and answer nothing."""
    return row.bearing.counts or row.bearing.complied is None


def incidents(folio: Folio) -> tuple[Incident, ...]:
    """Return alleged incidents by day and place, those of most voices first."""
    groups: dict[tuple[date, str], list[BearingRow]] = {}
    for row in hostile(folio):
        day, said = day_of(row), row.said.statement.place
        if day is not None and said:
            place = row.bearing.heard.places[0] if row.bearing.heard.places else said[0].text.casefold()
            groups.setdefault((day, place), []).append(row)
    found = (_incident(day, place, rows) for (day, place), rows in groups.items())
    return tuple(sorted(found, key=lambda i: (-i.voices, i.day, i.key)))


def compare_incident(folio: Folio, found: Incident) -> Comparison:
    """Set side by side what the voices say of one incident."""
    return side_by_side(folio, found.rows, f"{found.place}, {found.day.isoformat()}")


def side_by_side(folio: Folio, rows: Iterable[BearingRow], title: str) -> Comparison:
    """Set rows side by side, a column per voice."""
    groups: dict[str, list[BearingRow]] = {}
    for row in sorted(rows, key=lambda r: (r.said.reported_at or r.said.recorded_at, r.id)):
        groups.setdefault(row.voice.speaker or row.voice.origin, []).append(row)
    columns = tuple(_column(folio, key, group) for key, group in groups.items())
    facts = tuple(f for f in (_fact(name, ask, groups) for name, ask in FACTS) if f is not None)
    return Comparison(title, columns, facts, tuple(_namings(folio, groups, columns)))


def _incident(day: date, place: str, rows: list[BearingRow]) -> Incident:
    name = rows[0].said.statement.place[0].text
    voices = len({r.voice.speaker or r.voice.origin for r in rows})
    return Incident(f"{day.isoformat()}/{place}", name, day, voices, tuple(rows))


def _column(folio: Folio, key: str, rows: list[BearingRow]) -> Column:
    lines = folded(line(r, folio) for r in rows)
    outlets = tuple(dict.fromkeys(entry.outlet for entry in lines))
    return Column(
        key, speaker_words(rows[0], folio), outlets, len({c for e in lines for c in e.copies}), lines
    )


def _answer(row: BearingRow) -> str:
    b = row.bearing
    if b.counts and b.complied is not None:
        return ("done in part" if b.partial else "done") if b.complied else "not done"
    return str(row.said.statement.force)


FACTS: tuple[tuple[str, Callable[[BearingRow], str]], ...] = (
    ("what is said", _answer),
    ("when", lambda r: time_words(r.said.statement.when)),
    ("where", lambda r: ", ".join(m.text for m in r.said.statement.place)),
    ("by whom", lambda r: r.said.statement.actor.text if r.said.statement.actor else ""),
    ("to whom", lambda r: r.said.statement.target.text if r.said.statement.target else ""),
    ("deadline", lambda r: time_words(r.said.statement.deadline)),
    ("condition", lambda r: r.said.statement.condition.text if r.said.statement.condition else ""),
    (
        "figure",
        lambda r: (
            f"{r.said.statement.figure.value} {r.said.statement.figure.of}" if r.said.statement.figure else ""
        ),
    ),
)


def _opposed(name: str, answers: frozenset[str]) -> bool:
    """Tell whether answers cannot all hold; places or actors may just be told more or less fully."""
    if name == "what is said":
        return "not done" in answers and not answers.isdisjoint(("done", "done in part"))
    return name == "deadline"


def _fact(name: str, ask: Callable[[BearingRow], str], groups: dict[str, list[BearingRow]]) -> Fact | None:
    """Return one fact over all columns; None where nobody speaks of it."""
    answers = tuple(tuple(dict.fromkeys(a for a in map(ask, rows) if a)) for rows in groups.values())
    given = [frozenset(x.casefold() for x in a) for a in answers if a]
    if not given:
        return None
    other = Accord.CONFLICT if _opposed(name, frozenset().union(*given)) else Accord.DIFFER
    same = Accord.AGREED if len(set(given)) == 1 else other
    accord = Accord.ONE if len(given) == 1 else same
    return Fact(name, answers, accord, sum(not a for a in answers))


def _namings(
    folio: Folio, groups: dict[str, list[BearingRow]], columns: tuple[Column, ...]
) -> Iterator[Naming]:
    """Yield who is named by whom in which words, without comment; only where somebody is named by two."""
    shown = {c.key: c.name for c in columns}
    named: dict[str, dict[str, dict[str, None]]] = {}
    for key, rows in groups.items():
        for row in rows:
            for actor, words in _named(row):
                named.setdefault(actor, {}).setdefault(shown[key], {})[words] = None
    for actor, by in sorted(named.items()):
        if len(by) > 1:
            yield Naming(folio.name(actor), tuple((voice, tuple(words)) for voice, words in by.items()))


def _named(row: BearingRow) -> Iterator[tuple[str, str]]:
    said, heard = row.said.statement, row.bearing.heard
    if said.actor and len(heard.actors) == 1:
        yield heard.actors[0], said.actor.text
    if said.target and len(heard.targets) == 1:
        yield heard.targets[0], said.target.text
