"""The words of a document without a date -> what they say of its day, and that day where it is known.

Reports name days by their weekday within a week of publication ("said on Monday", "on Tuesday, the
deadline"). With a date that is known otherwise, of an event so named or of another page, the weekday
becomes a date, marked as inferred; where two days fit it stays open.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from ceasefire.intake.stamps import EAST, WEST
from ceasefire.model import Document, Passage, PassageKind, Precision, When

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMED = re.compile(rf"\b({'|'.join(DAYS)})\b(?!['’]s)", re.IGNORECASE)
SAID = re.compile(
    r"\b(said|says|say|told|announced|stated|added|reported|quoted|warned|urged|called|confirmed|denied"
    r"|rejected|agreed|accepted|demanded|declared|insisted|statement|arrived|met|killed)\b",
    re.IGNORECASE,
)
NEXT_TO = 60


@dataclass(frozen=True, slots=True)
class Hint:
    """A weekday named in a document: 0 for Monday, `[start, end)` in its text.

    `spoken` says that a verb of speaking or reporting stands beside it: that is most often the day of
    publication or the day before; another weekday may lie either way within a week.
    """

    weekday: int
    start: int
    end: int
    spoken: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day known from elsewhere: of an event that reports call by its weekday, or of a like page.

    `words` are lower-case words of which one must stand in a passage that names the day's weekday
    ("deadline", "istanbul"), or else the anchor does not count; empty for the day of a like page,
    which counts for every document.
    """

    day: date
    words: tuple[str, ...] = ()


def weekday_hints(document: Document) -> tuple[Hint, ...]:
    """Return the weekdays that the passages name, in order; empty for a document that names none."""
    hints = []
    for passage in document.passages:
        if passage.repeats is not None or passage.kind is PassageKind.HEADLINE:
            continue
        hints += [
            _hint(document, passage, hit) for hit in NAMED.finditer(document.text, passage.start, passage.end)
        ]
    return tuple(hints)


def _hint(document: Document, passage: Passage, hit: re.Match[str]) -> Hint:
    start = max(passage.start, hit.start() - NEXT_TO)
    near = document.text[start : min(passage.end, hit.end() + 25)]
    return Hint(DAYS.index(hit[1].lower()), hit.start(), hit.end(), bool(SAID.search(near)))


def infer_published(document: Document, *, anchors: Iterable[Anchor]) -> Document:
    """Return the document with a date of publication inferred from its weekdays, or as it came.

    A page that has a date keeps it. The first weekday beside a verb of reporting, if none is more
    frequent there, is the day of publication or the day before it; the bounds cover both, unless the
    page also names the next weekday, as one that has not come yet would be. It is the day of that
    name within three days of an anchor; if anchors disagree, or none counts, the date stays open.
    """
    spoken = _reporting_day(weekday_hints(document)) if document.published is None else None
    if spoken is None:
        return document
    passages = [document.words(passage).lower() for passage in document.passages]
    days = {_nearest(anchor.day, spoken.weekday) for anchor in anchors if _counts(anchor, passages)}
    if len(days) != 1:
        return document
    named = {hint.weekday for hint in weekday_hints(document)}
    morning_after = (spoken.weekday + 1) % 7 not in named
    words = document.text[spoken.start : spoken.end]
    return replace(document, published=_when(days.pop(), words, morning_after=morning_after))


def _reporting_day(hints: tuple[Hint, ...]) -> Hint | None:
    """Return the first weekday beside a verb of reporting, if no other one is so named more often."""
    spoken = [hint for hint in hints if hint.spoken]
    if not spoken:
        return None
    times = Counter(hint.weekday for hint in spoken)
    first = spoken[0]
    return first if times[first.weekday] == max(times.values()) else None


def _counts(anchor: Anchor, passages: list[str]) -> bool:
    """Tell whether a passage names the anchor's weekday and one of its words, if it has any."""
    if not anchor.words:
        return True
    weekday = DAYS[anchor.day.weekday()]
    return any(weekday in words and any(word in words for word in anchor.words) for words in passages)


def _nearest(day: date, weekday: int) -> date:
    """Return the day of that weekday at most three days before or after another."""
    return day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)


def _when(day: date, words: str, *, morning_after: bool) -> When:
    """Bound the day named, or that and the next: a morning paper prints what was said the day before."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    latest = start + timedelta(days=2 if morning_after else 1) + WEST
    return When(day.isoformat(), start - EAST, latest, Precision.DAY, None, True, words)
