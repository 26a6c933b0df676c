"""Where every undertaking of a process stands, as of any three times, for lists and counts of thousands.

Enters: sights of a register as it grows. Leaves: short statuses (`StatusRow`), equal to what `judge.status`
says of each. Derived: dropped and built anew at will. Voices are taken as all that is known tells them;
where the pages visible at other times tell of other origins, the undertakings concerned are judged one by
one from the sight.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from threading import Lock

import numpy as np

from ceasefire.judge.occasions import WHOLE
from ceasefire.judge.sitting import Heard, Sitting, StatusRow, Told, told_of
from ceasefire.judge.sitting.columns import Codes
from ceasefire.model import Mode, Process, Testimony, Undertaking
from ceasefire.register.register import Register
from ceasefire.register.sight import Sight
from ceasefire.register.table import NEVER, NONE, Column, Indices, instant, micros
from ceasefire.views.book import founded, on_record

PART = 262_144
"""Reports written as columns at once: all at once would take three times the memory of what is kept."""
MOST_OTHERS = 200
"""So many undertakings are judged one by one since pages came to be of other origins; of more, all anew."""


class Standings:
    """The statuses of one process's undertakings."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._listed = len(process.undertakings)
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        self._sitting, self._register, self._rows = Sitting(), Register(), 0
        self._described: Column = np.zeros(0, dtype=np.intp)
        self._origins: dict[str, str] = {}
        record = [act for u in self.process.undertakings for act in on_record(u)]
        self._agreed = np.array([micros(act.reported_at) for act in record], dtype=np.int64)
        self._sitting.add(self.process.undertakings, *told_of(Heard(n, act) for n, act in enumerate(record)))

    @property
    def single(self) -> frozenset[str]:
        """The undertakings that are always judged one by one."""
        return self._sitting.single

    def refresh(self, whole: Sight) -> int:
        """Take in what the register took in since; return how much. `whole` is a sight without bounds."""
        with self._lock:
            if self._register.pools is not whole.register.pools or len(self._others(whole)) > MOST_OTHERS:
                self._begin()
            self._register = whole.register
            bearings = whole.register.bearings
            process, of = (bearings[name][self._rows :] for name in ("process", "undertaking"))
            own = (process == whole.register.pools.words.find(self.process.id)) & (of != NONE)
            rows = self._rows + np.flatnonzero(own)
            self._rows = len(bearings)
            self._hear(whole, rows)
            return len(rows)

    def at(self, sight: Sight) -> dict[str, StatusRow]:
        """Return where each undertaking stands as of the times of a sight of the register last taken in."""
        as_of = sight.as_of
        agreed = np.ones(len(self._agreed), dtype=np.bool_)
        for bound in (as_of.published_by, as_of.known_at):
            if bound is not None:
                agreed &= self._agreed <= micros(bound)
        with self._lock:
            sitting, others = self._sitting, self._others(sight)
        visible = np.concatenate((agreed, sight.known.seen))
        rows = sitting.at(as_of, visible, lambda name: self._recall(sight, name), singly=others)
        if len(rows) == self._listed:
            return rows
        named = frozenset(self._named(sight))
        return {name: row for name, row in rows.items() if name in named}

    def _recall(self, sight: Sight, name: str) -> Iterator[Testimony]:
        u = self._sitting.undertakings.get(name)
        yield from on_record(u) if u is not None else ()
        yield from sight.testimony(name)

    def _named(self, sight: Sight) -> Iterator[str]:
        """Yield the undertakings of the process, and those founded by statements that can be seen."""
        yield from (u.id for u in self.process.undertakings)
        words, of = sight.register.pools.words, sight.column("undertaking")
        yield from (words[code] or "" for code in np.unique(of[of != NONE]).tolist())

    # -- taking in

    def _hear(self, whole: Sight, rows: Indices) -> None:
        register = whole.register
        self._describe(whole, np.unique(register.bearings["document"][rows]))
        held: dict[str, Undertaking] = dict(self._sitting.undertakings)
        codes, first = np.unique(register.bearings["undertaking"][rows], return_index=True)
        fresh = {}
        for code, row in zip(codes.tolist(), rows[first].tolist(), strict=True):
            name = register.pools.words[code] or ""
            if name not in held:
                fresh[name] = founded(name, whole.id_of(row))
        held |= fresh
        part = Sight(
            register,
            self.process,
            whole.as_of,
            replace(whole.known, described=self._described, origins=self._origins),
        )
        acts = register.bearings["act"][rows] != NONE
        reports = rows[~acts & (register.bearings["complied"][rows] != NONE)]
        parts = (reports[first : first + PART] for first in range(0, len(reports), PART))
        self._sitting.add(
            list(fresh.values()),
            self._acts(part, rows[acts], held),
            (self._reports(part, some, held) for some in parts),
        )

    def _acts(self, part: Sight, rows: Indices, held: Mapping[str, Undertaking]) -> Iterator[Heard]:
        since = part.register.bearings["since"][rows].tolist()
        for row, begins, act in zip(rows.tolist(), since, part.told(rows, held), strict=True):
            if act is not None:
                yield Heard(len(self._agreed) + row, act, instant(begins))

    def _reports(self, part: Sight, rows: Indices, held: Mapping[str, Undertaking]) -> Told:
        """Write reports as columns; as `Sight.told` does one by one."""
        register = part.register
        bearings, pools = register.bearings, register.pools
        page = bearings["document"][rows]
        outlets, origins, labels = Codes(), Codes(), Codes()
        outlet, origin = np.zeros((2, len(pools.words)), dtype=np.int32)
        for code in np.unique(page).tolist():
            voice = part.voice(NONE, code)
            outlet[code], origin[code] = outlets.of(voice.outlet), origins.of(voice.origin)
        reported = np.array(part.reported(rows), dtype=np.int64)
        dated = reported != NEVER
        reported[~dated] = part.recorded(rows[~dated])
        return Told(
            number=len(self._agreed) + rows,
            undertaking=bearings["undertaking"][rows],
            speaker=bearings["voice"][rows],
            outlet=outlet[page],
            origin=origin[page],
            occasion=self._occasions(part, rows, labels, held),
            occurred=bearings["occurred"][rows],
            complied=bearings["complied"][rows],
            partial=bearings["partial"][rows],
            direct=bearings["counts"][rows],
            amount=~np.isnan(bearings["quantity"][rows]),
            since=bearings["since"][rows],
            reported=reported,
            undertakings=pools.words.values,
            speakers=pools.words.values,
            outlets=outlets.names(),
            origins=origins.names(),
            occasions=labels.names(),
            times=pools.times.values,
        )

    @staticmethod
    def _occasions(part: Sight, rows: Indices, labels: Codes, held: Mapping[str, Undertaking]) -> Column:
        """Name what was (not) done; as `views.book.occasion_of` does, once for each day and place."""
        bearings, pools = part.register.bearings, part.register.pools
        occasion = np.full(len(rows), labels.of(WHOLE), dtype=np.int32)
        of = bearings["undertaking"][rows]
        upheld = [c for c in np.unique(of).tolist() if held[pools.words[c] or ""].mode is not Mode.ACHIEVE]
        some = np.flatnonzero(np.isin(of, upheld))
        pairs = np.column_stack([bearings[name][rows[some]] for name in ("occurred", "places")])
        known, back = np.unique(pairs, axis=0, return_inverse=True)
        named = [
            labels.of(" ".join((pools.times.values[when].value[:10], *(pools.places[places] or ()))))
            for when, places in known.tolist()
        ]
        occasion[some] = np.array(named, dtype=np.int32)[back.ravel()]
        return occasion

    def _describe(self, whole: Sight, pages: Column) -> None:
        """Note by which description and origin the words of pages are heard that were not heard before."""
        count = len(whole.register.pools.words)
        more = np.full(count - len(self._described), NONE, dtype=np.intp)
        self._described = np.concatenate((self._described, more))
        last = np.full(count, NONE, dtype=np.intp)
        documents = whole.register.documents["document"]
        last[documents] = np.arange(len(documents))
        new = pages[self._described[pages] == NONE]
        self._described[new] = last[new]
        for code in new.tolist():
            name = whole.register.pools.words[code] or ""
            if name in whole.known.origins:
                self._origins[name] = whole.known.origins[name]

    # -- other origins at other times

    def _others(self, sight: Sight) -> frozenset[str]:
        """Return the undertakings with words on pages of another outlet or origin than they were heard by."""
        register, words = sight.register, sight.register.pools.words
        described, held = sight.known.described[: len(self._described)], self._described
        there = np.flatnonzero((described >= 0) & (held >= 0))
        named = register.documents["named"]
        other = set(there[named[described[there]] != named[held[there]]].tolist())
        now, before = sight.known.origins, self._origins
        moved = [page for page, origin in now.items() if before.get(page, page) != origin]
        moved += [page for page in before.keys() - now.keys() if before[page] != page]
        for page in moved:
            code = words.find(page)
            if 0 <= code < len(held) and described[code] >= 0 and held[code] >= 0:
                other.add(code)
        if not other:
            return frozenset()
        of = register.bearings["undertaking"][np.isin(register.bearings["document"], list(other))]
        return frozenset(words[code] or "" for code in np.unique(of[of != NONE]).tolist())
