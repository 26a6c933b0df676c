"""Who said what last: entries of one kind in, columns out that answer as of any three times at once.

The index is derived and lives in memory, about 40 bytes an entry; drop it and build it anew. It holds
no words, only who, about what, when and which answer. Rows lie in order of (subject, voice, time of
report, sequence), so that the last word of each voice is the last row of its run that can be seen: one
pass over flat arrays instead of a sort for each question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceasefire.ledger.columns import NO_TIME, Column, Columns, read_columns, read_superseded
from ceasefire.ledger.ledger import Ledger
from ceasefire.model import AsOf

WHOLE = slice(None)
FEW = 5_000
"""So many new entries are put in their places one by one; more are sorted in with the rest."""


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LastWords:
    """For each subject, how many voices answer yes, no, or neither with their last visible word.

    `marks` changes whenever other entries become visible for a subject, and only then (but for a chance
    of 2^-64): a subject whose mark is the same need not be judged again.
    """

    subjects: Sequence[str]
    yes: NDArray[np.int64]
    no: NDArray[np.int64]
    other: NDArray[np.int64]
    marks: NDArray[np.uint64]

    def changed(self, before: "LastWords") -> list[str]:
        """Return the subjects for which other entries can be seen than in an earlier answer."""
        n = len(before.subjects)  # subjects only ever come at the end
        same = np.zeros(len(self.subjects), dtype=bool)
        same[:n] = self.marks[:n] == before.marks
        return [self.subjects[int(i)] for i in np.flatnonzero(~same)]


class Word(NamedTuple):
    """What one voice said of a subject: the entry's number, the time it is about, when it was told."""

    seq: int
    voice: str
    about: datetime | None
    reported: datetime | None
    answer: bool | None


class Index:
    """Columns over one kind of entry. `answer` is the key of the body that holds true or false."""

    def __init__(self, ledger: Ledger, *, kind: str = "bearing", answer: str = "complied") -> None:
        self._ledger, self._kind, self._answer = ledger, kind, answer
        self._subjects: dict[str, int] = {}
        self._voices: dict[str, int] = {}
        self._named: list[str] = []
        self._rows = Columns.empty()
        self._gone: Column = np.zeros((0, 3), dtype=np.int64)
        self.seq = 0
        """How far the ledger was read."""
        self._find_runs()
        self.refresh()

    def refresh(self) -> int:
        """Take in what was appended since; return how many entries that were."""
        head = self._ledger.head().seq
        if head == self.seq:
            return 0
        new = read_columns(
            self._ledger,
            kind=self._kind,
            answer=self._answer,
            after=self.seq,
            upto=head,
            subjects=self._subjects,
            voices=self._voices,
        )
        gone = read_superseded(self._ledger, after=self.seq, upto=head)
        self._rows = self._rows.with_few(new) if len(new) <= FEW else self._rows.with_many(new)
        self._gone = np.concatenate((self._gone, gone))
        self.seq = head
        self._find_runs()
        return len(new)

    def _find_runs(self) -> None:
        """Note where each voice's run and each subject's rows begin, and where superseded rows lie."""
        rows = self._rows
        self._order = np.arange(len(rows), dtype=np.int32)
        self._run = _starts(rows.key)
        self._run_subject = rows.subject[self._run]
        self._first = _starts(rows.subject)
        self._of = rows.subject[self._first]
        at = self._places(self._gone[:, 0])
        ours = at >= 0
        self._gone_at = at[ours]
        self._gone_by, self._gone_reported = self._gone[ours, 1], self._gone[ours, 2]

    def _places(self, seqs: Column) -> NDArray[np.intp]:
        """Return where rows of given sequence numbers lie, -1 for entries of another kind."""
        if not len(seqs) or not len(self._rows):
            return np.full(len(seqs), -1, dtype=np.intp)
        by_seq = np.argsort(self._rows.seq, kind="stable")
        at = by_seq[np.minimum(np.searchsorted(self._rows.seq, seqs, sorter=by_seq), len(by_seq) - 1)]
        return np.where(self._rows.seq[at] == seqs, at, -1)

    def last_words(self, as_of: AsOf) -> LastWords:
        """Count each subject's voices by their last word as of three times; see `Ledger.entries`."""
        known = self.seq if as_of.known_at is None else self._ledger.known_seq(as_of.known_at)
        seen = self._seen(known, as_of)
        count = len(self._subjects)
        last = np.maximum.reduceat(np.where(seen, self._order, -1), self._run) if len(seen) else self._order
        heard = last >= 0
        answer, subject = self._rows.answer[last[heard]], self._run_subject[heard]
        marks = np.zeros(count, dtype=np.uint64)
        if len(seen):
            marks[self._of] = np.add.reduceat(np.where(seen, self._rows.dice, 0), self._first)
        yes, no, other = (np.bincount(subject[answer == a], minlength=count) for a in (1, 0, -1))
        return LastWords(tuple(self._subjects), yes, no, other, marks)

    def history(self, subject: str, as_of: AsOf) -> tuple[Word, ...]:
        """Return who said what of a subject, as visible as of three times, in order of the telling."""
        code = self._subjects.get(subject, -1)
        low, high = np.searchsorted(self._rows.subject, (code, code + 1))
        known = self.seq if as_of.known_at is None else self._ledger.known_seq(as_of.known_at)
        at = low + np.flatnonzero(self._seen(known, as_of, slice(int(low), int(high))))
        rows = self._rows
        names = self._names()
        told = zip(
            rows.reported[at].tolist(),
            rows.seq[at].tolist(),
            (rows.key[at] & 0xFFFFFFFF).tolist(),
            rows.valid[at].tolist(),
            rows.answer[at].tolist(),
            strict=True,
        )
        return tuple(
            Word(seq, names[voice], _moment(about), _moment(reported), None if answer < 0 else answer == 1)
            for reported, seq, voice, about, answer in sorted(told)
        )

    def _names(self) -> list[str]:
        if len(self._named) < len(self._voices):
            self._named = list(self._voices)
        return self._named

    def _seen(self, known: int, as_of: AsOf, part: slice = WHOLE) -> NDArray[np.bool_]:
        rows, first = self._rows, part.start or 0
        seen = rows.seq[part] <= known
        gone = self._gone_by <= known
        if as_of.published_by is not None:
            by = _micros(as_of.published_by)
            seen &= rows.reported[part] <= by
            gone &= self._gone_reported <= by
        if as_of.valid_at is not None:
            seen &= rows.valid[part] <= _micros(as_of.valid_at)
        at = self._gone_at[gone] - first
        seen[at[(at >= 0) & (at < len(seen))]] = False
        return seen


def _starts(column: NDArray[Any]) -> NDArray[np.intp]:
    """Return where runs of equal values begin."""
    if not len(column):
        return np.zeros(0, dtype=np.intp)
    return np.concatenate(([0], np.flatnonzero(column[1:] != column[:-1]) + 1))


def _micros(when: datetime) -> int:
    return int(np.datetime64(when.astimezone(UTC).replace(tzinfo=None), "us").astype(np.int64))


def _moment(micros: int) -> datetime | None:
    """Read a time of a column; the smallest stands for none."""
    return None if micros == NO_TIME else _EPOCH + timedelta(microseconds=micros)
