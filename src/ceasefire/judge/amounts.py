"""Quantities: how much each voice says is done. Side by side; never added, never averaged.

Enters: reports with amounts. Leaves: one `Amount` a voice and the progress that all who decide share:
a verifier's amount goes before others', and of rival amounts only the least is common ground.
"""

from math import isfinite

from ceasefire.judge.seen import Voices, last_words
from ceasefire.judge.standing import Answer
from ceasefire.judge.tables import progress_of
from ceasefire.judge.weigh import Bench, Finding, Seat
from ceasefire.model import Amount, Aspect, Progress, Report, Undertaking


def amounts_of(u: Undertaking, reports: list[Report], voices: Voices) -> tuple[Amount, ...]:
    """List the last amount of each voice, largest first."""
    told = last_words((r for r in reports if _told(r) is not None and r.direct), voices)
    grouped: dict[tuple[str, float], list[Report]] = {}
    for r in told:
        amount = _told(r)
        if amount is not None:
            grouped.setdefault((voices.key(r), amount), []).append(r)
    amounts = [_amount(u, value, group) for (_, value), group in grouped.items()]
    return tuple(sorted(amounts, key=lambda a: (-a.value, a.ids)))


def _told(r: Report) -> float | None:
    """Return the amount, None where none is told; "not a number" is none."""
    return r.quantity if r.quantity is not None and isfinite(r.quantity) else None


def _amount(u: Undertaking, value: float, group: list[Report]) -> Amount:
    first = min(group, key=lambda r: (r.reported_at, r.id))
    unit = u.quantity.unit if u.quantity is not None else ""
    ids = tuple(sorted(r.id for r in group))
    if u.quantity is None or not u.quantity.value > 0:
        return Amount(value, unit, first.voice, Progress.UNKNOWN, None, ids)
    share = value / u.quantity.value
    return Amount(value, unit, first.voice, progress_of(share), share, ids)


def progress(u: Undertaking, bench: Bench, found: Finding, amounts: tuple[Amount, ...]) -> Progress:
    """Grade how far it has come, never further than those who decide agree on."""
    graded = [a for a in amounts if a.progress is not Progress.UNKNOWN]
    weighty = [a for a in graded if bench.seat(a.voice.speaker) is Seat.VERIFIER] or graded
    if weighty:
        return min(a.progress for a in weighty)
    return progress_by(found.answer, begins=u.aspect in {Aspect.BEGIN, Aspect.PART})


def progress_by(answer: Answer | None, *, begins: bool) -> Progress:
    """Grade by the answer where nobody tells an amount. `begins`: only a beginning or a part is owed."""
    if answer is Answer.PART:
        return Progress.MINIMAL
    if answer is Answer.YES:
        return Progress.MINIMAL if begins else Progress.FULL
    return Progress.UNKNOWN
