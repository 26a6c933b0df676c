"""A place name as a report has it in, a `Place` with coordinates and time zone out, or None.

Places come from three layers, the first that knows the name wins: data/places.yaml (what GeoNames
lacks, and regions by their names in reports), countries, and the cut of GeoNames in data/gazetteer
(one file a country). Countries that a process names are looked through before the rest of the world.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

from ceasefire.matching.names import same_name
from ceasefire.matching.names_fold import key
from ceasefire.matching.names_sounds import skeleton, sounds
from ceasefire.matching.states import State, states

_REGION = re.compile(
    r"(?i)\b(?:provinces?|governorates?|regions?|oblasts?|departments?|districts?|states?|areas?|muhafazat|"
    r"countryside|rural)\b|محافظة|ريف|област"
)
_OF_KIND = re.compile(
    r"(?i)^the\b|\b(?:city|towns?|provinces?|governorates?|regions?|oblasts?|states?|districts?)\b(?:\s+of\b)?"
)
_KIND = re.compile(
    r"(?i)\b(?:(?:the|city|cities|town|towns|village|villages|suburbs?|settlements?|provinces?|governorates?|"
    r"regions?|oblasts?|departments?|districts?|capital|countryside|outskirts|parts?|areas?|airbase|air base|"
    r"north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central|coastal|besieged|rebel-held|of|in|near|"
    r"around|outside|inside|from|at|to)\b[\s,-]*)+"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `kind` is town, region, country, base or area; `zone` an IANA time zone.

    `country` is ISO 3166-1 alpha-2, `admin1` the first-order division's name ("" if not known),
    `lat` and `lon` are WGS 84 degrees; a region's point is that of its people, not of its outline.
    """

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    zone: str
    people: int = 0


class Gazetteer:
    """Names of places, looked up country by country; files are read when first needed."""

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}
        self._own = _supplement()
        self._answers: dict[tuple[str, tuple[str, ...]], Place | None] = {}

    @classmethod
    def load(cls) -> "Gazetteer":
        """Return a gazetteer over the package's data. Cheap: it reads the supplement only."""
        return cls()

    def resolve(self, name: str, countries: Iterable[str] = ()) -> Place | None:
        """Return the place that a name most likely means, None where no place of it is known.

        `countries` (ISO 3166-1 alpha-2) come first, in their order; then the supplement, countries of
        the world and towns of any country, the most peopled of a name first. "north of Latakia
        Province" gives the province.
        """
        asked = (name, tuple(countries))
        if asked not in self._answers:
            self._answers[asked] = self._find(*asked)
        return self._answers[asked]

    def several(self, words: str, countries: Iterable[str] = ()) -> tuple[Place, ...]:
        """Return every place of a list such as "provinces of Hama, Homs and Dara'a", in its order."""
        prior = tuple(countries)
        region = bool(_REGION.search(words))
        parts = [p for p in re.split(r",? and |, |;|/| и | و", words) if p.strip()]
        whole = self.resolve(words, prior) if len(parts) == 1 else None
        if whole:
            return (whole,)
        found = (
            self.resolve(f"{p} Province" if region else p, prior) or self.resolve(p, prior) for p in parts
        )
        return tuple(dict.fromkeys(p for p in found if p))

    def called(self, wanted: str) -> frozenset[str]:
        """Return the ids of every place in the world that has this folded name (`names_fold.key`)."""
        if len(wanted) < 3:
            return frozenset()
        rows = map(_place, self._world.get(wanted, ()))
        return frozenset(p.id for p in [*self._own.get(wanted, ()), *_country(wanted), *rows])

    def _find(self, name: str, countries: tuple[str, ...]) -> Place | None:
        head, _, tail = name.rpartition(",")
        if head and (inside := _country(key(tail))):
            return self.resolve(head, (inside[0].country,))
        region = bool(_REGION.search(name))
        tries = dict.fromkeys(
            k for k in (key(name), key(_OF_KIND.sub(" ", name)), key(_KIND.sub(" ", name))) if k
        )
        for wanted in tries:
            exact = self._exact(wanted, countries, region=region)
            if exact:
                return exact
        for wanted in tries:
            for country in countries:
                near = self._near(wanted, country, region=region)
                if near:
                    return near
        return None

    def _exact(self, wanted: str, countries: tuple[str, ...], *, region: bool) -> Place | None:
        own = self._own.get(wanted, ())
        found = [p for p in own if p.country in countries]
        found += [p for c in countries for p in self._rows(c, wanted)]
        found = found or [*own, *(q for c in {p.country for p in own} for q in self._rows(c, wanted))]
        found = found or [*_country(wanted)]
        if not found and len(wanted) > 2:
            found = [_place(line) for line in self._world.get(wanted, ())]
        return max(found, key=lambda p: _rank(p, wanted, countries, region=region), default=None)

    @cached_property
    def _world(self) -> Mapping[str, tuple[str, ...]]:
        """Every folded name of the gazetteer with its lines: made in the time of 25 searches of all texts."""
        found: dict[str, tuple[str, ...]] = {}
        for line in (line for c in _files() for line in self._text(c).split("\n") if line):
            for name in line.rpartition("\t")[2].split("|"):
                found[name] = (*found[name], line) if name in found else (line,)
        return found

    def _rows(self, country: str, wanted: str) -> list[Place]:
        """Return the places of a file that are called so; one search through its text."""
        text, size = self._text(country), len(wanted)
        found, at = [], text.find(wanted)
        while at >= 0:
            if text[at - 1] in "\t|" and text[at + size] in "|\n":
                start = text.rfind("\n", 0, at) + 1
                found.append(_place(text[start : text.find("\n", at)]))
            at = text.find(wanted, at + size)
        return found

    def _text(self, country: str) -> str:
        if country not in self._lines:
            file = files("ceasefire").joinpath(f"data/gazetteer/{country}.tsv")
            text = file.read_text(encoding="utf-8") if country in _files() else ""
            self._lines[country] = text.partition("\n")[2]  # without the names of the columns
        return self._lines[country]

    def _near(self, wanted: str, country: str, *, region: bool) -> Place | None:
        """Return the place of a country whose name is another spelling of the wanted one."""
        found = [
            (same_name(wanted, name).score, _rank(place, wanted, (country,), region=region), place)
            for name, place in self._spellings(country).get(_bones(wanted), ())
            if same_name(wanted, name).same and abs(len(name.split()) - len(wanted.split())) <= 1
        ]
        return max(found, key=lambda f: (f[0] > 0.9, f[1]), default=(0, (), None))[2]

    @lru_cache(maxsize=64)  # noqa: B019 - one gazetteer lives as long as the program
    def _spellings(self, country: str) -> Mapping[str, list[tuple[str, Place]]]:
        index: dict[str, list[tuple[str, Place]]] = {}
        places = [(n, p) for n, own in self._own.items() for p in own if p.country == country]
        for line in self._text(country).splitlines():
            place = _place(line)
            places.extend((n, place) for n in line.rsplit("\t", 1)[1].split("|"))
        for name, place in places:
            index.setdefault(_bones(name), []).append((name, place))
        return index


