"""What can be seen of a process and what is asked in; the rows whose words the answer needs out.

A ledger of `WHOLE` bearings or fewer is held whole. Of a larger one, an answer holds what it shows: each
choice here is bounded, and comes with how many rows there are in all, so that a page can say so.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from ceasefire.model import BearingKind, Clause, Process, Status
from ceasefire.register import take
from ceasefire.register.sight import KINDS, Sight
from ceasefire.register.table import NONE, Column, Indices, micros
from ceasefire.views.board import NAMED, deciding
from ceasefire.views.book import Extent

WHOLE = 6_000
"""Bearings up to which all are held."""
MOST = 3_000
"""Rows that one answer holds at most of each thing it shows; the latest are taken."""
BESIDE = 60
"""Rows of each list beside the grid."""
A_PAGE = 20
"""Undertakings drawn at once, in whole clauses."""
DAY = timedelta(days=1)


class Needed(NamedTuple):
    """Rows, and of each thing shown how many of how many they are."""

    rows: Indices
    extents: dict[str, Extent]


class ClausePage(NamedTuple):
    """The clauses of one page of the board, which page it is and of how many (from 1)."""

    clauses: tuple[Clause, ...]
    number: int
    pages: int
    found: int

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the clauses."""
        return frozenset(c.id for c in self.clauses)

    @property
    def undertakings(self) -> tuple[str, ...]:
        """The ids of the undertakings under them."""
        return tuple(u.id for c in self.clauses for u in c.undertakings)


def whole(sight: Sight) -> bool:
    """Tell whether all that can be seen is held."""
    return len(sight.rows) <= WHOLE


def clause_page(
    process: Process, number: int, fits: Callable[[Clause], bool] = lambda _: True, *, size: int = A_PAGE
) -> ClausePage:
    """Return one page of the clauses that fit; a number beyond the last page is the last."""
    pages: list[list[Clause]] = [[]]
    fitting = [c for a in process.agreements for c in a.clauses if fits(c)]
    held = 0
    for clause in fitting:
        if pages[-1] and held + len(clause.undertakings) > size:
            pages.append([])
            held = 0
        pages[-1].append(clause)
        held += len(clause.undertakings)
    number = min(max(number, 1), len(pages))
    return ClausePage(tuple(pages[number - 1]), number, len(pages), len(fitting))


def of_cells(sight: Sight, undertakings: Iterable[str], status: Callable[[str], Status]) -> Needed:
    """Choose what cells show: the first words that decide on either side, deadlines, conditions."""
    found = [_of_cell(sight, sight.of(key), status(key)) for key in undertakings]
    return Needed(_joined(found), {})


def _of_cell(sight: Sight, rows: Indices, found: Status) -> Indices:
    columns = sight.register.bearings
    wanted = {bytes.fromhex(i) for _, ids in deciding(found) for i in ids[:NAMED]}
    terms = (columns["deadline"][rows] != NONE) | (
        columns["kind"][rows] == KINDS.index(BearingKind.CONDITIONS)
    )
    decide = (
        [bytes(i) in wanted for i in columns["id"][rows].tolist()] if wanted else np.zeros(len(rows), bool)
    )
    return np.asarray(rows[terms | np.array(decide, dtype=bool)])


def beside(sight: Sight, size: int = BESIDE) -> Needed:
    """Choose the latest rows of each list beside the grid."""
    bits, words = sight.column("lists"), sight.register.pools.words
    founds = np.flatnonzero(bits & take.FOUNDS)
    of = sight.register.bearings["undertaking"][sight.rows[founds]]
    clauses = [code for code in np.unique(of).tolist() if words[code] in sight.listed]
    beyond = np.zeros(len(bits), dtype=np.bool_)
    beyond[founds] = ~np.isin(of, clauses)
    lists = {
        "Stances and demands": bits & take.STANCE > 0,
        "Undertakings as said, beyond the clauses": beyond,
        "Truces, as said": bits & take.TRUCE > 0,
        "In or out, as said": bits & take.STAND > 0,
        "Figures, each its source's own": bits & take.COUNTED > 0,
    }
    return _lists(sight, lists, size)


