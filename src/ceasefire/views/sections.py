"""A folio in, the lists beside the grid out.

Stances, undertakings as said, tallies, truces, coverage: each item with its voices and lines, none added
up, none ranked.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ceasefire.model import BearingKind, Force
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, figure_words, line, speaker_words

NO_PLACE = "no place named"


@dataclass(frozen=True, slots=True)
class Said:
    """Something said that stands on its own: a stance, a tally, a truce, a coverage, with its voices.

    `what` says it in one line; `kind` is the word of a vocabulary that it begins with ("" where none fits),
    `where` the places as named. It is `quoted` where it ends in a page's own words, which the lines have too.
    """

    who: str
    what: str
    voices: tuple[str, ...]
    lines: tuple[Line, ...]
    kind: str = ""
    where: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list beside the grid."""

    id: str
    title: str
    items: tuple[Said, ...]


def stances(folio: Folio) -> Iterator[Said]:
    """List who supports, opposes, demands or refuses what; in alphabetical order of who says it."""
    kinds = (BearingKind.SUPPORTS, BearingKind.OPPOSES, BearingKind.DEMANDS, BearingKind.REFUSES)
    rows = [r for r in folio.bearings if r.bearing.kind in kinds and r.bearing.undertaking is None]
    return _grouped(folio, rows, lambda r: (str(r.bearing.kind), "", _words(r)))


def own_undertakings(folio: Folio) -> Iterator[Said]:
    """List what parties said they would do beyond the clauses."""
    clauses = {u.id for u in folio.process.undertakings}
    rows = [
        r
        for r in folio.bearings
        if r.bearing.kind is BearingKind.FOUNDS and r.bearing.undertaking not in clauses
    ]
    return _grouped(folio, rows, lambda r: ("", "", _words(r)))


def tallies(folio: Folio) -> Iterator[Said]:
    """List figures of harm or compliance, each with its source; never averaged, never added up."""
    rows = [r for r in folio.bearings if r.said.statement.force is Force.COUNT]
    return _grouped(folio, rows, lambda r: ("", "", figure_words(r, folio)))


def truces(folio: Folio) -> Iterator[Said]:
    """List where a truce is said to hold, be under negotiation or be broken, and according to whom."""
    rows = [r for r in folio.bearings if r.bearing.truce is not None]
    return _grouped(folio, rows, lambda r: (str(r.bearing.truce), _places(r, folio), _words(r)))


def coverage(folio: Folio) -> Iterator[Said]:
    """List who is said to be in or out of an agreement, and according to whom."""
    rows = [r for r in folio.bearings if r.bearing.stand is not None]
    return _grouped(folio, rows, lambda r: (str(r.bearing.stand), "", _words(r)))


SECTIONS: tuple[tuple[str, str, Callable[[Folio], Iterator[Said]]], ...] = (
    ("stances", "Stances and demands", stances),
    ("own", "Undertakings as said, beyond the clauses", own_undertakings),
    ("truces", "Truces, as said", truces),
    ("coverage", "In or out, as said", coverage),
    ("tallies", "Figures, each its source's own", tallies),
)


def _grouped(
    folio: Folio, rows: Iterable[BearingRow], what: Callable[[BearingRow], tuple[str, str, str]]
) -> Iterator[Said]:
    """Yield one item for each who and (kind, where, words); copies and repeats of one voice fold into it."""
    groups: dict[tuple[str, str, str, str], dict[str, Line]] = {}
    for row in rows:
        key = (speaker_words(row, folio), *what(row))
        groups.setdefault(key, {}).setdefault(row.said.id, line(row, folio))
    for (who, kind, where, words), lines in sorted(groups.items()):
        named = ", ".join(x for x in (kind, where) if x)
        voices = tuple(dict.fromkeys(entry.speaker for entry in lines.values()))
        what_words = f"{named}: {words}" if named else words
        found = tuple(lines.values())
        yield Said(who, what_words, voices, found, kind, where, quoted=words == _flat(found[0].quote.exact))


def _words(row: BearingRow) -> str:
    return _flat(row.said.statement.quote.exact)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _places(row: BearingRow, folio: Folio) -> str:
    return ", ".join(m.text for m in row.said.statement.place) or folio.book.say(NO_PLACE)
