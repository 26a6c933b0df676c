"""What of a report the rule looks at, looked up once: reports as codes in, columns to judge by out.

Enters: undertakings, then `Told`. Leaves: columns in the codes of the sitting, and the undertakings that
cannot be judged from columns alone (`single`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import numpy as np

from ceasefire.judge.occasions import WHOLE, day_of
from ceasefire.judge.outcome import is_kept_up
from ceasefire.judge.sitting.columns import (
    COMPLIED,
    DIRECT,
    OUTLET,
    PARTIAL,
    Codes,
    Column,
    Columns,
    RankedCodes,
    Ranks,
)
from ceasefire.judge.sitting.frames import empty_docket, micros, reach
from ceasefire.judge.sitting.told import Told
from ceasefire.judge.sitting.verdicts import NO, PART, SEATS, YES
from ceasefire.judge.weigh import Bench
from ceasefire.model import Aspect, Mode, Undertaking

V = TypeVar("V")


class Hearing:
    """Codes for undertakings, voices and occasions, and what each report comes to in numbers."""

    def __init__(self, speaks_for: Mapping[str, str]) -> None:
        self.undertakings: dict[str, Undertaking] = {}
        self.places = Codes()
        self.labels = RankedCodes()
        self.single: set[int] = set()
        self.kept = _flags(0)
        self.begins = _flags(0)
        self._upheld, self._general, self._breached = _flags(0), _flags(0), _flags(0)
        self._docket = empty_docket(self.undertakings, speaks_for)
        self._benches: list[Bench] = []
        self._voices, self._origins, self._values = RankedCodes(), Codes(), Codes()

    @property
    def ranks(self) -> Ranks:
        """The order of the names of occasions and voices."""
        return Ranks(self.labels.rank, self._voices.rank)

    def undertake(self, undertakings: Sequence[Undertaking]) -> None:
        """Take undertakings in, before the words on them, and find those to be judged one by one."""
        for u in undertakings:
            self.places.of(u.id)
            self.undertakings[u.id] = u
            self._benches.append(Bench(self._docket, u))
        new = len(undertakings)
        self.kept = _more(self.kept, [is_kept_up(u.mode, recurs=bool(u.every)) for u in undertakings])
        self.begins = _more(self.begins, [u.aspect in {Aspect.BEGIN, Aspect.PART} for u in undertakings])
        self._upheld = _more(self._upheld, [u.mode is Mode.MAINTAIN for u in undertakings])
        self._general, self._breached = (_more(f, [False] * new) for f in (self._general, self._breached))
        if new:
            for at, u in enumerate(self.undertakings.values()):
                if u.condition is not None or u.every or reach(u, self.undertakings)[1]:
                    self.single.add(at)

    def hear(self, told: Told) -> Columns:
        """Write reports in numbers; those on undertakings that are not here are left out."""
        place = _each(told.undertaking, told.undertakings, self._place)
        known = np.flatnonzero(place[told.undertaking] >= 0)
        subject, occurred = place[told.undertaking[known]], told.occurred[known]
        complied, partial, direct, amount = (
            flags[known].astype(bool) for flags in (told.complied, told.partial, told.direct, told.amount)
        )
        speaker = told.speaker[known]
        named, origin = self._named(told, known), self._origin(told, known)
        seat = self._seats(subject, speaker, told.speakers)
        label, occasion = self._labels(told, known, subject, complied)
        self.single.update(np.unique(subject[amount]).tolist())
        answer = np.where(~complied, NO, np.where(partial & ~self.begins[subject], PART, YES))
        claims = complied * COMPLIED + partial * PARTIAL
        earliest, latest = (
            _each(occurred, told.times, of)[occurred]
            for of in (lambda w: micros(w.earliest), lambda w: micros(w.latest))
        )
        value = _each(occurred, told.times, lambda w: self._values.of(w.value))[occurred]
        # Within one undertaking an origin has one voice, whichever outlets print it.
        voice = np.where(speaker < 0, -1, named)
        return Columns.made(
            number=told.number[known],
            subject=subject,
            label=label,
            named=named,
            origin=origin,
            bit=answer << 4 * seat,
            seat=seat,
            flags=claims + direct * DIRECT + (speaker < 0) * OUTLET,
            since=np.maximum(told.since[known], earliest),
            reported=told.reported[known],
            earliest=earliest,
            latest=latest,
            same=_mixed(subject, voice, origin, claims, occasion, value),
        )

    def _place(self, name: str | None) -> int:
        return self.places.of(name) if name in self.undertakings else -1

    def _named(self, told: Told, rows: Column) -> Column:
        """Return the voice that each report names: its speaker, else its outlet, else its origin."""
        speaker, outlet, origin = told.speaker[rows], told.outlet[rows], told.origin[rows]
        own = speaker < 0
        blank = own & ~_each(outlet, told.outlets, bool).astype(bool)[outlet]
        named = np.empty(len(rows), dtype=np.int32)
        for some, code, names, kind in (
            (~own, speaker, told.speakers, "speaker"),
            (own & ~blank, outlet, told.outlets, "outlet"),
            (blank, origin, told.origins, "origin"),
        ):
            at = code[some]
            named[some] = _each(at, names, partial(self._voice, kind))[at]
        return named

    def _voice(self, kind: str, name: str | None) -> int:
        return self._voices.of(f"{kind} {name}")

    def _origin(self, told: Told, rows: Column) -> Column:
        origin = told.origin[rows]
        return _each(origin, told.origins, self._origins.of)[origin]

    def _seats(self, subject: Column, speaker: Column, speakers: Sequence[str | None]) -> Column:
        """Seat each speaker in each undertaking, once."""
        seat = np.full(len(subject), SEATS.index(self._benches[0].seat(None)) if len(subject) else 0)
        spoken = np.flatnonzero(speaker >= 0)
        pairs, back = np.unique(subject[spoken] * len(speakers) + speaker[spoken], return_inverse=True)
        found = [
            SEATS.index(self._benches[pair // len(speakers)].seat(speakers[pair % len(speakers)]))
            for pair in pairs.tolist()
        ]
        seat[spoken] = np.array(found, dtype=np.int64)[back.ravel()]
        return seat

    def _labels(self, told: Told, rows: Column, subject: Column, complied: Column) -> tuple[Column, Column]:
        """Name the occasions, and return them also as they were told.

        Where general words ("held all week") may answer a breach, an undertaking is judged singly.
        """
        occasion, occurred = told.occasion[rows], told.occurred[rows]
        whole = _each(occasion, told.occasions, lambda name: name == WHOLE).astype(bool)[occasion]
        occasion = _each(occasion, told.occasions, self.labels.of)[occasion]
        upheld = self._upheld[subject]
        self._general[subject[upheld & whole & complied]] = True
        self._breached[subject[upheld & ~complied]] = True
        self.single.update(np.flatnonzero(self._general & self._breached).tolist())
        label, by_day = occasion.copy(), occurred[upheld & whole]
        label[upheld & whole] = _each(by_day, told.times, lambda w: self.labels.of(day_of(w)))[by_day]
        return label, occasion


def _each(codes: Column, values: Sequence[V], look_up: Callable[[V], int]) -> Column:
    """Look up each value that occurs, once; return what was found by code."""
    used = np.zeros(len(values), dtype=np.bool_)
    used[codes] = True
    found = np.full(len(values), -1, dtype=np.int64)
    for code in np.flatnonzero(used).tolist():
        found[code] = look_up(values[code])
    return found


def _mixed(*columns: Column) -> Column:
    """Mix columns into one number a row, different for different rows but for a chance of 2^-64."""
    mixed = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        mixed = (mixed ^ column.astype(np.int64).astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(31)
    return mixed.view(np.int64)


def _flags(count: int) -> Column:
    return np.zeros(count, dtype=np.bool_)


def _more(flags: Column, new: Sequence[bool]) -> Column:
    return np.concatenate((flags, np.array(new, dtype=np.bool_)))