def placed(sight: Sight, among: Column | None = None, size: int = MOST) -> Needed:
    """Choose what a map shows: truces, aid and what is alleged of hostile acts."""
    shown = sight.column("lists") & (take.TRUCE | take.RELIEF | take.HARM) > 0
    return _lists(sight, {"Map": _both(shown, among)}, size)


def incidents(sight: Sight, among: Column | None = None, size: int = 100) -> Needed:
    """Choose what is alleged of hostile acts."""
    return _lists(sight, {"Incidents": _both(_hostile(sight), among)}, size)


def waits(sight: Sight, size: int = 400) -> Needed:
    """Choose the words that may say that somebody waits: conditions, and assurances asked for."""
    return _lists(sight, {"Waiting": sight.column("lists") & take.WAITS > 0}, size)


def of_undertakings(sight: Sight, undertakings: Iterable[str], among: Column | None = None) -> Needed:
    """Choose every word on some undertakings."""
    rows = _joined([sight.of(key) for key in undertakings])
    if among is not None:
        rows = np.intersect1d(rows, sight.rows[among])
    kept = _latest(sight, rows, MOST)
    return Needed(kept, {"Statements": Extent(len(kept), len(rows))})


def of_voice(sight: Sight, actor: str) -> Needed:
    """Choose the words of one actor."""
    code = sight.register.pools.words.find(actor)
    return _lists(sight, {"Statements": (sight.column("voice") == code) & (code != NONE)}, MOST)


def of_page(sight: Sight, document: str) -> Needed:
    """Choose what bears on the process from one page."""
    code = sight.register.pools.words.find(document)
    return _lists(sight, {"Statements": (sight.column("document") == code) & (code != NONE)}, MOST)


def out_on(sight: Sight, day: date) -> Needed:
    """Choose what was out on a day of the process, and what is alleged of it."""
    at = sight.said("reported")
    out = (at >= micros_of(day, sight.process.zone)) & (at < micros_of(day + DAY, sight.process.zone))
    of_day = _hostile(sight) & about_day(sight, day)
    return _lists(sight, {"Statements": out | of_day}, MOST)


def about_day(sight: Sight, day: date) -> Column:
    """Tell which rows may speak of a day: by their words, or without a day in them out about then."""
    spoken, at = sight.said("day"), sight.said("reported")
    near = (at >= micros_of(day - DAY)) & (at < micros_of(day + DAY + DAY))
    return np.asarray((spoken == day.toordinal()) | ((spoken == NONE) & near))


def about_place(sight: Sight, named: Callable[[str], bool]) -> Column:
    """Tell which rows name a place."""
    places = sight.register.pools.places
    codes = [code for code, words in enumerate(places.values) if any(map(named, words))]
    return np.isin(sight.said("named"), codes)


def join(*parts: Needed) -> Needed:
    """Put several choices together."""
    return Needed(_joined([p.rows for p in parts]), {k: e for p in parts for k, e in p.extents.items()})


def micros_of(day: date, zone: str = "UTC") -> int:
    """Return the beginning of a day in a zone, as a column has it."""
    return micros(datetime.combine(day, time(), ZoneInfo(zone)))


def _hostile(sight: Sight) -> Column:
    return np.asarray(sight.column("lists") & take.HARM > 0)


def _both(one: Column, other: Column | None) -> Column:
    return one if other is None else one & other


def _lists(sight: Sight, lists: dict[str, Column], size: int) -> Needed:
    rows = {name: sight.rows[mask] for name, mask in lists.items()}
    kept = {name: _latest(sight, found, size) for name, found in rows.items()}
    extents = {name: Extent(len(kept[name]), len(found)) for name, found in rows.items()}
    return Needed(_joined(kept.values()), extents)


def _latest(sight: Sight, rows: Indices, size: int) -> Indices:
    """Keep the rows that were out last."""
    if len(rows) <= size:
        return rows
    register = sight.register
    at = register.statements["reported"][register.bearings["statement"][rows]]
    # Only what is out last, and what is as late, is put in order: the others are many.
    late = np.flatnonzero(at >= np.partition(at, -size)[-size])
    return np.sort(rows[late[np.argsort(at[late], kind="stable")[-size:]]])


def _joined(parts: Iterable[Indices]) -> Indices:
    found = list(parts)
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.intp)
