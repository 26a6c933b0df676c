"""Entries of one kind as flat columns, in order of (subject, voice, time of report, sequence).

In: a ledger and how far to read it. Out: numpy arrays. Times are microseconds since 1970 (UTC); an
entry without a time has the smallest, so that it is seen at any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from ceasefire.ledger.ledger import Ledger

Column = NDArray[Any]
_BATCH = 20_000
_NEVER = "0001-01-01T00:00:00.000000Z"

# An entry without a speaker is a voice of its own; who it is is for the judge to say.
_ROWS = f"""
SELECT seq, subject, coalesce(speaker, 'entry ' || id), coalesce(valid_from, '{_NEVER}'),
 coalesce(reported_at, '{_NEVER}'), {{answer}}
FROM entry WHERE kind = :kind AND seq > :after AND seq <= :upto ORDER BY seq"""  # noqa: S608
_ANSWER = {
    "sqlite": "coalesce(json_extract(body, '$.' || :answer), -1)",
    "postgresql": "CASE body::json ->> :answer WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE -1 END",
}
_SUPERSEDED = f"""
SELECT old.seq, new.seq, coalesce(new.reported_at, '{_NEVER}')
FROM entry new JOIN entry old ON old.id = new.supersedes
WHERE new.supersedes IS NOT NULL AND new.seq > :after AND new.seq <= :upto"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Columns:
    """One row an entry.

    `key` is subject and voice in one number; `answer` 1 yes, 0 no, -1 neither; `dice` a fixed number for
    each sequence number, as good as random.
    """

    key: Column
    subject: Column
    seq: Column
    valid: Column
    reported: Column
    answer: Column
    dice: Column

    @classmethod
    def empty(cls) -> Self:
        """Return columns without rows."""
        wide, narrow = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
        return cls(wide, narrow, narrow, wide, wide, np.zeros(0, dtype=np.int8), np.zeros(0, dtype=np.uint64))

    def __len__(self) -> int:
        return len(self.seq)

    def with_many(self, new: "Columns") -> "Columns":
        """Add rows and sort all."""
        both = Columns(*(np.concatenate((a, b)) for a, b in zip(_arrays(self), _arrays(new), strict=True)))
        order = np.lexsort((both.seq, both.reported, both.key))
        return Columns(*(column[order] for column in _arrays(both)))

    def with_few(self, new: "Columns") -> "Columns":
        """Put rows, all later in sequence than those here, into their places."""
        new = Columns.empty().with_many(new)
        low = np.searchsorted(self.key, new.key, side="left")
        high = np.searchsorted(self.key, new.key, side="right")
        at = [
            a + int(np.searchsorted(self.reported[a:b], reported, side="right"))
            for a, b, reported in zip(low.tolist(), high.tolist(), new.reported.tolist(), strict=True)
        ]
        return Columns(*(np.insert(a, at, b) for a, b in zip(_arrays(self), _arrays(new), strict=True)))


def read_columns(
    ledger: Ledger,
    *,
    kind: str,
    answer: str,
    after: int,
    upto: int,
    subjects: dict[str, int],
    voices: dict[str, int],
) -> Columns:
    """Read entries after one sequence number up to another; new names are added to the two codes."""
    parts = []
    for batch in _batches(ledger, _ROWS, {"kind": kind, "after": after, "upto": upto, "answer": answer}):
        seq, subject, voice, valid, reported, said = zip(*batch, strict=True)
        of = np.array([subjects.setdefault(s, len(subjects)) for s in subject], dtype=np.int32)
        by = np.array([voices.setdefault(v, len(voices)) for v in voice], dtype=np.int32)
        parts.append(
            Columns(
                of.astype(np.int64) << 32 | by,
                of,
                np.array(seq, dtype=np.int32),
                _micros(valid),
                _micros(reported),
                np.array(said, dtype=np.int8),
                _dice(seq),
            )
        )
    if not parts:
        return Columns.empty()
    return Columns(*(np.concatenate(columns) for columns in zip(*map(_arrays, parts), strict=True)))


def read_superseded(ledger: Ledger, *, after: int, upto: int) -> Column:
    """Return (superseded seq, superseding seq, its time of report) of what was superseded."""
    parts = []
    for batch in _batches(ledger, _SUPERSEDED, {"after": after, "upto": upto}):
        old, new, reported = zip(*batch, strict=True)
        parts.append(np.column_stack((old, new, _micros(reported))))
    return np.concatenate(parts) if parts else np.zeros((0, 3), dtype=np.int64)


def _batches(ledger: Ledger, sql: str, values: dict[str, object]) -> Iterator[list[tuple[Any, ...]]]:
    with ledger.reading() as connection:
        query = text(sql.format(answer=_ANSWER[connection.dialect.name]))
        with connection.execution_options(yield_per=_BATCH).execute(query, values) as result:
            for batch in result.partitions(_BATCH):
                yield [tuple(row) for row in batch]


def _micros(instants: tuple[str, ...]) -> Column:
    """Read instants as written by `canonical.instant`; 26 characters leave out the Z, which numpy refuses."""
    return np.array(instants, dtype="S26").astype("datetime64[us]").astype(np.int64)


def _dice(seq: Sequence[int]) -> Column:
    """Mix sequence numbers (splitmix64)."""
    z = np.array(seq, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def _arrays(columns: Columns) -> list[Column]:
    return [getattr(columns, field.name) for field in fields(columns)]


NO_TIME = int(_micros((_NEVER,))[0])
"""How a column writes that there is no time."""
