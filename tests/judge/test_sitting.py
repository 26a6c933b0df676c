"""All at once is the same as one by one: drawn undertakings, drawn testimony, drawn times."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_makers import AGREED, as_of, day, report, undertaking
from test_status_properties import EXAMPLES, SPEAKS_FOR, said_of_them, times, undertakings

from ceasefire.judge import status
from ceasefire.judge.seen import FOREVER
from ceasefire.judge.sitting import Heard, Sitting, columns, short, told_of
from ceasefire.model import After, AsOf, Mode, Report


def numbered(said):
    once = []
    for t in said:
        if t not in once:
            once.append(t)
    return once


def sitting_of(named, said, *, parts=1):
    """Hear in parts."""
    sitting = Sitting(speaks_for=SPEAKS_FOR)
    heard = [Heard(n, t) for n, t in enumerate(numbered(said))]
    for part in range(parts):
        sitting.add([] if part else [*named.values()], *told_of(heard[part::parts]))
    return sitting


def visible(said, asked):
    """Tell of each word whether it was published and recorded by then, and not corrected."""
    published, known = asked.published_by or FOREVER, asked.known_at or FOREVER
    heard = [t.reported_at <= published and t.recorded_at <= known for t in said]
    gone = {t.supersedes for t, h in zip(said, heard, strict=True) if h and t.supersedes != t.id}
    return np.array([h and t.id not in gone for t, h in zip(said, heard, strict=True)], dtype=bool)


def ask(sitting, said, asked):
    said = numbered(said)
    seen = visible(said, asked)
    there = [replace(t, supersedes=None) for t, s in zip(said, seen, strict=True) if s]
    return sitting.at(asked, seen, lambda name: [t for t in there if t.undertaking == name])


def agree(named, said, sitting, asked):
    for time in asked:
        found = ask(sitting, said, time)
        assert list(found) == list(named)
        for name, u in named.items():
            assert found[name] == short(status(u, said, time, others=named, speaks_for=SPEAKS_FOR)), (
                name,
                time,
            )


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.tuples(undertakings("u"), undertakings("h"), undertakings("k")),
    said_of_them(),
    st.lists(times(), min_size=1, max_size=3),
    st.integers(1, 3),
)
def test_all_at_once_is_the_same_as_one_by_one(named, said, asked, parts):
    named = {u.id: u for u in named}
    agree(named, said, sitting_of(named, said, parts=parts), asked)


def plain(u):
    """Without what is judged one by one anyway."""
    timing = {
        k: replace(t, side="due") if isinstance(t := getattr(u, k), After) else t
        for k in ("opens", "due", "ends")
    }
    return replace(u, every=None, condition=None, **timing)


def untold(t):
    return replace(t, quantity=None) if isinstance(t, Report) else t


@settings(max_examples=3 * EXAMPLES, deadline=None)
@given(
    st.tuples(undertakings("u"), undertakings("h"), undertakings("k")),
    st.tuples(said_of_them(), said_of_them()),
    st.lists(times(), min_size=1, max_size=3),
    st.integers(1, 3),
    st.sampled_from((0, 5_000)),
)
def test_so_it_is_where_nothing_needs_to_be_judged_singly(named, said, asked, parts, few):
    named = {u.id: plain(u) for u in named}
    said = [*said[0], *(replace(t, id=f"b{t.id}") for t in said[1])]
    said = [untold(t) for t in said]
    before, columns.FEW = columns.FEW, few
    try:
        sitting = sitting_of(named, said, parts=parts)
    finally:
        columns.FEW = before
    agree(named, said, sitting, asked)


def test_plain_undertakings_are_not_judged_one_by_one():
    named = {u.id: u for u in (undertaking(), replace(undertaking(Mode.MAINTAIN), id="h"))}
    said = [
        AGREED,
        report(2, "B", True, 8),
        report(3, "V", False, 11),
        report(4, "B", True, 5, "day 5", of="h"),
    ]
    sitting = sitting_of(named, said)
    assert sitting.single == frozenset()
    agree(named, said, sitting, [as_of(n) for n in range(14)] + [AsOf()])


def test_copies_are_heard_once_without_being_judged_singly():
    u = undertaking()
    first = report(2, "A", True, 8, told=9, origin="wire")
    copy = replace(first, id="copy", reported_at=day(12).earliest, recorded_at=day(12).earliest)
    said = [AGREED, first, report(3, "A", False, 12, told=11), copy]
    sitting = sitting_of({"u": u}, said)
    assert sitting.single == frozenset()
    agree({"u": u}, said, sitting, [as_of(n, published=p) for n in (9, 12, 14) for p in (9, 11, 14)])
    assert ask(sitting, said, as_of(14))["u"].against_voices == 1


def test_a_copy_whose_first_telling_is_not_known_yet_is_a_later_word():
    u = undertaking()
    first = report(2, "A", True, 8, told=9, known=20, origin="wire")
    copy = replace(first, id="copy", reported_at=day(12).earliest, recorded_at=day(12).earliest)
    said = [AGREED, first, report(3, "A", False, 12, told=11), copy]
    sitting = sitting_of({"u": u}, said)
    agree({"u": u}, said, sitting, [as_of(14, known=15), as_of(14, known=21)])
    early, late = (ask(sitting, said, as_of(14, known=known))["u"] for known in (15, 21))
    assert early.outcome != late.outcome


def test_an_empty_sitting_has_an_answer():
    sitting = Sitting()
    assert dict(ask(sitting, [], AsOf())) == {}
    unknown = report(1, "B", True, 1, of="unknown")
    sitting.add([undertaking()], *told_of([Heard(0, unknown)]))
    assert ask(sitting, [unknown], AsOf())["u"] == short(status(undertaking(), [], AsOf()))
