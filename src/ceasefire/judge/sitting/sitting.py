"""All undertakings judged in one sitting: testimony in, the short status of each out, as of any three times.

`judge.status` judges one undertaking from its words. Here the words of all lie as columns; the last words are
found, seated and put to the same tables in a few passes, whatever three times are asked about. What hangs on
conditions, recurs, or is told in amounts is judged by `status` itself, one by one. Both give the same (a
property test holds it).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ceasefire.judge.incremental import hangs_on
from ceasefire.judge.rule import NOBODY, status
from ceasefire.judge.seen import FOREVER
from ceasefire.judge.sitting import answer
from ceasefire.judge.sitting.acts import Acts
from ceasefire.judge.sitting.columns import Columns, Shape
from ceasefire.judge.sitting.frames import micros
from ceasefire.judge.sitting.hearing import Hearing
from ceasefire.judge.sitting.told import Heard, Told
from ceasefire.judge.sitting.verdicts import Verdicts
from ceasefire.judge.sitting.weighing import Weighing, voices
from ceasefire.model import AsOf, Testimony, Undertaking

Recall = Callable[[str], Iterable[Testimony]]
"""Gives the testimony on one undertaking that can be seen, in any order."""


class Sitting:
    """Undertakings and all that was said of them, whenever it can be seen."""

    def __init__(self, *, speaks_for: Mapping[str, str] = NOBODY) -> None:
        self._speaks_for = speaks_for
        self._hearing = Hearing(speaks_for)
        self._acts = Acts(self._hearing, speaks_for)
        self._verdicts = Verdicts()
        self._columns = Columns.empty()
        self._shape = Shape.of(self._columns, self._hearing.ranks)
        self._needs: dict[str, frozenset[str]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def undertakings(self) -> Mapping[str, Undertaking]:
        """The undertakings by their ids, in the order in which they came."""
        return self._hearing.undertakings

    @property
    def single(self) -> frozenset[str]:
        """The undertakings that are always judged one by one."""
        names = self._hearing.places.names()
        return frozenset(names[at] for at in self._hearing.single)

    def add(self, undertakings: Sequence[Undertaking], acts: Iterable[Heard], told: Iterable[Told]) -> None:
        """Take in undertakings, then what is said, part by part.

        Words on an undertaking that is not here are left out.
        """
        with self._lock:
            hearing = self._hearing
            hearing.undertake(undertakings)
            for act in acts:
                if act.testimony.undertaking in hearing.undertakings:
                    self._acts.add(act)
            self._acts.settle()
            rows = Columns.joined(map(hearing.hear, told))
            columns = self._columns.with_rows(rows, hearing.ranks)
            self._columns, self._shape = columns, Shape.of(columns, hearing.ranks)

    def at(
        self, as_of: AsOf, visible: NDArray[np.bool_], recall: Recall, *, singly: Collection[str] = ()
    ) -> dict[str, answer.StatusRow]:
        """Return where every undertaking stands as of three times.

        `visible` tells by numbers what had been published and recorded by then and stands uncorrected.
        `recall` gives what can be seen of those that are judged one by one, `singly` among them.
        """
        with self._lock:
            hearing, columns, at = self._hearing, self._columns, micros(as_of.valid_at or FOREVER)
            frames = self._acts.ask(as_of, visible)
            seen = visible.take(columns.number) & (columns.since <= at)
            kept, begins = hearing.kept, hearing.begins
            weighing = Weighing(columns, self._shape, frames, self._verdicts, kept=kept, at=at)
            found = weighing.findings(seen)
            kinds = answer.kinds(frames, found, kept=kept, begins=begins, at=at)
            sides = voices(self._shape, seen, len(kept))
            told = answer.rows(*kinds, frames.due, answer.partial(found), sides)
            names = list(hearing.undertakings)
            rows = dict(zip(names, told, strict=True))
            doubtful = {names[n] for n in self._shape.doubtful(columns, seen).tolist()}
        alone = self._judged({*self.single, *doubtful, *singly} & rows.keys(), as_of, recall)
        return rows | alone

    def _judged(self, names: Collection[str], as_of: AsOf, recall: Recall) -> dict[str, answer.StatusRow]:
        """Judge one by one."""
        others = self._hearing.undertakings
        if names and len(self._needs) != len(others):
            self._needs = hangs_on(others)
        judged = {}
        for name in names:
            heard = [t for needed in sorted(self._needs[name]) for t in recall(needed)]
            judged[name] = answer.short(
                status(others[name], heard, as_of, others=others, speaks_for=self._speaks_for)
            )
        return judged