def _bones(name: str) -> str:
    return skeleton(sounds(name.replace(" ", "")))


def _rank(
    place: Place, wanted: str, countries: tuple[str, ...], *, region: bool
) -> tuple[bool, int, bool, bool, int]:
    """Order places of one name: the kind asked for, the country's turn, the supplement, name, people."""
    turn = -countries.index(place.country) if place.country in countries else -len(countries)
    kind = (place.kind in {"region", "area"}) == region
    own = not place.id[:2].isupper() and not place.id.isdigit()
    return kind or place.kind in {"country", "base"}, turn, own, key(place.name) == wanted, place.people


def _place(line: str) -> Place:
    number, name, kind, country, admin1, lat, lon, zone, people, _ = line.split("\t")
    return Place(number, name, kind, country, admin1, float(lat), float(lon), zone, int(people))


@lru_cache(maxsize=1)
def _files() -> tuple[str, ...]:
    """Return the names of the gazetteer's files, the world's big towns first."""
    names = {f.name.removesuffix(".tsv") for f in files("ceasefire").joinpath("data/gazetteer").iterdir()}
    return ("rest", *sorted(names - {"rest"}))


def _country(wanted: str) -> tuple[Place, ...]:
    return _countries().get(wanted, ())


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, tuple[Place, ...]]:
    """Map folded names to the states that have them."""
    index: dict[str, list[Place]] = {}
    for state in states():
        for name in {key(n) for n in state.names}:
            index.setdefault(name, []).append(_of_state(state))
    return {name: tuple(found) for name, found in index.items()}


def _of_state(state: State) -> Place:
    return Place(state.code, state.names[0], "country", state.code, "", state.lat, state.lon, state.zone)


@lru_cache(maxsize=1)
def _supplement() -> Mapping[str, tuple[Place, ...]]:
    """Load data/places.yaml: folded name → places."""
    text = files("ceasefire").joinpath("data/places.yaml").read_text(encoding="utf-8")
    index: dict[str, list[Place]] = {}
    for country, rows in YAML(typ="safe").load(text).items():
        zone = rows["zone"]
        for row in rows["places"]:
            lat, lon = row["at"]
            place = Place(
                row["id"], row["names"][0], row["kind"], country, row.get("admin1", ""), lat, lon,
                row.get("zone", zone), row.get("people", 0),
            )  # fmt: skip
            for name in row["names"]:
                index.setdefault(key(name), []).append(place)
    return {name: tuple(places) for name, places in index.items()}
