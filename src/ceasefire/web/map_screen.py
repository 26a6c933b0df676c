"""A question in; the map out, with the list beside it that can do all the map can."""

from ceasefire.views.drawing import Style, draw_map
from ceasefire.views.drawing.canvas import Href
from ceasefire.views.drawing.ground import alleged, finder
from ceasefire.views.evidence import Line
from ceasefire.views.map import Atlas, Layer, Pin, atlas
from ceasefire.web import choosing
from ceasefire.web.parts import Page, part
from ceasefire.web.shelf import Asked

LISTED, PLACES = 60, 150
"""Statements of a place, and places of the list, shown at once."""


def map_(asked: Asked) -> Page:
    """Draw truces, incidents and aid over provinces, with the list that can do all the map can."""
    ask, countries, say = asked.question, asked.process.countries, asked.say
    spots, only = asked.shelf.spots(countries), choosing.only(asked, place=False)
    name = f"atlas{choosing.part_of(asked, place=False)}"
    drawn: Atlas = asked.kept(name, lambda: atlas(asked.folio, spots, only=only))
    bounds = asked.shelf.boundaries(countries, say.language)
    q = ask.q.casefold()
    fits = [p for p in (*drawn.pins, *drawn.wide) if not ask.status or p.layer == ask.status]
    fits = [p for p in fits if q in f"{p.name} {p.spot.name}".casefold()]
    pins = [p for p in fits if p.spot.kind != "country"]
    style = Style(say("Map"), say("enlarged"), ask.place.removeprefix(choosing.REGION))
    shown, pages, number = part(fits, ask.n, size=PLACES)
    counts = alleged(bounds.regions, pins)
    provinces = sorted(((r, counts.get(r.id, 0)) for r in bounds.regions), key=lambda p: (-p[1], p[0].name))
    return "map.html", {
        "drawing": draw_map(pins, bounds.regions, bounds.lands, href=_place(asked), style=style),
        "pins": shown, "found": len(fits), "pages": pages, "number": number, "bounds": bounds,
        "layers": list(Layer), "here": _here(asked, drawn), "listed": LISTED, "provinces": provinces,
        "unplaced": [(name, name.casefold(), len(lines)) for name, lines in drawn.unplaced],
        "inside": frozenset(countries), "choice_key": anchor, "region_key": choosing.REGION,
    }  # fmt: skip


def anchor(pin: Pin) -> str:
    """Return what ties a mark to its line of the list."""
    return f"{pin.layer}-{pin.spot.id}"


def _here(asked: Asked, drawn: Atlas) -> list[tuple[Pin | None, tuple[Line, ...]]]:
    """Return what is said of the place chosen: its pins, or the words that name a place nobody knows."""
    key, region = asked.question.place, choosing.region(asked)
    if not key:
        return []
    inside = finder([region]) if region else None
    pins = [
        p for p in (*drawn.pins, *drawn.wide)
        if (inside(p.spot.lon, p.spot.lat) and p.spot.kind != "country" if inside else p.spot.id == key)
    ]  # fmt: skip
    named = [lines for name, lines in drawn.unplaced if name.casefold() == key]
    return [*((p, p.lines) for p in pins), *((None, lines) for lines in named)]


def _place(asked: Asked) -> Href:
    def address(kind: str, key: str) -> str:
        chosen = choosing.REGION + key if kind == "region" else key
        return asked.question.but(place=chosen, n="") + "#chosen"

    return address
