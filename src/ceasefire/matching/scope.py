"""Is a page about a process, and when was it published if it does not say? Both from the process file.

A page without a date often names a day that the process file knows ("Tuesday, the deadline", "on Sunday,
at the meeting in Istanbul"): with the weekday on which its speakers spoke, that fixes the day it was
written on. Such a date is marked as inferred; where the words allow two days it stays open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

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
# How far a weekday and the name of a happening may stand apart and still be read together.
NEAR = 80
WEEK = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dated thing of the record, and on which side of it the page was written (-1 before, 1 after)."""

    day: date
    side: int


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
    spoke = {WEEKDAYS.index((m["day"] or m["said"]).lower()) for m in SPOKE.finditer(text)}
    if len(spoke) != 1:
        return document
    weekday = spoke.pop()
    days = {_nearest(a, weekday) for p in processes if _names(p).search(text) for a in _anchors(text, p)}
    return replace(document, published=_inferred(days.pop())) if len(days) == 1 else document


def _anchors(text: str, process: Process) -> Iterator[Anchor]:
    """Yield the dated things of a process that the text names together with their weekday."""
    named = {WEEKDAYS.index((m["before"] or m["after"]).lower()) for m in DEADLINE.finditer(text)}
    for undertaking in process.undertakings:
        if isinstance(undertaking.due, When):
            day = date.fromisoformat(undertaking.due.value[:10])
            if day.weekday() in named:
                yield Anchor(day, -1)
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
    apart = (
        (anchor.day.weekday() - weekday) % WEEK
        if anchor.side < 0
        else -((weekday - anchor.day.weekday()) % WEEK)
    )
    return anchor.day - timedelta(days=apart)


def _inferred(day: date) -> When:
    """Return the day; its zone is not known, so its bounds allow for every zone on earth."""
    start = datetime.combine(day, time(), UTC) - timedelta(hours=14)
    return When(day.isoformat(), start, start + timedelta(hours=14 + 24 + 12), Precision.DAY, inferred=True)


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
    return plain("\n".join(document.words(p) for p in document.passages))
