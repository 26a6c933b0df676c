"""What people see: voices counted once, rival words side by side, nothing added up, no ring made up."""

import itertools

import pytest
from desk import Desk, day

from ceasefire.model import BearingKind, Force, Outcome, Phase, Standing, Status
from ceasefire.model.words import Action, Progress
from ceasefire.views import board, timeline, waiting, why
from ceasefire.views.wording import Mark, wording

DONE = {"undertaking": "leave", "kind": BearingKind.COMPLIES, "complied": True, "counts": True}
NOT_DONE = {"undertaking": "leave", "kind": BearingKind.BREACHES, "complied": False, "counts": True}


def cell_of(folio, key="leave"):
    return next(
        c for row in board(folio).rows for _, cells in row.cells for c in cells if c.undertaking == key
    )


def test_before_the_deadline_silence_is_open_and_after_it_overdue_never_breached():
    desk = Desk()
    desk.say("A road was mended.", page="Post", speaker=None)
    assert cell_of(desk.folio("2030-04-09")).word == "open, no reports"
    assert cell_of(desk.folio("2030-04-11")).word == "overdue, no reports"


def test_a_party_s_word_is_a_claim():
    desk = Desk()
    desk.say("we left", page="Post", speaker="north", **DONE)
    shown = cell_of(desk.folio())
    assert (shown.mark, shown.word, shown.voices) == (Mark.CLAIMED, "said to be done", 1)
    assert shown.reason == "done: The North"


def test_ten_copies_of_one_story_are_one_voice():
    desk = Desk()
    for number in range(10):
        desk.say("they left", page=f"Post {number}", speaker=None, origin="wire", **DONE)
    assert cell_of(desk.folio()).voices == 1
    view = why(desk.folio(), desk.folio().undertakings["leave"])
    (entry,) = view.weighed
    assert len(entry.copies) == 9


def test_copies_that_differ_in_their_words_are_both_shown():
    desk = Desk()
    for page, words in (("Post", "they began to leave"), ("Star", "they left"), ("Sun", "They left,")):
        desk.say(words, page=page, speaker=None, origin="wire", **DONE)
    view = why(desk.folio(), desk.folio().undertakings["leave"])
    shown = sorted(entry.quote.exact.lower().rstrip(",") for entry in view.weighed)
    assert shown == ["they began to leave", "they left"]


def test_words_without_a_time_are_no_word_on_the_days_before_they_were_said():
    desk = Desk()
    desk.say("we have left", page="Post", speaker="north", published="2030-04-12", **DONE)
    assert cell_of(desk.folio("2030-04-09")).word == "open, no reports"
    assert cell_of(desk.folio("2030-04-12")).mark is Mark.CLAIMED


def test_rival_words_stand_side_by_side():
    desk = Desk()
    desk.say("we left", page="Post", speaker="north", published="2030-04-10", **DONE)
    desk.say("they have not left", page="Star", speaker="watch", published="2030-04-11", **NOT_DONE)
    shown = cell_of(desk.folio("2030-04-12"))
    assert shown.mark is Mark.DISPUTED
    assert shown.reason == "done: The North; not done: The Watch"


def test_terms_that_differ_are_all_shown():
    desk = Desk()
    for page, by in (("Post", "2030-04-10"), ("Star", "2030-04-11")):
        desk.say(
            "they must leave", page=page, speaker=None, force=Force.REQUIRE, undertaking="leave",
            kind=BearingKind.DEMANDS, deadline=day(by),
        )  # fmt: skip
    assert [t.words for t in cell_of(desk.folio()).terms] == ["2030-04-10", "2030-04-11"]


def test_every_line_leads_to_its_words():
    desk = Desk()
    desk.say("we left", page="Post", speaker="north", **DONE)
    view = why(desk.folio(), desk.folio().undertakings["leave"])
    (entry,) = view.weighed
    assert (entry.quote.exact, entry.name, entry.row) == ("we left", "Post.txt", "test-row")
    assert view.rules
    assert all(": " in rule for rule in view.rules)


def test_figures_of_two_sources_are_never_put_together():
    desk = Desk()
    for speaker, number in (("north", 9), ("south", 30)):
        desk.say(f"{number} were killed", page="Post", speaker=speaker, force=Force.COUNT, figure=number)
    (section,) = [s for s in board(desk.folio()).sections if s.id == "tallies"]
    assert [(i.who, i.what) for i in section.items] == [
        ("The North", "at least 9 killed"),
        ("The South", "at least 30 killed"),
    ]


ASK = {"force": Force.REQUIRE, "action": Action.GUARANTEE, "kind": BearingKind.CONDITIONS}


def test_one_demand_for_guarantees_is_a_wait_and_no_ring():
    desk = Desk()
    desk.say("wants guarantees from the South", page="Post", speaker="north", actors=["south"], **ASK)
    view = waiting(desk.folio())
    assert [(w.waiter, w.waits_for) for w in view.waits] == [("The North", "The South")]
    assert not view.rings


def test_two_parties_that_wait_for_each_other_are_a_ring():
    desk = Desk()
    desk.say("wants guarantees from the South", page="Post", speaker="north", actors=["south"], **ASK)
    desk.say("wants guarantees from the North", page="Star", speaker="south", actors=["north"], **ASK)
    (ring,) = waiting(desk.folio()).rings
    assert set(ring) == {"The North", "The South"}


def test_waits_for_different_things_are_no_ring():
    desk = Desk()
    before, opens = "before it leaves", "if the North opens the road"
    desk.say(
        f"must release prisoners {before}", page="Post", speaker="north", actors=["south"],
        force=Force.REQUIRE, action=Action.RELEASE, condition=before, condition_action=Action.WITHDRAW,
    )  # fmt: skip
    desk.say(
        f"would disarm {opens}", page="Star", speaker="south", awaited=["north"],
        force=Force.UNDERTAKE, action=Action.DISARM, condition=opens, condition_action=Action.ACCESS,
    )  # fmt: skip
    view = waiting(desk.folio())
    assert len(view.waits) == 2
    assert not view.rings


def test_the_timeline_is_in_order_and_holds_deadlines_and_words():
    desk = Desk()
    desk.say("we left", page="Post", speaker="north", published="2030-04-08", **DONE)
    moments = timeline(desk.folio())
    assert [m.at for m in moments] == sorted(m.at for m in moments)
    assert {m.line is None for m in moments} == {True, False}


@pytest.mark.parametrize(
    ("phase", "outcome", "standing"), list(itertools.product(Phase, Outcome, Standing)), ids=str
)
def test_the_wording_never_says_more_than_the_standing(phase, outcome, standing):
    shown = wording(Status(phase, outcome, standing, Standing.UNREPORTED, Progress.UNKNOWN, "r", "s"))
    settled = standing in (Standing.ACKNOWLEDGED, Standing.VERIFIED)
    assert shown.mark is not Mark.KEPT or settled
    assert "verified" not in shown.word or standing is Standing.VERIFIED
