"""A folio in: who is said to wait for whom, and the rings that the words themselves hold.

A ring is claimed only where every one of its waits rests on words of its own; none is typed in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ceasefire.judge import Wait, deadlocks
from ceasefire.model import Action, Force
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, folded, line


@dataclass(frozen=True, slots=True)
class Waiting:
    """One party is said to wait for another; `for_what` and `before` are the page's own words."""

    waiter: str
    waits_for: str
    for_what: str
    before: str
    lines: tuple[Line, ...]


class Pair(NamedTuple):
    """One party that waits for another, with every word that says so."""

    waiter: str
    waits_for: str
    waits: tuple[Waiting, ...]


class _Key(NamedTuple):
    waiter: str
    waits_for: str
    words: str
    before: str
    for_what: str
    withholds: str


@dataclass(frozen=True, slots=True)
class WaitingView:
    """All waits of a process and the rings among them (each a tuple of shown names)."""

    waits: tuple[Waiting, ...]
    rings: tuple[tuple[str, ...], ...]


def waiting(folio: Folio) -> WaitingView:
    """Return who waits for whom as of the times of the book."""
    owing = {u.debtor for u in folio.process.undertakings}
    groups: dict[_Key, list[BearingRow]] = {}
    for row in folio.bearings:
        for key in _waits(row, owing):
            rows = groups.setdefault(key, [])
            if all(r.said.id != row.said.id for r in rows):
                rows.append(row)
    waits = tuple(_shown(folio, key, rows) for key, rows in sorted(groups.items()))
    rings = deadlocks(
        Wait(key.waiter, key.waits_for, key.for_what, tuple(r.id for r in rows), key.withholds)
        for key, rows in groups.items()
    )
    named = dict.fromkeys(tuple(folio.name(a) for a in ring.ring) for ring in rings)
    return WaitingView(waits, tuple(named))


def paired(view: WaitingView) -> tuple[Pair, ...]:
    """Gather the waits of each pair of parties, in the order of the view."""
    found: dict[tuple[str, str], list[Waiting]] = {}
    for wait in view.waits:
        found.setdefault((wait.waiter, wait.waits_for), []).append(wait)
    return tuple(Pair(*names, tuple(waits)) for names, waits in found.items())


def in_ring(ring: tuple[str, ...], pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return the pairs that make a ring, in its order: both sides' words stand in them."""
    by_names = {(p.waiter, p.waits_for): p for p in pairs}
    steps = zip(ring, (*ring[1:], ring[0]), strict=True)
    return tuple(by_names[step] for step in steps if step in by_names)


def _waits(row: BearingRow, owing: set[str]) -> Iterator[_Key]:
    """Take a party that owes something to wait for those on whose word or act it makes its own hang."""
    said, heard = row.said.statement, row.bearing.heard
    waiter = heard.speaks_for or heard.speaker or next(iter(heard.actors), None)
    if waiter not in owing:
        return
    words = " ".join(said.quote.exact.split())
    condition = said.condition.text if said.condition else ""
    named = str(row.bearing.condition_action or "")
    if said.force is Force.REQUIRE and (said.action is Action.GUARANTEE or condition):
        # An assurance is asked for whatever the other holds back: what exactly, the words leave open.
        asked = "" if said.action is Action.GUARANTEE else str(said.action)
        others, withholds = heard.actors or heard.awaited, named
    elif said.force in (Force.UNDERTAKE, Force.REFUSE) and condition:
        asked, others, withholds = named, heard.awaited, str(said.action)
    else:
        return
    yield from (
        _Key(waiter, other, words, condition, asked, withholds) for other in others if other != waiter
    )


def _shown(folio: Folio, key: _Key, rows: list[BearingRow]) -> Waiting:
    lines = folded(line(r, folio) for r in rows)
    return Waiting(folio.name(key.waiter), folio.name(key.waits_for), key.words, key.before, lines)
