"""Words beside a time, or a page's notice on its times -> the zone that they name, as far as they name one.

Names of one meaning give an offset; names of several ("IST") give all they can mean; a place
("17:00 (Damascus)") is handed on by its name, since only a gazetteer knows its zone.
"""

import re
from dataclasses import dataclass
from functools import cache

from ceasefire.intake.page import load_rows

OFFSET = r"(?:GMT|UTC)?\s?(?P<sign>[+−-])(?P<zh>[01]?\d):?(?P<zm>[0-5]\d)?(?!\d)"
NAME = r"(?-i:[A-ZÀ-Þ][\w'’.-]{1,30}(?: [A-ZÀ-Þ][\w'’.-]{1,30}){0,2}?)"
# "17:00 (Damascus)", "17:00 (Damascus time)", "17:00 Damascus time".
PLACE = re.compile(
    rf"\s{{0,2}}(?:\((?P<bracket>{NAME})(?: local)?(?: time)?\)|(?P<bare>{NAME})(?: local)? time\b)",
    re.IGNORECASE,
)
# "All times are British Summer Time unless said otherwise." "Times in GMT."
NOTICE = re.compile(
    r"\(?\b(?:all )?times?(?: (?:here|below|shown|given|on this page))? ?(?:\b(?:are|is|in)\b ?){1,2}"
    r"(?:(?:shown|given|quoted) )?(?:in )?(?P<zone>[^.]{2,60})(?:\.|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Zone:
    """What a page says of a time's zone: minutes from UTC, all it may mean, or the name of a place."""

    offset: int | None = None
    among: tuple[int, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Names:
    sure: dict[str, int]
    unsure: dict[str, tuple[int, ...]]
    pattern: re.Pattern[str]


@cache
def _names() -> _Names:
    data = load_rows("page_dates.yaml")
    if not isinstance(data, dict):
        raise TypeError("data/page_dates.yaml should hold zones, unsure and zone_names")
    sure = {str(name).lower(): int(minutes) for name, minutes in data["zones"].items()}
    sure |= {str(name).lower(): int(minutes) for name, minutes in data["zone_names"].items()}
    unsure = {str(name): tuple(minutes) for name, minutes in data["unsure"].items()}
    longest_first = sorted(sure, key=len, reverse=True)
    return _Names(
        sure,
        unsure,
        re.compile(
            rf"\s{{0,2}}\(?(?:{OFFSET}|(?P<name>{'|'.join(longest_first)})\b"
            rf"|(?P<unsure>(?-i:{'|'.join(unsure)}))\b)",
            re.IGNORECASE,
        ),
    )


def zone_at(line: str, start: int, end: int | None = None) -> tuple[Zone, int]:
    """Read the zone that stands right at `start` of a line; return it and where it ends."""
    end = len(line) if end is None else end
    hit = _names().pattern.match(line, start, end)
    if hit:
        if hit["unsure"]:
            return Zone(among=_names().unsure[hit["unsure"]]), hit.end()
        if hit["name"]:
            return Zone(_names().sure[hit["name"].lower()]), hit.end()
        minutes = int(hit["zh"]) * 60 + int(hit["zm"] or 0)
        return Zone(minutes if hit["sign"] == "+" else -minutes), hit.end()
    place = PLACE.match(line, start, end)
    if place:
        return Zone(place=place["bracket"] or place["bare"]), place.end()
    return Zone(), start


def notice(line: str) -> tuple[Zone, int, int] | None:
    """Find a page's notice on the zone of its times in a short line, as `[start, end)`, or None."""
    hit = NOTICE.search(line) if len(line) <= 200 and "ime" in line else None
    if hit is None:
        return None
    for at in (hit.start("zone"), line.find("(", hit.start("zone"), hit.end())):
        zone, _ = zone_at(line, at, hit.end()) if at >= 0 else (Zone(), 0)
        if zone != Zone():
            return zone, hit.start(), hit.end()
    return None
