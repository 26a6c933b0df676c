from judge_makers import AGREED, act, as_of, report, undertaking

from ceasefire.judge import status
from ceasefire.model import Holds, Mode


def says(u, testimony, on, **more):
    s = status(u, testimony, as_of(on), **more)
    return s.phase.value, s.outcome.value, s.standing.value


def test_something_to_achieve():
    u = undertaking()
    a_done, b_not = report(2, "A", True, 5), report(3, "B", False, 5)
    assert says(u, [], 1) == ("proposed", "not owed", "unreported")
    assert says(u, [AGREED], 1) == ("in force", "open", "unreported")
    assert says(u, [AGREED], 11) == ("in force", "overdue", "unreported")
    assert says(u, [AGREED, a_done], 6) == ("in force", "fulfilled", "claimed")
    assert says(u, [AGREED, a_done, b_not], 6) == ("in force", "open", "disputed")
    assert says(u, [AGREED, a_done, b_not], 11) == ("in force", "overdue", "disputed")
    assert says(u, [AGREED, a_done, b_not, report(4, "V", True, 5)], 11) == (
        "in force",
        "fulfilled",
        "verified",
    )
    assert says(u, [AGREED, a_done, report(3, "B", True, 5)], 11) == ("in force", "fulfilled", "acknowledged")
    assert says(u, [AGREED, report(2, "V", True, 14)], 15) == ("in force", "fulfilled late", "verified")
    assert says(u, [AGREED, report(2, "B", False, 11)], 12) == ("in force", "violated", "claimed")
    assert says(u, [AGREED, report(2, "A", False, 11)], 12) == ("in force", "violated", "acknowledged")
    assert says(u, [AGREED, report(2, "B", False, 4)], 6) == ("in force", "open", "unreported")


def test_acts_and_a_condition():
    u = undertaking()
    assert says(u, [AGREED, act(2, "M", "suspend", 2)], 12)[:2] == ("suspended", "not owed")
    assert says(u, [AGREED, act(2, "X", "suspend", 2)], 3)[0] == "in force"
    assert says(u, [AGREED, act(2, "B", "release", 2)], 3)[:2] == ("discharged", "not owed")
    c = undertaking(condition=Holds("h"))
    h = undertaking(due=None, powers=frozenset())
    others = {"h": type(h)(**{f: getattr(h, f) for f in h.__slots__} | {"id": "h"})}
    said = report(2, "B", False, 1, of="h")
    assert says(c, [AGREED, said], 3, others=others)[0] == "pending"
    assert says(c, [AGREED, report(3, "B", True, 1, of="h")], 3, others=others)[0] == "in force"
    assert says(c, [AGREED, report(3, "A", True, 1, of="h")], 3, others=others)[0] == "pending"
    assert says(c, [AGREED, report(3, "A", True, 1, of="h")], 11, others=others)[0] == "expired"


def test_something_to_keep_up():
    u = undertaking(Mode.MAINTAIN)
    b = report(2, "B", False, 3, "inc1")
    a = report(3, "A", True, 3, "inc1")
    assert says(u, [AGREED], 5) == ("in force", "open", "unreported")
    assert says(u, [AGREED, b], 5) == ("in force", "violated", "claimed")
    assert says(u, [AGREED, b, a], 5) == ("in force", "open", "disputed")
    assert says(u, [AGREED, b, a, report(4, "V", False, 3, "inc1")], 5) == (
        "in force",
        "violated",
        "verified",
    )
    assert says(u, [AGREED, report(2, "V", False, 3, "inc1"), report(3, "V", True, 6, "week1")], 7) == (
        "in force",
        "violated",
        "verified",
    )
    assert says(u, [AGREED, report(2, "V", True, 10)], 12) == ("in force", "fulfilled", "verified")
    stopped = [
        AGREED,
        act(2, "M", "suspend", 2),
        report(3, "V", False, 3, "i"),
        act(4, "M", "resume", 4),
    ]
    assert says(u, stopped, 6) == ("in force", "open", "unreported")


def test_a_correction_leaves_what_was_known_before():
    u = undertaking()
    words = [AGREED, report(2, "A", True, 5), report(3, "A", False, 11, supersedes="002")]
    assert says(u, words, 12) == ("in force", "violated", "acknowledged")
    s = status(u, words, as_of(12, known=6))
    assert (s.outcome.value, s.standing.value) == ("fulfilled", "claimed")
