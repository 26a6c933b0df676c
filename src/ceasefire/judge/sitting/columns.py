"""Reports as flat columns, in order of (undertaking, occasion, voice, time of telling).

Enters: rows of numbers. Leaves: numpy columns, and where the runs of a voice and the groups of an occasion
begin. Times are microseconds since 1970 (UTC). Nothing here knows the rule.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
FEW = 5_000
"""So many new rows are put in their places one by one; more are sorted in with the rest."""

COMPLIED, DIRECT, PARTIAL, OUTLET = (1 << n for n in range(4))
_BITS = 22
MOST = 1 << _BITS
"""Occasions and voices there can be; of undertakings half a million."""


_KINDS = {
    "number": np.int32, "subject": np.int32, "label": np.int32, "named": np.int32, "origin": np.int32,
    "bit": np.uint16, "seat": np.uint8, "flags": np.uint8,
}  # fmt: skip
_FIELDS = (
    "number", "subject", "label", "named", "origin", "bit", "seat", "flags", "since", "reported", "earliest",
    "latest", "same",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """One row a report: codes, answer, seat, flags, times (microseconds), and what other rows make of it.

    `named` is the voice that the report names, `bit` the answer from its seat (see `verdicts`), `same`
    a number that copies have in common.

    `voice` is the outlet that had the origin first, where an outlet speaks in its own words; `namer` the
    number of that outlet's row. `told` is when the words were first told, by the row with the number
    `first`: another one, where copies of one origin repeat the words.
    """

    number: Column
    subject: Column
    label: Column
    named: Column
    origin: Column
    bit: Column
    seat: Column
    flags: Column
    since: Column
    reported: Column
    earliest: Column
    latest: Column
    same: Column
    voice: Column
    namer: Column
    told: Column
    first: Column

    @classmethod
    def made(cls, **given: Column) -> Self:
        """Make columns of what one row tells by itself: the fields up to `same`."""
        own = {name: column.astype(_KINDS.get(name, np.int64)) for name, column in given.items()}
        number, reported, named = own["number"], own["reported"], own["named"]
        return cls(**own, voice=named.copy(), namer=number.copy(), told=reported.copy(), first=number.copy())

    @classmethod
    def empty(cls) -> Self:
        """Return columns without rows."""
        return cls.made(**{name: np.zeros(0, dtype=np.int64) for name in _FIELDS})

    def __len__(self) -> int:
        return len(self.number)

    def key(self, ranks: "Ranks") -> Column:
        """Write undertaking, occasion and voice as one number."""
        label = ranks.labels[self.label].astype(np.int64)
        return (self.subject.astype(np.int64) << 2 * _BITS) | (label << _BITS) | self.voice

    @classmethod
    def joined(cls, parts: Iterable["Columns"]) -> Self:
        """Put rows one behind another, letting go of each part's columns on the way."""
        left = [list(part.arrays())[::-1] for part in parts] or [list(cls.empty().arrays())[::-1]]
        return cls(*(np.concatenate([columns.pop() for columns in left]) for _ in fields(cls)))

    def with_rows(self, new: "Columns", ranks: "Ranks") -> "Columns":
        """Put rows in their places; rows that nobody else holds."""
        if len(new) > FEW:
            every = Columns.joined((self, new)) if len(self) else new
            every.settle(ranks)
            return every
        new = new.taken(np.argsort(new.subject, kind="stable"))
        at = np.searchsorted(self.subject, new.subject, side="right")
        every = Columns(*(np.insert(a, at, b) for a, b in zip(self.arrays(), new.arrays(), strict=True)))
        subjects = np.unique(new.subject)
        low, high = (
            np.searchsorted(every.subject, subjects),
            np.searchsorted(every.subject, subjects, "right"),
        )
        spans = zip(low.tolist(), high.tolist(), strict=True)
        some = np.concatenate([np.arange(a, b) for a, b in spans] or [low])
        part = every.taken(some)
        part.settle(ranks)
        for column, settled in zip(every.arrays(), part.arrays(), strict=True):
            column[some] = settled
        return every

    def settle(self, ranks: "Ranks") -> None:
        """Name voices and order the rows of whole undertakings, just made and nobody else's yet."""
        own = np.flatnonzero(self.flags & OUTLET)
        keys = (ranks.voices[self.named[own]], self.reported[own], self.origin[own], self.subject[own])
        first = _firsts(np.lexsort(keys), changes_of=keys[2:])
        self.voice[own], self.namer[own] = self.named[own][first], self.number[own][first]
        first = _firsts(np.lexsort((self.reported, self.same)), changes_of=(self.same,))
        self.told[:], self.first[:] = self.reported[first], self.number[first]
        order = np.lexsort((self.told, self.key(ranks)))
        for column in self.arrays():
            column[:] = column[order]

    def taken(self, order: Column) -> "Columns":
        """Return some rows, in an order."""
        return Columns(*(column[order] for column in self.arrays()))

    def arrays(self) -> Iterator[Column]:
        """Yield the columns in their order."""
        return (getattr(self, field.name) for field in fields(self))


