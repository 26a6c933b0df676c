"""A folio in: who is said to wait for whom, and the rings that the words themselves hold.

A ring is claimed only where every one of its waits rests on words of its own; none is typed in.
"""

from dataclasses import dataclass

from ceasefire.judge import Wait, deadlocks
from ceasefire.model import Action, Force, Process
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, line

ASKING = (Force.REQUIRE, Force.UNDERTAKE, Force.REFUSE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One party is said to wait for another; `for_what` and `before` are the page's own words."""

    waiter: str
    waits_for: str
    for_what: str
    before: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WaitingView:
    """All waits of a process and the rings among them (each a tuple of shown names)."""

    waits: tuple[Waiting, ...]
    rings: tuple[tuple[str, ...], ...]


def waiting(folio: Folio) -> WaitingView:
    """Return who waits for whom as of the times of the book."""
    owing = {u.debtor for u in folio.process.undertakings}
    groups: dict[tuple[str, str, str, str], list[BearingRow]] = {}
    for row in folio.bearings:
        for wait in _waits(row, owing, folio.process):
            rows = groups.setdefault(wait, [])
            if all(r.said.id != row.said.id for r in rows):
                rows.append(row)
    waits = tuple(_shown(folio, key, rows) for key, rows in sorted(groups.items()))
    rings = deadlocks(Wait(key[0], key[1], key[2], tuple(r.id for r in rows)) for key, rows in groups.items())
    return WaitingView(waits, tuple(tuple(folio.name(a) for a in ring.ring) for ring in rings))


def _waits(row: BearingRow, owing: set[str], process: Process) -> list[tuple[str, str, str, str]]:
    """Take a party that owes something to wait for those on whose assurance or act it makes its own hang."""
    said, heard = row.said.statement, row.bearing.heard
    waiter = heard.speaks_for or heard.speaker
    if waiter not in owing or said.force not in ASKING:
        return []
    asks = said.force is Force.REQUIRE and (said.action is Action.GUARANTEE or said.condition is not None)
    if not asks:
        return []
    words = " ".join(said.quote.exact.split())
    condition = said.condition.text if said.condition else ""
    return [(waiter, other, words, condition) for other in _others(row, process) if other != waiter]


def _others(row: BearingRow, process: Process) -> tuple[str, ...]:
    heard = row.bearing.heard
    sides = {p.side: p.actor for p in process.participants if p.side and p.role == "party"}
    if heard.actors:
        return heard.actors
    return (sides[heard.actor_side],) if heard.actor_side in sides else ()


def _shown(folio: Folio, key: tuple[str, str, str, str], rows: list[BearingRow]) -> Waiting:
    waiter, other, words, before = key
    lines = tuple(line(r, folio) for r in rows)
    return Waiting(folio.name(waiter), folio.name(other), words, before, lines)
