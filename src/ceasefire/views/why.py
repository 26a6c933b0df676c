"""An undertaking in, everything its status rests on out: the rows that decided, then every word said."""

from dataclasses import dataclass

from ceasefire.judge import row_words
from ceasefire.model import Status, Undertaking
from ceasefire.views.board import Term, cell, terms
from ceasefire.views.book import Folio
from ceasefire.views.evidence import Line, folded, line
from ceasefire.views.wording import Mark


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of one cell. `weighed` decides, `beside` stands next to it; both in order of time."""

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


def why(folio: Folio, undertaking: Undertaking) -> Why:
    """Lay open the status of one undertaking."""
    shown = cell(folio, undertaking)
    rows = sorted(folio.by_undertaking.get(undertaking.id, ()), key=lambda r: (r.since, r.id))
    return Why(
        undertaking=undertaking,
        debtor=folio.name(undertaking.debtor),
        mark=shown.mark,
        word=shown.word,
        deadline=shown.deadline,
        status=shown.status,
        rules=_rules(shown.status),
        record=tuple(
            f"{folio.name(act.voice.speaker)}: agreed, {act.occurred.value} ({undertaking.reference})"
            for act in folio.on_record(undertaking.id)
        ),
        terms=terms(folio, rows),
        weighed=folded(line(r, folio) for r in rows if r.bearing.counts),
        beside=folded(line(r, folio) for r in rows if not r.bearing.counts),
        voices=shown.voices,
        head=folio.book.head,
    )


def _rules(found: Status) -> tuple[str, ...]:
    """Return the rows of the status rule that decided, each in its own words."""
    rows = (("outcome", found.row), ("standing", found.standing_row), ("existence", found.existence_row))
    return tuple(f"{question} · {row}: {row_words(row)}" for question, row in rows if row)
