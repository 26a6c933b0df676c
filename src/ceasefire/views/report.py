"""Two folios in, of a day and of the day before; the daily report out, in monitors' wording.

What changed, what falls due within 72 hours, what was alleged, with an annex; figures stay each source's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ceasefire.judge.sitting import StatusRow
from ceasefire.model import Status
from ceasefire.views.board import Cell, cell
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, folded, line
from ceasefire.views.lanes import day_of, hostile
from ceasefire.views.map import AID
from ceasefire.views.sections import Said, tallies, truces
from ceasefire.views.wording import Mark, wording

SOON = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Change:
    """An undertaking that stands otherwise than the day before; `was` is None where it is new."""

    cell: Cell
    party: str
    was: Cell | None


@dataclass(frozen=True, slots=True)
class DailyReport:
    """One process on one day. `counts` are (mark, the day before, now).

    `alleged_before` counts the incidents that a report of the day before would have had. `changed` and
    `due` count what `changes` and `due_soon` list, which of thousands is the beginning.
    """

    process: str
    title: str
    day: date
    zone: str
    pages: int
    counts: tuple[tuple[Mark, int, int], ...]
    changes: tuple[Change, ...]
    due_soon: tuple[tuple[Cell, str], ...]
    said: tuple[Line, ...]
    incidents: tuple[Line, ...]
    alleged_before: int
    aid: tuple[Line, ...]
    truces: tuple[Said, ...]
    tallies: tuple[Said, ...]
    head: str
    changed: int = 0
    due: int = 0


LISTED = 100
"""Undertakings that a list of a report names at most; the board has all."""
Short = Status | StatusRow


def report(now: Folio, before: Folio, day: date) -> DailyReport:
    """Write the report of a day. `now` and `before` are asked as of its end and as of its beginning."""
    stand, stood = _standings(now), _standings(before)
    start = datetime.combine(day, time(), ZoneInfo(now.process.zone))
    changed = [key for key, status in stand.items() if _word(status) != _word(stood.get(key))]
    due = [key for key, status in stand.items() if _due(status, start)]
    fresh = [r for r in now.bearings if _out_on(r, day, now.process.zone)]
    return DailyReport(
        process=now.process.id,
        title=now.process.title,
        day=day,
        zone=now.process.zone,
        pages=len({r.said.document.id for r in fresh}),
        counts=tuple((m, _count(stood.values(), m), _count(stand.values(), m)) for m in Mark),
        changes=tuple(_change(now, before, key) for key in changed[:LISTED]),
        due_soon=tuple((c, now.name(c.debtor)) for c in (_cell(now, key) for key in due[:LISTED])),
        said=_lines(now, (r for r in fresh if r.bearing.counts)),
        incidents=_alleged(now, day),
        alleged_before=len(_alleged(before, day - timedelta(days=1))),
        aid=_lines(now, (r for r in fresh if r.said.statement.action in AID)),
        truces=_fresh(truces(now), fresh),
        tallies=_fresh(tallies(now), fresh),
        head=now.book.head,
        changed=len(changed),
        due=len(due),
    )


def _alleged(folio: Folio, day: date) -> tuple[Line, ...]:
    """Return what is alleged of hostile acts of a day, or was said of them on it."""
    zone = folio.process.zone
    return _lines(folio, (r for r in hostile(folio) if day_of(r) == day or _out_on(r, day, zone)))


def _standings(folio: Folio) -> dict[str, Short]:
    """Return where every undertaking of the clauses stands: in short where that is known of all at once."""
    at_once = folio.hearing.standings()
    own = folio.process.undertakings
    if at_once is not None:
        return {u.id: at_once[u.id] for u in own}
    return {u.id: folio.status(u) for u in own}


def _word(status: Short | None) -> tuple[Mark, str, bool] | None:
    """Return what a cell says of a status."""
    if status is None:
        return None
    shown = wording(status)
    return shown.mark, shown.word, status.partial and "part" not in shown.word


def _due(status: Short, start: datetime) -> bool:
    due = status.due
    return due is not None and start <= due.latest < start + timedelta(days=1) + SOON


def _cell(folio: Folio, key: str) -> Cell:
    return cell(folio, folio.undertakings[key])


def _change(now: Folio, before: Folio, key: str) -> Change:
    shown = _cell(now, key)
    return Change(shown, now.name(shown.debtor), _cell(before, key) if key in before.undertakings else None)


def _count(statuses: Iterable[Short], mark: Mark) -> int:
    return sum(wording(s).mark is mark for s in statuses)


def _out_on(row: BearingRow, day: date, zone: str) -> bool:
    at = row.said.reported_at
    return at is not None and at.astimezone(ZoneInfo(zone)).date() == day


def _lines(folio: Folio, rows: Iterable[BearingRow]) -> tuple[Line, ...]:
    """Return lines once a statement, copies folded."""
    once = {r.said.id: r for r in rows}
    return folded(line(r, folio) for r in sorted(once.values(), key=lambda r: r.said.seq))


def _fresh(items: Iterable[Said], rows: list[BearingRow]) -> tuple[Said, ...]:
    """Keep what a statement of the day says."""
    ids = {r.said.id for r in rows}
    return tuple(item for item in items if any(entry.statement in ids for entry in item.lines))
