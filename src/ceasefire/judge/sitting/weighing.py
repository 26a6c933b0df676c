"""Weigh the last words on every occasion of every undertaking at once; `judge.weigh` says the same of one.

Enters: columns of reports, which of them can be seen, and the frames. Leaves: the finding that decides
each undertaking, as columns. What only the deciding words tell is looked up for those alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceasefire.judge.sitting.columns import (
    COMPLIED,
    DIRECT,
    PARTIAL,
    Column,
    Columns,
    Shape,
    changes,
    same_next,
    starts,
)
from ceasefire.judge.sitting.frames import FIRST, LAST, Frames
from ceasefire.judge.sitting.verdicts import ANY_NO, DIFFER, DISPUTED, NOBODY, YES, Verdicts

Mask = NDArray[np.bool_]
IN_PART, WHOLLY = 1, 2
"""What deciding words claim as done; a bit each."""
_FLAGS = np.arange(256)
_CLAIMS = np.where(_FLAGS & COMPLIED, np.where(_FLAGS & PARTIAL, IN_PART, WHOLLY), 0).astype(np.uint8)
"""What words claim as done, by their flags."""


@dataclass(frozen=True, slots=True)
class Found:
    """One row an undertaking: the finding that decides. `row` is a place in `verdicts.ROWS`.

    `first` is the earliest time that the deciding words speak of, `done` what they claim as done.
    `to_the_end` tells that words that say it was kept reach to the end of its period, which is over.
    """

    row: Column
    answer: Column
    first: Column
    done: Column
    to_the_end: Mask

    @classmethod
    def nothing(cls, count: int) -> "Found":
        """Return findings where nobody speaks."""
        return cls(
            np.full(count, NOBODY, dtype=np.int8),
            np.full(count, DISPUTED, dtype=np.uint8),
            np.full(count, LAST, dtype=np.int64),
            np.zeros(count, dtype=np.uint8),
            np.zeros(count, dtype=np.bool_),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """The last words, and one row an occasion: whose it is (`of`), and who answers what (`mask`).

    `words` are places in the columns, `bit` each word's answer from its seat, `nth` its occasion.
    """

    words: Column
    bit: Column
    nth: Column
    of: Column
    mask: Column


class Weighing:
    """One question put to the columns. `kept` tells what is to be kept up, `at` is the time asked about."""

    def __init__(
        self, columns: Columns, shape: Shape, frames: Frames, verdicts: Verdicts, *, kept: Mask, at: int
    ) -> None:
        self._columns, self._shape, self._frames, self._verdicts = columns, shape, frames, verdicts
        self._kept, self._at = kept, at

    def findings(self, seen: Mask) -> Found:
        """Find what decides each undertaking by the rows that can be seen."""
        found = Found.nothing(len(self._kept))
        words = last_words(self._columns, self._shape, seen)
        if not len(words):
            return found
        said = self._said(words)
        every = np.ones(len(said.of), dtype=np.bool_)
        self._choose(found, said, every, self._kept)
        over = (self._frames.ends_latest <= self._at) & (found.answer == YES)
        if over.any():
            reaching = self._reaching(said, over[said.of] & (self._verdicts.answer[said.mask] == YES))
            self._choose(found, said, reaching, np.ones_like(self._kept))
            found.to_the_end[said.of[reaching]] = True
        return found

    def _said(self, words: Column) -> Said:
        columns, group = self._columns, self._shape.group.take(words)
        new = changes(group)
        begin, nth = np.flatnonzero(new), np.cumsum(new, dtype=np.int32) - 1
        bit = columns.bit.take(words)
        no = np.flatnonzero(bit & ANY_NO)
        early = no[~self._counts(words[no])]
        if len(early):
            # "Not done" while nothing was due answers only a "done" said of earlier.
            done = self._first_done(words, bit, nth, early, len(begin))
            not_yet = columns.latest.take(words[early]) > done.take(nth[early])
            bit[early] = np.where(not_yet, bit[early] << 1, 0)
        mask = np.bitwise_or.reduceat(bit, begin)
        self._verdicts.learn(mask)
        return Said(words, bit, nth, columns.subject[words[begin]], mask)

    def _counts(self, rows: Column) -> Mask:
        """Tell which "not done" finds a failure: owed that day, and to achieve only past the deadline."""
        columns, frames = self._columns, self._frames
        of, earliest, latest = (c.take(rows) for c in (columns.subject, columns.earliest, columns.latest))
        due = frames.due_latest.take(of)
        late = ((columns.reported.take(rows) >= due) & (latest >= due)) | (earliest >= due)
        owed = (earliest >= frames.start.take(of)) & (latest <= frames.stop.take(of))
        counts: Mask = (self._kept.take(of) | late) & owed
        some = np.flatnonzero(counts)
        counts[some] = frames.live(of[some], earliest[some], latest[some])
        return counts

    def _first_done(self, words: Column, bit: Column, nth: Column, early: Column, count: int) -> Column:
        """Find the earliest time of which the words on an occasion say "done", where some are early."""
        asked = np.zeros(count, dtype=np.bool_)
        asked[nth[early]] = True
        some = np.flatnonzero(asked.take(nth) & (bit & ANY_NO == 0))
        whose = nth.take(some)
        begin = starts(whose)
        done = np.full(count, LAST, dtype=np.int64)
        done[whose[begin]] = np.minimum.reduceat(self._columns.earliest.take(words.take(some)), begin)
        return done

    def _reaching(self, said: Said, some: Mask) -> Mask:
        """Tell which of some occasions have deciding words that reach over the end of the period."""
        nth, words = self._deciding(said, some)
        reach = np.full(len(said.of), FIRST, dtype=np.int64)
        np.maximum.at(reach, nth, self._columns.latest.take(words))
        reaching: Mask = some & (reach > self._frames.ends_earliest[said.of])
        return reaching

    def _deciding(self, said: Said, some: Mask) -> tuple[Column, Column]:
        """Return the words that decide some occasions, and the occasion of each."""
        at = np.flatnonzero(some.take(said.nth) & (said.bit > 0))
        nth, words = said.nth.take(at), said.words.take(at)
        seats = self._verdicts.deciding[said.mask]  # of each occasion
        decides = np.flatnonzero(seats.take(nth) >> self._columns.seat.take(words) & 1)
        return nth.take(decides), words.take(decides)

    def _choose(self, found: Found, said: Said, some: Mask, kept: Mask) -> None:
        """Write down which of some occasions decides each undertaking; `weigh.choose` does so for one."""
        verdicts = self._verdicts
        score = np.where(kept[said.of], verdicts.worst[said.mask], verdicts.rank[said.mask]) * some
        begin, nth = starts(said.of), np.cumsum(changes(said.of)) - 1
        top = (score == np.maximum.reduceat(score, begin)[nth]) & (score > 0)
        last = np.maximum.reduceat(np.where(top, np.arange(len(top)), -1), begin)
        last = last[last >= 0]
        of, answer = said.of[last], verdicts.answer[said.mask]
        found.row[of], found.answer[of] = verdicts.row[said.mask[last]], answer[last]
        given = np.bitwise_or.reduceat(np.where(top, answer, 0), begin)
        differ = np.zeros(len(kept), dtype=np.bool_)
        differ[said.of[begin]] = given & (given - 1) > 0
        differ &= ~kept
        found.row[differ], found.answer[differ] = DIFFER, DISPUTED
        deciding = top & differ[said.of]
        deciding[last] = True
        self._look_up(found, said, deciding, of)

    def _look_up(self, found: Found, said: Said, some: Mask, of: Column) -> None:
        """Write down what the words that decide say of times, and of parts."""
        nth, words = self._deciding(said, some)
        whose = said.of.take(nth)
        begin = starts(whose)
        found.first[of], found.done[of] = LAST, 0
        found.first[whose[begin]] = np.minimum.reduceat(self._columns.earliest.take(words), begin)
        claims = _CLAIMS.take(self._columns.flags.take(words))
        found.done[whose[begin]] = np.bitwise_or.reduceat(claims, begin)


def last_words(columns: Columns, shape: Shape, seen: Mask) -> Column:
    """Return where each voice's last direct words on each occasion lie; told at one instant, all of them."""
    heard = seen & (columns.flags & DIRECT > 0)
    at = np.flatnonzero(heard)
    last: Column = at.take(np.flatnonzero(~same_next(shape.run.take(at))))
    tie = shape.tie.take(last)
    some = np.flatnonzero(tie < last)
    if not len(some):
        return last
    first, length = tie[some], last[some] - tie[some]
    ends = np.cumsum(length)
    tied = np.arange(ends[-1]) + np.repeat(first - ends + length, length)
    told: Column = np.concatenate((last, tied[heard[tied]]))
    told.sort(kind="stable")  # two stretches in order already
    return told


def voices(shape: Shape, seen: Mask, count: int) -> tuple[Column, Column]:
    """Count each undertaking's voices that say "done", and those that say "not done"."""
    there = np.zeros(2 * len(shape.pair_of), dtype=np.bool_)
    there[shape.side.take(np.flatnonzero(seen))] = True
    against, on = (
        np.bincount(shape.pair_of.take(np.flatnonzero(there[side::2])), minlength=count) for side in (0, 1)
    )
    return on, against
