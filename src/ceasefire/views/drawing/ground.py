"""Regions in; the ground of a map out: degrees to pixels, outlines, tints, who lies in which region."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from markupsafe import Markup

from ceasefire.views.drawing.canvas import Href, joined, text
from ceasefire.views.map import Layer, Pin

WIDTH, MARGIN = 900, 26
FINEST = 1.2
"""Pixels between two points of an outline; a page need not carry more."""
Ring = Sequence[tuple[float, float]]
Box = tuple[float, float, float, float]
"""West, east, south, north, in degrees."""
Edge = tuple[tuple[float, float], tuple[float, float]]
BAND = 0.05
"""Degrees of latitude to a band of edges."""


@dataclass(frozen=True, slots=True)
class Region:
    """A governorate or province: outer rings of (longitude, latitude), and where its name stands.

    `disputed` draws its outline broken: its status is disputed, and the map says so beneath.
    """

    id: str
    name: str
    at: tuple[float, float]
    rings: tuple[Ring, ...]
    disputed: bool = False


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

    def around(self, width: float, height: float) -> Box:
        """Return what a drawing of this size shows."""
        per_x, per_y = self.scale * self.squeeze, self.scale
        west, north = self.west - self.left / per_x, self.north + self.top / per_y
        return west, west + width / per_x, north - height / per_y, north


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under the marks of a map."""

    regions: Sequence[Region]
    tints: Mapping[str, int]
    frame: Frame
    height: int


def ground(regions: Sequence[Region], pins: Sequence[Pin]) -> Ground | None:
    """Lay the ground that holds the regions, or the pins where there are no regions; None without both."""
    points = [p for r in regions for ring in r.rings for p in ring] or [
        (p.spot.lon, p.spot.lat) for p in pins
    ]
    if not points:
        return None
    west, east, south, north = box(points)
    squeeze = cos(radians((south + north) / 2))
    room = WIDTH - 2 * MARGIN
    scale = min(room / (max(east - west, 0.5) * squeeze), 640 / max(north - south, 0.5))
    height = int((north - south) * scale + 2 * MARGIN) if north > south else 300
    left = (WIDTH - (east - west) * scale * squeeze) / 2
    return Ground(
        regions, tints(alleged(regions, pins)), Frame(west, north, scale, squeeze, left, MARGIN), height
    )


def alleged(regions: Sequence[Region], pins: Iterable[Pin]) -> dict[str, int]:
    """Count what is alleged in each region: statements of incidents, by the region's id."""
    counts: dict[str, int] = {}
    find = finder(regions)
    for pin in pins:
        found = find(pin.spot.lon, pin.spot.lat) if pin.layer is Layer.INCIDENT else None
        if found:
            counts[found] = counts.get(found, 0) + max(len(pin.lines), 1)
    return counts


