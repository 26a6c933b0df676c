"""A book and the time asked about in, the board out: clauses as rows, parties as columns.

Beside the grid stand stances, undertakings as said, tallies, truces and coverage, each according to whom.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ceasefire.model import BearingKind, Clause, Status, Undertaking
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, figure_words, line, speaker_words
from ceasefire.views.sections import SECTIONS, Section
from ceasefire.views.wording import Mark, count, time_words, wording

NAMED = 12
"""So many of the words that decide on one side are named in a cell; the page of reasons has all."""


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline or condition as reports have it; several stand side by side, none is chosen."""

    words: str
    voices: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one undertaking stands, in a mark, a word, a deadline, voices and one line of reason.

    `sides` are the parts of the reason: ("done" or "not done", whose words decide so).
    """

    undertaking: str
    text: str
    debtor: str
    mark: Mark
    word: str
    deadline: str
    voices: int
    reason: str
    status: Status
    terms: tuple[Term, ...]
    conditions: tuple[Line, ...]
    beside: int
    sides: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One clause with a cell for each party that owes something under it."""

    point: str
    text: str
    clause: str
    agreement: str
    cells: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """One process as of the times asked about."""

    process: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    documents: int
    voices: int
    head: str


def board(folio: Folio, *, clauses: Container[str] | None = None) -> Board:
    """Draw the board of one process; with `clauses`, ids, only the rows of these."""
    process = folio.process
    rows = tuple(
        _row(folio, a.title, c)
        for a in process.agreements
        for c in a.clauses
        if clauses is None or c.id in clauses
    )
    debtors = dict.fromkeys(u.debtor for u in process.undertakings)
    return Board(
        process=process.id,
        title=process.title,
        columns=tuple((d, folio.name(d)) for d in debtors),
        rows=rows,
        sections=tuple(Section(key, title, tuple(make(folio))) for key, title, make in SECTIONS),
        documents=folio.hearing.pages,
        voices=folio.hearing.voices,
        head=folio.book.head,
    )


def cell(folio: Folio, undertaking: Undertaking) -> Cell:
    """Draw one undertaking."""
    found = folio.status(undertaking)
    rows = folio.by_undertaking.get(undertaking.id, ())
    shown, decided = wording(found), tuple(_sides(folio, rows, found))
    return Cell(
        undertaking=undertaking.id,
        text=undertaking.text,
        debtor=undertaking.debtor,
        mark=shown.mark,
        word=shown.word + (", in part" if found.partial and "part" not in shown.word else ""),
        deadline=time_words(found.due),
        voices=found.for_voices + found.against_voices,
        reason=_reason(found, decided),
        status=found,
        terms=terms(folio, rows),
        conditions=tuple(line(r, folio) for r in rows if r.bearing.kind is BearingKind.CONDITIONS),
        beside=folio.hearing.beside(undertaking.id),
        sides=decided,
    )


def terms(folio: Folio, rows: Iterable[BearingRow]) -> tuple[Term, ...]:
    """Return the deadlines that reports give for an undertaking, each with who gives it."""
    dated = [(time_words(r.bearing.deadline), r) for r in rows if r.bearing.deadline is not None]
    dated.sort(key=lambda pair: (pair[0], pair[1].id))
    return tuple(
        _term(folio, words, [r for _, r in group]) for words, group in groupby(dated, key=lambda p: p[0])
    )


def _term(folio: Folio, words: str, rows: list[BearingRow]) -> Term:
    lines = tuple(line(r, folio) for r in rows)
    return Term(words, tuple(dict.fromkeys(entry.speaker for entry in lines)), lines)


def _row(folio: Folio, agreement: str, clause: Clause) -> Row:
    cells: dict[str, list[Cell]] = {}
    for undertaking in clause.undertakings:
        cells.setdefault(undertaking.debtor, []).append(cell(folio, undertaking))
    drawn = tuple((debtor, tuple(group)) for debtor, group in cells.items())
    return Row(clause.point, clause.text, clause.id, agreement, drawn)


def deciding(found: Status) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids of the words that decide on either side."""
    because = frozenset(found.because)
    for word, ids in (("done", found.for_ids), ("not done", found.against_ids)):
        decide = tuple(i for i in ids if i in because)
        if decide:
            yield word, decide


def _sides(folio: Folio, rows: Iterable[BearingRow], found: Status) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield whose words decide on either side; nobody is ranked. Of many the first, and how many more."""
    by_id = {r.id: r for r in rows}
    for word, ids in deciding(found):
        held = [by_id[i] for i in ids[:NAMED] if i in by_id]
        named, more = dict.fromkeys(_whose(r, folio) for r in held), len(ids) - len(held)
        yield word, (*named, *([f"+{more}"] if more else []))


def _whose(row: BearingRow, folio: Folio) -> str:
    """Name who says so, with the figure and the time that the words themselves give."""
    facts = [f for f in (figure_words(row, folio), time_words(row.said.statement.when)) if f]
    return speaker_words(row, folio) + (f" ({', '.join(facts)})" if facts else "")


def _reason(found: Status, sides: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Say in one line whose words decide on either side, and how many only stand beside."""
    said = [f"{word}: {', '.join(names)}" for word, names in sides]
    because = frozenset(found.because)
    beside = sum(i not in because for i in (*found.for_ids, *found.against_ids))
    return "; ".join([*said, *([f"{count(beside, 'word')} beside"] if beside else [])])
