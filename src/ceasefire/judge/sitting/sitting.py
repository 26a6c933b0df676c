"""All undertakings judged in one sitting: testimony in, the short status of each out, as of any three times.

`judge.status` judges one undertaking from its words. Here the words of all lie as columns; the last words are
found, seated and put to the same tables in a few passes, whatever three times are asked about. What hangs on
conditions, recurs, or is told in amounts is judged by `status` itself, one by one. Both give the same (a
property test holds it).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock

import numpy as np

from ceasefire.judge.incremental import hangs_on
from ceasefire.judge.rule import NOBODY, status
from ceasefire.judge.sitting import answer
from ceasefire.judge.sitting.acts import Acts
from ceasefire.judge.sitting.columns import DATED, OUTLET, Columns, Row, Shape
from ceasefire.judge.sitting.hearing import Heard, Hearing
from ceasefire.judge.sitting.question import Seen, Withdrawn
from ceasefire.judge.sitting.verdicts import Verdicts
from ceasefire.judge.sitting.weighing import Weighing, voices
from ceasefire.model import Act, AsOf, Testimony, Undertaking

Recall = Callable[[frozenset[str], AsOf], Iterable[Testimony]]
"""Gives the testimony on some undertakings that can be seen as of three times, in any order."""


class Sitting:
    """Undertakings and what was said of them. `recall` gives words back for those judged one by one."""

    def __init__(self, recall: Recall, *, speaks_for: Mapping[str, str] = NOBODY) -> None:
        self._recall, self._speaks_for = recall, speaks_for
        self._hearing = Hearing(speaks_for)
        self._acts = Acts(self._hearing, speaks_for)
        self._verdicts = Verdicts()
        self._columns = Columns.of(())
        self._shape = Shape.of(self._columns, self._hearing.labels.rank)
        self._withdrawn: list[Withdrawn] = []
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def single(self) -> frozenset[str]:
        """The undertakings that are judged one by one."""
        names = self._hearing.places.names()
        return frozenset(names[at] for at in self._hearing.single)

    def add(
        self, undertakings: Iterable[Undertaking], heard: Iterable[Heard], withdrawn: Iterable[Withdrawn] = ()
    ) -> None:
        """Take in undertakings, what is said, what is taken back. Words on what is unknown are left out."""
        with self._lock:
            for u in undertakings:
                self._hearing.undertake(u)
            rows = Columns.of(self._rows(heard))
            self._hearing.settle()
            self._acts.settle()
            self._place(rows)
            self._withdraw(list(withdrawn))

    def _rows(self, heard: Iterable[Heard]) -> Iterator[Row]:
        for one in heard:
            if one.testimony.undertaking not in self._hearing.undertakings:
                continue
            if isinstance(one.testimony, Act):
                self._acts.add(one, one.testimony)
            else:
                yield self._hearing.row(one, one.testimony)

    def _place(self, rows: Columns) -> None:
        rank = self._hearing.labels.rank
        if len(rows):
            self._columns, doubtful = self._columns.with_rows(rows, rank)
            self._hearing.single.update(doubtful.tolist())
        columns = self._columns
        self._shape = Shape.of(columns, rank)
        if self._hearing.mixed:
            own = columns.flags & OUTLET > 0
            mixed = own & np.isin(columns.origin, list(self._hearing.mixed))
            self._hearing.single.update(np.unique(columns.subject[mixed]).tolist())

    def _withdraw(self, withdrawn: list[Withdrawn]) -> None:
        """Note what is taken back. If words were first told there, their copies are doubtful."""
        self._withdrawn += withdrawn
        columns = self._columns
        gone = np.isin(columns.number, [w.number for w in self._withdrawn])
        copied = np.isin(columns.same, columns.same[gone]) & (columns.told != columns.reported)
        self._hearing.single.update(np.unique(columns.subject[copied]).tolist())

    def at(self, as_of: AsOf) -> answer.StatusRows:
        """Return where every undertaking stands as of three times."""
        with self._lock:
            hearing, columns, count = self._hearing, self._columns, len(self._hearing.undertakings)
            seen = Seen(as_of, self._withdrawn)
            frames = self._acts.ask(seen)
            there = seen.of(
                columns.number, columns.since, columns.reported, columns.recorded, columns.flags & DATED > 0
            )
            kept = np.array(hearing.kept, dtype=np.bool_)
            begins = np.array(hearing.begins, dtype=np.bool_)
            weighing = Weighing(columns, self._shape, frames, self._verdicts, kept=kept, at=seen.at)
            found = weighing.findings(there)
            kinds = answer.kinds(frames, found, kept=kept, begins=begins, at=seen.at)
            pair_of = np.array(hearing.pair_of, dtype=np.int32)
            sides = voices(columns, pair_of, there, count)
            due, partial = list(frames.due), answer.partial(found)
            places = {name: at for at, name in enumerate(hearing.undertakings)}
        return answer.StatusRows(
            places, kinds=kinds, due=due, partial=partial, voices=sides, single=self._single(as_of)
        )

    def _single(self, as_of: AsOf) -> Mapping[str, answer.StatusRow]:
        """Judge one by one."""
        single = self.single
        if not single:
            return {}
        others = self._hearing.undertakings
        needs = hangs_on(others)
        return {
            name: answer.short(
                status(
                    others[name],
                    self._recall(needs[name], as_of),
                    as_of,
                    others=others,
                    speaks_for=self._speaks_for,
                )
            )
            for name in single
        }
