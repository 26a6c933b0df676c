"""Conditions in Kleene's three-valued logic: met, failed, or not settled.

Enters: a condition and a `Docket`. Leaves: True, False or None with the ids of the words that it rests
on. A part that somebody merely asserts is shown and decides nothing.
"""

from collections.abc import Iterable
from datetime import datetime

from ceasefire.judge.events import finding_on
from ceasefire.judge.seen import Docket
from ceasefire.judge.standing import Answer
from ceasefire.judge.weigh import SETTLED
from ceasefire.model import (
    AllOf,
    AnyOf,
    Condition,
    ConditionState,
    Holds,
    Not,
)

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
