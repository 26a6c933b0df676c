"""Whether something was undertaken at all, by the same rule of standing.

Enters: an undertaking and a `Docket`. Leaves: the row that fits and the ids of the words.
"""

from collections.abc import Mapping
from datetime import datetime

from ceasefire.judge.phases import recorded
from ceasefire.judge.seen import Docket
from ceasefire.judge.standing import EXISTENCE_ROWS, Answer, Answers, StandingRow, standing_row
from ceasefire.judge.weigh import Bench, Seat
from ceasefire.model import (
    Act,
    ActKind,
    Undertaking,
)


def existence(docket: Docket, u: Undertaking) -> tuple[StandingRow, tuple[str, ...]]:
    """Weigh whether it was undertaken at all, by the same rule.

    Here it is the debtor's "yes" and the creditor's "no" that go against the speaker's interest. A
    denial is overtaken by the same voice's later agreement, an agreement by no later denial.
    """
    acts = [a for a in docket.acts.get(u.id, ()) if a.kind is ActKind.AGREE]
    on_record = recorded(docket, u)
    agreed = _last_agreement(docket, acts)
    if on_record:
        debtor, since = docket.party(u.debtor), max(w.earliest for w in on_record)
        agreed[debtor] = max(since, agreed.get(debtor, since))
    heard = [a for a in acts if not a.denied or _stands(docket, a, agreed)]
    bench = Bench(docket, u)
    said = [(a, Answer.NO if a.denied else Answer.YES) for a in heard]
    own = {answer for a, answer in said if u.debtor in docket.line(a.voice.speaker)}
    lender = {answer for a, answer in said if u.creditor in docket.line(a.voice.speaker)}
    if on_record:
        own = own | {Answer.YES}
    admitted = (own if own == {Answer.YES} else set()) | (lender if lender == {Answer.NO} else set())
    answers = Answers(
        frozenset(answer for a, answer in said if bench.seat(a.voice.speaker) is Seat.VERIFIER),
        frozenset(admitted),
        frozenset({answer for _, answer in said} | ({Answer.YES} if on_record else set())),
        denied=Answer.NO in own,
    )
    return standing_row(answers, EXISTENCE_ROWS), tuple(sorted(a.id for a in heard))


def _stands(docket: Docket, denial: Act, agreed: Mapping[str | None, datetime]) -> bool:
    """Tell whether a denial still stands: the same party has not agreed after it."""
    later = agreed.get(docket.party(denial.voice.speaker))
    return later is None or denial.occurred.latest > later


def _last_agreement(docket: Docket, acts: list[Act]) -> dict[str | None, datetime]:
    last: dict[str | None, datetime] = {}
    for a in acts:
        if not a.denied:
            party = docket.party(a.voice.speaker)
            last[party] = max(a.occurred.earliest, last.get(party, a.occurred.earliest))
    return last
