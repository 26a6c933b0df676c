"""The place of a ledger in; books, folios and texts as of any times out, each made once.

What was made is kept under the head of the chain and the times asked about: an entry that comes later
changes the head, so nothing here ever has to be forgotten by hand.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import InitVar, dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import Lock, Thread
from typing import TypeVar

from ceasefire import __version__
from ceasefire.asking import TimeUnclear, as_of
from ceasefire.judge.sitting import StatusRow
from ceasefire.ledger import Answers, Head, Ledger, UnknownEntry, open_ledger
from ceasefire.matching.actors import Actors
from ceasefire.matching.places import Gazetteer
from ceasefire.model import AsOf, CeasefireError, Process, Status
from ceasefire.register import needs
from ceasefire.register.opening import Desk, Opening
from ceasefire.register.register import Register
from ceasefire.register.sight import Sight
from ceasefire.register.standings import Standings
from ceasefire.views.book import Folio
from ceasefire.views.map import Places, Spot
from ceasefire.views.wording import Mark, wording
from ceasefire.web import boundaries, tongues
from ceasefire.web.boundaries import Boundaries
from ceasefire.web.question import Question
from ceasefire.web.tongues import Names
from ceasefire.web.words import Speech

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR = 1800, 2300
SIGHTS = 8
"""Times of which it is kept what can be seen: some megabytes each in a ledger of a million entries."""


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
        """The words that answer the question, names and texts in its language."""
        return self.kept(
            "folio", lambda: tongues.in_language(self._opened, self.say, self.shelf.names(self.say.language))
        )

    @property
    def _opened(self) -> Folio:
        if self.whole:
            return self.always("folio", self.opening.folio)
        from ceasefire.web import wanted  # noqa: PLC0415 - it looks at what was asked, which stands here

        return wanted.folio(self)

    @cached_property
    def marks(self) -> Mapping[str, Mark] | None:
        """How every undertaking stands; None while the standings of a large ledger are being taken in."""
        rows = self.opening.sight.standings()
        return None if rows is None else self.always("marks", lambda: marks_of(rows))

    @property
    def counted(self) -> bool:
        """Whether it was found already how every undertaking stands, as of these times."""
        return self.whole or self._name("marks") in self.shelf.answers

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what a view makes of this folio, made once; a part is another at each address."""
        part = self.say.language if self.whole else self.question.address + self.say.language
        return self.shelf.answers.get(f"{self.key}:{self.process.id}:{part}:{name}", make)

    def always(self, name: str, make: Callable[[], T]) -> T:
        """Return what is the same whichever words are held, made once."""
        return self.shelf.answers.get(self._name(name), make)

    def _name(self, name: str) -> str:
        return f"{self.key}:{self.process.id}:always:{name}"

    def text(self, document: str) -> str | None:
        """Return the captured text of a document, None if it was erased or is not there."""
        return self.shelf.text(self.ledger, document)


@dataclass
class Standing:
    """The standings of one process, up to which entry they were taken in, and whether that is being done."""

    process: InitVar[Process]
    seq: int = 0
    busy: Lock = field(default_factory=Lock)
    standings: Standings = field(init=False)

    def __post_init__(self, process: Process) -> None:
        """Begin with nothing taken in."""
        self.standings = Standings(process)

    def ready(self, register: Register) -> bool:
        """Tell whether they are those of a register."""
        return self.seq == register.seq


def marks_of(rows: Mapping[str, StatusRow]) -> dict[str, Mark]:
    """Return the mark of each short status; what is alike is looked up once."""
    known: dict[tuple[str, ...], Mark] = {}
    marks = {}
    for key, row in rows.items():
        alike = (row.outcome, row.standing, row.phase)
        if alike not in known:
            known[alike] = wording(row).mark
        marks[key] = known[alike]
    return marks


