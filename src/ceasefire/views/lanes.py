"""A folio in, a lane for each undertaking out: its span, its deadlines, what was said of it and when.

Incidents stand below by day: hostile acts as alleged, copies of one origin counted once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ceasefire.model import Action, Force, Precision, Undertaking, When
from ceasefire.views.board import cell
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import speaker_words
from ceasefire.views.wording import Mark, time_words

HOSTILE = (Action.ATTACK, Action.SEIZE)
LONGEST = timedelta(days=31)
"""A time that may be anywhere in a longer span has no place on a lane."""
COARSE = (Precision.YEAR, Precision.MONTH)
EXACT = (Precision.HOUR, Precision.MINUTE, Precision.SECOND)
ALLEGING = (Force.REPORT, Force.ACCUSE, Force.ANNOUNCE, Force.COUNT)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on a lane. `at` is aware UTC; `kind` is claim, denial, act or deadline; `words` say it."""

    at: datetime
    kind: str
    mark: Mark
    words: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One undertaking over time. `start`..`due` is its bar; a bar without a deadline runs to the end.

    `moved` are deadlines that reports or acts give beside the one that counts.
    """

    undertaking: str
    text: str
    debtor: str
    mark: Mark
    word: str
    start: datetime | None
    due: datetime | None
    due_words: str
    moved: tuple[Tick, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The timeline of a process: lanes in the order of the clauses, and incidents alleged per day."""

    lanes: tuple[Lane, ...]
    incidents: tuple[tuple[date, int], ...]
    first: datetime | None
    last: datetime | None


def lanes(folio: Folio, *, only: frozenset[str] | None = None, of: Collection[str] | None = None) -> Lanes:
    """Lay out every undertaking of the clauses, and those said beyond them that somebody speaks to.

    With `only`, ids of bearings and statements: the lanes, marks and incidents that these give. With
    `of`, ids of undertakings: their lanes.
    """
    clauses = {u.id for u in folio.process.undertakings} if only is None else frozenset()
    drawn = tuple(
        lane
        for lane in (_lane(folio, u, only) for u in folio.undertakings.values() if of is None or u.id in of)
        if lane.undertaking in clauses or lane.ticks or lane.moved
    )
    per_day = incidents_per_day(folio, only=only)
    moments = [t.at for lane in drawn for t in (*lane.ticks, *lane.moved)]
    moments += [x for lane in drawn for x in (lane.start, lane.due) if x is not None]
    return Lanes(drawn, per_day, min(moments, default=None), max(moments, default=None))


def hostile(folio: Folio) -> tuple[BearingRow, ...]:
    """Return what is alleged of hostile acts, one row for each statement."""
    rows = {
        r.said.id: r
        for r in folio.bearings
        if r.said.statement.action in HOSTILE and r.said.statement.force in ALLEGING
    }
    return tuple(rows.values())


def day_of(row: BearingRow) -> date | None:
    """Return the day a statement speaks of, on the calendar of its own place, else the day it was out.

    None where neither is known to the day.
    """
    when = _spoken_of(row)
    vague = when.precision in COARSE or when.latest - when.earliest > LONGEST
    return None if vague else date.fromisoformat(when.value[:10])


def incidents_per_day(folio: Folio, *, only: frozenset[str] | None = None) -> tuple[tuple[date, int], ...]:
    """Count what is alleged of hostile acts by day; the same words in copies of one origin count once."""
    found: dict[date, set[tuple[str, str]]] = {}
    for row in hostile(folio):
        day = day_of(row)
        if day is not None and (only is None or row.said.id in only):
            words = " ".join(row.said.statement.quote.exact.casefold().split())
            found.setdefault(day, set()).add((row.said.document.origin, words))
    return tuple((day, len(said)) for day, said in sorted(found.items()))


def _lane(folio: Folio, undertaking: Undertaking, only: frozenset[str] | None) -> Lane:
    shown = cell(folio, undertaking)
    heard = folio.by_undertaking.get(undertaking.id, ())
    rows = heard if only is None else tuple(r for r in heard if r.id in only)
    found = shown.status
    start = found.opens.earliest if found.opens else _announced(folio, undertaking)
    end = found.due or found.ends
    return Lane(
        undertaking=undertaking.id,
        text=undertaking.text,
        debtor=folio.name(undertaking.debtor),
        mark=shown.mark,
        word=shown.word,
        start=start,
        due=end.latest if end else None,
        due_words=time_words(end),
        moved=tuple(_moved(rows, folio, end)),
        ticks=tuple(sorted(_ticks(rows, folio), key=lambda t: (t.at, t.line))),
    )


def _announced(folio: Folio, undertaking: Undertaking) -> datetime | None:
    own = next((w.earliest for _, w in undertaking.agreed), None)
    agreements = (a for a in folio.process.agreements for c in a.clauses if undertaking in c.undertakings)
    announced = next((a.announced or a.effective for a in agreements), None)
    return own or (announced.earliest if announced else None)


def _moved(rows: Iterable[BearingRow], folio: Folio, end: When | None) -> Iterator[Tick]:
    """Yield deadlines that reports give and that are not the one that counts."""
    seen: set[datetime] = {end.latest} if end else set()
    for row in rows:
        given = row.bearing.deadline
        if given is not None and given.latest not in seen:
            seen.add(given.latest)
            words = f"{speaker_words(row, folio)}: {time_words(given)}"
            yield Tick(given.latest, "deadline", Mark.DUE, words, row.id)


def _ticks(rows: Iterable[BearingRow], folio: Folio) -> Iterator[Tick]:
    marks: Mapping[bool, tuple[str, Mark]] = {True: ("claim", Mark.CLAIMED), False: ("denial", Mark.BREACHED)}
    for row in rows:
        if not row.bearing.counts or row.bearing.complied is None:
            continue
        kind, mark = marks[row.bearing.complied]
        day, when = day_of(row), _spoken_of(row)
        if day is None:
            continue  # an undated page: any day would be made up; the list below the lanes has it
        # A day is marked at its noon: without a zone its bounds reach into the days beside it.
        at = when.earliest if when.precision in EXACT else datetime.combine(day, time(12), UTC)
        yield Tick(at, kind, mark, f"{speaker_words(row, folio)}, {time_words(when)}", row.id)


def _spoken_of(row: BearingRow) -> When:
    """Return when a report is about; a month or a year ("since March") is no place on a lane."""
    said, out = row.said.statement.when, row.said.document.published
    exact = said is not None and said.precision not in COARSE and "/" not in said.value
    return said if exact and said is not None else out or row.bearing.occurred
