from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from judge_makers import AGREED, as_of, day, report, undertaking
from test_status_properties import EXAMPLES, SPEAKS_FOR, said_of_them, times, undertakings

from ceasefire.judge import status
from ceasefire.judge.incremental import Statuses, hangs_on
from ceasefire.model import After, Holds, Outcome


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.tuples(undertakings("u"), undertakings("h"), undertakings("k")),
    said_of_them(),
    st.lists(times(), min_size=1, max_size=3),
    st.randoms(use_true_random=False),
)
def test_kept_up_is_the_same_as_judged_anew(named, said, asked, random):
    books = {u.id: u for u in named}
    kept = Statuses(books, asked, speaks_for=SPEAKS_FOR)
    random.shuffle(said)
    for n in range(len(said) + 1):
        kept.add(said[n : n + 1])
        for name, u in books.items():
            for i, time in enumerate(asked):
                anew = status(u, said[: n + 1], time, others=books, speaks_for=SPEAKS_FOR)
                assert kept.at(name, i) == anew


def test_a_late_entry_touches_only_what_comes_after():
    u = undertaking()
    kept = Statuses({"u": u, "other": replace(u, id="other")}, [as_of(n) for n in range(20)])
    assert kept.add([AGREED]) == 20
    assert kept.add([report(2, "B", False, 15)]) == 5
    assert kept.add([report(3, "A", True, 9)]) == 11
    assert kept.add([report(3, "A", True, 9)]) == 0
    assert kept.add([report(4, "A", False, 18, supersedes="003")]) == 11
    assert kept.at("u", 19).outcome is Outcome.VIOLATED


def test_what_hangs_on_what():
    u = undertaking(due=After("h", day(1).latest - day(0).latest), condition=Holds("event"))
    h = replace(u, id="h", condition=Holds("k"), due=day(3))
    needs = hangs_on({"u": u, "h": h})
    assert needs["u"] == {"u", "h", "event", "k"}
    assert needs["h"] == {"h", "k"}
