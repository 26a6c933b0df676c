"""Weigh the words on one question: who answers what, and how well that is settled.

Enters: reports on one undertaking. Leaves: a `Finding`. Never breaks a tie, never adds up copies.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from ceasefire.judge.seen import Docket, Voices, last_words
from ceasefire.judge.standing import (
    OCCASIONS_DIFFER,
    STANDING_ROWS,
    Answer,
    Answers,
    StandingRow,
    Tier,
    standing_row,
)
from ceasefire.model import STANDING_ORDER, Aspect, Report, Standing, Undertaking, When

Counts = Callable[[Report], bool]
Word = TypeVar("Word")
SETTLED = frozenset({Standing.ACKNOWLEDGED, Standing.VERIFIED})
RANK = {standing: n for n, standing in enumerate(STANDING_ORDER)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the words on one occasion come to. `answer` None: disputed, or nobody speaks.

    `reports` are the words that decided, `occasion` what they are about.
    """

    answer: Answer | None
    row: StandingRow
    reports: tuple[Report, ...] = ()
    occasion: str = ""

    @property
    def standing(self) -> Standing:
        """How well it is settled."""
        return self.row.standing

    @property
    def occurred(self) -> When | None:
        """The earliest time that the deciding words speak of."""
        times = [r.occurred for r in self.reports]
        return min(times, key=lambda w: (w.earliest, w.latest, w.value)) if times else None


NOTHING = Finding(None, STANDING_ROWS[-1])


class Seat(StrEnum):
    """Where a voice sits in one question."""

    DEBTOR = "debtor"
    CREDITOR = "creditor"
    VERIFIER = "verifier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bench:
    """Who sits where in one question. Nobody verifies in its own cause; nobody is a party to a bare event."""

    docket: Docket
    u: Undertaking | None
    seats: dict[str | None, Seat] = field(default_factory=lambda: {None: Seat.NONE})

    def seat(self, speaker: str | None) -> Seat:
        """Return the seat of a speaker, or of the first that it speaks for who has one."""
        if speaker not in self.seats:
            self.seats[speaker] = next(
                (s for s in map(self._own, self.docket.line(speaker)) if s is not Seat.NONE), Seat.NONE
            )
        return self.seats[speaker]

    def _own(self, actor: str) -> Seat:
        u = self.u
        if u is None:
            return Seat.NONE
        if u.debtor == u.creditor == actor:
            return Seat.NONE  # to itself: nothing that it says goes against its interest
        if actor == u.debtor:
            return Seat.DEBTOR
        if actor == u.creditor:
            return Seat.CREDITOR
        return Seat.VERIFIER if actor in u.verifiers else Seat.NONE


def answer_of(u: Undertaking | None, report: Report) -> Answer:
    """Say what a report answers. A part is the whole only where a beginning or a part is owed."""
    if not report.complied:
        return Answer.NO
    whole = not report.partial
    if u is not None and u.quantity is not None and report.quantity is not None:
        whole = whole and report.quantity >= u.quantity.value
    if whole or (u is not None and u.aspect in {Aspect.BEGIN, Aspect.PART}):
        return Answer.YES
    return Answer.PART


AGAINST = (
    (Seat.DEBTOR, frozenset({Answer.NO, Answer.NOT_YET})),
    (Seat.CREDITOR, frozenset({Answer.YES, Answer.PART})),
)
Said = list[tuple[Report, Answer]]


def assess(
    bench: Bench,
    reports: Iterable[Report],
    voices: Voices,
    counts: Counts,
    occasion: str = "",
) -> Finding:
    """Weigh each voice's last word on one occasion. `counts` tells which "not done" finds a failure."""
    said = _said(bench.u, last_words((r for r in reports if r.direct), voices), counts)
    if not said:
        return NOTHING
    row, answer, deciding = verdict([(bench.seat(r.voice.speaker), (r, answer)) for r, answer in said])
    return Finding(answer, row, tuple(r for r, _ in deciding), occasion)


def verdict(
    seated: list[tuple[Seat, tuple[Word, Answer]]],
) -> tuple[StandingRow, Answer | None, list[tuple[Word, Answer]]]:
    """Return the row, the answer (None: disputed), the words that decide, by who sits where and says what."""
    said = [s for _, s in seated]
    verifying = [s for seat, s in seated if seat is Seat.VERIFIER]
    admitting = _admissions(seated)
    row = standing_row(Answers(_answers(verifying), _answers(admitting), _answers(said)))
    deciding = {Tier.VERIFIERS: verifying, Tier.ADMITTED: admitting}.get(row.tier, said)
    answers = _answers(deciding)
    answer = next(iter(answers)) if row.standing is not Standing.DISPUTED and len(answers) == 1 else None
    return row, answer, deciding


def _said(u: Undertaking | None, words: Iterable[Report], counts: Counts) -> Said:
    """Pair words with answers. "Not done" while nothing was due answers only a "done" said of earlier."""
    said: Said = []
    early: list[Report] = []
    for r in words:
        answer = answer_of(u, r)
        if answer is Answer.NO and not counts(r):
            early.append(r)
        else:
            said.append((r, answer))
    done = [r.occurred.earliest for r, answer in said if answer is not Answer.NO]
    if early and done:
        said += [(r, Answer.NOT_YET) for r in early if r.occurred.latest > min(done)]
    return said


def _answers(said: list[tuple[Word, Answer]]) -> frozenset[Answer]:
    """Collect the answers; beside a "no" that counts, an early one adds nothing."""
    answers = {answer for _, answer in said}
    return frozenset(answers - {Answer.NOT_YET} if Answer.NO in answers else answers)


def _admissions(seated: list[tuple[Seat, tuple[Word, Answer]]]) -> list[tuple[Word, Answer]]:
    """Pick the words against their speaker's interest: a debtor's "not done", a creditor's "done".

    A party that says both admits nothing.
    """
    admitted: list[tuple[Word, Answer]] = []
    for party, against in AGAINST:
        own = [s for seat, s in seated if seat is party]
        if own and all(answer in against for _, answer in own):
            admitted += own
    return admitted


def choose(findings: Iterable[Finding], *, kept: bool) -> Finding:
    """Pick the occasion that decides.

    To achieve: the best supported. To keep up: a breach before a dispute before "in part" before
    "kept". Occasions equally well supported that answer differently are a dispute.
    """
    found = [f for f in findings if f.standing is not Standing.UNREPORTED]
    if not found:
        return NOTHING
    if kept:
        return max(found, key=lambda f: (gravity(f.answer), RANK[f.standing], f.occasion))
    best = max(RANK[f.standing] for f in found)
    top = sorted((f for f in found if RANK[f.standing] == best), key=lambda f: f.occasion)
    if len({f.answer for f in top}) > 1:
        return Finding(None, OCCASIONS_DIFFER, tuple(r for f in top for r in f.reports))
    return top[-1]


def gravity(answer: Answer | None) -> int:
    """Rank what is to be kept up: the worse it is, the sooner it shows."""
    return {Answer.NO: 3, None: 2, Answer.PART: 1}.get(answer, 0)
