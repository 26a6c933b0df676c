"""Is a page about a process, and when was it published if it does not say? Both from the process file.

A page without a date often names a day that the process file knows ("Tuesday, the deadline", "on Sunday,
at the meeting in Istanbul", "on the eve of the deadline"): with the weekday on which its speakers spoke,
that fixes the day it was written on. A dateline without a year ("BEIRUT, April 8") is of the year in which
that day falls into the process. Such dates are marked as inferred; where the words allow two days, the
date stays open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from ceasefire.intake.datelines import DayOfYear, day_of_year
from ceasefire.intake.stamps import EAST, WEST, weekday_only
from ceasefire.matching.table import word_pattern
from ceasefire.model import Document, Precision, Process, When
from ceasefire.reading.parse import plain

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = "|".join(WEEKDAYS)
# The day on which a page's own speakers spoke: "said on Monday", "said Monday", "in a Wednesday statement".
SPOKE = re.compile(
    rf"\b(?:said|told|added|announced|reported|stated)(?: [\w,']+){{0,3}}? (?:on )?(?P<day>{DAY})\b"
    rf"|\b(?P<said>{DAY}) (?:statement|briefing|news conference)\b",
    re.IGNORECASE,
)
# A weekday beside the word deadline, on either side of it.
DEADLINE = re.compile(
    rf"\b(?P<before>{DAY})(?:'s|,)?(?: the)? deadline\b|\bdeadline(?: [\w,]+){{0,6}}? (?P<after>{DAY})\b",
    re.IGNORECASE,
)
# "on the eve of the deadline", "two days before the date set for the withdrawal": days before a deadline.
BEFORE = re.compile(
    r"\b(?:(?P<eve>eve of)|(?P<count>a|one|two|three|four|five|six) days? before)"
    r"(?: [\w,'-]+){0,4}? (?:deadline|date (?:set|agreed|named)|due)\b",
    re.IGNORECASE,
)
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# How far a weekday and the name of a happening may stand apart and still be read together.
NEAR = 80
WEEK = 7
# A process whose window is open may go on for so many years: a day without a year can be of any of them.
OPEN = 10


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dated thing of the record, and on which side of it the page was written (-1 before, 1 after).

    With side 0 it is the day the page was written on itself.
    """

    day: date
    side: int


@dataclass(frozen=True, slots=True)
class Spoke:
    """The weekday on which a page's speakers spoke, 0 for Monday, in the page's words.

    `headed` says that it stands alone on a line, as a page gives its own day.
    """

    weekday: int
    words: str
    headed: bool = False


def in_scope(document: Document, process: Process) -> bool:
    """Tell whether a page may speak of a process: by its date, and by the names that stand in it.

    A page without a date must name an agreement of the process: a country has more than one process.
    """
    if document.published is None:
        return bool(_agreements(process).search(_spoken(document)))
    return _in_window(document.published, process) and bool(_names(process).search(_spoken(document)))


def dated(document: Document, processes: Iterable[Process]) -> Document:
    """Return the document, dated from what a process file knows where the page itself gives no date."""
    if document.published is not None:
        return document
    text = _spoken(document)
    about = [process for process in processes if _names(process).search(text)]
    spoke, given = _spoke(document, text), day_of_year(document)
    days = set(_in_year(given, spoke, about)) if given else _named(text, spoke, about)
    if len(days) != 1:
        return document
    words = given.words if given else spoke.words if spoke else ""
    sure = given is None and spoke is not None and spoke.headed
    return replace(document, published=_inferred(days.pop(), words, text, sure=sure))


def _spoke(document: Document, text: str) -> Spoke | None:
    """Return the weekday that a line of the page gives, or the one most named where its speakers speak.

    Where two weekdays are named equally often, either may be the page's: None.
    """
    lines = (document.text[line.start : line.end] for line in document.dropped)
    for line in lines:
        weekday = weekday_only(line)
        if weekday is not None:
            return Spoke(weekday, line.strip(), headed=True)
    named = [m["day"] or m["said"] for m in SPOKE.finditer(text)]
    counted = Counter(word.lower() for word in named).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None
    first = next(word for word in named if word.lower() == counted[0][0])
    return Spoke(WEEKDAYS.index(counted[0][0]), first)


