"""Coverage, truces and tallies: each asserter's word stands beside the others'."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_makers import D0, as_of, at, day, voice

from ceasefire.judge import audit_tallies, claims_of, coverage, truce_state
from ceasefire.judge.tallies import Finding
from ceasefire.model import (
    Agreement,
    Bound,
    CoverageClaim,
    CoverageRow,
    CoverageStand,
    Tally,
    TruceState,
    TruceWord,
)


def claim(n, who, actor, stand, since, *, until=None, told=None, corrects=None):
    told = at(since if told is None else told)
    end = None if until is None else day(until)
    stands = CoverageStand(stand)
    return CoverageClaim(
        f"c{n}", "cessation", actor, stands, voice(who), day(since), told, told, end, corrects
    )


def now(covered):
    return [(s.asserter, s.word.stand.value) for s in covered.now]


def test_asserters_stand_side_by_side():
    claims = [
        claim(1, "Council", "Daesh", "excluded", 0),
        claim(2, "Ministry", "Brigade", "joined", 2),
        claim(3, "Brigade", "Brigade", "rejected", 3),
        claim(4, "Ministry", "Brigade", "joined", 4),
        claim(5, "Brigade", "Brigade", "joined", 9),
    ]
    brigade, daesh = coverage(claims, as_of(5))
    assert now(daesh) == [("Council", "excluded")]
    assert not daesh.contested
    assert now(brigade) == [("Brigade", "rejected"), ("Ministry", "joined")]
    assert brigade.contested
    assert brigade.now[1].ids == ("c2", "c4")
    later = coverage(claims, as_of(10))[0]
    assert not later.contested
    assert [(s.asserter, s.word.stand.value, s.end is None) for s in later.spans] == [
        ("Brigade", "rejected", False),
        ("Brigade", "joined", True),
        ("Ministry", "joined", True),
    ]


def test_coverage_ends_where_it_is_said_to_and_looks_at_no_later_word():
    claims = [claim(1, "A", "X", "joined", 0, until=4), claim(2, "A", "X", "withdrawn", 3, told=8)]
    assert now(coverage(claims, as_of(3, published=3))[0]) == [("A", "joined")]
    assert now(coverage(claims, as_of(6, published=6))[0]) == []
    assert now(coverage(claims, as_of(3, published=8))[0]) == [("A", "withdrawn")]


def test_a_correction_takes_a_claim_back():
    claims = [claim(1, "A", "X", "joined", 0), claim(2, "A", "X", "not joined", 0, told=5, corrects="c1")]
    assert now(coverage(claims, as_of(9))[0]) == [("A", "not joined")]
    assert now(coverage(claims, as_of(9, known=2))[0]) == [("A", "joined")]


def test_the_rows_of_a_file_are_claims():
    rows = (CoverageRow("Daesh", CoverageStand.EXCLUDED, "Council", since=day(1)),)
    agreement = Agreement("cessation", "Cessation", "truce", coverage=rows)
    assert now(coverage(claims_of(agreement), as_of(3))[0]) == [("Council", "excluded")]
    assert coverage(claims_of(agreement), as_of(0)) == ()


def word(n, who, state, on, *, place="town", until=None, told=None):
    told = at(on if told is None else told)
    end = None if until is None else day(until)
    return TruceWord(f"w{n}", "local", place, TruceState(state), voice(who), day(on), told, told, end)


@pytest.mark.parametrize(
    ("said", "state", "row"),
    [
        ({"A": "negotiating"}, "negotiating", "negotiating"),
        ({"A": "declared"}, "declared", "declared"),
        ({"A": "in effect"}, "in effect", "in-effect"),
        ({"A": "declared", "B": "in effect"}, "declared", "declared"),
        ({"A": "in effect", "B": "contested"}, "contested", "contested"),
        ({"A": "in effect", "B": "ended"}, "contested", "ended-or-not"),
        ({"A": "ended", "B": "ended"}, "ended", "all-ended"),
        ({"A": "declared", "B": "negotiating"}, "contested", "agreed-or-not"),
    ],
)
def test_truce_table(said, state, row):
    words = [word(n, who, s, 1) for n, (who, s) in enumerate(said.items())]
    (truce,) = truce_state(words, as_of(2))
    assert (truce.state.value, truce.row) == (state, row)
    assert dict(truce.says) == {who: TruceState(s) for who, s in said.items()}
    assert truce.alone == (None if len(said) > 1 else "A")


def test_a_truce_goes_its_way_place_by_place():
    words = [
        word(1, "Ministry", "negotiating", 1),
        word(2, "Ministry", "in effect", 3, until=6),
        word(3, "Ministry", "in effect", 2, place="village"),
    ]
    assert [t.state.value for t in truce_state(words, as_of(1))] == ["negotiating"]
    assert [(t.place, t.state.value) for t in truce_state(words, as_of(5))] == [
        ("town", "in effect"),
        ("village", "in effect"),
    ]
    assert [t.state.value for t in truce_state(words, as_of(8))] == ["ended", "in effect"]


def tally(n, source, value, start, end, **fields):
    first, last = D0 + timedelta(days=start), D0 + timedelta(days=end)
    return Tally(f"t{n}", source, fields.pop("of", "violations"), value, first, last, **fields)


def kinds(*tallies):
    return [(f.kind, f.ids) for f in audit_tallies(tallies)]


def test_a_sum_that_does_not_match_its_parts_is_said_and_left():
    parts = (("Aleppo", 3.0), ("Homs", 2.0))
    assert kinds(tally(1, "centre", 6, 0, 1, parts=parts)) == [(Finding.SUM, ("t1",))]
    assert kinds(tally(1, "centre", 5, 0, 1, parts=parts)) == []
    assert kinds(tally(1, "centre", 4, 0, 1, parts=parts, bound=Bound.MIN)) == []
    assert "5" in audit_tallies([tally(1, "centre", 6, 0, 1, parts=parts)])[0].words


def test_a_count_of_everything_so_far_cannot_fall():
    counts = ((1, 40), (2, 42), (3, 41))
    told = [tally(n, "centre", v, 0, n, cumulative=True, of="settlements") for n, v in counts]
    assert kinds(*told) == [(Finding.FALL, ("t2", "t3"))]


def test_windows_that_overlap_and_rival_counts_are_never_added():
    pair = ("t1", "t2")
    assert kinds(tally(1, "centre", 6, 0, 1), tally(2, "centre", 7, 1, 2)) == []
    assert kinds(tally(1, "centre", 6, 0, 2), tally(2, "centre", 7, 1, 3)) == [(Finding.OVERLAP, pair)]
    assert kinds(tally(1, "centre", 6, 0, 1), tally(2, "network", 9, 0, 1)) == [(Finding.RIVAL, pair)]
    other = tally(2, "network", 9, 0, 1, definition="fire and arrests")
    assert kinds(tally(1, "centre", 6, 0, 1, definition="fire"), other) == [(Finding.DEFINITION, pair)]


values = st.one_of(st.integers(-5, 50), st.floats(allow_nan=True))
rows_of_figures = st.lists(
    st.tuples(st.sampled_from("AB"), values, st.integers(0, 4), st.booleans()), max_size=6
)


@given(rows_of_figures, st.randoms(use_true_random=False))
def test_the_audit_is_total_and_keeps_no_order(rows, random):
    told = [
        tally(n, who, value, d, d + 2, cumulative=so_far, parts=(("x", value), ("y", 1)))
        for n, (who, value, d, so_far) in enumerate(rows)
    ]
    found = audit_tallies(told)
    random.shuffle(told)
    assert audit_tallies(told) == found
