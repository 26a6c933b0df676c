"""One undertaking before the judge: its words prepared once, then asked for status and occasions.

Enters: a `Docket` and an undertaking. Leaves: its `Status`, and each of its occasions with an outcome.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ceasefire.judge.amounts import amounts_of, progress
from ceasefire.judge.conditions import condition_states
from ceasefire.judge.events import after_deadline, anchor_of, counting, ending, opening
from ceasefire.judge.existence import existence
from ceasefire.judge.occasions import Groups, occasions_of, period_label
from ceasefire.judge.outcome import Facts, is_kept_up, outcome_row
from ceasefire.judge.phases import Fold, Owed, fold, phase_at
from ceasefire.judge.seen import FOREVER, Docket, voices_of
from ceasefire.judge.standing import Answer
from ceasefire.judge.weigh import NOTHING, Bench, Counts, Finding, assess, choose
from ceasefire.model import Mode, Outcome, Report, Standing, Status, Undertaking, When

SHOWN = 5000  # periods of one recurring duty listed at most, the latest ones


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day, incident, attempt or period: what became of it and how well that is settled.

    `start` and `end` bound a period of a recurring duty, aware UTC, [start, end); None elsewhere.
    """

    label: str
    start: datetime | None
    end: datetime | None
    outcome: Outcome
    standing: Standing
    row: str
    standing_row: str
    ids: tuple[str, ...] = ()