def tints(counts: Mapping[str, int]) -> dict[str, int]:
    """Return a tint from 1 to 4 for each region where something is alleged."""
    most = max(counts.values(), default=1)
    return {key: 1 + (3 * (n - 1)) // max(most - 1, 1) for key, n in counts.items()}


def finder(regions: Sequence[Region]) -> Callable[[float, float], str | None]:
    """Return what finds the region around a point.

    Edges are sorted by bands of latitude once, so that a point meets only those at its own height.
    """
    rings = [(r.id, box(ring), _bands(ring)) for r in regions for ring in r.rings if len(ring) > 2]

    def find(lon: float, lat: float) -> str | None:
        for key, (west, east, south, north), bands in rings:
            if west <= lon <= east and south <= lat <= north:
                edges = bands.get(int(lat // BAND), ())
                if sum(_right_of(edge, lon, lat) for edge in edges) % 2:
                    return key
        return None

    return find


def _bands(ring: Ring) -> dict[int, list[Edge]]:
    found: dict[int, list[Edge]] = {}
    for one, other in zip(ring, (*ring[1:], ring[0]), strict=True):
        low, high = sorted((one[1], other[1]))
        for band in range(int(low // BAND), int(high // BAND) + 1):
            found.setdefault(band, []).append((one, other))
    return found


def _right_of(edge: Edge, x: float, y: float) -> bool:
    """Tell whether a line from a point to the east crosses an edge."""
    (x1, y1), (x2, y2) = edge
    return (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1


def region_of(regions: Sequence[Region], lon: float, lat: float) -> str | None:
    """Return the id of the region around a point."""
    return finder(regions)(lon, lat)


def box(points: Ring) -> Box:
    """Return the bounds of some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), max(xs), min(ys), max(ys)


def meets(one: Box, other: Box) -> bool:
    """Tell whether two boxes have something in common."""
    return one[0] < other[1] and one[1] > other[0] and one[2] < other[3] and one[3] > other[2]


def outline(rings: Iterable[Ring], frame: Frame) -> str:
    """Return rings as a path, without points that nobody could tell apart."""
    return "".join(_path(ring, frame) for ring in rings)


def _path(ring: Ring, frame: Frame) -> str:
    kept: list[tuple[float, float]] = []
    for point in ring:
        x, y = frame.xy(*point)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > FINEST:
            kept.append((x, y))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def held(ring: Ring, around: Box) -> Ring:
    """Hold far points at the edge: what lies outside is not seen, and a page should not carry it."""
    west, east, south, north = around
    points = [(min(max(x, west), east), min(max(y, south), north)) for x, y in ring]
    return [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]


def draw_lands(lands: Sequence[Ring], on: Ground) -> Markup:
    """Draw neighbouring land, only where it can be seen."""
    west, east, south, north = seen = on.frame.around(WIDTH, on.height)
    around = (west - 2, east + 2, south - 2, north + 2)
    rings = (held(ring, around) for ring in lands if meets(box(ring), seen))
    return Markup('<path d="{}" class="land"/>').format(outline(rings, on.frame))


def draw_regions(on: Ground, href: Href, chosen: str) -> Iterator[Markup]:
    """Draw the regions; each leads to what is said of it. `chosen` is the id of one that stands out."""
    for region in on.regions:
        kind = f"region tint-{on.tints.get(region.id, 0)}"
        kind += " disputed" * region.disputed + " chosen" * (region.id == chosen)
        # A pointer's shortcut: the list of provinces beside the map is the way by keyboard.
        yield Markup(
            '<a href="{}" tabindex="-1"><path d="{}" class="{}"><title>{}</title></path></a>'
        ).format(href("region", region.id), outline(region.rings, on.frame), kind, region.name)


def draw_names(on: Ground, pins: Sequence[Pin]) -> Iterator[Markup]:
    """Name the regions whose name has room, away from each other and from labelled marks."""
    at = [(p, *on.frame.xy(p.spot.lon, p.spot.lat)) for p in pins]
    named = [(x + 40, y, 4.0 * len(p.name) + 20) for p, x, y in at if p.layer is not Layer.INCIDENT]
    taken = named + [(x, y, 6.0) for p, x, y in at if p.layer is Layer.INCIDENT]
    for region in sorted(on.regions, key=lambda r: -max((_size(ring) for ring in r.rings), default=0)):
        x, middle = on.frame.xy(*region.at)
        half = 3.4 * len(region.name)
        wide = max((_width(ring) for ring in region.rings), default=0) * on.frame.scale * on.frame.squeeze
        if wide <= half * 1.5:
            continue
        for y in (middle, middle + 17, middle - 13):
            if all(abs(y - 4 - b) > 12 or abs(x - a) > half + h for a, b, h in taken):
                taken.append((x, y - 4, half))
                yield text(x, y, region.name, kind="soft region-name", anchor="middle")
                break


def _width(ring: Ring) -> float:
    west, east, _, _ = box(ring)
    return east - west


def _size(ring: Ring) -> float:
    west, east, south, north = box(ring)
    return (east - west) * (north - south)


def close_up(on: Ground, frame: Frame, side: float) -> Markup:
    """Draw the part of the regions that a square drawing shows."""
    around = frame.around(side, side)
    near = (r for r in on.regions if any(meets(box(ring), around) for ring in r.rings))
    return joined(
        Markup('<path d="{}" class="region tint-{}{}"/>').format(
            outline((held(ring, around) for ring in r.rings), frame),
            on.tints.get(r.id, 0),
            " disputed" if r.disputed else "",
        )
        for r in near
    )
