from hypothesis import given
from hypothesis import strategies as st
from judge_makers import day, undertaking

from ceasefire.judge import deadlocks, waits_of
from ceasefire.model import After, AllOf, AnyOf, Holds, Wait


def test_the_ring_of_april_2012():
    waits = [
        Wait("government", "opposition", "written guarantees", ("s1",), withholds="withdrawal"),
        Wait("opposition", "government", "withdrawal", ("s2",), withholds="written guarantees"),
        Wait("government", "envoy", "word from the opposition", ("s3",)),
        Wait("government", "opposition", "written guarantees", ("s4",), withholds="withdrawal"),
    ]
    (ring,) = deadlocks(waits)
    assert ring.ring == ("government", "opposition")
    assert ring.ids == ("s1", "s2", "s4")


def test_one_side_waiting_is_no_ring():
    assert deadlocks([Wait("government", "opposition", "guarantees", ("s1",))]) == ()


def test_a_wait_without_words_closes_no_ring():
    waits = [Wait("A", "B", "x", ("s1",)), Wait("B", "A", "y", ())]
    assert deadlocks(waits) == ()


def test_two_quarrels_about_different_things_are_no_ring():
    waits = [Wait("A", "B", "prisoners", ("s1",), "road"), Wait("B", "A", "water", ("s2",), "bodies")]
    assert deadlocks(waits) == ()


def test_who_waits_for_itself_is_no_ring():
    assert deadlocks([Wait("A", "A", "x", ("s1",))]) == ()


def test_a_ring_of_three_and_one_of_two_beside_it():
    waits = [Wait(*pair, "", (f"s{n}",)) for n, pair in enumerate(("AB", "BC", "CA", "BA"))]
    assert [d.ring for d in deadlocks(waits)] == [("A", "B"), ("A", "B", "C")]


def needing(name, condition, **fields):
    u = undertaking(**fields)
    return type(u)(**{f: getattr(u, f) for f in u.__slots__} | {"id": name, "condition": condition})


def test_conditions_of_texts_make_rings_but_alternatives_do_not():
    a = needing("a", AllOf((Holds("b"), Holds("letter"))))
    b = needing("b", Holds("a"))
    assert [d.ring for d in deadlocks(waits_of([a, b]))] == [("a", "b")]
    assert deadlocks(waits_of([a, needing("b", AnyOf((Holds("a"), Holds("c"))))])) == ()
    assert deadlocks(waits_of([a, needing("b", Holds("a", asserted_by="B"))])) == ()
    c = needing("c", None, opens=After("d", day(1).latest - day(1).earliest, "done"))
    assert [d.ring for d in deadlocks(waits_of([c, needing("d", Holds("c"))]))] == [("c", "d")]


edges = st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD"))


@given(st.lists(edges, max_size=9), st.randoms(use_true_random=False))
def test_every_ring_closes_and_none_is_missed(pairs, random):
    waits = [Wait(a, b, "", (f"{a}{b}",)) for a, b in pairs]
    rings = deadlocks(waits)
    random.shuffle(waits)
    assert deadlocks(waits) == rings
    for d in rings:
        assert all(w.waits_for == d.waits[(n + 1) % len(d.waits)].waiter for n, w in enumerate(d.waits))
        assert set(d.ids) == {f"{w.waiter}{w.waits_for}" for w in d.waits}
    reach = {(a, b) for a, b in pairs if a != b}
    for _ in range(4):
        reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
    assert {a for a, b in reach if a == b} == {who for d in rings for who in d.ring}
