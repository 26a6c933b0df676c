"""The whole way from a page to the ledger on one screen, each step timed.

In: paths, tools, an open ledger. Out: one `Outcome` a page, as it goes. A page that cannot be read is
an outcome with its problem; the others go on.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from ceasefire import __version__, intake
from ceasefire.ledger import Captured, Ledger, entry_id
from ceasefire.matching.actors import Actors
from ceasefire.matching.bearings import Matcher
from ceasefire.matching.places import Gazetteer
from ceasefire.matching.scope import dated, in_scope
from ceasefire.matching.table import load_table
from ceasefire.model import AsOf, Document, Entry, Problem, Process, Recorded, Statement, When
from ceasefire.reading import Reader
from ceasefire.records import bearing_entry, process_entry, reported_at, statement_entry, withdrawal_entry
from ceasefire.register.files import recorded
from ceasefire.register.opening import Desk, Opening
from ceasefire.views.book import Book, make_book

READER = f"reader@{__version__}"
Clock = Callable[[], float]
Names = Callable[[str], str | None]
T = TypeVar("T")


@dataclass(frozen=True)
class Tools:
    """What reading needs, loaded once. `processes` are (process, its file's text) pairs."""

    reader: Reader
    matcher: Matcher
    processes: tuple[tuple[Process, str], ...]

    @classmethod
    def load(cls, known: Iterable[tuple[Process, str]]) -> "Tools":
        """Load the model, the lexicons, actors and places."""
        matcher = Matcher(Actors.load(), Gazetteer.load(), load_table())
        return cls(Reader.load(), matcher, tuple(known))

    def zone_of(self, place: str) -> str | None:
        """Return the zone of a place by its name, None where it is not known."""
        found = self.matcher.places.resolve(place)
        return found.zone if found else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: new entries, what was there already, and problems."""

    name: str
    document: Document | None = None
    statements: int = 0
    new: int = 0
    known: int = 0
    problems: tuple[Problem, ...] = ()

    def summary(self) -> dict[str, object]:
        """Return the outcome as plain data."""
        return {
            "page": self.name,
            "refused": self.refused,
            "statements": self.statements,
            "new": self.new,
            "known": self.known,
            "problems": [str(p) for p in self.problems],
        }

    @property
    def refused(self) -> bool:
        """Whether the page could not be read at all."""
        return self.document is None


@dataclass
class Timings:
    """Seconds spent in each step, by its name; added to as pages go through."""

    seconds: dict[str, float] = field(default_factory=dict)

    def step(self, name: str, clock: Clock, work: Callable[[], T]) -> T:
        """Do one step and add its time."""
        start = clock()
        made = work()
        self.seconds[name] = self.seconds.get(name, 0.0) + clock() - start
        return made


def capture(paths: Iterable[Path]) -> tuple[intake.Capture | Problem, ...]:
    """Return the pages in files and folders, and what is wrong with those that cannot be taken."""
    return tuple(intake.captures(paths))


def read(
    captures: Iterable[intake.Capture | Problem],
    tools: Tools,
    ledger: Ledger,
    *,
    now: datetime,
    clock: Clock,
    timings: Timings | None = None,
) -> Iterator[Outcome]:
    """Read pages into a ledger, yielding what became of each. `now` is the time of recording (aware)."""
    timings = timings or Timings()
    ledger.append([process_entry(p, text) for p, text in tools.processes], recorded_at=now)
    for found in captures:
        if isinstance(found, Problem):
            yield Outcome(found.source, problems=(found,))
            continue
        document = timings.step("clean", clock, partial(intake.read, found, zone_of_place=tools.zone_of))
        if isinstance(document, Problem):
            yield Outcome(found.name, problems=(document,))
        else:
            yield _record(document, tools, ledger, now=now, clock=clock, timings=timings)


def _record(
    document: Document, tools: Tools, ledger: Ledger, *, now: datetime, clock: Clock, timings: Timings
) -> Outcome:
    known = tuple(p for p, _ in tools.processes)
    document = timings.step("date", clock, lambda: dated(document, known))
    if document.language not in ("en", "und"):
        note = Problem(document.name, f"is in {document.language!r}; kept, not read", note=True)
        return Outcome(
            document.name, document, 0, *_append(document, (), ledger, tools, now), (*document.problems, note)
        )
    reading = timings.step("read", clock, lambda: tools.reader.read(document))
    entries = timings.step("match", clock, lambda: tuple(entries_of(document, reading.statements, tools)))
    added = timings.step("append", clock, lambda: _append(document, entries, ledger, tools, now))
    return Outcome(document.name, document, len(reading.statements), *added, document.problems)


def _append(
    document: Document, entries: tuple[Entry, ...], ledger: Ledger, tools: Tools, now: datetime
) -> tuple[int, int]:
    """Append a page as one unit; the same bytes under another name are the page that is there already.

    What an earlier reading of the page held and this one does not is withdrawn: superseded, never erased.
    """
    there = any(r.entry.kind == "document" for r in ledger.history(document.id))
    if not there:
        captured = Captured(document, READER, reported_at=reported_at(document.published))
        added = ledger.append((captured, *entries), recorded_at=now)
        return added.new, added.known
    withdrawn = tuple(
        withdrawal_entry(r, reader=READER) for r in _no_longer_read(document, entries, ledger, tools)
    )
    added = ledger.append((*entries, *withdrawn), recorded_at=now)
    return added.new, added.known + 1


def _no_longer_read(
    document: Document, entries: tuple[Entry, ...], ledger: Ledger, tools: Tools
) -> Iterator[Recorded]:
    read_now = {entry_id(entry) for entry in entries}
    known = {process.id for process, _ in tools.processes}
    said = {r.id: r for r in ledger.entries(kinds=("statement",), subjects=(document.id,))}
    yield from (r for key, r in said.items() if key not in read_now)
    if (said and any(key not in read_now for key in said)) or _bears_otherwise(entries, ledger):
        for r in ledger.entries(kinds=("bearing",)):
            body = r.entry.body
            if body["statement"] in said and body["process"] in known and r.id not in read_now:
                yield r


def _bears_otherwise(entries: tuple[Entry, ...], ledger: Ledger) -> bool:
    """Tell whether any bearing of a page that is there already is new: then the old ones need a look."""
    bearings = [e for e in entries if e.kind == "bearing"]
    return any(entry_id(e) not in {r.id for r in ledger.history(e.subject)} for e in bearings)


def entries_of(document: Document, statements: tuple[Statement, ...], tools: Tools) -> Iterator[Entry]:
    """Yield a page's statements and how each bears on every process that the page may speak of."""
    scope = tuple(p for p, _ in tools.processes if in_scope(document, p))
    for statement in statements:
        published = _published(document, statement)
        at = reported_at(published)
        entry = statement_entry(statement, reader=READER, reported_at=at)
        yield entry
        for process in scope:
            bearings = tools.matcher.bearings(
                statement, entry=entry_id(entry), document=document, process=process, published=published
            )
            yield from (bearing_entry(b, reader=READER, reported_at=at) for b in bearings)


def _published(document: Document, statement: Statement) -> When | None:
    passages = document.passages
    own = passages[statement.passage].published if statement.passage < len(passages) else None
    return own or document.published


@contextmanager
def scratch(ledger: str) -> Iterator[str]:
    """Give a place for a ledger: the one named, or one that is gone afterwards."""
    if ledger:
        yield ledger
        return
    with TemporaryDirectory(prefix="ceasefire-") as folder:
        yield str(Path(folder) / "demo.ledger")


def recorded_processes(ledger: Ledger, as_of: AsOf = AsOf()) -> tuple[Process, ...]:  # noqa: B008 - frozen
    """Return the processes as the ledger recorded them last by `known_at`."""
    return recorded(ledger, as_of, {})


def told_of(ledger: Ledger) -> tuple[str, ...]:
    """Return the ids of the processes on which any statement bears."""
    return tuple(sorted(desk_of(ledger).spans()))


def desk_of(ledger: Ledger, say: Callable[[str], None] = lambda _: None) -> Desk:
    """Return the register of a ledger, with all that it holds taken in; `say` hears where that takes long."""
    desk = Desk(say=say)
    desk.refresh(ledger)
    return desk


def open_process(ledger: Ledger, process: Process, as_of: AsOf, *, names: Names, desk: Desk) -> Opening:
    """Return how to open folios of a process as of three times: whole, or over the words of some rows."""
    own = process
    if as_of.known_at is not None:
        past = desk.processes(ledger, as_of)
        own = next((p for p in past if p.id == process.id), process)
    return Opening(ledger, desk.sight(ledger, own, as_of), names, ledger.head().hash)


def open_book(ledger: Ledger, as_of: AsOf, *, names: Names) -> Book:
    """Return the book of a ledger as of three times: its entries, with copies of one origin found.

    Pages without a date are left out where `published_by` is asked: nobody can say that they were out.
    """
    # What a report speaks of may lie ahead of `valid_at` (a deadline); the judge bounds that, not the log.
    recorded = tuple(
        ledger.entries(replace(as_of, valid_at=None), kinds=("document", "statement", "bearing"))
    )
    if as_of.published_by is not None:
        recorded = tuple(r for r in recorded if r.entry.reported_at is not None)
    return make_book(
        recorded,
        as_of=as_of,
        processes=recorded_processes(ledger, as_of),
        origins=desk_of(ledger).known(ledger, as_of).origins,
        names=names,
        head=ledger.head().hash,
    )
