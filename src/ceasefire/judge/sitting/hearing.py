"""Reports in, rows of numbers out: what of a report the rule looks at, looked up once.

Enters: undertakings, then testimony. Leaves: `Row` values, the codes behind them, and the undertakings
that cannot be judged from columns alone (`single`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from ceasefire.judge.occasions import WHOLE, day_of
from ceasefire.judge.outcome import is_kept_up
from ceasefire.judge.sitting.columns import COMPLIED, DIRECT, MOST, OUTLET, PARTIAL, Codes, Labels, Row
from ceasefire.judge.sitting.frames import empty_docket, micros, reach
from ceasefire.judge.sitting.verdicts import ANSWERS, SEATS
from ceasefire.judge.weigh import Bench, answer_of
from ceasefire.model import Aspect, Mode, Report, Testimony, Undertaking


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
        self.labels = Labels()
        self.single: set[int] = set()
        self.mixed: set[int] = set()
        """Origins that several outlets print in their own words: the first of those seen is the voice."""
        self.pair_of: list[int] = []
        self.kept: list[bool] = []
        self.begins: list[bool] = []
        self._docket = empty_docket(self.undertakings, speaks_for)
        self._benches: list[Bench] = []
        self._voices, self._origins, self._values, self._pairs = Codes(), Codes(), Codes(), Codes()
        self._outlets: dict[int, str] = {}
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

    def row(self, heard: Heard, report: Report) -> Row:
        """Write a report on a known undertaking in numbers."""
        u, subject = self.undertakings[report.undertaking], self.places.of(report.undertaking)
        label = self._label(subject, u, report)
        voice, origin = self._voice(report)
        claims = (COMPLIED if report.complied else 0) | (PARTIAL if report.partial else 0)
        since = heard.since or report.occurred.earliest
        reported = micros(report.reported_at)
        seat = SEATS.index(self._benches[subject].seat(report.voice.speaker))
        if report.quantity is not None:
            self.single.add(subject)
        said = (subject, voice, origin, claims, self.labels.of(report.occasion))
        return Row(
            number=heard.number,
            subject=subject,
            label=label,
            voice=voice,
            side=2 * self._pair(subject, voice) + report.complied,
            origin=origin,
            bit=1 << 4 * seat + ANSWERS.index(answer_of(u, report)),
            seat=seat,
            flags=claims | (DIRECT if report.direct else 0) | (OUTLET if report.voice.speaker is None else 0),
            since=micros(max(since, report.occurred.earliest)),
            reported=reported,
            earliest=micros(report.occurred.earliest),
            latest=micros(report.occurred.latest),
            same=hash((*said, self._values.of(report.occurred.value))),
            told=reported,
            first=heard.number,
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

    def _voice(self, report: Report) -> tuple[int, int]:
        heard = report.voice
        origin = self._origins.of(heard.origin)
        if heard.speaker is not None:
            return self._voices.of(f"speaker {heard.speaker}"), origin
        if self._outlets.setdefault(origin, heard.outlet) != heard.outlet:
            self.mixed.add(origin)
        name = f"outlet {heard.outlet}" if heard.outlet else f"origin {heard.origin}"
        return self._voices.of(name), origin

    def _pair(self, subject: int, voice: int) -> int:
        pair = self._pairs.of(subject * MOST + voice)
        if pair == len(self.pair_of):
            self.pair_of.append(subject)
        return pair
