"""The place of a ledger in; books, folios and texts as of any times out, each made once.

What was made is kept under the head of the chain and the times asked about: an entry that comes later
changes the head, so nothing here ever has to be forgotten by hand.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TypeVar

from ceasefire import __version__, pipeline
from ceasefire.asking import TimeUnclear, as_of
from ceasefire.ledger import Answers, Ledger, UnknownEntry, open_ledger
from ceasefire.matching.actors import Actors
from ceasefire.matching.places import Gazetteer
from ceasefire.model import AsOf, CeasefireError, Process, Status
from ceasefire.register import needs
from ceasefire.register.opening import Desk, Opening
from ceasefire.views.book import Folio
from ceasefire.views.map import Places, Spot
from ceasefire.views.wording import Mark
from ceasefire.web import boundaries
from ceasefire.web.boundaries import Boundaries
from ceasefire.web.question import Question
from ceasefire.web.words import Speech

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 1800, 2300
Names = Callable[[str], str | None]


class NotFound(CeasefireError):
    """An address names something that the ledger does not hold."""


@dataclass(frozen=True)
class Asked:
    """A question with what can be seen to answer it. `key` names the state of the ledger and the times."""

    question: Question
    opening: Opening
    shelf: "Shelf"
    ledger: Ledger
    key: str
    told: tuple[Process, ...]
    span: tuple[date, date] | None
    say: Speech

    @property
    def process(self) -> Process:
        """The process asked about."""
        return self.opening.sight.process

    @cached_property
    def whole(self) -> bool:
        """Whether the folio holds every word; of a large ledger it holds what the screen shows."""
        return needs.whole(self.opening.sight)

    @cached_property
    def folio(self) -> Folio:
        """The words that answer the question."""
        if self.whole:
            return self.kept("folio", self.opening.folio)
        from ceasefire.web import wanted  # noqa: PLC0415 - it looks at what was asked, which stands here

        return self.kept("folio", lambda: wanted.folio(self))

    @cached_property
    def marks(self) -> Mapping[str, Mark] | None:
        """How every undertaking stands, None where that is not known in time."""
        return None

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what a view makes of this folio, made once; a part is another at each address."""
        part = "" if self.whole else self.question.address
        return self.shelf.answers.get(f"{self.key}:{self.process.id}:{part}:{name}", make)

    def always(self, name: str, make: Callable[[], T]) -> T:
        """Return what is the same whichever words are held, made once."""
        return self.shelf.answers.get(f"{self.key}:{self.process.id}:always:{name}", make)

    def text(self, document: str) -> str | None:
        """Return the captured text of a document, None if it was erased or is not there."""
        return self.shelf.text(self.ledger, document)


class Shelf:
    """Opens one ledger, question by question, and keeps the latest books and views."""

    def __init__(
        self, place: str, *, names: Names, gazetteer: Gazetteer, geojson: str = "", size: int = 96
    ) -> None:
        self.place = place
        self._gazetteer = gazetteer
        self._own = boundaries.own(geojson) if geojson else None
        self.answers = Answers(size)
        self._names = names
        self._desk, self._growing = Desk(), Lock()

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open the ledger for reading; raises what stands in the way, in words for people."""
        with open_ledger(self.place, create=False, read_only=True, wait=2.0) as ledger:
            yield ledger

    @contextmanager
    def asked(self, question: Question, say: Speech) -> Iterator[Asked]:
        """Open the folio that a question is about."""
        with self.reading() as ledger:
            desk, head = self._at_head(ledger)
            told = self.told(ledger)
            process = self._chosen(question.process, told)
            times = as_of(question.as_of, question.published_by, question.known_at, zone=process.zone)
            within_reach(times)
            key = f"{head}:{ledger.answer_key(times, __version__)}"
            own = self._recorded(ledger, process, times)
            opening = self.answers.get(
                f"{key}:{own.id}:sight", lambda: (desk.sight(ledger, own, times), dict[str, Status]())
            )
            opened = Opening(ledger, opening[0], self._names, head, opening[1])
            yield Asked(question, opened, self, ledger, key, told, self.spans(ledger).get(process.id), say)

    def _at_head(self, ledger: Ledger) -> tuple[Desk, str]:
        """Take in what came since the last question; one at a time, the others wait for it."""
        with self._growing:
            self._desk.refresh(ledger)
            return self._desk, ledger.head().hash

    def _recorded(self, ledger: Ledger, process: Process, times: AsOf) -> Process:
        """Return a process as its file was recorded last by the time asked about."""
        if times.known_at is None:
            return process
        recorded = pipeline.recorded_processes(ledger, times)
        return next((p for p in recorded if p.id == process.id), process)

    def told(self, ledger: Ledger) -> tuple[Process, ...]:
        """Return the processes of the ledger, those that pages tell of first."""
        key = f"{ledger.head().hash}:told"
        return self.answers.get(key, lambda: _told(ledger, self.spans(ledger)))

    def spans(self, ledger: Ledger) -> Mapping[str, tuple[date, date]]:
        """Return from which to which day pages tell of each process, whatever times are asked about."""
        desk, head = self._at_head(ledger)
        return self.answers.get(f"{head}:spans", desk.spans)

    def text(self, ledger: Ledger, document: str) -> str | None:
        """Return a document's text; None where it was erased."""
        try:
            return ledger.text(document)
        except UnknownEntry:
            return None

    def spots(self, countries: tuple[str, ...]) -> Places:
        """Return how to place the names of a page, those of some countries first."""

        def places(name: str) -> tuple[Spot, ...]:
            found = self._gazetteer.several(name, countries)
            return tuple(Spot(p.id, p.name, p.kind, p.lat, p.lon, p.country) for p in found)

        return places

    def boundaries(self, countries: tuple[str, ...], language: str) -> Boundaries:
        """Return the office's own regions, else those of the countries by Natural Earth."""
        if self._own:
            return replace(self._own, notices=boundaries.notices(countries, language))
        return boundaries.natural_earth(countries, language)

    @staticmethod
    def _chosen(process: str, told: tuple[Process, ...]) -> Process:
        found = next((p for p in told if p.id == process or not process), None)
        if found is None:
            known = ", ".join(p.id for p in told) or "none yet"
            raise NotFound(f"The ledger knows no process {process!r}. It knows: {known}.")
        return found


def within_reach(times: AsOf) -> None:
    """Raise `TimeUnclear` for a time so far off that days around it cannot be counted or drawn."""
    for at in (times.valid_at, times.published_by, times.known_at):
        if at is not None and not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise TimeUnclear(f"The year {at.year} is out of reach: ask about {FIRST_YEAR} to {LAST_YEAR}.")


def open_shelf(place: str, *, geojson: str = "") -> Shelf:
    """Return a shelf over a ledger, with the names and places that ship with the program."""
    actors = Actors.load()

    def names(actor: str) -> str | None:
        found = actors.get(actor)
        return found.name if found else None

    return Shelf(place, names=names, gazetteer=Gazetteer.load(), geojson=geojson)


def _told(ledger: Ledger, told: Mapping[str, object]) -> tuple[Process, ...]:
    known = pipeline.recorded_processes(ledger)
    return tuple(sorted(known, key=lambda p: (p.id not in told, p.id)))
