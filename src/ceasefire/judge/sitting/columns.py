"""Reports as flat columns, in order of (undertaking, occasion, voice, time of telling).

Enters: rows of numbers. Leaves: numpy columns, and where the runs of a voice and the groups of an occasion
begin. Times are microseconds since 1970 (UTC). Nothing here knows the rule.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
FEW = 5_000
"""So many new rows are put in their places one by one; more are sorted in with the rest."""

COMPLIED, DIRECT, PARTIAL, DATED, OUTLET = (1 << n for n in range(5))
_BATCH = 20_000
_BITS = 22
MOST = 1 << _BITS
"""Occasions and voices there can be; of undertakings half a million."""


class Row(NamedTuple):
    """One report in numbers: codes, answer, seat, flags, times, and what copies have in common (`same`).

    `side` numbers undertaking, voice and side, `bit` is the answer from its seat (see `verdicts`).
    """

    number: int
    subject: int
    label: int
    voice: int
    side: int
    origin: int
    bit: int
    seat: int
    flags: int
    since: int
    reported: int
    recorded: int
    earliest: int
    latest: int
    same: int
    told: int


_KINDS = {
    "number": np.int32, "subject": np.int32, "label": np.int32, "voice": np.int32, "side": np.int32,
    "origin": np.int32, "bit": np.uint16, "seat": np.uint8, "flags": np.uint8,
}  # fmt: skip


def _columns(rows: list[Row]) -> list[Column]:
    table = zip(*rows, strict=True) if rows else ((),) * len(Row._fields)
    return [
        np.array(values, dtype=_KINDS.get(name, np.int64))
        for name, values in zip(Row._fields, table, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Columns:
    """One row a report; the fields of `Row`. `told` is when its words were first told, by it or a copy."""

    number: Column
    subject: Column
    label: Column
    voice: Column
    side: Column
    origin: Column
    bit: Column
    seat: Column
    flags: Column
    since: Column
    reported: Column
    recorded: Column
    earliest: Column
    latest: Column
    same: Column
    told: Column

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Self:
        """Turn rows into columns, in their order, a batch at a time: as tuples they take much more room."""
        rest = iter(rows)
        parts = [_columns(batch) for batch in iter(lambda: list(islice(rest, _BATCH)), [])]
        return cls(*map(np.concatenate, zip(*(parts or [_columns([])]), strict=True)))

    def __len__(self) -> int:
        return len(self.number)

    def key(self, rank: Column) -> Column:
        """Write undertaking, occasion and voice as one number. `rank` puts occasions in order of text."""
        label = rank[self.label].astype(np.int64)
        return (self.subject.astype(np.int64) << 2 * _BITS) | (label << _BITS) | self.voice

    def with_rows(self, new: "Columns", rank: Column) -> "tuple[Columns, Column]":
        """Put rows in their places. Returns also whose copies are doubtful; see `_first_told`."""
        if len(new) > FEW:
            both = Columns(*map(np.concatenate, zip(self.arrays(), new.arrays(), strict=True)))
            every = both.taken(np.argsort(both.subject, kind="stable"))
            return every, every.settle(np.arange(len(every)), rank)
        new = new.taken(np.argsort(new.subject, kind="stable"))
        at = np.searchsorted(self.subject, new.subject, side="right")
        every = Columns(*(np.insert(a, at, b) for a, b in zip(self.arrays(), new.arrays(), strict=True)))
        subjects = np.unique(new.subject)
        low, high = (np.searchsorted(every.subject, subjects, side) for side in ("left", "right"))
        return every, every.settle(
            np.concatenate([np.arange(*span) for span in zip(low, high, strict=True)]), rank
        )

    def settle(self, at: Column, rank: Column) -> Column:
        """Order the rows of whole undertakings, which were just made and are nobody else's yet."""
        self.told[at], doubtful = self._first_told(at)
        subjects = np.unique(self.subject[at[doubtful]])
        part = self.taken(at)
        order = np.lexsort((part.told, part.key(rank)))
        for column, own in zip(self.arrays(), part.arrays(), strict=True):
            column[at] = own[order]
        return subjects

    def _first_told(self, at: Column) -> tuple[Column, Column]:
        """Find when the words of rows were first told, by them or by copies of one origin.

        Doubtful are copies of which the first may be unseen where a later one is seen.
        """
        same, reported, since = self.same[at], self.reported[at], self.since[at]
        recorded, undated = self.recorded[at], self.flags[at] & DATED == 0
        order = np.lexsort((recorded, since, undated, reported, same))
        begin, nth = starts(same[order]), np.cumsum(changes(same[order])) - 1
        first = order[begin][nth]
        unseen = (since[first] > since[order]) | (recorded[first] > recorded[order])
        unseen |= undated[first] & ~undated[order]
        told = np.empty_like(reported)
        told[order] = reported[first]
        return told, order[unseen & (reported[first] != reported[order])]

    def taken(self, order: Column) -> "Columns":
        """Return some rows, in an order."""
        return Columns(*(column[order] for column in self.arrays()))

    def arrays(self) -> Iterator[Column]:
        """Yield the columns in the order of `Row`."""
        return (getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Shape:
    """Where things begin in columns: runs of one voice on one occasion, and occasions.

    `group` is each row's occasion, `group_of` the undertaking of each occasion. `tie` is the first row that
    the same voice told of the same occasion at the same instant.
    """

    order: Column
    run: Column
    group: Column
    group_of: Column
    tie: Column

    @classmethod
    def of(cls, columns: Columns, rank: Column) -> Self:
        """Find the beginnings."""
        order = np.arange(len(columns), dtype=np.int32)
        key = columns.key(rank)
        new_run = changes(key)
        new_group = changes(key >> _BITS)
        new_told = new_run | changes(columns.told)
        group = np.cumsum(new_group, dtype=np.int32) - 1
        tie = np.maximum.accumulate(np.where(new_told, order, 0)) if len(order) else order
        return cls(order, np.flatnonzero(new_run), group, columns.subject[np.flatnonzero(new_group)], tie)


def changes(column: Column) -> NDArray[np.bool_]:
    """Tell where a value differs from the one before; the first does."""
    new = np.ones(len(column), dtype=np.bool_)
    np.not_equal(column[1:], column[:-1], out=new[1:])
    return new


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


class Labels(Codes):
    """Numbers for the names of occasions, and each one's place in order of text."""

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
