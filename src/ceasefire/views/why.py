"""An undertaking in, everything its status rests on out: the rows that decided, then every word said."""

from dataclasses import dataclass

from ceasefire.judge import row_words
from ceasefire.model import Status, Undertaking, When
from ceasefire.views.board import Term, cell, terms
from ceasefire.views.book import Folio
from ceasefire.views.evidence import Line, folded, line
from ceasefire.views.wording import Mark

QUESTIONS = ("outcome", "standing", "existence")


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of one cell. `weighed` decides, `beside` stands next to it; both in order of time.

    `decided` are the parts of `rules`: the question, the row's id, the row in words; `agreed` those of
    `record`: who agreed, and when.
    """

    undertaking: Undertaking
    debtor: str
    mark: Mark
    word: str
    deadline: str
    status: Status
    rules: tuple[str, ...]
    record: tuple[str, ...]
    terms: tuple[Term, ...]
    weighed: tuple[Line, ...]
    beside: tuple[Line, ...]
    voices: int
    head: str
    decided: tuple[tuple[str, str, str], ...] = ()
    agreed: tuple[tuple[str, When], ...] = ()


def why(folio: Folio, undertaking: Undertaking) -> Why:
    """Lay open the status of one undertaking."""
    shown = cell(folio, undertaking)
    agreed = tuple((folio.name(a.voice.speaker), a.occurred) for a in folio.on_record(undertaking.id))
    decided = _decided(shown.status)
    rows = sorted(folio.by_undertaking.get(undertaking.id, ()), key=lambda r: (r.since, r.id))
    return Why(
        undertaking=undertaking,
        debtor=folio.name(undertaking.debtor),
        mark=shown.mark,
        word=shown.word,
        deadline=shown.deadline,
        status=shown.status,
        rules=tuple(f"{question} · {row}: {words}" for question, row, words in decided),
        record=tuple(f"{who}: agreed, {when.value} ({undertaking.reference})" for who, when in agreed),
        terms=terms(folio, rows),
        weighed=folded(line(r, folio) for r in rows if r.bearing.counts),
        beside=folded(line(r, folio) for r in rows if not r.bearing.counts),
        voices=shown.voices,
        head=folio.book.head,
        decided=decided,
        agreed=agreed,
    )


def _decided(found: Status) -> tuple[tuple[str, str, str], ...]:
    """Return the rows of the status rule that decided: what they answer, their ids, their own words."""
    rows = zip(QUESTIONS, (found.row, found.standing_row, found.existence_row), strict=True)
    return tuple((question, row, row_words(row)) for question, row in rows if row)
