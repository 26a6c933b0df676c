"""A line of statuses, grown entry by entry in any order, says what judging all of it anew says."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.judge import status
from ceasefire.ledger.line import StatusLine
from ceasefire.model import (
    Act,
    Action,
    ActKind,
    AsOf,
    Mode,
    Precision,
    Report,
    Status,
    Testimony,
    Undertaking,
    Voice,
    When,
)

DAY = timedelta(days=1)
D0 = datetime(2030, 1, 1, tzinfo=UTC)


def on(n: int, days: int = 1) -> When:
    start = D0 + n * DAY
    return When(start.date().isoformat(), start, start + days * DAY, Precision.DAY, "UTC")


def undertaking(mode: Mode) -> Undertaking:
    powers = frozenset({("M", kind) for kind in ActKind} | {("A", ActKind.AGREE)})
    fields = {"opens": on(2), "due": on(6)} if mode is Mode.ACHIEVE else {"opens": on(2), "ends": on(9)}
    return Undertaking(
        "u", "p", "A", Action.WITHDRAW, "Withdraw", creditor="B", mode=mode, verifiers=frozenset("V"),
        powers=powers, **fields,
    )  # fmt: skip


@st.composite
def spoken(draw: st.DrawFn) -> list[Testimony]:
    made: list[Testimony] = []
    for n in range(draw(st.integers(0, 7))):
        day, told = draw(st.integers(0, 12)), draw(st.integers(0, 12))
        who = draw(st.sampled_from("ABMVX"))
        corrects = draw(st.sampled_from([None, None, *[t.id for t in made]]))
        common = (f"t{n}", "u", Voice(who, f"o-{who}"))
        times = (on(day), D0 + told * DAY, D0 + 20 * DAY)
        if draw(st.booleans()):
            made.append(Report(*common, draw(st.booleans()), *times, supersedes=corrects))
        else:
            kind = draw(st.sampled_from(ActKind))
            moved = on(draw(st.integers(3, 11))) if kind is ActKind.EXTEND else None
            made.append(Act(*common, kind, *times, deadline=moved, supersedes=corrects))
    return made


def line_of(u: Undertaking, known: dict[str, Testimony]) -> StatusLine[Testimony, Status]:
    def judge(items: Sequence[Testimony], at: datetime) -> Status:
        return status(u, items, AsOf(valid_at=at))

    def touches(item: Testimony) -> datetime:
        start = item.occurred.earliest
        return min(start, touches(known[item.supersedes])) if item.supersedes in known else start

    def turns(items: Sequence[Testimony]) -> Iterator[datetime]:
        whens: Iterable[When | None] = (u.opens, u.due, u.ends, *(i.occurred for i in items),
                                        *(getattr(i, "deadline", None) for i in items))  # fmt: skip
        for when in whens:
            if when is not None:
                for edge in (when.earliest, when.latest):
                    yield from (edge, edge + timedelta(microseconds=1))

    return StatusLine(judge, touches=touches, turns=turns)


@settings(max_examples=150, deadline=None)
@given(
    testimony=spoken(),
    mode=st.sampled_from(Mode),
    asked=st.lists(st.integers(-24, 15 * 24), max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_growing_in_any_order_equals_judging_anew(
    testimony: list[Testimony], mode: Mode, asked: list[int], order: object
) -> None:
    u, known = undertaking(mode), {t.id: t for t in testimony}
    late = list(testimony)
    order.shuffle(late)  # type: ignore[attr-defined]
    grown = line_of(u, known)
    for n, item in enumerate(late):
        grown.add(item)
        if n % 2:
            grown.at(D0 + asked[n % len(asked)] * timedelta(hours=1) if asked else D0)
    anew = line_of(u, known)
    for item in testimony:
        anew.add(item)
    assert grown.changes() == anew.changes()
    for hours in asked:
        at = D0 + timedelta(hours=hours)
        assert grown.at(at) == status(u, testimony, AsOf(valid_at=at)), "a line differs from the judge"


def test_a_late_entry_folds_only_the_suffix_again() -> None:
    u = undertaking(Mode.ACHIEVE)
    line = line_of(u, {})
    everyday = [
        Report(f"d{n}", "u", Voice("X", "o"), n % 2 == 0, on(n), D0 + n * DAY, D0 + n * DAY)
        for n in range(100)
    ]
    for item in everyday:
        line.add(item)
    line.changes()
    whole = line.folded
    line.add(Report("late", "u", Voice("V", "o2"), True, on(95), D0 + 99 * DAY, D0 + 99 * DAY))
    line.changes()
    assert line.folded - whole < whole / 10
    line.add(Report("early", "u", Voice("V", "o3"), True, on(0), D0 + 99 * DAY, D0 + 99 * DAY))
    before = line.folded
    line.changes()
    assert line.folded - before > whole * 0.9
