"""Measure where 5,000 undertakings stand by the whole status rule, from 1,000,000 statements.

In: a ledger as `asked.py` writes it. Out: lines of the table of `run.py`. Every question is of times never
asked about before, and ends with a row for each undertaking; a sample of the rows is held against
`judge.status` from the words. Beside seconds stand seconds of CPU, which other programs stretch less.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import asked

from ceasefire.judge import status
from ceasefire.judge.incremental import hangs_on
from ceasefire.judge.sitting import StatusRow, short
from ceasefire.ledger import Ledger
from ceasefire.model import AsOf, Process
from ceasefire.register.opening import Desk
from ceasefire.register.standings import Standings
from ceasefire.views.book import on_record

Line = Callable[[str, str, str, str], None]
SAMPLE = 100


@dataclass
class Took:
    """Seconds on the wall and of this program's own work."""

    wall: float
    own: float

    def __str__(self) -> str:
        return f"{self.wall * 1000:.0f} ms ({self.own * 1000:.0f} of CPU)"


def took(work: Callable[[], object]) -> Took:
    wall, own = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - own)


class Asking:
    """A ledger with its desk and standings, asked and checked."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.desk = ledger, Desk()
        self.opened = took(lambda: self.desk.refresh(ledger))
        self.process: Process = self.desk.processes(ledger)[0]
        self.standings = Standings(self.process)
        self.built = took(lambda: self.standings.refresh(self._sight(AsOf())))
        # As a server does once it is warm (`web/app.py`): or Python looks through all of it now and then.
        gc.collect()
        gc.freeze()
        self.answer: dict[str, StatusRow] = {}

    def _sight(self, as_of: AsOf):
        return self.desk.sight(self.ledger, self.process, as_of)

    def ask(self, as_of: AsOf) -> Took:
        """Ask, up to a row for each undertaking."""

        def work() -> None:
            self.answer = dict(self.standings.at(self._sight(as_of)))

        return took(work)

    def caught_up(self, as_of: AsOf) -> Took:
        """Take in what came, then ask."""

        def work() -> None:
            self.desk.refresh(self.ledger)
            self.standings.refresh(self._sight(AsOf()))
            self.answer = dict(self.standings.at(self._sight(as_of)))

        return took(work)

    def checked(self, as_of: AsOf, dice: random.Random) -> Took:
        """Judge some undertakings from their words, hold the answer against it; return the time of one."""
        sight = self._sight(as_of)
        others = sight.undertakings
        needs = hangs_on(others)
        some = dice.sample(sorted(others), min(SAMPLE, len(others)))
        judged = {}

        def work() -> None:
            for name in some:
                near = [n for n in needs[name] if n in others]
                heard = [t for n in near for t in (*on_record(others[n]), *sight.testimony(n))]
                judged[name] = short(status(others[name], heard, as_of, others=others))

        one = took(work)
        differ = [name for name in some if judged[name] != self.answer[name]]
        if differ or len(self.answer) != len(others):
            raise SystemExit(f"the standing projection differs from the rule as of {as_of}: {differ[:3]}")
        return Took(one.wall / len(some), one.own / len(some))


def measure(ledger: Ledger, window: Callable[[AsOf], object], line: Line, *, name: str = "") -> None:
    """Print the lines on the standing projection; `window` asks the window function of the same ledger."""
    dice = random.Random(5)
    asking = Asking(ledger)
    count = len(asking.process.undertakings)
    line(
        f"{name}the register opened, the standing projection built",
        f"{asking.opened}, {asking.built}",
        "",
        "",
    )
    given = [_days(d, d + lag) for d, lag in ((30, 0), (120, 3), (200, 365), (300, 1), (364, 365))]
    slow, fast, singly = [], [], []
    for as_of in given:
        fast.append(asking.ask(as_of))
        singly.append(asking.checked(as_of, dice))
        slow.append(took(lambda a=as_of: window(a)))
    mid, wide = _median(fast), _median(slow)
    line(
        f"{name}status of {count} undertakings as of given times, by the whole rule",
        f"{mid}, worst {max(fast, key=lambda t: t.wall)}, against {wide} by a window function",
        f"{wide.wall / mid.wall:.0f} times ({wide.own / mid.own:.0f} by CPU)",
        "20 times, under 100 ms",
    )
    for what, questions in (
        ("on any other day, all known", [_days(n) for n in _drawn(dice)]),
        ("by another bound on publication", [_days(n, n + dice.randrange(9)) for n in _drawn(dice)]),
        ("as known at another time", [_days(n, known=n + dice.randrange(9)) for n in _drawn(dice)]),
    ):
        times = [asking.ask(as_of) for as_of in questions]
        asking.checked(questions[-1], dice)
        worst = max(times, key=lambda t: t.wall)
        line(f"{name}the same {what}", f"{_median(times)}, worst {worst}", "", "under 100 ms")
    _late(asking, dice, line, name, _median(singly))


def _late(asking: Asking, dice: random.Random, line: Line, name: str, one: Took) -> None:
    """Append one more page about earlier days, ask again, then ask what was known before it."""
    now = _days(250)
    asking.ask(now)
    before = asking.answer
    seq = asking.ledger.head().seq  # another page each run, recorded after that of the last
    recorded = asked.T0 + timedelta(days=asked.DAYS + 30, seconds=seq)
    asking.ledger.append(asked.one_page(seq, len(before)), recorded_at=recorded)
    again = asking.caught_up(now)
    asking.checked(now, dice)
    changed = sum(asking.answer[n] != before[n] for n in before)
    everything = one.own * len(before)
    line(
        f"{name}the same after a late page (taken in, all asked; {changed} rows differ)",
        f"{again} against {everything:.1f} s of CPU for all one by one ({one.own * 1000:.2f} ms each)",
        f"{everything / again.own:.0f} times",
        "",
    )
    earlier = asking.ask(AsOf(valid_at=now.valid_at, known_at=recorded - timedelta(microseconds=1)))
    if asking.answer != before:
        raise SystemExit("what was known before the late page is not what was answered then")
    line(f"{name}the same as known before that page (equal to the answer of then)", f"{earlier}", "", "")


def _drawn(dice: random.Random) -> list[int]:
    return dice.sample(range(20, 360), 15)


def _days(valid: int, published: int | None = None, known: int | None = None) -> AsOf:
    def at(day: int | None):
        return None if day is None else asked.T0 + timedelta(days=day)

    return AsOf(valid_at=at(valid), published_by=at(published), known_at=at(known))


def _median(times: list[Took]) -> Took:
    return Took(statistics.median(t.wall for t in times), statistics.median(t.own for t in times))


def made(path: Path, *, statements: int, undertakings: int) -> None:
    """Make the ledger unless it is there."""
    if not path.exists():
        part = path.with_suffix(".part")
        asked.write(part, statements=statements, undertakings=undertakings)
        for end in ("", "-wal", "-shm"):
            if (beside := Path(f"{part}{end}")).exists():
                beside.rename(f"{path}{end}")
