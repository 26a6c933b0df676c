"""Who is in and who is out of an agreement, according to whom, over time.

Enters: coverage claims (and the rows of an agreement's file) and three times. Leaves: a `Coverage` for
each actor. Asserters that contradict one another stand side by side; nothing chooses between them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from ceasefire.judge.seen import FOREVER
from ceasefire.judge.spoken import Span, spans, visible
from ceasefire.model import (
    Agreement,
    AsOf,
    CoverageClaim,
    CoverageRow,
    CoverageStand,
    Precision,
    Voice,
    When,
)

ALWAYS = When(
    "", datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), Precision.YEAR, inferred=True
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where one actor stands to one agreement.

    `spans` hold every asserter's words over time, `now` those that hold as of the time asked.
    `contested` tells that some of `now` put the actor in and some out.
    """

    agreement: str
    actor: str
    spans: tuple[Span[CoverageClaim], ...]
    now: tuple[Span[CoverageClaim], ...]
    contested: bool


def coverage(claims: Iterable[CoverageClaim], as_of: AsOf) -> tuple[Coverage, ...]:
    """Sort claims by agreement and actor, as of three times."""
    by: dict[tuple[str, str], list[CoverageClaim]] = {}
    for c in visible(claims, as_of, _since):
        by.setdefault((c.agreement, c.actor), []).append(c)
    at = as_of.valid_at or FOREVER
    return tuple(_of_actor(agreement, actor, said, at) for (agreement, actor), said in sorted(by.items()))


def _of_actor(agreement: str, actor: str, said: list[CoverageClaim], at: datetime) -> Coverage:
    found = tuple(spans(said, _since, lambda c: c.stand))
    now = tuple(s for s in found if s.holds(at))
    sides = {s.word.stand is CoverageStand.JOINED for s in now}
    return Coverage(agreement, actor, found, now, contested=len(sides) > 1)


def _since(claim: CoverageClaim) -> When:
    return claim.since


def claims_of(agreement: Agreement) -> tuple[CoverageClaim, ...]:
    """Read the coverage rows of an agreement's file as claims, public from the day they begin."""
    return tuple(_claim(agreement, n, row) for n, row in enumerate(agreement.coverage, 1))


def _claim(agreement: Agreement, n: int, row: CoverageRow) -> CoverageClaim:
    since = row.since or agreement.announced or ALWAYS
    return CoverageClaim(
        id=f"{agreement.id} coverage {n}",
        agreement=agreement.id,
        actor=row.actor,
        stand=row.stand,
        voice=Voice(row.according_to, f"{agreement.id} coverage {n}"),
        since=since,
        reported_at=since.earliest,
        recorded_at=since.earliest,
        until=row.until,
    )
