"""A folio and a way to place names in; truces, incidents and aid with coordinates out. Pure.

Names that mean the whole country or that nobody can place are listed, never dropped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ceasefire.model import Action, TruceState
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, line, speaker_words
from ceasefire.views.lanes import day_of, hostile
from ceasefire.views.wording import Mark

AID = (Action.AID, Action.EVACUATE, Action.ACCESS)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: WGS 84 degrees. `kind` is town, region, country, base or area."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str


class Layer(StrEnum):
    """What a mark on the map tells of."""

    TRUCE = "truce"
    INCIDENT = "incident"
    AID = "aid"


@dataclass(frozen=True, slots=True)
class Pin:
    """One place with what is said of it, layer by layer: words, how many voices, and the lines."""

    layer: Layer
    spot: Spot
    name: str
    mark: Mark
    words: str
    voices: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything placed, and everything that is said of the country as a whole or of no known place.

    `unplaced` are names that nobody can place, with what is said of each.
    """

    pins: tuple[Pin, ...]
    wide: tuple[Pin, ...]
    unplaced: tuple[tuple[str, tuple[Line, ...]], ...]


# The places that the words of a page name: none where nobody knows them, several for a list of towns.
Places = Callable[[str], tuple[Spot, ...]]
# What is said of a truce, as a mark; nothing said makes it kept: only a verifier could.
TRUCES = {
    TruceState.NEGOTIATING: Mark.DUE,
    TruceState.DECLARED: Mark.CLAIMED,
    TruceState.IN_EFFECT: Mark.CLAIMED,
    TruceState.CONTESTED: Mark.DISPUTED,
    TruceState.ENDED: Mark.BREACHED,
}


def atlas(folio: Folio, places: Places, *, only: frozenset[str] | None = None) -> Atlas:
    """Place everything said of truces, incidents and aid; with `only`, what these statements say."""
    groups: dict[tuple[Layer, str], tuple[Spot, set[str], list[BearingRow]]] = {}
    unplaced: dict[str, list[Line]] = {}
    for layer, row in _rows(folio):
        if only is not None and row.said.id not in only:
            continue
        for mention in row.said.statement.place:
            spots = places(mention.text)
            if not spots:
                unplaced.setdefault(mention.text, []).append(line(row, folio))
            for spot in spots:
                _, names, rows = groups.setdefault((layer, spot.id), (spot, set(), []))
                names.add(mention.text if len(spots) == 1 else spot.name)
                if row not in rows[-1:]:
                    rows.append(row)
    pins = [_pin(folio, layer, *found) for (layer, _), found in groups.items()]
    pins.sort(key=lambda p: (p.layer, p.name, p.spot.id))
    return Atlas(
        tuple(p for p in pins if p.spot.kind != "country"),
        tuple(p for p in pins if p.spot.kind == "country"),
        tuple((name, tuple(lines)) for name, lines in sorted(unplaced.items())),
    )


def _rows(folio: Folio) -> Iterator[tuple[Layer, BearingRow]]:
    seen: set[str] = set()
    for row in folio.bearings:
        if row.said.id in seen:
            continue
        if row.bearing.truce is not None:
            seen.add(row.said.id)
            yield Layer.TRUCE, row
        elif row.said.statement.action in AID:
            seen.add(row.said.id)
            yield Layer.AID, row
    yield from ((Layer.INCIDENT, row) for row in hostile(folio) if row.said.id not in seen)


def _pin(folio: Folio, layer: Layer, spot: Spot, names: set[str], rows: list[BearingRow]) -> Pin:
    # The shortest of the names that pages give: "Homs" says it where another has "parts of Homs".
    name = min(names, key=lambda n: (len(n), n))
    lines = tuple(line(r, folio) for r in rows)
    voices = len({r.voice.speaker or r.voice.origin for r in rows})
    mark, words = Mark.UNKNOWN, ""
    if layer is Layer.TRUCE:
        states = list(dict.fromkeys(r.bearing.truce for r in rows if r.bearing.truce is not None))
        mark = TRUCES[states[0]] if len(states) == 1 else Mark.DISPUTED
        words = "; ".join(
            f"{speaker_words(r, folio)}: {folio.book.say(str(r.bearing.truce))}" for r in rows[:4]
        )
    else:
        days = sorted({d for d in map(day_of, rows) if d is not None})
        words = " – ".join(dict.fromkeys(d.isoformat() for d in (days[:1] + days[-1:])))
    return Pin(layer, spot, name, mark, words, voices, lines)
