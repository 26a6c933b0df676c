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

from ceasefire.intake.stamps import EAST as EAST_OF_ALL
from ceasefire.intake.stamps import WEST as WEST_OF_ALL
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

    `words` are lower-case words of which one must stand in the document for the anchor to count
    ("deadline", "annan"); empty for a day that counts for every document.
    """

    day: date
    words: tuple[str, ...] = ()
    weekday_named: bool = True


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

    A page that has a date keeps it. The weekday most often said beside a verb of speaking is the day
    of publication or the day before it, so the result covers both, unless the page names the later
    one as past too; of the weeks that fit, the one nearest to an anchor counts, and if anchors
    disagree by a week the date stays open.
    """
    if document.published is not None:
        return document
    spoken = _reporting_day(weekday_hints(document))
    if spoken is None:
        return document
    lowered = document.text.lower()
    days = {
        day
        for anchor in anchors
        if not anchor.words or any(word in lowered for word in anchor.words)
        for day in [_before(anchor, spoken.weekday, lowered)]
        if day is not None
    }
    if len(days) != 1:
        return document
    return replace(document, published=_when(days.pop(), document.text[spoken.start : spoken.end]))


def _reporting_day(hints: tuple[Hint, ...]) -> Hint | None:
    """The first weekday beside a verb of reporting, if no other one is so named as often."""
    spoken = [hint for hint in hints if hint.spoken]
    if not spoken:
        return None
    times = Counter(hint.weekday for hint in spoken)
    first = spoken[0]
    return first if times[first.weekday] == max(times.values()) else None


def _before(anchor: Anchor, weekday: int, lowered: str) -> date | None:
    """The day of that weekday nearest to the anchor: at most three days after it, or six before."""
    if anchor.weekday_named and anchor.words and DAYS[anchor.day.weekday()] not in lowered:
        return None
    back = (anchor.day.weekday() - weekday) % 7
    return anchor.day - timedelta(days=back) if back <= 6 else None


def _when(day: date, words: str) -> When:
    """The day named, or the day after it: a morning paper prints what was said the day before."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    latest = start + timedelta(days=2) + WEST_OF_ALL
    return When(day.isoformat(), start - EAST_OF_ALL, latest, Precision.DAY, None, True, words)
