"""Whether anything is owed: the acts folded in order, conditions, and whether it was agreed at all.

Enters: an undertaking and a `Docket`. Leaves: phases over time, three-valued conditions with the ids
that settle them, and the standing of the undertaking's existence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ceasefire.judge.events import act_order, counting, ending, finding_on, has_power, opening
from ceasefire.judge.seen import Docket
from ceasefire.judge.tables import ACTS, EXISTENCE_ROWS, Answer, Answers, StandingRow, standing_row
from ceasefire.judge.times import starts, stops
from ceasefire.judge.weigh import SETTLED, bench_of
from ceasefire.model import (
    Act,
    ActKind,
    AllOf,
    AnyOf,
    Condition,
    ConditionState,
    Holds,
    Not,
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
    recorded = _recorded(docket, u)
    acts = sorted(
        docket.acts.get(u.id, ()), key=lambda a: (a.occurred.earliest, ACTS[a.kind][0], *act_order(a))
    )
    pending: list[tuple[When, Act | None]] = [
        *((w, None) for w in recorded),
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


def _recorded(docket: Docket, u: Undertaking) -> list[When]:
    """List when the debtor (or who may agree for it) agreed, as the record has it and as far as seen."""
    return [
        when
        for actor, when in u.agreed
        if (docket.party(actor) == u.debtor or actor == u.debtor or (actor, ActKind.AGREE) in u.powers)
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
        begin = opening(docket, u)
        opened = u.opens is None or (begin is not None and begin.earliest <= at)
        return (Phase.IN_FORCE if opened else Phase.PENDING), ids
    return (Phase.EXPIRED if expired else Phase.PENDING), ids


class Owed:
    """Answers whether `u` was surely owed through all that a time can mean; asks each question once."""

    def __init__(self, docket: Docket, u: Undertaking, acts: Fold) -> None:
        self._docket, self._u, self._acts = docket, u, acts
        begin, end = opening(docket, u), ending(docket, u)
        self._start = None if begin is None else starts(begin)
        self._end = None if end is None else stops(end)
        self._never = begin is None and u.opens is not None
        self._met: dict[datetime, bool] = {}

    def __call__(self, when: When) -> bool:
        """Tell whether it was owed then: agreed, open, not stopped, its condition met."""
        if self._never or (self._start is not None and when.earliest < self._start):
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


Met = tuple[bool | None, tuple[str, ...]]


def evaluate(docket: Docket, condition: Condition, *, at: datetime) -> Met:
    """Evaluate in Kleene's three-valued logic what the agreement itself makes a condition.

    Parts that somebody merely asserts are left out. Returns True, False or None (not settled), and
    the ids of the words that it rests on.
    """
    own = _without_asserted(condition)
    return (True, ()) if own is None else _kleene(docket, own, at)


def _without_asserted(condition: Condition) -> Condition | None:
    if isinstance(condition, Holds):
        return None if condition.asserted_by is not None else condition
    if isinstance(condition, Not):
        part = _without_asserted(condition.part)
        return None if part is None else Not(part)
    kept = tuple(c for c in map(_without_asserted, condition.parts) if c is not None)
    if condition.parts and not kept:
        return None
    return AllOf(kept) if isinstance(condition, AllOf) else AnyOf(kept)


def _kleene(docket: Docket, condition: Condition, at: datetime) -> Met:
    if isinstance(condition, Holds):
        state = _state(docket, condition, at)
        return state.value, state.ids
    if isinstance(condition, Not):
        value, ids = _kleene(docket, condition.part, at)
        return (None if value is None else not value), ids
    parts = [_kleene(docket, part, at) for part in condition.parts]
    values, ids = {value for value, _ in parts}, tuple(i for _, more in parts for i in more)
    decisive = isinstance(condition, AnyOf)  # one True settles "any", one False settles "all"
    if decisive in values:
        return decisive, ids
    return (None if None in values else not decisive), ids


def _state(docket: Docket, holds: Holds, at: datetime) -> ConditionState:
    found = finding_on(docket, holds.subject, frozenset(), at=at)
    settled = found.standing in SETTLED and found.answer in {Answer.YES, Answer.NO}
    return ConditionState(
        holds.subject,
        holds.words,
        holds.asserted_by,
        (found.answer is Answer.YES) if settled else None,
        found.standing,
        tuple(sorted(r.id for r in found.reports)),
    )


def condition_states(docket: Docket, condition: Condition | None) -> tuple[ConditionState, ...]:
    """List every part of a condition with what is known of it, asserted ones too."""
    if condition is None:
        return ()
    return tuple(_state(docket, holds, docket.at) for holds in parts_of(condition))


def parts_of(condition: Condition) -> Iterable[Holds]:
    """Yield the leaves of a condition, in its order."""
    if isinstance(condition, Holds):
        yield condition
    elif isinstance(condition, Not):
        yield from parts_of(condition.part)
    else:
        for part in condition.parts:
            yield from parts_of(part)


def existence(docket: Docket, u: Undertaking) -> tuple[StandingRow, tuple[str, ...]]:
    """Weigh whether it was undertaken at all, by the same rule.

    Here it is the debtor's "yes" and the creditor's "no" that go against the speaker's interest. A
    denial is overtaken by the same voice's later agreement, an agreement by no later denial.
    """
    acts = [a for a in docket.acts.get(u.id, ()) if a.kind is ActKind.AGREE]
    agreed = _last_agreement(acts)
    heard = [
        a
        for a in acts
        if not a.denied or a.occurred.latest > agreed.get(a.voice.speaker, a.occurred.earliest)
    ]
    bench = bench_of(docket, u)
    said = [(a, Answer.NO if a.denied else Answer.YES) for a in heard]
    own = {answer for a, answer in said if docket.party(a.voice.speaker) == u.debtor}
    lender = {answer for a, answer in said if u.creditor and docket.party(a.voice.speaker) == u.creditor}
    recorded = bool(_recorded(docket, u))
    if recorded:
        own = own | {Answer.YES}
    admitted = (own if own == {Answer.YES} else set()) | (lender if lender == {Answer.NO} else set())
    answers = Answers(
        frozenset(answer for a, answer in said if bench.verifies(a.voice)),
        frozenset(admitted),
        frozenset({answer for _, answer in said} | ({Answer.YES} if recorded else set())),
        denied=Answer.NO in own,
    )
    return standing_row(answers, EXISTENCE_ROWS), tuple(sorted(a.id for a in heard))


def _last_agreement(acts: list[Act]) -> dict[str | None, datetime]:
    last: dict[str | None, datetime] = {}
    for a in acts:
        if not a.denied:
            speaker = a.voice.speaker
            last[speaker] = max(a.occurred.earliest, last.get(speaker, a.occurred.earliest))
    return last
