"""How statements bear on undertakings: the stories of the table, with a small process written for them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ceasefire.matching.actors import Actors
from ceasefire.matching.bearings import Matcher
from ceasefire.matching.places import Gazetteer
from ceasefire.matching.table import load_table
from ceasefire.model import (
    Action,
    ActKind,
    Actor,
    Agreement,
    Aspect,
    BearingKind,
    Clause,
    Document,
    Force,
    Mention,
    Mode,
    Participant,
    Passage,
    PassageKind,
    Precision,
    Process,
    Quote,
    Role,
    Side,
    Statement,
    Undertaking,
    When,
)


def day(value):
    start = datetime.fromisoformat(value).replace(tzinfo=UTC)
    return When(value, start, start.replace(hour=23), Precision.DAY, "UTC")


def owed(key, debtor, action, **more):
    return Undertaking(key, "valley", debtor, action, key, **more)


BEGUN = owed("begun", "council", Action.WITHDRAW, aspect=Aspect.BEGIN, about=("troops", "units"))
DONE = owed("done", "council", Action.WITHDRAW, about=("troops", "units"))
TRUCE = owed("truce", "front", Action.CEASE_FIRE, mode=Mode.MAINTAIN)
VALLEY = Process(
    id="valley",
    title="The valley",
    zone="UTC",
    window=("2030-01-01", None),
    sides=(Side("s", "Sarn Front", ("hill fighters",)),),
    actors=(
        Actor("council", "body", ("Valley Council",)),
        Actor("front", "group", ("Sarn Front",)),
        Actor("ada-brook", "person", ("Ada Brook",), speaks_for="council"),
        Actor("watch", "body", ("Valley Watch",)),
    ),
    participants=(Participant("council", Role.PARTY, "c"), Participant("front", Role.PARTY, "s")),
    agreements=(
        Agreement(
            "plan",
            "Brook plan",
            "plan",
            ("Brook plan",),
            clauses=(Clause("1", "1", "x", (BEGUN, DONE, TRUCE)),),
        ),
    ),
)


@pytest.fixture(scope="module")
def matcher():
    return Matcher(Actors.load(), Gazetteer.load(), load_table())


def bearings(matcher, words, force, action, *, speaker=None, actor=None, condition=None, **more):
    def mention(text):
        return Mention(text, 0, len(text)) if text else None

    statement = Statement(
        "d", 0, Quote(words, 0, len(words)), force, action, "test",
        speaker=mention(speaker), actor=mention(actor), condition=mention(condition), **more,
    )  # fmt: skip
    page = Document("d", "d", "", "text/plain", "en", words, (Passage(0, PassageKind.BODY, 0, len(words)),))
    found = matcher.bearings(statement, entry="e", document=page, process=VALLEY, published=day("2030-04-10"))
    return {b.undertaking: b for b in found}


def test_a_minister_s_claim_is_the_party_s_word_and_bears_on_both_readings_of_the_term(matcher):
    found = bearings(
        matcher,
        "units have left the towns",
        Force.REPORT,
        Action.WITHDRAW,
        speaker="Ada Brook",
        actor="Valley Council",
    )
    assert {key: (b.complied, b.partial) for key, b in found.items()} == {
        "begun": (True, False),
        "done": (True, False),
    }
    assert {b.heard.speaks_for for b in found.values()} == {"council"}


@pytest.mark.parametrize(
    ("words", "aspect"), [("some units have left", Aspect.WHOLE), ("units are leaving", Aspect.BEGIN)]
)
def test_a_part_done_is_a_beginning_and_only_a_part_of_the_whole(matcher, words, aspect):
    found = bearings(matcher, words, Force.REPORT, Action.WITHDRAW, actor="Valley Council", aspect=aspect)
    assert (found["begun"].partial, found["done"].partial) == (False, True)


def test_a_term_of_beginning_is_no_term_of_being_done(matcher):
    said = {"speaker": "The plan", "actor": "Valley Council", "deadline": day("2030-04-10")}
    begin = bearings(
        matcher, "to begin to pull troops out", Force.REQUIRE, Action.WITHDRAW, aspect=Aspect.BEGIN, **said
    )
    whole = bearings(matcher, "to have troops out", Force.REQUIRE, Action.WITHDRAW, **said)
    assert (set(begin), set(whole)) == ({"begun"}, {"done"})
    assert begin["begun"].row == "terms-of-the-agreement"


def test_what_was_read_with_little_certainty_stands_beside(matcher):
    def counted(confidence):
        found = bearings(
            matcher, "fired on troops", Force.ACCUSE, Action.ATTACK,
            speaker="Valley Watch", actor="Sarn Front", confidence=confidence,
        )  # fmt: skip
        return found["truce"].counts

    assert (counted(0.9), counted(0.2), counted(None)) == (True, False, True)


def test_accepting_the_plan_is_agreeing_to_all_that_one_owes_under_it_and_to_nothing_else(matcher):
    found = bearings(
        matcher,
        "accepted the Brook plan",
        Force.UNDERTAKE,
        Action.AGREE,
        speaker="Valley Council",
        actor="Valley Council",
    )
    assert {key: b.act for key, b in found.items()} == {"begun": ActKind.AGREE, "done": ActKind.AGREE}


def test_a_demand_for_assurances_is_a_condition_of_the_act_that_its_words_name(matcher):
    found = bearings(
        matcher, "asked that hill fighters guarantee to stop", Force.REQUIRE, Action.GUARANTEE,
        speaker="Valley Council", condition="before it pulls troops back",
    )  # fmt: skip
    assert {key: b.kind for key, b in found.items()} == {
        "begun": BearingKind.CONDITIONS,
        "done": BearingKind.CONDITIONS,
    }
    assert found["done"].heard.awaited == ("front",)


def test_what_speaks_of_a_time_before_the_process_bears_on_none_of_it(matcher):
    found = bearings(
        matcher,
        "fired on troops",
        Force.ACCUSE,
        Action.ATTACK,
        speaker="Valley Watch",
        actor="Sarn Front",
        when=day("2029-04-10"),
    )
    assert set(found) == {None}


def test_every_statement_bears_on_its_process_at_least(matcher):
    for force in Force:
        for action in Action:
            assert bearings(matcher, "words", force, action)


def test_a_bearing_rests_on_its_statement_alone(matcher):
    one = bearings(matcher, "units have left", Force.REPORT, Action.WITHDRAW, actor="Valley Council")
    fresh = replace(matcher, actors=Actors.load())
    assert bearings(fresh, "units have left", Force.REPORT, Action.WITHDRAW, actor="Valley Council") == one
