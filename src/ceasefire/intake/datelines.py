"""A page -> the place that opens its report ("MOSCOW, April 2 (Agency) -"), and a day without a year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ceasefire.intake.page import Page
from ceasefire.intake.stamps import YEAR, tables
from ceasefire.model import Document, Mention

# "MOSCOW, April 2 (Agency) —", "Moscow: ", "DAMASCUS (Agency) -" at the head of the lead.
PLACE_NAME = r"[A-ZÀ-Þ][\w'’.-]+(?:[ -][A-ZÀ-Þa-z][\w'’.-]+){0,3}"
DATELINE = re.compile(
    rf"(?P<place>{PLACE_NAME}(?:, {PLACE_NAME})?)"
    r"(?:(?:,\s|\s[-–—]\s|\s?\()(?P<rest>[^—–:]{0,60}?))?\s{0,2}(?:—|–|--|-\s|:\s|:$)"
)
AGENCY = re.compile(r"\(?[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}\)?")
# How many letters after a place its day may stand, and the longest line that is a day and no more.
AFTER_PLACE, LONGEST = 40, 40


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day as a page gives it without its year; `weekday` is 0 for Monday as said, or None."""

    month: int
    day: int
    weekday: int | None
    words: str


def place_of(page: Page) -> Mention | None:
    """Find the place that opens one of the first paragraphs."""
    kept = [b for b in page.blocks if b.kept][:4]
    for block in kept:
        words = page.text[block.start : min(block.end, block.start + 120)]
        hit = DATELINE.match(words)
        if not hit or block.end - block.start < 60:
            continue
        rest = (hit["rest"] or "").strip("() ")
        if rest and not (_dayish(rest) or AGENCY.fullmatch(rest)):
            continue
        if not rest and not hit["place"].isupper() and words[hit.end() - 2 : hit.end()].strip() != ":":
            continue
        start = block.start + hit.start("place")
        return Mention(hit["place"], start, start + len(hit["place"]))
    return None


def _dayish(rest: str) -> bool:
    words = re.findall(r"[^\W\d_]+", rest.lower())
    return any(word in tables().months for word in words)


def day_of_year(document: Document) -> DayOfYear | None:
    """Return the day that a dateline or a line of the page gives without a year; None if they disagree."""
    found = {(day.month, day.day): day for day in _days(document)}
    return next(iter(found.values())) if len(found) == 1 else None


def _days(document: Document) -> Iterator[DayOfYear]:
    if document.place is not None:
        end = document.place.end
        after = document.text[end : end + AFTER_PLACE].split("\n")[0]
        hit = _pattern().match(after)
        if hit and not YEAR.match(after, hit.end()):
            yield _day(hit)
    first = document.passages[0].end if document.passages else len(document.text)
    for line in document.dropped:
        words = document.text[line.start : line.end].strip()
        if line.start <= first + 200 and (day := line_day(words)):
            yield day


def line_day(words: str) -> DayOfYear | None:
    """Return the day that a line consists of ("Monday, April 9"), if it gives no year."""
    hit = _pattern().fullmatch(words.rstrip(" .|-–—")) if len(words) <= LONGEST else None
    return _day(hit) if hit else None


def _day(hit: re.Match[str]) -> DayOfYear:
    month = tables().months[(hit["m1"] or hit["m2"]).lower()]
    weekday = tables().weekdays.get((hit["weekday"] or "").lower())
    return DayOfYear(month, int(hit["d1"] or hit["d2"]), weekday, hit[0].strip(" ,(-–—|"))


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(tables().months, key=len, reverse=True))
    weekday = "|".join(sorted(tables().weekdays, key=len, reverse=True))
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    return re.compile(
        rf"[\s,(|–—-]{{0,4}}(?:(?P<weekday>{weekday})\b\.?,?\s{{1,2}})?"
        rf"(?:(?P<m1>{month})\b\.?\s{{1,2}}(?P<d1>{day})(?:st|nd|rd|th)?"
        rf"|(?P<d2>{day})(?:st|nd|rd|th|er|\.)?\s{{1,2}}(?:de |of )?(?P<m2>{month}))\b\.?,?\s{{0,2}}",
        re.IGNORECASE,
    )
