"""A register and three times in; what can be seen of one process then: rows, testimony, counts.

Nothing is read from the ledger here, and no words are held: a `Sight` is the hearing of a folio.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ceasefire.judge.sitting import StatusRow
from ceasefire.model import (
    Act,
    ActKind,
    AsOf,
    BearingKind,
    Force,
    Mode,
    Process,
    Report,
    Testimony,
    Undertaking,
    Voice,
    When,
)
from ceasefire.register.register import Mask, Register
from ceasefire.register.table import NEVER, NONE, Column, Indices, Pool, micros, moment
from ceasefire.views.book import founded

ACTS = tuple(ActKind)
KINDS = tuple(BearingKind)
FORCES = tuple(Force)


class _Fact(NamedTuple):
    """What the judge hears of one bearing, as its columns have it."""

    reported: datetime | None
    recorded: datetime | None
    undertaking: int
    id: bytes
    document: int
    voice: int
    occurred: int
    counts: bool
    complied: int
    partial: bool
    act: int
    denied: bool
    quantity: float
    places: int
    deadline: int


HEARD = _Fact._fields[2:]


@dataclass(frozen=True, eq=False)
class Known:
    """What was known by two of the times: the bearings and statements seen, pages' descriptions, origins.

    `described` gives for a code of a word the row of the page's description, -1 of none.
    """

    seen: Mask
    said: Mask
    described: Indices
    origins: Mapping[str, str]
    words: Pool[str]

    @cached_property
    def voices(self) -> dict[tuple[int, int], Voice]:
        """Who is heard through a page, by codes, as far as anybody asked."""
        return {}

    @cached_property
    def origin_of(self) -> Indices:
        """The code of the origin of the page with a code; its own for any other word."""
        found = np.arange(len(self.words))
        for page, origin in self.origins.items():
            found[self.words.find(page)] = self.words.find(origin)
        return found


class Sight:
    """What can be seen of a process as of three times."""

    def __init__(self, register: Register, process: Process, as_of: AsOf, known: Known) -> None:
        self.register, self.process, self.as_of, self.known = register, process, as_of, known
        self.standing: Callable[[Sight], Mapping[str, StatusRow]] | None = None
        self._standings: Mapping[str, StatusRow] | None = None
        self._forces: dict[str, dict[Force, int]] = {}

    # -- which rows

    @cached_property
    def rows(self) -> Indices:
        """The bearings on the process that can be seen, about times up to `valid_at`."""
        bearings = self.register.bearings
        own = bearings["process"] == self.register.pools.words.find(self.process.id)
        seen = self.known.seen & own
        if self.as_of.valid_at is not None:
            seen &= bearings["since"] <= micros(self.as_of.valid_at)
        return np.flatnonzero(seen).astype(np.int32)

    def of(self, undertaking: str) -> Indices:
        """Return the rows on one undertaking that can be seen."""
        if undertaking not in self._of:
            self._of[undertaking] = self._find(undertaking)
        return self._of[undertaking]

    @cached_property
    def _of(self) -> dict[str, Indices]:
        return {}

    def _find(self, undertaking: str) -> Indices:
        bearings, words = self.register.bearings, self.register.pools.words
        code = words.find(undertaking)
        if code == NONE:
            return np.zeros(0, dtype=np.intp)
        rows = self.register.on(code)
        seen = self.known.seen[rows] & (bearings["process"][rows] == words.find(self.process.id))
        if self.as_of.valid_at is not None:
            seen &= bearings["since"][rows] <= micros(self.as_of.valid_at)
        return np.asarray(rows[seen])

    # -- the hearing of a folio

    @cached_property
    def listed(self) -> Mapping[str, Undertaking]:
        """The clauses' undertakings by their ids."""
        return {u.id: u for u in self.process.undertakings}

    @cached_property
    def undertakings(self) -> Mapping[str, Undertaking]:
        """The clauses', then those founded by statements alone, in the order of their first report."""
        listed, words, first = self.listed, self.register.pools.words, []
        for code in self.register.undertakings.tolist():
            key = words[code] or ""
            rows = self.of(key) if key not in listed else ()
            if len(rows):
                row = min(rows, key=self.told_order)
                first.append((self.told_order(row), key, self.id_of(row)))
        return {**listed, **{key: founded(key, origin) for _, key, origin in sorted(first)}}

    def forces(self) -> Mapping[str, Mapping[Force, int]]:
        """Count the statements of each speaker, force by force; what bears on two was said once."""
        if not self._forces:
            _, once = np.unique(self.column("statement"), return_index=True)
            voice, force = self.column("voice")[once], self.said("force")[once]
            pairs, counts = np.unique(voice.astype(np.int64) << 8 | force, return_counts=True)
            words = self.register.pools.words
            for pair, count in zip(pairs[pairs >= 0].tolist(), counts[pairs >= 0].tolist(), strict=True):
                self._forces.setdefault(words[pair >> 8] or "", {})[FORCES[pair & 0xFF]] = count
        return self._forces

    def standings(self) -> Mapping[str, StatusRow] | None:
        """Return where every undertaking stands in short, None where that is not known in time."""
        if self.standing is not None and self._standings is None:
            self._standings = self.standing(self)
        return self._standings

    @cached_property
    def pages(self) -> int:
        """How many pages bear on the process at all."""
        return int(self._among(self.column("document")).sum())

    @cached_property
    def voices(self) -> int:
        """How many speakers, and origins of outlets that speak in their own words."""
        voices = self.column("voice")
        own = self._among(self.register.bearings["document"][self.rows[voices == NONE]])
        origins = self._among(self.known.origin_of[np.flatnonzero(own)])
        return int(self._among(voices).sum()) + int(origins.sum())

    def _among(self, codes: Column) -> Mask:
        """Tell of each code of a word whether it is among some."""
        # One place more at the end, for rows that name none.
        there = np.zeros(len(self.known.words) + 1, dtype=np.bool_)
        there[codes] = True
        return there[:-1]

    def testimony(self, undertaking: str) -> Sequence[Testimony]:
        """Return what the judge hears of one undertaking."""
        rows = self.of(undertaking)
        if undertaking not in self.undertakings or not len(rows):
            return []
        return [t for t in self.told(rows, self.undertakings) if t is not None]

    def told(self, rows: Indices, held: Mapping[str, Undertaking]) -> Iterator[Testimony | None]:
        """Yield what the judge hears of each of some bearings on `held`, None where it answers nothing."""
        columns, words = self.register.bearings, self.register.pools.words
        own = (columns[name][rows].tolist() for name in HEARD)
        times = (map(moment, self.reported(rows)), map(moment, self.recorded(rows)))
        for fact in map(_Fact._make, zip(*times, *own, strict=True)):
            yield self._heard(held[words.values[fact.undertaking]], fact)

    def beside(self, undertaking: str) -> int:
        """Count the words that stand beside the question."""
        return int((~self.register.bearings["counts"][self.of(undertaking)]).sum())

    def _heard(self, held: Undertaking, f: _Fact) -> Testimony | None:
        """Return one bearing as testimony; as `views.book.testimony_of` does of a row with its words."""
        if not f.counts if f.act != NONE else f.complied == NONE:
            return None
        pools = self.register.pools
        occurred = pools.times[f.occurred]
        recorded, reported = f.recorded, f.reported or f.recorded
        if occurred is None or reported is None or recorded is None:
            return None
        key, voice = f.id.hex(), self.voice(f.voice, f.document)
        if f.act != NONE:
            due = pools.times[f.deadline]
            return Act(key, held.id, voice, ACTS[f.act], occurred, reported, recorded, due, f.denied)
        return Report(
            key, held.id, voice, f.complied == 1, occurred, reported, recorded,
            "whole" if held.mode is Mode.ACHIEVE else self._occasion(occurred, f.places),
            f.quantity if f.quantity == f.quantity else None, f.partial, None, f.counts,
        )  # fmt: skip

    def _occasion(self, occurred: When, places: int) -> str:
        return " ".join((occurred.value[:10], *(self.register.pools.places[places] or ())))

    # -- one row

    def id_of(self, row: int) -> str:
        """Return the id of a bearing's entry."""
        return bytes(self.register.bearings["id"][row]).hex()

    def voice(self, voice: int, page: int) -> Voice:
        """Return who is heard through a page."""
        key, voices = (voice, page), self.known.voices
        if key not in voices:
            label = self.register.pools.pages.values[self._described[page]].label
            voices[key] = Voice(self.known.words[voice], self.origin(page), label)
        return voices[key]

    @cached_property
    def _described(self) -> Indices:
        """The code of what describes the page with a code."""
        return np.asarray(self.register.documents["named"][self.known.described])

    def origin(self, page: int) -> str:
        """Return the origin of a page."""
        key = self.register.pools.words[page] or ""
        return self.known.origins.get(key, key)

    def reported(self, rows: Indices) -> list[int]:
        """Return when the statements of some bearings were out."""
        said = self.register.bearings["statement"][rows]
        return list(self.register.statements["reported"][said].tolist())

    def recorded(self, rows: Indices) -> list[int]:
        """Return when the statements of some bearings were recorded."""
        said = self.register.statements["seq"][self.register.bearings["statement"][rows]]
        return list(self.register.recorded(said).tolist())

    def told_order(self, row: int) -> tuple[bool, int, str, int, str]:
        """Order bearings as `views.book.told_order` does."""
        register = self.register
        said = register.bearings["statement"][row]
        at = int(register.statements["reported"][said])
        page = register.pools.words[int(register.bearings["document"][row])] or ""
        return (at == NEVER, at, page, int(register.statements["start"][said]), self.id_of(row))

    def column(self, name: str) -> Column:
        """Return a column of the bearings that can be seen."""
        return self.register.bearings[name][self.rows]

    def said(self, name: str) -> Column:
        """Return a column of the statements of the bearings that can be seen."""
        return self.register.statements[name][self.column("statement")]
