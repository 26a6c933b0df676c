"""A folio in, its happenings in order of time out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from ceasefire.model import BearingKind
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, line
from ceasefire.views.wording import time_words


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline. `at` is aware UTC and only orders; `shown` is the time as given.

    `inferred` says that the words give no time: the moment then stands at the publication.
    """

    at: datetime
    shown: str
    inferred: bool
    what: str
    undertaking: str
    line: Line | None


def timeline(folio: Folio, *, of: Collection[str] | None = None) -> tuple[Moment, ...]:
    """Return deadlines of the clauses and everything said, oldest first; `of`: deadlines of these only."""
    said = {row.said.id: _moment(row, folio) for row in folio.bearings}
    moments = (*_deadlines(folio, of), *said.values())
    return tuple(sorted(moments, key=lambda m: (m.at, m.what, m.undertaking, m.line.id if m.line else "")))


def _moment(row: BearingRow, folio: Folio) -> Moment:
    occurred, said = row.bearing.occurred, row.said.statement
    published = row.said.document.published
    at = published.earliest if occurred.inferred and said.when is None and published else occurred.earliest
    shown = time_words(said.when) or (f"by {time_words(published)}" if published else "no date")
    verb = "says" if row.bearing.kind is BearingKind.NOTED else str(row.bearing.kind)
    return Moment(at, shown, said.when is None, verb, row.bearing.undertaking or "", line(row, folio))


def _deadlines(folio: Folio, of: Collection[str] | None) -> Iterator[Moment]:
    for u in (u for u in folio.process.undertakings if of is None or u.id in of):
        due = folio.status(u).due
        if due is not None:
            words = f"deadline: {u.text} ({folio.name(u.debtor)})"
            yield Moment(due.latest, time_words(due), inferred=False, what=words, undertaking=u.id, line=None)
