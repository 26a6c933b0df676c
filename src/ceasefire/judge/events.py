"""Deadlines, openings and what became of events: the things that hang on one another.

Enters: an undertaking and a `Docket`. Leaves: the `When` that counts, or None where there is none, its
event has not come, or deadlines hang on one another in a ring; and the finding on an event.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from ceasefire.judge.occasions import occasions_of
from ceasefire.judge.outcome import is_kept_up
from ceasefire.judge.seen import Docket, voices_of
from ceasefire.judge.standing import Answer
from ceasefire.judge.times import shifted, starts
from ceasefire.judge.weigh import NOTHING, SETTLED, Bench, Counts, Finding, assess, choose
from ceasefire.model import Act, ActKind, Mode, Report, Timing, Undertaking, When

ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline an undertaking has had: who set it, since when, and whether the setter could.

    `by` is None for the text itself. `since` None: from the beginning. `id` leads to the act, "" for
    the text. `effective` False: somebody without the power said so.
    """

    due: When | None
    by: str | None = None
    since: When | None = None
    id: str = ""
    effective: bool = True


def has_power(u: Undertaking, act: Act, docket: Docket) -> bool:
    """Tell whether an act's speaker holds it; a debtor can always agree to what it is to owe."""
    speakers = docket.line(act.voice.speaker)
    if act.kind is ActKind.AGREE and u.debtor in speakers:
        return True
    return any((s, act.kind) in u.powers for s in speakers)


def act_order(act: Act) -> tuple[datetime, datetime, datetime, str]:
    """Order acts by the time they were done, then by when it was told."""
    return (act.occurred.earliest, act.occurred.latest, act.reported_at, act.id)


def deadlines(docket: Docket, u: Undertaking, path: frozenset[str] = frozenset()) -> tuple[Deadline, ...]:
    """List the deadlines that `u` has had, the text's own first, then as moved, in order of the acts."""
    moved = sorted(
        (a for a in docket.acts.get(u.id, ()) if a.kind is ActKind.EXTEND and a.deadline is not None),
        key=act_order,
    )
    return (
        Deadline(resolve(docket, _term(u), path | {u.id})),
        *(Deadline(a.deadline, a.voice.speaker, a.occurred, a.id, has_power(u, a, docket)) for a in moved),
    )


def _term(u: Undertaking) -> Timing | None:
    """Name the time that an extension moves: a deadline, or the end of a period."""
    if u.mode is Mode.MAINTAIN or u.every:
        return u.ends or u.due
    return u.due


def counting(docket: Docket, u: Undertaking, path: frozenset[str] = frozenset()) -> Deadline:
    """Return the deadline (or end of a period) that counts: the last that was set with power to."""
    return [d for d in deadlines(docket, u, path) if d.effective][-1]


def opening(docket: Docket, u: Undertaking, path: frozenset[str] = frozenset()) -> When | None:
    """Return when `u` begins to be owed, None where nothing says or its event has not come."""
    if u.opens is None and u.mode is Mode.MAINTAIN and u.due is not None:
        # "Cease fire by Tuesday" is kept up from Tuesday on.
        return resolve(docket, u.due, path | {u.id}) if u.ends else counting(docket, u, path).due
    return resolve(docket, u.opens, path | {u.id})


def owed_from(docket: Docket, u: Undertaking, path: frozenset[str] = frozenset()) -> datetime | None:
    """Return the instant from which `u` is surely owed by its times, None where its event has not come.

    The beginning of time where no opening is given. What is to be kept up "by" a day is owed only when
    the last of that day has passed.
    """
    if u.opens is None and not (u.mode is Mode.MAINTAIN and u.due is not None):
        return ALWAYS
    begin = opening(docket, u, path)
    if begin is None:
        return None
    return starts(begin) if u.opens is not None else begin.latest


def ending(docket: Docket, u: Undertaking, path: frozenset[str] = frozenset()) -> When | None:
    """Return when the period of something to be kept up ends, None where it has no end."""
    if u.ends is None and (u.opens is None or not (u.mode is Mode.MAINTAIN or u.every)):
        return None
    return counting(docket, u, path).due


def resolve(docket: Docket, timing: Timing | None, path: frozenset[str]) -> When | None:
    """Turn a timing into a time. `path` holds the ids on the way here, so that rings end in None."""
    if timing is None or isinstance(timing, When):
        return timing
    if timing.event in path:
        return None
    anchor = _done(docket, timing.event, path) if timing.side == "done" else _due(docket, timing.event, path)
    return None if anchor is None else shifted(anchor, timing)


def _due(docket: Docket, event: str, path: frozenset[str]) -> When | None:
    other = docket.others.get(event)
    if other is None:
        return None
    if _term(other) is None:
        return opening(docket, other, path)
    return counting(docket, other, path).due


def _done(docket: Docket, event: str, path: frozenset[str]) -> When | None:
    """Return when an event was done, if that is settled: a mere claim starts no clock."""
    found = finding_on(docket, event, path)
    return found.occurred if found.answer is Answer.YES and found.standing in SETTLED else None


def finding_on(docket: Docket, event: str, path: frozenset[str], *, at: datetime | None = None) -> Finding:
    """Weigh what is said of an undertaking or event with this id, in words about times up to `at`.

    An event that is no undertaking has no parties, no verifiers and no deadline.
    """
    if event in path:
        return NOTHING
    u = docket.others.get(event)
    reports = docket.reports.get(event, [])
    if at is not None:
        reports = [r for r in reports if r.occurred.earliest <= at]
    if not reports:
        return NOTHING
    kept = u is not None and is_kept_up(u.mode, recurs=bool(u.every))
    due = None if u is None else counting(docket, u, path).due
    voices = voices_of(reports)
    counts = (lambda _: True) if kept or due is None else after_deadline(due)
    anchor = anchor_of(docket, u, path) if u is not None else None
    groups = occasions_of(u, reports, voices, anchor=anchor, until=docket.at)
    bench = Bench(docket, u)
    return choose([assess(bench, said, voices, counts, label) for label, said in groups], kept=kept)


def anchor_of(docket: Docket, u: Undertaking, path: frozenset[str] = frozenset()) -> datetime | None:
    """Say from when the periods of a recurring duty are counted: its opening, or else the agreement."""
    if not u.every:
        return None
    opens = opening(docket, u, path)
    if opens is not None:
        return starts(opens)
    return min((w.earliest for _, w in u.agreed), default=None)


def after_deadline(due: When) -> Counts:
    """Make the test of "not done": it speaks of times after the deadline, or was said after it.

    Said after the deadline, it must speak of a time that reaches over it ("they did not, on Tuesday").
    """

    def counts(r: Report) -> bool:
        over = r.reported_at >= due.latest and r.occurred.latest >= due.latest
        return over or r.occurred.earliest >= due.latest

    return counts
