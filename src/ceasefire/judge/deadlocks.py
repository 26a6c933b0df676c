"""Rings in which each waits for the next.

Enters: waits, each with the ids of its words. Leaves: one `Deadlock` for each shortest ring. A ring is
always computed and never typed in, and none is claimed that the words do not hold: a wait without
words is left out, and a ring closes only where what one withholds may be what the other awaits.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ceasefire.model import After, AllOf, AnyOf, Condition, Holds, Undertaking, Wait


@dataclass(frozen=True, slots=True)
class Deadlock:
    """A ring of waiters, each waiting for the next and the last for the first, with the waits between.

    It begins with the waiter whose id comes first, so that a ring has one form. `ids` lead to the words.
    """

    ring: tuple[str, ...]
    waits: tuple[Wait, ...]
    ids: tuple[str, ...]


def deadlocks(waits: Iterable[Wait]) -> tuple[Deadlock, ...]:
    """Find the shortest ring through each wait; rings of the same waits are named once."""
    held = _merged(waits)
    after = {w: [v for v in held if _follows(w, v)] for w in held}
    rings: dict[tuple[Wait, ...], Deadlock] = {}
    for wait in held:
        found = _shortest(wait, after)
        if found:
            ring = _from_first(found)
            ids = tuple(sorted({i for w in ring for i in w.ids}))
            rings[ring] = Deadlock(tuple(w.waiter for w in ring), ring, ids)
    return tuple(sorted(rings.values(), key=lambda d: (len(d.ring), d.ring, d.ids)))


def _merged(waits: Iterable[Wait]) -> list[Wait]:
    """Put the words of one and the same wait together; waits without words or for oneself are left out."""
    ids: dict[Wait, set[str]] = {}
    for w in waits:
        if w.ids and w.waiter != w.waits_for:
            ids.setdefault(replace(w, ids=()), set()).update(w.ids)
    merged = [replace(w, ids=tuple(sorted(found))) for w, found in ids.items()]
    return sorted(merged, key=lambda w: (w.waiter, w.waits_for, w.for_what, w.withholds))


def _follows(wait: Wait, then: Wait) -> bool:
    """Tell whether the one waited for waits in turn, and holds back what is awaited, as far as words say."""
    if wait.waits_for != then.waiter:
        return False
    return not (wait.for_what and then.withholds) or wait.for_what == then.withholds


def _shortest(start: Wait, after: Mapping[Wait, list[Wait]]) -> tuple[Wait, ...]:
    """Walk breadth first from a wait back to itself; () where no way leads back."""
    came: dict[Wait, Wait] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in after[here]:
            if there == start:
                return _way(start, here, came)
            if there not in came:
                came[there] = here
                queue.append(there)
    return ()


def _way(start: Wait, here: Wait, came: Mapping[Wait, Wait]) -> tuple[Wait, ...]:
    way = [here]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def _from_first(ring: tuple[Wait, ...]) -> tuple[Wait, ...]:
    first = min(range(len(ring)), key=lambda n: (ring[n].waiter, ring[n].waits_for, ring[n].for_what, n))
    return ring[first:] + ring[:first]


def waits_of(undertakings: Iterable[Undertaking]) -> tuple[Wait, ...]:
    """List the waits that texts themselves hold: an undertaking that others must come before.

    Of alternatives ("either … or …") none is waited for, since another may come. The ids are those of
    the undertakings whose text says so. Conditions that somebody asserts are waits of theirs, not the
    text's: they come from statements.
    """
    waits = []
    for u in undertakings:
        needed = set(_needed(u.condition))
        needed |= {t.event for t in (u.opens,) if isinstance(t, After) and t.side == "done"}
        waits += [Wait(u.id, subject, subject, (u.id,), withholds=u.id) for subject in sorted(needed)]
    return tuple(waits)


def _needed(condition: Condition | None) -> Iterable[str]:
    if isinstance(condition, Holds):
        if condition.asserted_by is None:
            yield condition.subject
    elif isinstance(condition, AllOf) or (isinstance(condition, AnyOf) and len(condition.parts) == 1):
        for part in condition.parts:
            yield from _needed(part)