def _named(text: str, spoke: Spoke | None, about: Iterable[Process]) -> set[date]:
    """Return the days that fit the page's weekday beside the dated things that the page names."""
    if spoke is None:
        return set()
    anchors = {anchor for process in about for anchor in _anchors(text, process)}
    return {
        _nearest(anchor, spoke.weekday)
        for anchor in anchors
        if anchor.side or anchor.day.weekday() == spoke.weekday
    }


def _in_year(given: DayOfYear, spoke: Spoke | None, about: Iterable[Process]) -> Iterator[date]:
    """Yield the days of that month and day within the processes' windows that agree with the weekdays named.

    Agencies give the day on which they write; what they report was said on that day or the day before.
    """
    for process in about:
        start, end = process.window
        last = int(end[:4]) if end else int(start[:4]) + OPEN
        for year in range(int(start[:4]), last + 1):
            try:
                day = date(year, given.month, given.day)
            except ValueError:  # the 29th of February
                continue
            fits = given.weekday in {None, day.weekday()}
            said = spoke is None or spoke.weekday in {day.weekday(), (day.weekday() - 1) % WEEK}
            if start <= day.isoformat() and (end is None or day.isoformat() <= end) and fits and said:
                yield day


def _anchors(text: str, process: Process) -> Iterator[Anchor]:
    """Yield the dated things of a process that the text names together with their weekday."""
    named = {WEEKDAYS.index((m["before"] or m["after"]).lower()) for m in DEADLINE.finditer(text)}
    before = {1 if m["eve"] else COUNTS[m["count"].lower()] for m in BEFORE.finditer(text)}
    for undertaking in process.undertakings:
        if isinstance(undertaking.due, When):
            day = date.fromisoformat(undertaking.due.value[:10])
            if day.weekday() in named:
                yield Anchor(day, -1)
            for apart in before:
                yield Anchor(day - timedelta(days=apart), 0)
    for event in process.events:
        if event.on is not None and event.called:
            day = date.fromisoformat(event.on.value[:10])
            if _together(text, WEEKDAYS[day.weekday()], event.called):
                yield Anchor(day, 1)


def _together(text: str, weekday: str, called: tuple[str, ...]) -> bool:
    found = word_pattern(called).finditer(text)
    return any(weekday in text[max(0, m.start() - NEAR) : m.end() + NEAR].lower() for m in found)


def _nearest(anchor: Anchor, weekday: int) -> date:
    """Return the nearest such weekday on the anchor's side, the anchor's own day included."""
    if anchor.side < 0:
        return anchor.day - timedelta(days=(anchor.day.weekday() - weekday) % WEEK)
    return anchor.day + timedelta(days=(weekday - anchor.day.weekday()) % WEEK)


def _inferred(day: date, words: str, text: str, *, sure: bool) -> When:
    """Return the day; its zone is not known, so its bounds allow for every zone on earth.

    A morning paper prints what was said the day before: the bounds hold the next day too, unless the page
    gives the day as its own, or names the next weekday, as one that has not come yet would be.
    """
    tomorrow = WEEKDAYS[(day.weekday() + 1) % WEEK]
    one_day = sure or re.search(rf"\b{tomorrow}\b(?!'s)", text, re.IGNORECASE)
    start = datetime.combine(day, time(), UTC)
    end = start + timedelta(days=1 if one_day else 2)
    return When(day.isoformat(), start - EAST, end + WEST, Precision.DAY, inferred=True, words=words)


def _in_window(published: When, process: Process) -> bool:
    start, end = process.window
    day = published.value[:10]
    return start[: len(day)] <= day and (end is None or day <= end)


@lru_cache(maxsize=64)
def _names(process: Process) -> "re.Pattern[str]":
    agreements = (n for a in process.agreements for n in a.called)
    actors = (n for a in process.actors for n in a.names)
    return word_pattern((process.title, *process.places, *agreements, *actors))


@lru_cache(maxsize=64)
def _agreements(process: Process) -> "re.Pattern[str]":
    return word_pattern((process.title, *(n for a in process.agreements for n in (a.title, *a.called))))


def _spoken(document: Document) -> str:
    told = (p for p in document.passages if p.repeats is None)
    return plain("\n".join(document.words(p) for p in told))
