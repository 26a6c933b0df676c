"""Pins and boundaries in, the drawing of a map out: regions tinted by incidents, marks, one inset."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from markupsafe import Markup

from ceasefire.views.drawing.canvas import Drawing, Href, joined, link, text
from ceasefire.views.drawing.marks import placed
from ceasefire.views.map import Layer, Pin

WIDTH, MARGIN = 900, 26
MOST = 2_000
"""Marks drawn one by one; more are drawn as one disc for each square of a grid."""
FINEST = 1.2
"""Pixels between two points of an outline; a page need not carry more."""
NEAR, CROWD = 30, 3
"""So many labelled marks within so many pixels make a crowd, which gets an inset."""
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Region:
    """A governorate or province: outer rings of (longitude, latitude), and where its name stands."""

    id: str
    name: str
    at: tuple[float, float]
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees to pixels: plate carrée, squeezed so that the middle latitude is true."""

    west: float
    north: float
    scale: float
    squeeze: float
    left: float = 0.0
    top: float = 0.0

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the place of a point; one far west of the frame lies across the 180th meridian."""
        lon = lon + 360 if lon < self.west - 90 else lon
        return self.left + (lon - self.west) * self.scale * self.squeeze, self.top + (
            self.north - lat
        ) * self.scale


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the marks."""

    regions: Sequence[Region]
    tints: dict[str, int]
    frame: Frame


def draw_map(
    pins: Sequence[Pin], regions: Sequence[Region], lands: Sequence[Ring], *, href: Href,
    title: str = "Map", inset: str = "Enlarged",
) -> Drawing | None:  # fmt: skip
    """Draw the regions with their pins; None where there is neither a region nor a pin."""
    found = _frame(regions, pins)
    if found is None:
        return None
    frame, height = found
    tints = _tints(regions, pins)
    crowd = _crowd([p for p in pins if p.layer is not Layer.INCIDENT], frame)
    ground = joined((_lands(lands, frame, height), *(_region(r, frame, tints.get(r.id, 0)) for r in regions)))
    names = joined(_names(regions, frame, pins))
    body = [
        Markup('<rect width="{}" height="{}" class="sea"/><g class="zoomed">').format(WIDTH, height),
        ground,
        names,
    ]
    body += [joined(_marks(pins, frame, href)), Markup("</g>")]
    if crowd:
        body.append(_inset(crowd, Ground(regions, tints, frame), height, href, inset))
    return Drawing(title, WIDTH, height, joined(body), "map")


def region_of(regions: Sequence[Region], lon: float, lat: float) -> str | None:
    """Return the id of the region around a point."""
    return next((r.id for r in regions if any(_inside(ring, lon, lat) for ring in r.rings)), None)


def _inside(ring: Ring, x: float, y: float) -> bool:
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _frame(regions: Sequence[Region], pins: Sequence[Pin]) -> tuple[Frame, int] | None:
    """Return the frame that holds the regions, or the pins where there are no regions."""
    points = [p for r in regions for ring in r.rings for p in ring] or [
        (p.spot.lon, p.spot.lat) for p in pins
    ]
    if not points:
        return None
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = cos(radians((south + north) / 2))
    room = WIDTH - 2 * MARGIN
    scale = min(room / (max(east - west, 0.5) * squeeze), 640 / max(north - south, 0.5))
    height = int((north - south) * scale + 2 * MARGIN) if north > south else 300
    left = (WIDTH - (east - west) * scale * squeeze) / 2
    return Frame(west, north, scale, squeeze, left, MARGIN), height


def _path(ring: Ring, frame: Frame) -> str:
    """Return a ring as a path, without points that nobody could tell apart."""
    kept: list[tuple[float, float]] = []
    for point in ring:
        x, y = frame.xy(*point)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > FINEST:
            kept.append((x, y))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def _lands(lands: Sequence[Ring], frame: Frame, height: int) -> Markup:
    """Draw neighbouring land, only where it can be seen."""
    east = frame.west + (WIDTH - frame.left) / frame.scale / frame.squeeze
    west, south = frame.west - frame.left / frame.scale / frame.squeeze, frame.north - height / frame.scale
    seen = [
        ring for ring in lands
        if max(p[0] for p in ring) > west and min(p[0] for p in ring) < east
        and max(p[1] for p in ring) > south and min(p[1] for p in ring) < frame.north + 1
    ]  # fmt: skip
    around = (west - 2, east + 2, south - 2, frame.north + 3)
    return Markup('<path d="{}" class="land"/>').format(
        "".join(_path(_clipped(r, around), frame) for r in seen)
    )


