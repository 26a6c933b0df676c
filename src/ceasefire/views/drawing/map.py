"""Pins and boundaries in, the drawing of a map out: regions tinted by incidents, marks, insets of crowds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ceasefire.views.drawing.canvas import Drawing, Href, joined, link, text
from ceasefire.views.drawing.ground import (
    WIDTH,
    Frame,
    Region,
    Ring,
    draw_lands,
    draw_names,
    draw_regions,
    ground,
)
from ceasefire.views.drawing.insets import GAP, SIDE, crowds, draw_insets
from ceasefire.views.drawing.marks import placed
from ceasefire.views.map import Layer, Pin

MOST = 2_000
"""Marks of a layer drawn one by one; more are drawn as one disc for each square of a grid."""
BESIDE = 15
"""Pixels between the marks of two layers at one place."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a map is drawn: its words, the id of the place or region that stands out, whether all is named."""

    title: str = "Map"
    inset: str = "enlarged"
    chosen: str = ""
    labelled: bool = False


PLAIN = Style()


def draw_map(
    pins: Sequence[Pin], regions: Sequence[Region], lands: Sequence[Ring], *, href: Href, style: Style = PLAIN
) -> Drawing | None:
    """Draw the regions with their pins; None where there is neither a region nor a pin.

    A mark leads where `href` says for ("place", its place's id), a region for ("region", its id).
    """
    on = ground(regions, pins)
    if on is None:
        return None
    layers = {layer: [p for p in pins if p.layer is layer] for layer in Layer}
    single = [p for layer in layers.values() if len(layer) <= MOST for p in layer]
    body = [
        Markup('<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" class="whole">').format(WIDTH, on.height),
        Markup('<rect width="100%" height="100%" class="sea"/><g class="zoomed">'),
        draw_lands(lands, on),
        *draw_regions(on, href, style.chosen),
        *draw_names(on, single),
        *(_binned(layer, on.frame) for layer in layers.values() if len(layer) > MOST),
        *_marks(single, on.frame, href, style),
        Markup("</g></svg>"),
    ]
    found = crowds(single, on.frame)
    named = replace(style, labelled=True)
    body += draw_insets(
        found, on, lambda crowd, close: joined(_marks(crowd, close, href, named)), style.inset
    )
    height = on.height + int(SIDE + GAP if found else 0)
    return Drawing(style.title, WIDTH, height, joined(body), "map")


def _marks(pins: Sequence[Pin], frame: Frame, href: Href, style: Style) -> Iterator[Markup]:
    """Draw incidents as dots, then truces and aid with their names where these have room."""
    room: list[tuple[float, float]] = []
    here: dict[str, int] = {}
    width = Counter(p.spot.id for p in pins)
    for pin in sorted(pins, key=lambda p: (p.layer is not Layer.INCIDENT, -p.spot.lat, p.spot.id)):
        x, y = frame.xy(pin.spot.lon, pin.spot.lat)
        chosen = pin.spot.id == style.chosen
        named = style.labelled or chosen or pin.layer is not Layer.INCIDENT
        labelled = named and all(abs(y - b) > 13 or abs(x - a) > 90 for a, b in room)
        if labelled:
            room.append((x, y))
        # Marks of several layers at one place stand side by side.
        shift = BESIDE * here.setdefault(pin.spot.id, 0)
        here[pin.spot.id] += 1
        label = (
            text(12 + BESIDE * (width[pin.spot.id] - 1), 4, pin.name, kind="label halo")
            if labelled
            else Markup("")
        )
        ring = Markup('<circle r="13" class="chosen-place"/>') if chosen else Markup("")
        yield _mark(pin, (x, y), href, joined((ring, _shape(pin, shift), label)))


def _mark(pin: Pin, at: tuple[float, float], href: Href, shape: Markup) -> Markup:
    """Make a mark a link; the page's script keeps its size and lights its line in the list."""
    words = f"{pin.name}: {len(pin.lines)} {pin.layer}, {pin.words}".rstrip(", ")
    x, y = at
    kept = Markup('<g class="kept-size" data-x="{0:.1f}" data-y="{1:.1f}" {2}>{3}</g>').format(
        x, y, Markup('transform="translate({:.1f} {:.1f})"').format(x, y), shape
    )
    return Markup('<g data-place="{}-{}">{}</g>').format(
        pin.layer, pin.spot.id, link(href("place", pin.spot.id), words, kept)
    )


def _shape(pin: Pin, x: float) -> Markup:
    if pin.layer is Layer.TRUCE:
        return placed(pin.mark, x, 0, 17)
    if pin.layer is Layer.AID:
        return Markup('<rect x="{}" y="-6" width="12" height="12" class="aid"/>').format(x - 6)
    return Markup('<circle cx="{}" r="{:.1f}" class="dot"/>').format(x, min(3 + len(pin.lines) ** 0.5, 9))


def _binned(pins: Sequence[Pin], frame: Frame, side: int = 18) -> Markup:
    """Draw one disc for each square that holds marks; its area tells how many statements."""
    squares: dict[tuple[int, int], int] = {}
    for pin in pins:
        x, y = frame.xy(pin.spot.lon, pin.spot.lat)
        key = int(x // side), int(y // side)
        squares[key] = squares.get(key, 0) + max(len(pin.lines), 1)
    most = max(squares.values(), default=1)
    return joined(
        Markup(
            '<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="dot bin"><title>{}</title></circle>'
        ).format((a + 0.5) * side, (b + 0.5) * side, 2 + (side / 2 - 2) * (number / most) ** 0.5, number)
        for (a, b), number in squares.items()
    )
