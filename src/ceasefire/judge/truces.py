"""How a truce stands in each place, according to whom.

Enters: words on truces and three times. Leaves: a `Truce` for each truce and place: what each asserter
says, and one state by the first row that fits. Nobody's word is taken for another's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ceasefire.judge.seen import FOREVER
from ceasefire.judge.spoken import Span, spans, visible
from ceasefire.model import AsOf, TruceState, TruceWord, When


@dataclass(frozen=True, slots=True)
class TruceRow:
    """One row of the truce table: looks at the set of states that asserters give."""

    id: str
    words: str
    fits: Callable[[frozenset[TruceState]], bool]
    state: TruceState


S = TruceState
OVER = frozenset({S.ENDED})
HELD = frozenset({S.DECLARED, S.IN_EFFECT})

TRUCE_ROWS: tuple[TruceRow, ...] = (
    TruceRow("contested", "Somebody says that it is broken", lambda s: S.CONTESTED in s, S.CONTESTED),
    TruceRow("all-ended", "All who speak say that it has ended", lambda s: s == OVER, S.ENDED),
    TruceRow(
        "ended-or-not", "Some say that it has ended, others do not", lambda s: S.ENDED in s, S.CONTESTED
    ),
    TruceRow("in-effect", "Said to be in effect", lambda s: s == {S.IN_EFFECT}, S.IN_EFFECT),
    TruceRow(
        "declared",
        "Declared; not all who speak say that it is in effect",
        lambda s: bool(s) and s <= HELD,
        S.DECLARED,
    ),
    TruceRow(
        "agreed-or-not",
        "Some say that it is agreed, others still talk",
        lambda s: bool(s & HELD),
        S.CONTESTED,
    ),
    TruceRow("negotiating", "Talks are said to be under way", lambda _: True, S.NEGOTIATING),
)


@dataclass(frozen=True, slots=True)
class Truce:
    """A truce over one place as of the times asked.

    `says` pairs each asserter with the state that it gives, the end it gave itself having passed or
    not; `alone` names the asserter if only one speaks. `spans` hold all words over time.
    """

    truce: str
    place: str
    state: TruceState
    row: str
    says: tuple[tuple[str, TruceState], ...]
    spans: tuple[Span[TruceWord], ...]
    ids: tuple[str, ...]

    @property
    def alone(self) -> str | None:
        """The only asserter, None where several speak."""
        return self.says[0][0] if len(self.says) == 1 else None


def truce_state(words: Iterable[TruceWord], as_of: AsOf) -> tuple[Truce, ...]:
    """Say how each truce stands in each place, as of three times."""
    by: dict[tuple[str, str], list[TruceWord]] = {}
    for w in visible(words, as_of, _occurred):
        by.setdefault((w.truce, w.place), []).append(w)
    at = as_of.valid_at or FOREVER
    return tuple(_in_place(truce, place, said, at) for (truce, place), said in sorted(by.items()))


def _in_place(truce: str, place: str, said: list[TruceWord], at: datetime) -> Truce:
    found = tuple(spans(said, _occurred, lambda w: w.state))
    last = {s.asserter: s for s in found if s.start <= at}
    says = tuple((who, _state(span, at)) for who, span in sorted(last.items()))
    states = frozenset(state for _, state in says)
    row = next(row for row in TRUCE_ROWS if row.fits(states))
    ids = tuple(sorted({i for span in last.values() for i in span.ids}))
    return Truce(truce, place, row.state, row.id, says, found, ids)


def _state(span: Span[TruceWord], at: datetime) -> TruceState:
    """Take a truce whose own end has passed for ended, and talks whose end has passed as they were."""
    if span.end is not None and at >= span.end and span.word.state is not TruceState.NEGOTIATING:
        return TruceState.ENDED
    return span.word.state


def _occurred(word: TruceWord) -> When:
    return word.occurred
