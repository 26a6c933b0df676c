"""A folio in, the span of days that the sliders of a page run over out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ceasefire.web.shelf import Asked


@dataclass(frozen=True, slots=True)
class Slider:
    """One of the times of a page: `days` from `first` on; `at` is the number of the day chosen."""

    name: str
    title: str
    value: str
    first: date
    days: int
    at: int
    before: str
    after: str


def span(asked: Asked, today: datetime) -> tuple[Slider, ...]:
    """Return the sliders for *as of* and *published by*."""
    bounds = _bounds(asked, today.date())
    return tuple(
        _slider(name, title, bounds, asked)
        for name, title in (("as_of", "As of"), ("published_by", "Published by"))
    )


def _slider(name: str, title: str, bounds: tuple[date, date], asked: Asked) -> Slider:
    first, last = bounds
    ask = asked.question
    # The day of a report is its *as of*: one may not say otherwise than the other.
    of_report = name == "as_of" and ask.screen == "report"
    value = (ask.day if of_report else "") or getattr(ask, name)
    change = {"day": ""} if of_report else {}
    try:
        chosen = date.fromisoformat(value[:10]) if value else last
    except ValueError:
        chosen = last
    chosen = min(max(chosen, first), last)
    days = (last - first).days
    at = min(max((chosen - first).days, 0), days)
    before, after = chosen - timedelta(days=1), chosen + timedelta(days=1)
    return Slider(
        name=name, title=title, value=value, first=first, days=days, at=at,
        before=ask.but(**{name: before.isoformat()}, **change) if before >= first else "",
        after=ask.but(**{name: after.isoformat()}, **change) if after <= last else "",
    )  # fmt: skip


def _bounds(asked: Asked, today: date) -> tuple[date, date]:
    """From the day before the first page to the day after the last; the window where there is no page."""
    window, day = asked.process.window, timedelta(days=1)
    if asked.span:
        return asked.span[0] - day, asked.span[1] + day
    first = date.fromisoformat(window[0])
    return first, max(first, date.fromisoformat(window[1]) if window[1] else today)
