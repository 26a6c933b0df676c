"""A page's blocks and meta tags -> its place line, when it was published, and when it was changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from ceasefire.intake.datelines import AFTER_PLACE, PLACE_NAME, place_of
from ceasefire.intake.page import Page, ZoneOfPlace
from ceasefire.intake.posts import notice_of
from ceasefire.intake.stamps import Stamp, clock_only, stamps, tables, when_of
from ceasefire.intake.textpage import DATE_LINE
from ceasefire.intake.zones import Zone
from ceasefire.model import Mention, Problem, When

# "Moscow - Apr 10, 2012 - 11:59": the place before the date of a date line.
PLACE_FIRST = re.compile(rf"(?P<place>{PLACE_NAME})\s?[-–—,|]\s?$")
# A site's clock and a place's clock may differ by the hour of daylight saving.
AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Dated:
    """What a page says of its own time and place; None where it is silent."""

    published: When | None = None
    modified: When | None = None
    place: Mention | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    role: str
    stamp: Stamp
    place: Mention | None


def dated(
    name: str, page: Page, *, zone: str | None = None, zone_of_place: ZoneOfPlace | None = None
) -> Dated:
    """Read the date lines of a page; `zone` is the outlet's own zone if the user says it.

    Meta tags are taken before lines, since they carry their zone.
    """
    said = [_zoned(s, notice_of(page.text, page.blocks)) for s in _said(page)]
    problems = [_weekday_problem(name, s.stamp) for s in said]
    place = next((s.place for s in said if s.place), None) or place_of(page)
    of_place = zone_of_place(place.text) if zone_of_place and place else None
    lines_published = [s for s in said if s.role == "published"]
    lines_modified = [s for s in said if s.role == "modified"]
    one, note = _one_instant(name, lines_published, lines_modified, of_place)
    published = _first_fact(page.facts.published, zone) or one
    if published is None and lines_published:
        first = lines_published[0]
        own = zone_of_place(first.stamp.place) if zone_of_place and first.stamp.place else None
        published = when_of(first.stamp, zone=own or (of_place if first.place else None) or zone)
    modified = _first_fact(page.facts.modified, zone)
    if modified is None and lines_modified:
        modified = when_of(lines_modified[0].stamp, zone="UTC" if one else zone)
    if published is None:
        # "Updated: Apr 09, 2012" and no other date: what stands on the page was published then.
        published = modified or _of_dateline(page, place)
    others = [when_of_iso(value, zone=zone) for value in page.facts.published]
    others += [when_of(s.stamp, zone=zone) for s in lines_published]
    problems += [note, *_contradictions(name, others, published, modified)]
    return Dated(published, modified, place, tuple(p for p in problems if p))


def _of_dateline(page: Page, place: Mention | None) -> When | None:
    """Return the day of a dateline that gives its year ("MOSCOW, April 2, 2012 (Agency) -")."""
    after = page.text[place.end : place.end + AFTER_PLACE].split("\n")[0] if place else ""
    stamp = next(stamps(after), None)
    return when_of(stamp) if stamp and after[: stamp.start].strip(" ,(-–—") == "" else None


def _zoned(said: _Said, of_page: Zone) -> _Said:
    """Give a date without a zone the one that the page says for all its times."""
    stamp = said.stamp
    if stamp.offset is not None or stamp.among or stamp.place:
        return said
    whole = replace(stamp, offset=of_page.offset, among=of_page.among, place=of_page.place)
    return replace(said, stamp=whole)


def when_of_iso(text: str, *, zone: str | None = None) -> When | None:
    """Read an ISO or RFC 2822 date of a meta tag or sidecar."""
    found = next(stamps(text), None)
    return when_of(found, zone=zone) if found else None


def _said(page: Page) -> list[_Said]:
    said: list[_Said] = []
    above = ""
    for block in page.blocks:
        words = page.text[block.start : block.end]
        clock = clock_only(words) if len(words) <= 40 else None
        if block.reason == DATE_LINE and clock is None:
            said += _line(words, block.start, above)
        elif clock and said and above == said[-1].stamp.words and not said[-1].stamp.clock:
            # "April 9, 2018" on one line, "17:10" on the next
            whole = replace(said[-1].stamp, clock=clock.clock, offset=clock.offset, words=f"{above}, {words}")
            said[-1] = replace(said[-1], stamp=whole)
        above = words if len(words) <= 40 else ""
    return said


def _line(words: str, offset: int, above: str) -> list[_Said]:
    found = []
    last = 0
    for stamp in stamps(words):
        before = words[last : stamp.start]
        role = _role(before) or ("" if last else _role(above)) or "published"
        hit = PLACE_FIRST.search(before)
        place = None
        if hit and not _role(before):
            start = offset + last + hit.start("place")
            place = Mention(hit["place"], start, start + len(hit["place"]))
        found.append(_Said(role, stamp, place))
        last = stamp.end
    return found


def _role(before: str) -> str:
    bare = before.strip(" \t:.,-–—|()·•").lower()
    for label, role in tables().labels:
        if bare == label or bare.endswith(" " + label):
            return role
    return ""


def _first_fact(values: Sequence[str], zone: str | None) -> When | None:
    found = (when_of_iso(value, zone=zone) for value in values)
    return next((when for when in found if when), None)


def _one_instant(
    name: str, published: Sequence[_Said], modified: Sequence[_Said], of_place: str | None
) -> tuple[When | None, Problem | None]:
    """Two clock times of one page that are one instant in two zones (11:59 there, 08:59 GMT).

    The line with a place is that place's clock; the other is UTC. It holds if the difference is the
    place's offset that day, or an hour from it, or, for a place whose zone is unknown, if the change
    would otherwise come before the publication.
    """
    for first in published:
        for second in modified:
            minutes = _difference(first.stamp, second.stamp)
            if first.place is None or minutes is None:
                continue
            expected = _offset(first.stamp, of_place)
            if minutes <= 0 if expected is None else abs(minutes - expected) > AN_HOUR:
                continue
            when = when_of(replace(first.stamp, offset=minutes))
            if when is None or expected == minutes:
                return replace(when, zone=of_place) if when else None, None
            return when, Problem(
                name,
                f"{first.stamp.words!r} and {second.stamp.words!r} are taken for one instant, "
                f"{minutes / 60:g} hours apart"
                + (
                    ""
                    if expected is None
                    else f"; the clock of {first.place.text} was {expected / 60:g} hours from UTC"
                ),
                note=True,
            )
    return None, None


def _difference(first: Stamp, second: Stamp) -> int | None:
    if first.day is None or second.day is None or not (len(first.clock) > 1 and len(second.clock) > 1):
        return None
    if first.offset is not None or second.offset not in (None, 0):
        return None
    a, b = _naive(first), _naive(second)
    minutes = round((a - b).total_seconds() / 60)
    return minutes if minutes % 15 == 0 and -12 * 60 <= minutes <= 14 * 60 and minutes else None


def _naive(stamp: Stamp) -> datetime:
    day = stamp.day or date(1, 1, 1)
    return datetime(day.year, day.month, day.day, stamp.clock[0], stamp.clock[1], tzinfo=UTC)


def _offset(stamp: Stamp, zone: str | None) -> int | None:
    when = when_of(stamp, zone=zone) if zone else None
    if when is None:
        return None
    return round((_naive(stamp) - when.earliest).total_seconds() / 60)


def _weekday_problem(name: str, stamp: Stamp) -> Problem | None:
    if stamp.day is None:
        return Problem(name, f"{stamp.words!r} can be read day first or month first", stamp.words)
    if stamp.weekday is not None and stamp.weekday != stamp.day.weekday():
        return Problem(name, f"{stamp.words!r}: that day was a {stamp.day:%A}", stamp.words)
    return None


def _days_apart(a: When, b: When) -> int:
    return abs((date.fromisoformat(a.value[:10]) - date.fromisoformat(b.value[:10])).days)


def _contradictions(
    name: str, others: Sequence[When | None], published: When | None, modified: When | None
) -> list[Problem]:
    """Dates of publication more than a day apart, or a change before the publication."""
    problems = [
        Problem(name, f"dates contradict each other: {published.words!r} and {other.words!r}", other.words)
        for other in others
        if published and other and _days_apart(published, other) > 1
    ]
    if published and modified and modified.latest <= published.earliest - timedelta(hours=1):
        message = f"changed ({modified.words!r}) before it was published ({published.words!r})"
        problems.append(Problem(name, message, modified.words))
    return problems[:3]
