"""The day and the place of an address in; which statements they keep, and how to say so, out.

Chosen on one screen, they stay in the address on the way to every other: timeline, map and lists choose
together, without a script.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ceasefire.asking import TimeUnclear
from ceasefire.views.choice import Choice, Ids, about
from ceasefire.views.drawing import Region
from ceasefire.views.drawing.ground import region_of
from ceasefire.views.map import Spot
from ceasefire.web.shelf import FIRST_YEAR, LAST_YEAR, Asked

REGION = "region:"
"""What stands before the id of a province in an address; other places are of the gazetteer, or a name."""
SCREENS = ("board", "timeline", "map", "compare", "sources")
"""Screens that keep only what is about the day and the place."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a page says of the choice: the day with the addresses of those beside it, the place's name."""

    day: date | None
    before: str
    after: str
    place: str


def chosen(asked: Asked) -> Chosen | None:
    """Return what was chosen; None where nothing was, or where the screen shows all the same."""
    ask = asked.question
    if not (ask.day or ask.place) or ask.screen not in SCREENS or ask.subject:
        return None
    day = day_in(asked)
    beside = {n: ask.but(day=(day + timedelta(days=n)).isoformat(), n="") if day else "" for n in (-1, 1)}
    return Chosen(day, beside[-1], beside[1], place_name(asked))


def day_in(asked: Asked) -> date | None:
    """Return the day of the address; raise `TimeUnclear` for one that does not exist or is out of reach."""
    words = asked.question.day
    return day_of(words) if words else None


def day_of(words: str) -> date:
    """Read a day as addresses have it."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise TimeUnclear(f"{words!r} is no day. Write 2012-04-10.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise TimeUnclear(f"The year {day.year} is out of reach: ask about {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def only(asked: Asked, *, day: bool = True, place: bool = True) -> Ids | None:
    """Return the ids of the statements and bearings to keep, None for all.

    Without `day` or `place`, a screen shows that choice otherwise than by leaving things out.
    """
    ask = asked.question
    when, where = (ask.day if day else ""), (ask.place if place else "")
    if not (when or where):
        return None
    named = _named(asked, where) if where else None
    choice = Choice(day_in(asked) if when else None, named)
    return asked.kept(f"only:{when}:{where}:{asked.say.language}", lambda: about(asked.folio, choice))


def named(asked: Asked) -> Callable[[str], bool] | None:
    """Return what tells whether words name the place of the address, None where there is none."""
    return _named(asked, asked.question.place) if asked.question.place else None


def part_of(asked: Asked, *, day: bool = True, place: bool = True) -> str:
    """Name what `only` keeps, for the views that are kept of it."""
    ask = asked.question
    return f":{ask.day if day else ''}:{ask.place if place else ''}"


def region(asked: Asked) -> Region | None:
    """Return the province chosen, None where none was or the boundaries have none of its name."""
    key = asked.question.place
    return _regions(asked).get(key.removeprefix(REGION)) if key.startswith(REGION) else None


def place_name(asked: Asked) -> str:
    """Return what the chosen place is called; the words of the address where nobody knows it."""
    key = asked.question.place
    found = region(asked)
    if found or not key:
        return found.name if found else ""
    return asked.kept("places", lambda: _places(asked)).get(key, key.removeprefix(REGION))


def _places(asked: Asked) -> Mapping[str, str]:
    """Return the names of the places that pages name, by id."""
    spots = asked.shelf.spots(asked.process.countries)
    named = {m.text: None for r in asked.folio.bearings for m in r.said.statement.place}
    return {s.id: s.name for words in named for s in spots(words)} | {w.casefold(): w for w in named}


def _regions(asked: Asked) -> Mapping[str, Region]:
    bounds = asked.shelf.boundaries(asked.process.countries, asked.say.language)
    return {r.id: r for r in bounds.regions}


def _named(asked: Asked, key: str) -> Callable[[str], bool]:
    """Return what tells whether words name the chosen place, or a place in the chosen province."""
    spots, around = asked.shelf.spots(asked.process.countries), region(asked)

    def inside(spot: Spot) -> bool:
        return around is not None and region_of([around], spot.lon, spot.lat) is not None

    @cache
    def named(words: str) -> bool:
        if around is not None:
            return any(s.kind != "country" and inside(s) for s in spots(words))
        return words.casefold() == key or any(s.id == key for s in spots(words))

    return named
