"""Pins on a map in; the crowds among them, and an enlarged drawing of each, out."""

from collections.abc import Callable, Iterator, Sequence
from math import hypot
from string import ascii_uppercase

from markupsafe import Markup

from ceasefire.views.drawing.canvas import text
from ceasefire.views.drawing.ground import WIDTH, Frame, Ground, close_up
from ceasefire.views.map import Pin

NEAR, CROWD, MOST = 26, 3, 3
"""So many places within so many pixels make a crowd; the largest few get an inset each, side by side."""
GAP = 12
SIDE = (WIDTH - GAP * (MOST - 1)) / MOST
EDGE = 46

Crowd = list[Pin]
Marks = Callable[[Crowd, Frame], Markup]
"""Draws the marks of a crowd in a frame."""


def crowds(pins: Sequence[Pin], frame: Frame) -> list[Crowd]:
    """Return the largest crowds of pins too near to each other to be told apart, no pin in two."""
    at = [(p, frame.xy(p.spot.lon, p.spot.lat)) for p in pins]
    cells: dict[tuple[int, int], Crowd] = {}
    for pin, (x, y) in at:
        cells.setdefault((int(x // NEAR), int(y // NEAR)), []).append(pin)
    found: list[Crowd] = []
    left = dict(cells)
    while left and len(found) < MOST:
        crowd = max((_around(cell, left, frame) for cell in left), key=_places)
        if _places(crowd) < CROWD:
            break
        found.append(crowd)
        taken = {id(p) for p in crowd}
        left = {k: kept for k, ps in left.items() if (kept := [p for p in ps if id(p) not in taken])}
    return found


def _places(crowd: Crowd) -> int:
    return len({p.spot.id for p in crowd})


def _around(cell: tuple[int, int], cells: dict[tuple[int, int], Crowd], frame: Frame) -> Crowd:
    """Return the pins near the first of a cell."""
    first = cells[cell][0].spot
    x, y = frame.xy(first.lon, first.lat)
    beside = [(cell[0] + a, cell[1] + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
    near = (p for key in beside for p in cells.get(key, ()))
    return [p for p in near if _far(frame.xy(p.spot.lon, p.spot.lat), x, y) <= NEAR]


def _far(point: tuple[float, float], x: float, y: float) -> float:
    return hypot(point[0] - x, point[1] - y)


def draw_insets(found: list[Crowd], on: Ground, marks: Marks, title: str) -> Iterator[Markup]:
    """Draw each crowd once more, enlarged, below the map; a letter says which it is."""
    for number, (crowd, letter) in enumerate(zip(found, ascii_uppercase, strict=False)):
        x, y = on.frame.xy(crowd[0].spot.lon, crowd[0].spot.lat)
        yield Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{}" class="frame"/>').format(x, y, NEAR + 4)
        yield text(x + NEAR + 2, y - NEAR + 4, letter, kind="label halo")
        left = number * (SIDE + GAP)
        yield _inset(crowd, on, left, marks, f"{letter} · {title}")


def _inset(crowd: Crowd, on: Ground, left: float, marks: Marks, title: str) -> Markup:
    lons, lats = [p.spot.lon for p in crowd], [p.spot.lat for p in crowd]
    span = max((max(lons) - min(lons)) * on.frame.squeeze, max(lats) - min(lats), 0.02)
    scale = (SIDE - 2 * EDGE) / span
    close = Frame(min(lons), max(lats), scale, on.frame.squeeze)
    x, y = close.xy((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    # The middle of the crowd stands left of the middle: labels run to the right of their marks.
    close = Frame(close.west, close.north, scale, close.squeeze, SIDE * 0.42 - x, SIDE / 2 + 8 - y)
    return Markup(
        '<svg x="{:.1f}" y="{}" width="{:.1f}" height="{:.1f}" viewBox="0 0 {:.1f} {:.1f}" class="inset">'
        '<rect width="100%" height="100%" class="land"/>{}'
        '<rect width="100%" height="100%" class="frame"/>{}{}</svg>'
    ).format(
        left, on.height + GAP, SIDE, SIDE, SIDE, SIDE, close_up(on, close, SIDE),
        text(10, 18, title, kind="soft halo"), marks(crowd, close),
    )  # fmt: skip
