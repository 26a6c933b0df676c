"""Acts that can be seen, and the frames that follow from them; a frame is made once for each set of acts.

Enters: acts and agreements on record, then a question. Leaves: `Frames` as they hold then.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ceasefire.judge.seen import FOREVER
from ceasefire.judge.sitting.frames import Frame, Frames, empty_docket, frame, micros, reach
from ceasefire.judge.sitting.hearing import Hearing
from ceasefire.judge.sitting.told import Heard
from ceasefire.model import Act, AsOf, Undertaking, When

_UNASKED = np.uint64(2**64 - 1)
_ON_RECORD = -1  # the number of agreements that the record itself holds
_Agreed = tuple[str, When]


class Acts:
    """The acts on every undertaking of a hearing."""

    def __init__(self, hearing: Hearing, speaks_for: Mapping[str, str]) -> None:
        self.frames = Frames()
        self._hearing = hearing
        self._said: list[Act | _Agreed] = []
        self._rows: list[tuple[int, int, int]] = []
        self._table = np.zeros((0, 3), dtype=np.int64)
        self._held: dict[tuple[int, int], Frame] = {}
        self._marks = np.zeros(0, dtype=np.uint64)
        self._hangs = np.zeros((0, 2), dtype=np.intp)
        self._known: list[Undertaking] = []
        self._reach: list[frozenset[str]] = []
        self._docket = empty_docket(hearing.undertakings, speaks_for)

    def add(self, heard: Heard) -> None:
        """Take an act in."""
        act = heard.testimony
        if not isinstance(act, Act):
            return
        since = heard.since or act.occurred.earliest
        self._said.append(act)
        place = self._hearing.places.of(act.undertaking)
        self._rows.append((heard.number, place, micros(max(since, act.occurred.earliest))))

    def settle(self) -> None:
        """Take in new undertakings with their agreements on record, when all are known, and new acts."""
        self._table = np.array(self._rows, dtype=np.int64).reshape(-1, 3)
        known = list(self._hearing.undertakings.values())
        if len(known) == len(self._known):
            return
        for at, u in enumerate(known[len(self._known) :], start=len(self._known)):
            for actor, when in u.agreed:
                self._said.append((actor, when))
                self._rows.append((_ON_RECORD, at, micros(when.earliest)))
        self._table = np.array(self._rows, dtype=np.int64).reshape(-1, 3)
        self._known = known
        self._reach = [reach(u, self._hearing.undertakings)[0] for u in known]
        place = {u.id: at for at, u in enumerate(known)}
        hangs = [
            (at, place[other])
            for at, u in enumerate(known)
            for other in self._reach[at]
            if other != u.id and other in place
        ]
        self._hangs = np.array(hangs, dtype=np.intp).reshape(-1, 2)
        self.frames.grow(len(known))
        self._marks = np.full(len(known), _UNASKED)
        self._held.clear()

    def ask(self, as_of: AsOf, visible: NDArray[np.bool_]) -> Frames:
        """Return the frames as they hold by the acts that can be seen; `visible` tells so of numbers."""
        number, since = self._table[:, 0], self._table[:, 2]
        there = since <= micros(as_of.valid_at or FOREVER)
        on_record = number == _ON_RECORD
        there[~on_record] &= visible[number[~on_record]]
        there[on_record] &= since[on_record] <= micros(as_of.published_by or FOREVER)
        marks = np.zeros(len(self._marks), dtype=np.uint64)
        np.add.at(marks, self._table[there, 1], _dice(np.flatnonzero(there)))
        total = marks.copy()
        np.add.at(total, self._hangs[:, 0], marks[self._hangs[:, 1]])
        by: dict[int, list[Act | _Agreed]] | None = None
        for at in np.flatnonzero(total != self._marks).tolist():
            key = (at, int(total[at]))
            if key not in self._held:
                by = self._by_undertaking(there) if by is None else by
                self._held[key] = self._frame(at, by)
            self.frames.put(at, self._held[key])
        self._marks = total
        return self.frames

    def _by_undertaking(self, there: NDArray[np.bool_]) -> dict[int, list[Act | _Agreed]]:
        found: dict[int, list[Act | _Agreed]] = {}
        for n in np.flatnonzero(there).tolist():
            found.setdefault(int(self._table[n, 1]), []).append(self._said[n])
        return found

    def _frame(self, at: int, by: Mapping[int, list[Act | _Agreed]]) -> Frame:
        u = self._known[at]
        place = self._hearing.places
        others = self._hearing.undertakings
        acts = {
            name: [a for a in by.get(place.of(name), ()) if isinstance(a, Act)]
            for name in self._reach[at]
            if name in others
        }
        agreed = tuple(a for a in by.get(at, ()) if not isinstance(a, Act))
        return frame(replace(u, agreed=agreed), acts, self._docket)


def _dice(numbers: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Mix numbers (splitmix64), so that sums of different sets differ but for a chance of 2^-64."""
    z = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
