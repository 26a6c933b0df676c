"""Pages of a ledger in, origins out: which of the pages visible at some times print one copy.

Pairs of copies are found once for each state of the ledger; which pages share an origin as of other times
of publication follows from the pairs among the pages that were out. In a ledger of many pages a new page is
compared with those of the days around it, since copies of a wire are printed within days.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import msgspec
import numpy as np

from ceasefire import wires
from ceasefire.ledger import Ledger
from ceasefire.model import AsOf
from ceasefire.register.families import UNSEEN, Families
from ceasefire.register.register import Register, by_keys
from ceasefire.register.table import NEVER, Column, Indices

MANY = 2_000
"""Pages up to which all are compared anew whenever one comes."""
NEAR = timedelta(days=5)
"""Days around a new page whose pages it is compared with, where there are many."""
SHARE = 10
"""Where more than one page in so many is new, all are compared anew."""
_TEXTS = """
SELECT e.seq, w.sha256, e.kind, e.subject, w.text, e.body FROM entry e JOIN words w ON w.document = e.subject
WHERE w.text IS NOT NULL AND e.seq {named}"""

Shared = dict[tuple[str, str], int]


class _Passage(msgspec.Struct):
    start: int
    end: int


class _Read(msgspec.Struct):
    text_sha256: str = ""
    passages: tuple[_Passage, ...] = ()


_read = msgspec.json.Decoder(_Read, strict=False).decode


@dataclass
class Copies:
    """The pairs of copies among the pages of a register; `rows` is how many descriptions were compared."""

    shared: Shared = field(default_factory=dict)
    rows: int = 0
    _families: dict[int, Families] = field(default_factory=dict)

    def grown(self, register: Register, ledger: Ledger) -> "Copies":
        """Compare the pages that came since, and return all pairs."""
        count = len(register.documents)
        if count == self.rows:
            return self
        new = range(self.rows, count)
        if count <= MANY or len(new) * SHARE > count:
            return Copies(_find(register, ledger, range(count)), count)
        found = _find(register, ledger, sorted({*new, *_around(register, new)}))
        names = {_name(register, row) for row in new}
        # A pair of older pages stays as it was found among all.
        fresh = {pair: shared for pair, shared in found.items() if not names.isdisjoint(pair)}
        return Copies({**self.shared, **fresh}, count)

    def origins(
        self, register: Register, ledger: Ledger, described: Indices, known: int
    ) -> Mapping[str, str]:
        """Map the pages that share a copy to their origin; any other is its own.

        `described` are the rows of descriptions as of some times, `known` the last entry known by then.
        """
        families = self._known(register, ledger, known)
        return families.origins(_days(register, families, described))

    def _known(self, register: Register, ledger: Ledger, known: int) -> Families:
        """Return the families among the first descriptions, as they were found when those were all."""
        rows = int(np.searchsorted(register.documents["seq"], known, side="right"))
        if rows >= self.rows or rows > MANY:
            rows = self.rows
        if rows not in self._families:
            shared = self.shared if rows == self.rows else _find(register, ledger, range(rows))
            families = Families(shared, register.pools.words.find)
            families.keep(_days(register, families, register.descriptions(AsOf(), register.seq)))
            self._families[rows] = families
        return self._families[rows]


def _days(register: Register, families: Families, described: Indices) -> Column:
    """Return on which day each page of the families was out."""
    rows = described[families.codes]
    at = register.documents["reported"][rows]
    return np.where(rows < 0, UNSEEN, np.where(at == NEVER, LAST_DAY, at // _DAY))


def _find(register: Register, ledger: Ledger, rows: Sequence[int]) -> Shared:
    texts, days = {}, {}
    for seq, name, words in _texts(ledger, [int(register.documents["seq"][row]) for row in rows]):
        texts[name] = words
        day = _day(register, int(np.searchsorted(register.documents["seq"], seq)))
        if day is not None:
            days[name] = day
    return dict(wires.find(texts, days).shared)


def _texts(ledger: Ledger, numbers: Sequence[int], size: int = 1_000) -> Iterator[tuple[int, str, str]]:
    """Yield pages' own words without their furniture: the passages, in order."""
    for first in range(0, len(numbers), size):
        for line in by_keys(ledger, _TEXTS, numbers[first : first + size]):
            read, text = _read(line.body), line.reported_at or ""
            if read.text_sha256 != line.id:
                continue  # another reading of the same bytes
            yield line.seq, line.subject, "\n".join(text[p.start : p.end] for p in read.passages)


def _around(register: Register, rows: Iterable[int]) -> Iterator[int]:
    """Yield the rows of pages of about the days of some others."""
    reported = register.documents["reported"]
    days = {int(reported[row]) // _DAY for row in rows if reported[row] != NEVER}
    near = {day + k for day in days for k in range(-NEAR.days, NEAR.days + 1)}
    yield from np.flatnonzero(np.isin(reported // _DAY, sorted(near))).tolist()


_DAY = 24 * 60 * 60 * 1_000_000
LAST_DAY = 1 << 40
"""Pages without a date come last."""


def _name(register: Register, row: int) -> str:
    return register.pools.words[int(register.documents["document"][row])] or ""


def _day(register: Register, row: int) -> date | None:
    at = int(register.documents["reported"][row])
    return None if at == NEVER else datetime.fromtimestamp(at // 1_000_000, UTC).date()