class Shelf:
    """Opens one ledger, question by question, and keeps the latest books and views."""

    def __init__(
        self,
        place: str,
        *,
        names: Callable[[str], Names],
        gazetteer: Gazetteer,
        geojson: str = "",
        size: int = 96,
    ) -> None:
        self.place = place
        self._gazetteer = gazetteer
        self._own = boundaries.own(geojson) if geojson else None
        self.answers = Answers(size)
        self.names = names
        self._desk, self._growing = Desk(), Lock()
        self._standings: dict[str, Standing] = {}
        self._sights = Answers(SIGHTS)

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open the ledger for reading; raises what stands in the way, in words for people."""
        with open_ledger(self.place, create=False, read_only=True, wait=2.0) as ledger:
            yield ledger

    @contextmanager
    def asked(self, question: Question, say: Speech) -> Iterator[Asked]:
        """Open the folio that a question is about."""
        with self.reading() as ledger:
            head = self._at_head(ledger)
            told, spans = self._told(ledger, head), self._spans(head)
            process = self._chosen(question.process, told)
            times = as_of(question.as_of, question.published_by, question.known_at, zone=process.zone)
            within_reach(times)
            key = f"{head.hash}:{ledger.answer_key(times, __version__)}"
            own = self._recorded(ledger, process, times)
            opening = self._sights.get(
                f"{key}:{own.id}", lambda: (self._desk.sight(ledger, own, times), dict[str, Status]())
            )
            self._stand(own, told, opening[0])
            opened = Opening(ledger, opening[0], self.names("en"), head.hash, opening[1])
            yield Asked(question, opened, self, ledger, key, told, spans.get(process.id), say)

    def _at_head(self, ledger: Ledger) -> Head:
        """Take in what came since the last question; one at a time, the others wait for it."""
        with self._growing:
            return self._desk.refresh(ledger)

    def _stand(self, process: Process, told: tuple[Process, ...], sight: Sight) -> None:
        """Give a sight of a large ledger the standings of its process, taken in by a thread of its own."""
        if needs.whole(sight) or process not in told:
            return
        with self._growing:
            if process.id not in self._standings:
                self._standings[process.id] = Standing(process)
            held = self._standings[process.id]
        if held.ready(self._desk.register):
            sight.standing = held.standings.at
        elif not held.busy.locked():
            Thread(target=self._take_in, args=(held,), daemon=True).start()

    def _take_in(self, held: Standing) -> None:
        with held.busy, suppress(CeasefireError), self.reading() as ledger:
            sight = self._desk.sight(ledger, held.standings.process, AsOf())
            held.standings.refresh(sight)
            held.seq = sight.register.seq

    def _recorded(self, ledger: Ledger, process: Process, times: AsOf) -> Process:
        """Return a process as its file was recorded last by the time asked about."""
        if times.known_at is None:
            return process
        recorded = self._desk.processes(ledger, times)
        return next((p for p in recorded if p.id == process.id), process)

    def told(self, ledger: Ledger) -> tuple[Process, ...]:
        """Return the processes of the ledger, those that pages tell of first."""
        return self._told(ledger, self._at_head(ledger))

    def spans(self, ledger: Ledger) -> Mapping[str, tuple[date, date]]:
        """Return from which to which day pages tell of each process, whatever times are asked about."""
        return self._spans(self._at_head(ledger))

    def _told(self, ledger: Ledger, head: Head) -> tuple[Process, ...]:
        def told() -> tuple[Process, ...]:
            spans = self._spans(head)
            return tuple(sorted(self._desk.processes(ledger), key=lambda p: (p.id not in spans, p.id)))

        return self.answers.get(f"{head.hash}:told", told)

    def _spans(self, head: Head) -> Mapping[str, tuple[date, date]]:
        return self.answers.get(f"{head.hash}:spans", self._desk.spans)

    def text(self, ledger: Ledger, document: str) -> str | None:
        """Return a document's text; None where it was erased."""
        try:
            return ledger.text(document)
        except UnknownEntry:
            return None

    def tell(self, say: Callable[[str], None]) -> None:
        """Say what is being done where a ledger takes long to take in."""
        self._desk.say = say

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

    def names(language: str) -> Names:
        def name(actor: str) -> str | None:
            found = actors.get(actor)
            return tongues.written(found.names, language) if found else None

        return name

    return Shelf(place, names=names, gazetteer=Gazetteer.load(), geojson=geojson)