class Case:
    """One undertaking before the judge: what was prepared once and is asked several times."""

    def __init__(self, docket: Docket, u: Undertaking) -> None:
        self.docket, self.u = docket, u
        self.reports = docket.reports.get(u.id, [])
        self.voices = voices_of(self.reports)
        self.bench = Bench(docket, u)
        self.acts: Fold = fold(docket, u)
        self.term: When | None = counting(docket, u).due
        self.kept = is_kept_up(u.mode, recurs=bool(u.every))
        self.anchor = anchor_of(docket, u)
        self.groups: Groups = occasions_of(u, self.reports, self.voices, anchor=self.anchor, until=docket.at)

    def findings(self) -> list[Finding]:
        """Weigh each occasion."""
        counts = self._counts()
        return [
            assess(self.bench, said, self.voices, self._in_period(counts, label), label)
            for label, said in self.groups
        ]

    def _counts(self) -> Counts:
        """Make the test of rule 4: "not done" counts if owed that day, to achieve only past the deadline."""
        owed = Owed(self.docket, self.u, self.acts)
        if self.kept:
            return lambda r: owed(r.occurred)
        if self.term is None:
            return lambda _: False
        late = after_deadline(self.term)
        return lambda r: late(r) and owed(r.occurred)

    def _in_period(self, counts: Counts, label: str) -> Counts:
        """Of a duty to achieve something each period, "not done" counts once that period is over."""
        if self.u.mode is Mode.MAINTAIN or self.anchor is None:
            return counts
        end = self.period(int(label.rsplit(maxsplit=1)[-1]) - 1)[1]
        return lambda r: end <= self.docket.at and max(r.reported_at, r.occurred.latest) >= end and counts(r)

    def period(self, n: int) -> tuple[datetime, datetime]:
        """Bound the nth period of a recurring duty: [from, to)."""
        every = self.u.every or timedelta(0)
        anchor = self.anchor or FOREVER
        try:
            return anchor + n * every, anchor + (n + 1) * every
        except OverflowError:
            return FOREVER, FOREVER

    def elapsed(self) -> int:
        """Count the periods that are over; none where the question has no time and the duty no end."""
        end = ending(self.docket, self.u)
        until = min(self.docket.at, end.latest) if end is not None else self.docket.at
        if self.anchor is None or not self.u.every or until == FOREVER:
            return 0
        return max(0, (until - self.anchor) // self.u.every)

    def status(self) -> Status:
        """Put phase, standing and outcome together."""
        u, docket = self.u, self.docket
        ends = ending(docket, u)
        ended = ends is not None and docket.at >= ends.latest
        found, to_the_end = self._decisive(self.findings(), ends if ended else None)
        phase, why = phase_at(docket, u, self.acts, docket.at)
        exists, exist_ids = existence(docket, u)
        row = outcome_row(
            Facts(
                phase,
                self.kept,
                found.answer,
                found.standing,
                existence=exists.standing,
                past=self._past(docket.at),
                ended=ended,
                late=self._past(found.occurred.earliest) if found.occurred else False,
                to_the_end=to_the_end,
            )
        )
        amounts = amounts_of(u, self.reports, self.voices)
        because = {*why, *(r.id for r in found.reports), *self._moved_by()}
        if exists.standing is Standing.DISPUTED:
            because |= set(exist_ids)
        yes, no = self._side(complied=True), self._side(complied=False)
        return Status(
            phase=phase,
            outcome=row.outcome,
            standing=found.standing,
            existence=exists.standing,
            progress=progress(u, self.bench, found, amounts),
            row=row.id,
            standing_row=found.row.id,
            because=tuple(sorted(because)),
            for_ids=tuple(r.id for r in yes),
            against_ids=tuple(r.id for r in no),
            purported=self.acts.purported,
            due=self.term,
            partial=self._partial(found),
            occurred=found.occurred,
            existence_row=exists.id,
            opens=opening(docket, u),
            ends=ends,
            for_voices=len({self.voices.key(r) for r in yes}),
            against_voices=len({self.voices.key(r) for r in no}),
            amounts=amounts,
            conditions=condition_states(docket, u.condition),
        )

    def _decisive(self, findings: list[Finding], over: When | None) -> tuple[Finding, bool]:
        """Choose the finding that decides, and tell whether it was kept to the end of its period."""
        found = choose(findings, kept=self.kept)
        if over is None or found.answer is not Answer.YES:
            return found, False
        kept = [f for f in findings if f.answer is Answer.YES]
        if self.anchor is not None:
            return found, len(kept) >= self.elapsed()
        reaching = [f for f in kept if any(r.occurred.latest > over.earliest for r in f.reports)]
        return (choose(reaching, kept=True), True) if reaching else (found, False)

    def _past(self, at: datetime) -> bool:
        """Tell whether an instant is past the latest time that the deadline can mean."""
        return not self.kept and self.term is not None and at >= self.term.latest

    def _moved_by(self) -> tuple[str, ...]:
        moved = counting(self.docket, self.u).id
        return (moved,) if moved else ()

    def _side(self, *, complied: bool) -> list[Report]:
        """List every visible report on one side, deciding or not, in the order in which it was told."""
        return sorted(
            (r for r in self.reports if r.complied is complied), key=lambda r: (r.reported_at, r.id)
        )

    def _partial(self, found: Finding) -> bool:
        done = [r for r in found.reports if r.complied]
        return bool(done) and all(r.partial or self._short(r) for r in done)

    def _short(self, r: Report) -> bool:
        owed = self.u.quantity
        return owed is not None and r.quantity is not None and r.quantity < owed.value

    def occasions(self) -> tuple[Occasion, ...]:
        """List each occasion with its own outcome; of a recurring duty also those that nobody reports."""
        found = {f.occasion: f for f in self.findings()}
        if self.anchor is None:
            return tuple(self._occasion(label, found[label]) for label in sorted(found) if label)
        over = self.elapsed()
        latest = max((int(label.split()[-1]) for label in found if label), default=0)
        shown = range(max(over, latest))[-SHOWN:]
        return tuple(self._occasion(period_label(n), found.get(period_label(n), NOTHING), n) for n in shown)

    def _occasion(self, label: str, found: Finding, n: int | None = None) -> Occasion:
        start, end = self.period(n) if n is not None else (None, None)
        kept, over = self.u.mode is Mode.MAINTAIN, end is not None and self.docket.at >= end
        facts = Facts(
            phase_at(self.docket, self.u, self.acts, self.docket.at)[0],
            kept,
            found.answer,
            found.standing,
            past=over and not kept if n is not None else self._past(self.docket.at),
            ended=over,
            to_the_end=over,
        )
        row = outcome_row(facts)
        ids = tuple(sorted(r.id for r in found.reports))
        return Occasion(label, start, end, row.outcome, found.standing, row.id, found.row.id, ids)
