"""Whether anything is owed: the acts folded in order, the opening time and the condition applied.

Enters: an undertaking and a `Docket`. Leaves: its phase at a time, and whether it was surely owed then.
"""

from dataclasses import dataclass
from datetime import datetime

from ceasefire.judge.conditions import evaluate
from ceasefire.judge.events import act_order, counting, ending, has_power, owed_from
from ceasefire.judge.seen import Docket
from ceasefire.judge.tables import ACTS
from ceasefire.judge.times import stops
from ceasefire.model import (
    Act,
    ActKind,
    Phase,
    Undertaking,
    When,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A change of phase: from when it may count, from when it surely does, and the act ("" the record)."""

    phase: Phase
    occurred: When
    id: str


@dataclass(frozen=True, slots=True)
class Fold:
    """The acts on one undertaking, folded: the changes of phase, and the acts that had no effect."""

    steps: tuple[Step, ...]
    purported: tuple[str, ...]

    def at(self, when: datetime) -> Phase:
        """Return the phase by the acts alone, at an instant."""
        return next((s.phase for s in reversed(self.steps) if s.occurred.earliest <= when), Phase.PROPOSED)

    def surely_live(self, frm: datetime, to: datetime) -> bool:
        """Tell whether, by the acts, it was agreed and not stopped through all of [frm, to)."""
        last = Phase.PROPOSED
        for step in self.steps:
            live = step.phase is Phase.PENDING
            if live and step.occurred.latest <= frm:
                last = Phase.PENDING
            elif not live and step.occurred.earliest < to:
                last = step.phase
        return last is Phase.PENDING


def fold(docket: Docket, u: Undertaking) -> Fold:
    """Fold the acts in the order in which they were done. An agreement on record needs no act."""
    steps: list[Step] = []
    purported = []
    now = Phase.PROPOSED
    acts = sorted(
        docket.acts.get(u.id, ()), key=lambda a: (a.occurred.earliest, ACTS[a.kind][0], *act_order(a))
    )
    pending: list[tuple[When, Act | None]] = [
        *((w, None) for w in recorded(docket, u)),
        *((a.occurred, a) for a in acts),
    ]
    for when, act in sorted(pending, key=lambda p: p[0].earliest):
        if act is not None and act.denied:
            continue
        row = ACTS[ActKind.AGREE if act is None else act.kind][1]
        if now in row.applies and (act is None or has_power(u, act, docket)):
            if row.leads is not None:
                now = row.leads
                steps.append(Step(now, when, "" if act is None else act.id))
        elif act is not None:
            purported.append(act.id)
    return Fold(tuple(steps), tuple(sorted(purported)))


def recorded(docket: Docket, u: Undertaking) -> list[When]:
    """List when the debtor (or who may agree for it) agreed, as the record has it and as far as seen."""
    return [
        when
        for actor, when in u.agreed
        if (u.debtor in docket.line(actor) or (actor, ActKind.AGREE) in u.powers)
        and when.earliest <= min(docket.at, docket.published)
    ]


def phase_at(docket: Docket, u: Undertaking, acts: Fold, at: datetime) -> tuple[Phase, tuple[str, ...]]:
    """Return the phase at an instant, and the ids that led there.

    A condition that was not met when the deadline passed has expired: what comes later does not
    revive it.
    """
    now = acts.at(at)
    ids = tuple(s.id for s in acts.steps if s.id and s.occurred.earliest <= at)
    if now is not Phase.PENDING:
        return now, ids
    met: bool | None = True
    term = counting(docket, u).due
    expired = term is not None and at >= term.latest
    if u.condition is not None:
        asked = min(at, term.latest) if term is not None else at
        met, why = evaluate(docket, u.condition, at=asked)
        ids += why
    if met is True:
        begin = owed_from(docket, u)
        return (Phase.IN_FORCE if begin is not None and begin <= at else Phase.PENDING), ids
    return (Phase.EXPIRED if expired else Phase.PENDING), ids


class Owed:
    """Answers whether `u` was surely owed through all that a time can mean; asks each question once."""

    def __init__(self, docket: Docket, u: Undertaking, acts: Fold) -> None:
        self._docket, self._u, self._acts = docket, u, acts
        end = ending(docket, u)
        self._start = owed_from(docket, u)
        self._end = None if end is None else stops(end)
        self._met: dict[datetime, bool] = {}

    def __call__(self, when: When) -> bool:
        """Tell whether it was owed then: agreed, open, not stopped, its condition met."""
        if self._start is None or when.earliest < self._start:
            return False
        if self._end is not None and when.latest > self._end:
            return False
        return self._acts.surely_live(when.earliest, when.latest) and self._condition_met(when.earliest)

    def _condition_met(self, at: datetime) -> bool:
        if self._u.condition is None:
            return True
        if at not in self._met:
            self._met[at] = phase_at(self._docket, self._u, self._acts, at)[0] is Phase.IN_FORCE
        return self._met[at]
