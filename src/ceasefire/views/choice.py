"""A day and a place chosen somewhere in; the statements about them out: every screen shows one choice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line
from ceasefire.views.lanes import day_of

Ids = frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A day, as the words give it, and a place: `named` tells whether words of a page name it.

    None asks for any day, any place.
    """

    day: date | None = None
    named: Callable[[str], bool] | None = None


def about(folio: Folio, choice: Choice) -> Ids | None:
    """Return the ids of the statements and bearings that a choice keeps; None where nothing was chosen."""
    if choice.day is None and choice.named is None:
        return None
    kept = (row for row in folio.bearings if _fits(row, choice))
    return frozenset(key for row in kept for key in (row.id, row.said.id))


def fits(lines: Iterable[Line], only: Ids | None) -> bool:
    """Tell whether any of some lines is kept."""
    return only is None or any(entry.statement in only for entry in lines)


def _fits(row: BearingRow, choice: Choice) -> bool:
    if choice.day is not None and day_of(row) != choice.day:
        return False
    named = choice.named
    return named is None or any(named(place.text) for place in row.said.statement.place)
