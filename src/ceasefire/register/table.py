"""Rows of numbers in, flat columns out that grow at their end; words and times are kept once, by a code.

What was handed out stays as it was while more rows come: they are written behind it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
Indices = NDArray[np.intp]
V = TypeVar("V", bound=Hashable)
NONE = -1
"""The code of what is absent."""
NEVER = np.iinfo(np.int64).min
"""How a column writes that there is no time."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


class Table:
    """Columns of one length, by their names."""

    def __init__(
        self, types: Mapping[str, str], held: Mapping[str, Column] | None = None, length: int | None = None
    ) -> None:
        self._types = dict(types)
        self._room = dict(held) if held is not None else {n: np.zeros(0, dtype=t) for n, t in types.items()}
        self._length = len(next(iter(self._room.values()))) if length is None else length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, name: str) -> Column:
        return self._room[name][: self._length]

    def copy(self) -> "Table":
        """Return a table of its own length over the same rows; only one of the two may grow."""
        return Table(self._types, self._room, self._length)

    def columns(self) -> dict[str, Column]:
        """Return every column."""
        return {name: self[name] for name in self._types}

    def extend(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows, each with a value for every column in their order."""
        if not rows:
            return
        end = self._length + len(rows)
        for (name, kind), values in zip(self._types.items(), zip(*rows, strict=True), strict=True):
            self._grow(name, end)[self._length : end] = np.array(values, dtype=kind)
        self._length = end

    def _grow(self, name: str, end: int) -> Column:
        """Return a column with room up to `end`: half as much again, so that growing is cheap."""
        old = self._room[name]
        if len(old) < end:
            room = np.zeros(max(end, end * 3 // 2), dtype=old.dtype)
            room[: self._length] = old[: self._length]
            self._room[name] = room
        return self._room[name]


class Pool(Generic[V]):
    """Values by code and codes by value; None has the code `NONE`."""

    def __init__(self, values: Iterable[V] = ()) -> None:
        self.values = list(values)
        self._codes = {value: code for code, value in enumerate(self.values)}

    def __len__(self) -> int:
        return len(self.values)

    def code(self, value: V | None) -> int:
        """Return the code of a value, a new one if it is new."""
        if value is None:
            return NONE
        code = self._codes.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        return code

    def find(self, value: V | None) -> int:
        """Return the code of a value, `NONE` if it is not here."""
        return NONE if value is None else self._codes.get(value, NONE)

    def __getitem__(self, code: int) -> V | None:
        return None if code < 0 else self.values[code]


def micros(at: datetime | None) -> int:
    """Write a time as microseconds since 1970, UTC."""
    return NEVER if at is None else (at - _EPOCH) // _MICRO


def instant(at: int) -> datetime:
    """Read a time of a column that is there."""
    return _EPOCH + timedelta(microseconds=at)


@lru_cache(maxsize=100_000)
def moment(at: int) -> datetime | None:
    """Read a time of a column."""
    return None if at == NEVER else instant(at)