class Ranks(NamedTuple):
    """The places of occasions' and of voices' names in order of text, by their codes."""

    labels: Column
    voices: Column


@dataclass(frozen=True, slots=True)
class Shape:
    """What belongs together in columns: runs of one voice on one occasion, and occasions.

    `run` and `group` number each row's run and occasion. `tie` is the first row that the same voice told of
    the same occasion at the same instant. `side` numbers undertaking, voice and answer; `pair_of` is the
    undertaking of its half.
    `later` are rows whose words or whose origin another row had first, `firsts` those others.
    """

    run: Column
    group: Column
    tie: Column
    side: Column
    pair_of: Column
    later: Column
    firsts: tuple[Column, Column]

    @classmethod
    def of(cls, columns: Columns, ranks: Ranks) -> Self:
        """Find the beginnings."""
        order = np.arange(len(columns), dtype=np.int32)
        key = columns.key(ranks)
        new_run = changes(key)
        new_told = new_run | changes(columns.told)
        group = np.cumsum(changes(key >> _BITS), dtype=np.int32) - 1
        tie = np.maximum.accumulate(np.where(new_told, order, 0)) if len(order) else order
        pair, pair_of = _pairs(columns)
        later = np.flatnonzero((columns.told != columns.reported) | (columns.voice != columns.named))
        place = np.zeros(columns.number.max(initial=0) + 1, dtype=np.int32)
        place[columns.number] = order
        firsts = place[columns.first[later]], place[columns.namer[later]]
        side = 2 * pair + (columns.flags & COMPLIED > 0)
        run = np.cumsum(new_run, dtype=np.int32) - 1
        return cls(run, group, tie, side, pair_of, later, firsts)

    def doubtful(self, columns: Columns, seen: Column) -> Column:
        """Return the undertakings where a row can be seen and the one that had its words first cannot."""
        words, origin = self.firsts
        lost = seen[self.later] & ~(seen[words] & seen[origin])
        return np.unique(columns.subject[self.later[lost]])


def _pairs(columns: Columns) -> tuple[Column, Column]:
    """Return each row's number for its undertaking and voice, and the undertaking of each number."""
    key = (columns.subject.astype(np.int64) << _BITS) | columns.voice
    order = np.argsort(key, kind="stable")  # nearly in order already, which this kind uses
    new = changes(key[order])
    pair = np.empty(len(key), dtype=np.int32)
    pair[order] = np.cumsum(new, dtype=np.int32) - 1
    return pair, columns.subject[order[new]]


def _firsts(order: Column, *, changes_of: tuple[Column, ...]) -> Column:
    """Return for each row the first of those that are the same in some columns, in an order of rows."""
    new = np.zeros(len(order), dtype=np.bool_)
    for column in changes_of:
        new |= changes(column[order])
    first = np.empty_like(order)
    first[order] = order[np.flatnonzero(new)][np.cumsum(new) - 1]
    return first


def changes(column: Column) -> NDArray[np.bool_]:
    """Tell where a value differs from the one before; the first does."""
    new = np.ones(len(column), dtype=np.bool_)
    np.not_equal(column[1:], column[:-1], out=new[1:])
    return new


def same_next(column: Column) -> NDArray[np.bool_]:
    """Tell where a value is the same as the one after."""
    same = np.zeros(len(column), dtype=np.bool_)
    np.equal(column[1:], column[:-1], out=same[:-1])
    return same


def starts(column: Column) -> Column:
    """Return where runs of equal values begin."""
    return np.flatnonzero(changes(column))


class Codes:
    """Numbers for names, in order of arrival; a name keeps its number."""

    def __init__(self) -> None:
        self._of: dict[object, int] = {}

    def __len__(self) -> int:
        return len(self._of)

    def of(self, name: object) -> int:
        """Return the number of a name, a new one if need be."""
        return self._of.setdefault(name, len(self._of))

    def names(self) -> list[Any]:
        """Return the names by their numbers."""
        return list(self._of)


class RankedCodes(Codes):
    """Numbers for names, and each one's place in order of text."""

    def __init__(self) -> None:
        super().__init__()
        self._rank = np.zeros(0, dtype=np.int32)

    @property
    def rank(self) -> Column:
        """The place of each number's name in order of text; it moves as names come, their order does not."""
        if len(self._rank) != len(self):
            order = sorted(range(len(self)), key=self.names().__getitem__)
            self._rank = np.empty(len(self), dtype=np.int32)
            self._rank[order] = np.arange(len(self), dtype=np.int32)
        return self._rank