def _clipped(ring: Ring, around: tuple[float, float, float, float]) -> Ring:
    """Hold far points at the edge: what lies outside is not seen, and a page should not carry it."""
    west, east, south, north = around
    held = [(min(max(x, west), east), min(max(y, south), north)) for x, y in ring]
    return [p for n, p in enumerate(held) if n == 0 or p != held[n - 1]]


def _tints(regions: Sequence[Region], pins: Sequence[Pin]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for pin in pins:
        if pin.layer is Layer.INCIDENT:
            found = region_of(regions, pin.spot.lon, pin.spot.lat)
            if found:
                counts[found] = counts.get(found, 0) + len(pin.lines)
    most = max(counts.values(), default=1)
    return {key: 1 + (3 * (n - 1)) // max(most - 1, 1) for key, n in counts.items()}


def _region(region: Region, frame: Frame, tint: int) -> Markup:
    path = "".join(_path(ring, frame) for ring in region.rings)
    return Markup('<path d="{}" class="region tint-{}"><title>{}</title></path>').format(
        path, tint, region.name
    )


def _names(regions: Sequence[Region], frame: Frame, pins: Sequence[Pin]) -> Iterator[Markup]:
    """Name the regions whose name has room, away from each other and from labelled marks."""
    marked = [(p, *frame.xy(p.spot.lon, p.spot.lat)) for p in pins if p.layer is not Layer.INCIDENT]
    taken = [(x + 40, y, 4.0 * len(p.name) + 20) for p, x, y in marked]
    for region in sorted(regions, key=lambda r: -max((_size(ring) for ring in r.rings), default=0)):
        x, y = frame.xy(*region.at)
        half = 3.4 * len(region.name)
        wide = max((_width(ring, frame) for ring in region.rings), default=0)
        if wide > half * 1.5 and all(abs(y - b) > 14 or abs(x - a) > half + h for a, b, h in taken):
            taken.append((x, y, half))
            yield text(x, y, region.name, kind="soft region-name", anchor="middle")


def _size(ring: Ring) -> float:
    return (max(p[0] for p in ring) - min(p[0] for p in ring)) * (
        max(p[1] for p in ring) - min(p[1] for p in ring)
    )


def _width(ring: Ring, frame: Frame) -> float:
    return (max(p[0] for p in ring) - min(p[0] for p in ring)) * frame.scale * frame.squeeze


def _marks(pins: Sequence[Pin], frame: Frame, href: Href) -> Iterator[Markup]:
    incidents = [p for p in pins if p.layer is Layer.INCIDENT]
    if len(incidents) > MOST:
        yield from _binned(incidents, frame)
    else:
        yield from (_dot(p, frame, href) for p in incidents)
    others = sorted((p for p in pins if p.layer is not Layer.INCIDENT), key=lambda p: -p.spot.lat)
    room: list[tuple[float, float]] = []
    for pin in others[:MOST]:
        x, y = frame.xy(pin.spot.lon, pin.spot.lat)
        labelled = all(abs(y - b) > 13 or abs(x - a) > 90 for a, b in room)
        room.append((x, y))
        yield _mark(pin, x, y, href, labelled=labelled)


def _kept_size(x: float, y: float, body: Markup) -> Markup:
    """Wrap a piece drawn around (0, 0) so that the page's script can keep its size while zooming."""
    return Markup(
        '<g class="kept-size" data-x="{:.1f}" data-y="{:.1f}" transform="translate({:.1f} {:.1f})">{}</g>'
    ).format(x, y, x, y, body)


def _dot(pin: Pin, frame: Frame, href: Href) -> Markup:
    x, y = frame.xy(pin.spot.lon, pin.spot.lat)
    size = min(3 + len(pin.lines) ** 0.5, 9)
    dot = Markup('<circle r="{:.1f}" class="dot"/>').format(size)
    words = f"{pin.name}: {len(pin.lines)}, {pin.words}"
    return _placed(pin, link(href("place", f"{pin.layer}-{pin.spot.id}"), words, _kept_size(x, y, dot)))


def _mark(pin: Pin, x: float, y: float, href: Href, *, labelled: bool) -> Markup:
    shape = (
        placed(pin.mark, 0, 0, 17)
        if pin.layer is Layer.TRUCE
        else Markup('<rect x="-6" y="-6" width="12" height="12" class="aid"/>')
    )
    label = text(11, 4, pin.name, kind="label halo") if labelled else Markup("")
    words = f"{pin.name}: {pin.words}"
    return _placed(
        pin,
        link(href("place", f"{pin.layer}-{pin.spot.id}"), words, _kept_size(x, y, joined((shape, label)))),
    )


def _placed(pin: Pin, body: Markup) -> Markup:
    return Markup('<g data-place="{}-{}">{}</g>').format(pin.layer, pin.spot.id, body)


def _binned(pins: Sequence[Pin], frame: Frame, side: int = 18) -> Iterator[Markup]:
    """Draw one disc for each square that holds marks; its area tells how many."""
    squares: dict[tuple[int, int], int] = {}
    for pin in pins:
        x, y = frame.xy(pin.spot.lon, pin.spot.lat)
        key = int(x // side), int(y // side)
        squares[key] = squares.get(key, 0) + max(len(pin.lines), 1)
    most = max(squares.values(), default=1)
    for (a, b), number in squares.items():
        yield Markup('<circle cx="{}" cy="{}" r="{:.1f}" class="dot"><title>{}</title></circle>').format(
            (a + 0.5) * side, (b + 0.5) * side, 2 + (side / 2 - 2) * (number / most) ** 0.5, number
        )


def _crowd(pins: Sequence[Pin], frame: Frame) -> list[Pin]:
    """Return the largest crowd of marks too near to each other to be told apart."""
    at = [(p, frame.xy(p.spot.lon, p.spot.lat)) for p in pins]
    near: Callable[[tuple[float, float]], list[Pin]] = lambda c: [  # noqa: E731 - used once, below
        p for p, xy in at if hypot(xy[0] - c[0], xy[1] - c[1]) <= NEAR
    ]
    found = max((near(xy) for _, xy in at), key=len, default=[])
    return found if len({p.spot.id for p in found}) >= CROWD else []


def _inset(crowd: list[Pin], ground: Ground, height: int, href: Href, title: str) -> Markup:
    """Draw a crowd once more, enlarged, in the emptier lower corner."""
    regions, tints, frame = ground.regions, ground.tints, ground.frame
    side, edge = 270, 34
    lons, lats = [p.spot.lon for p in crowd], [p.spot.lat for p in crowd]
    span = max((max(lons) - min(lons)) * frame.squeeze, max(lats) - min(lats), 0.02)
    scale = (side - 2 * edge) / span
    close = Frame(min(lons), max(lats), scale, frame.squeeze)
    middle = close.xy((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    close = Frame(close.west, close.north, scale, frame.squeeze, side / 2 - middle[0], side / 2 - middle[1])
    box = WIDTH - side - 12, height - side - 12
    around = (*close_corner(close, side),)
    shapes = joined(
        Markup('<path d="{}" class="region tint-{}"/>').format(
            "".join(_path(_clipped(ring, around), close) for ring in r.rings), tints.get(r.id, 0)
        )
        for r in regions
        if region_near(r, around)
    )
    marks = joined(_mark(p, *close.xy(p.spot.lon, p.spot.lat), href, labelled=True) for p in crowd)
    return Markup(
        '<svg x="{}" y="{}" width="{}" height="{}" viewBox="0 0 {} {}" class="inset">'
        '<rect width="{}" height="{}" class="land"/>{}<rect width="{}" height="{}" class="frame"/>{}{}</svg>'
    ).format(
        *box, side, side, side, side, side, side, shapes, side, side, text(10, 18, title, kind="soft"), marks
    )


def close_corner(frame: Frame, side: float) -> tuple[float, float, float, float]:
    """Return west, east, south and north of a square drawing."""
    per_x, per_y = frame.scale * frame.squeeze, frame.scale
    west, north = frame.west - frame.left / per_x, frame.north + frame.top / per_y
    return west, west + side / per_x, north - side / per_y, north


def region_near(region: Region, around: tuple[float, float, float, float]) -> bool:
    """Tell whether a region's box meets another."""
    west, east, south, north = around
    return any(
        max(p[0] for p in ring) > west and min(p[0] for p in ring) < east
        and max(p[1] for p in ring) > south and min(p[1] for p in ring) < north
        for ring in region.rings
    )  # fmt: skip
