"""Reports in, rows of numbers out: what of a report the rule looks at, looked up once.

Enters: undertakings, then testimony. Leaves: `Row` values, the codes behind them, and the undertakings
that cannot be judged from columns alone (`single`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ceasefire.judge.occasions import WHOLE, day_of
from ceasefire.judge.outcome import is_kept_up
from ceasefire.judge.sitting.columns import COMPLIED, DIRECT, OUTLET, PARTIAL, Codes, RankedCodes, Ranks, Row
from ceasefire.judge.sitting.frames import empty_docket, micros, reach
from ceasefire.judge.sitting.verdicts import ANSWERS, SEATS
from ceasefire.judge.weigh import Bench, answer_of
from ceasefire.model import Aspect, Mode, Report, Testimony, Undertaking, Voice


class Heard(NamedTuple):
    """Testimony with its number, a small one of its own.

    `since` is from when on it is about the world (None: the earliest time that it speaks of).
    """

    number: int
    testimony: Testimony
    since: datetime | None = None


class Hearing:
    """Codes for undertakings, voices and occasions, and what each report comes to in numbers."""

    def __init__(self, speaks_for: Mapping[str, str]) -> None:
        self.undertakings: dict[str, Undertaking] = {}
        self.places = Codes()
        self.labels = RankedCodes()
        self.single: set[int] = set()
        self.kept: list[bool] = []
        self.begins: list[bool] = []
        self._docket = empty_docket(self.undertakings, speaks_for)
        self._benches: list[Bench] = []
        self._voices, self._origins, self._values = RankedCodes(), Codes(), Codes()
        self._settled = 0
        self._general: set[tuple[int, bool]] = set()

    def undertake(self, u: Undertaking) -> None:
        """Take an undertaking in, before the words on it."""
        at = self.places.of(u.id)
        self.undertakings[u.id] = u
        self.kept.append(is_kept_up(u.mode, recurs=bool(u.every)))
        self.begins.append(u.aspect in {Aspect.BEGIN, Aspect.PART})
        self._benches.append(Bench(self._docket, u))
        if u.condition is not None or u.every:
            self.single.add(at)

    def settle(self) -> None:
        """Find undertakings whose times hang on reports, when all are known."""
        if self._settled == len(self.undertakings):
            return
        self._settled = len(self.undertakings)
        for at, u in enumerate(self.undertakings.values()):
            if reach(u, self.undertakings)[1]:
                self.single.add(at)

    @property
    def ranks(self) -> Ranks:
        """The order of the names of occasions and voices."""
        return Ranks(self.labels.rank, self._voices.rank)

    def row(self, heard: Heard, report: Report) -> Row:
        """Write a report on a known undertaking in numbers."""
        u, subject = self.undertakings[report.undertaking], self.places.of(report.undertaking)
        voice, occurred = report.voice, report.occurred
        named, origin = self._voice(voice), self._origins.of(voice.origin)
        claims = (COMPLIED if report.complied else 0) | (PARTIAL if report.partial else 0)
        seat = SEATS.index(self._benches[subject].seat(voice.speaker))
        if report.quantity is not None:
            self.single.add(subject)
        # Within one undertaking an origin has one voice, whichever outlets print it.
        said = (subject, -1 if voice.speaker is None else named, origin, claims)
        return Row(
            number=heard.number,
            subject=subject,
            label=self._label(subject, u, report),
            named=named,
            origin=origin,
            bit=1 << 4 * seat + ANSWERS.index(answer_of(u, report)),
            seat=seat,
            flags=claims | (DIRECT if report.direct else 0) | (OUTLET if voice.speaker is None else 0),
            since=micros(max(heard.since or occurred.earliest, occurred.earliest)),
            reported=micros(report.reported_at),
            earliest=micros(occurred.earliest),
            latest=micros(occurred.latest),
            same=hash((*said, self.labels.of(report.occasion), self._values.of(occurred.value))),
        )

    def _label(self, subject: int, u: Undertaking, report: Report) -> int:
        """Name the occasion. Where general words ("held all week") may answer a breach, judge singly."""
        if u.mode is not Mode.MAINTAIN:
            return self.labels.of(report.occasion)
        if report.occasion == WHOLE and report.complied:
            self._general.add((subject, True))
        if not report.complied:
            self._general.add((subject, False))
        if {(subject, True), (subject, False)} <= self._general:
            self.single.add(subject)
        return self.labels.of(day_of(report.occurred) if report.occasion == WHOLE else report.occasion)

    def _voice(self, voice: Voice) -> int:
        if voice.speaker is not None:
            return self._voices.of(f"speaker {voice.speaker}")
        return self._voices.of(f"outlet {voice.outlet}" if voice.outlet else f"origin {voice.origin}")
