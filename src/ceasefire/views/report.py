"""Two folios in, of a day and of the day before; the daily report out, in monitors' wording.

What changed, what falls due within 72 hours, what was alleged, with an annex; figures stay each source's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ceasefire.views.board import Cell, board
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, folded, line
from ceasefire.views.lanes import day_of, hostile
from ceasefire.views.map import AID
from ceasefire.views.sections import Said, tallies, truces
from ceasefire.views.wording import Mark

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

    `alleged_before` counts the incidents that a report of the day before would have had.
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


def report(now: Folio, before: Folio, day: date) -> DailyReport:
    """Write the report of a day. `now` and `before` are asked as of its end and as of its beginning."""
    cells, were = _cells(now), _cells(before)
    start = datetime.combine(day, time(), ZoneInfo(now.process.zone))
    fresh = [r for r in now.bearings if _out_on(r, day, now.process.zone)]
    return DailyReport(
        process=now.process.id,
        title=now.process.title,
        day=day,
        zone=now.process.zone,
        pages=len({r.said.document.id for r in fresh}),
        counts=tuple((m, _count(were.values(), m), _count(cells.values(), m)) for m in Mark),
        changes=tuple(_changes(now, cells, were)),
        due_soon=tuple(
            (c, now.name(c.debtor))
            for c in cells.values()
            if c.status.due and start <= c.status.due.latest < start + timedelta(days=1) + SOON
        ),
        said=_lines(now, (r for r in fresh if r.bearing.counts)),
        incidents=_alleged(now, day),
        alleged_before=len(_alleged(before, day - timedelta(days=1))),
        aid=_lines(now, (r for r in fresh if r.said.statement.action in AID)),
        truces=_fresh(truces(now), fresh),
        tallies=_fresh(tallies(now), fresh),
        head=now.book.head,
    )


def _alleged(folio: Folio, day: date) -> tuple[Line, ...]:
    """Return what is alleged of hostile acts of a day, or was said of them on it."""
    zone = folio.process.zone
    return _lines(folio, (r for r in hostile(folio) if day_of(r) == day or _out_on(r, day, zone)))


def _cells(folio: Folio) -> dict[str, Cell]:
    return {c.undertaking: c for row in board(folio).rows for _, group in row.cells for c in group}


def _changes(now: Folio, cells: dict[str, Cell], were: dict[str, Cell]) -> Iterable[Change]:
    for key, cell in cells.items():
        was = were.get(key)
        if was is None or (was.mark, was.word) != (cell.mark, cell.word):
            yield Change(cell, now.name(cell.debtor), was)


def _count(cells: Iterable[Cell], mark: Mark) -> int:
    return sum(c.mark is mark for c in cells)


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
