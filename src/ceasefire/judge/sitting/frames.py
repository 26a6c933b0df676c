"""What the acts alone make of an undertaking: all that its status needs besides the reports.

Enters: an undertaking and the acts that can be seen. Leaves: a `Frame`, and `Frames`, the same of many as
flat columns (microseconds since 1970, UTC). A frame hangs on no time of its own: times are compared later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceasefire.judge.events import counting, ending, owed_from
from ceasefire.judge.existence import existence
from ceasefire.judge.phases import fold
from ceasefire.judge.seen import FOREVER, Docket
from ceasefire.judge.standing import EXISTENCE_ROWS
from ceasefire.judge.times import stops
from ceasefire.model import Act, After, Phase, Timing, Undertaking, When

Column = NDArray[Any]
PHASES = tuple(Phase)
FIRST, LAST = np.iinfo(np.int64).min, np.iinfo(np.int64).max
"""Before and after every time: a bound that is always, or never, reached."""

_NO_STEP = (0, LAST, LAST)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(when: datetime) -> int:
    """Return microseconds since 1970, exactly."""
    passed = when - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


class Step(NamedTuple):
    """A change of phase: whether it makes the undertaking live, and what its time can mean (microseconds)."""

    live: bool
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The phase by the acts, how it came about, the times that count, and whether it was undertaken."""

    phase: Phase
    steps: tuple[Step, ...]
    due: When | None
    owed_from: datetime | None
    ends: When | None
    existence: int


def frame(u: Undertaking, acts: Mapping[str, list[Act]], docket: Docket) -> Frame:
    """Fold the acts that can be seen on `u`, and on what its times hang on. `u.agreed` holds what is seen."""
    docket = replace(docket, acts=dict(acts))
    folded = fold(docket, u)
    return Frame(
        folded.steps[-1].phase if folded.steps else Phase.PROPOSED,
        tuple(
            Step(s.phase is Phase.PENDING, micros(s.occurred.earliest), micros(s.occurred.latest))
            for s in folded.steps
        ),
        counting(docket, u).due,
        owed_from(docket, u),
        ending(docket, u),
        EXISTENCE_ROWS.index(existence(docket, u)[0]),
    )


def empty_docket(others: Mapping[str, Undertaking], speaks_for: Mapping[str, str]) -> Docket:
    """Return a docket without words, for which every time has come: visibility is settled before."""
    return Docket(FOREVER, FOREVER, {}, {}, others, speaks_for)


def times_of(u: Undertaking) -> Iterator[Timing]:
    """Yield what `u` says of its times."""
    yield from (t for t in (u.opens, u.due, u.ends) if t is not None)


def reach(u: Undertaking, others: Mapping[str, Undertaking]) -> tuple[frozenset[str], bool]:
    """Return on whose acts the times of `u` hang, itself first, and whether they hang on reports too."""
    reached, todo, done = {u.id}, [u], False
    while todo:
        for timing in times_of(todo.pop()):
            if isinstance(timing, After):
                done = done or timing.side == "done"
                if timing.event not in reached and timing.event in others:
                    todo.append(others[timing.event])
                reached.add(timing.event)
    return frozenset(reached), done


class Frames:
    """The frames that hold now, one for each undertaking, as columns that grow as undertakings come."""

    def __init__(self) -> None:
        self.live_from = _column()
        self.due_latest = _column()
        self.start = _column()
        self.stop = _column()
        self.ends_earliest = _column()
        self.ends_latest = _column()
        self.phase = _column(np.int8)
        self.existence = _column(np.int8)
        self.due: list[When | None] = []
        self._later: list[Column] = []

    def grow(self, count: int) -> None:
        """Make room for `count` undertakings in all; each is to be `put`."""
        times = ("live_from", "due_latest", "start", "stop", "ends_earliest", "ends_latest")
        for name in (*times, "phase", "existence"):
            setattr(self, name, np.resize(getattr(self, name), count))
        self._later = [np.resize(steps, (count, 3)) for steps in self._later]
        self.due += [None] * (count - len(self.due))

    def put(self, at: int, made: Frame) -> None:
        """Let this frame hold for the undertaking at a place."""
        ends, first = made.ends, made.steps[0] if made.steps else None
        self.live_from[at] = first.latest if first is not None and first.live else LAST
        self.due_latest[at] = LAST if made.due is None else micros(made.due.latest)
        self.start[at] = LAST if made.owed_from is None else micros(made.owed_from)
        self.stop[at] = LAST if ends is None else micros(stops(ends))
        self.ends_earliest[at] = LAST if ends is None else micros(ends.earliest)
        self.ends_latest[at] = LAST if ends is None else micros(ends.latest)
        self.phase[at] = PHASES.index(made.phase)
        self.existence[at] = made.existence
        self.due[at] = made.due
        self._put_later(at, made.steps[1:])

    def _put_later(self, at: int, steps: tuple[Step, ...]) -> None:
        while len(steps) > len(self._later):
            self._later.append(np.tile(_NO_STEP, (len(self.due), 1)))
        for n, column in enumerate(self._later):
            column[at] = steps[n] if n < len(steps) else _NO_STEP

    def live(self, of: Column, frm: Column, to: Column) -> Column:
        """Tell of many times [frm, to) whether acts made it owed all through; see `Fold.surely_live`."""
        alive: Column = self.live_from[of] <= frm
        for column in self._later:
            live, earliest, latest = column[of].T
            alive |= (live == 1) & (latest <= frm)
            alive &= (live == 1) | (earliest >= to)
        return alive


def _column(kind: type[np.generic] = np.int64) -> Column:
    return np.zeros(0, dtype=kind)
