"""Turns of phrase that decide the force of a candidate: each a function of a candidate and its words."""

from typing import TYPE_CHECKING

from ceasefire.model import Action, Force
from ceasefire.reading import doers, frames
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import Step
from ceasefire.reading.sure import DROPPED, Verdict, Words, in_chain, modal_of, subject_or_owner

if TYPE_CHECKING:
    from ceasefire.reading.reader import Seen

OWN_ACTS = {Action.TALK, Action.WITHDRAW, Action.DISARM, Action.CEASE_FIRE, Action.MONITOR}
NOUNS = {"NOUN", "PROPN"}
BELOW = frozenset({"before", "unless", "until", "if", "lest"})


def hindsight(seen: "Seen", words: Words) -> Verdict | None:
    """Read "could have acted", "should have been firmer in keeping the plan" as fault found."""
    leaf, act = seen.candidate.leaf, seen.candidate.act
    steps = [s for s in seen.candidate.steps if not s.loose]
    for verb in (leaf, *(s.token for s in steps)):
        modal = modal_of(verb, words["modals"]) if verb.pos_ in frames.VERBAL else None
        if modal is None or not any(a.lower_ == "have" for a in frames.auxiliaries(verb)):
            continue
        if act.id == "any" and (verb != leaf or lookup(leaf) not in words["verbs"]):
            return None
        if act.stance == "hostile" or (act.id != "any" and modal.lower_ == "could"):
            return None
        action = Action.AGREE if act.id == "any" else act.action
        giver = None if verb == leaf else Step(verb, "clause", None)
        return Verdict(Force.ACCUSE, action, giver, {"actor": subject_or_owner(verb)})
    return None


def headline(seen: "Seen", _words: Words) -> Verdict | None:
    """Read "Union to send observers" as undertaken."""
    leaf, act = seen.candidate.leaf, seen.candidate.act
    verb = leaf if leaf.pos_ in frames.VERBAL or not seen.candidate.steps else seen.candidate.steps[0].token
    if (
        verb.dep_ != "ROOT"
        or verb.tag_ != "VB"
        or not frames.is_infinitive(verb)
        or act.stance in {"hostile", "any"}
    ):
        return None
    doer = next((c for c in verb.children if c.dep_ in frames.SUBJECTS and c.pos_ in NOUNS), None)
    if doer is None:
        return None
    planned = act.stance in {"talk", "deal"} or act.action is Action.AGREE
    return Verdict(Force.ANNOUNCE if planned else Force.UNDERTAKE, None, None, {"actor": doer})


def among(seen: "Seen", words: Words) -> Verdict | None:
    """Read "X is not among the groups that talk" as denied."""
    for at, step in enumerate(seen.candidate.steps[1:], 1):
        below = seen.candidate.steps[at - 1].token
        if step.slot not in words["prepositions"] or lookup(step.token) != "be" or below.pos_ != "NOUN":
            continue
        who = frames.subject(step.token)
        force = Force.DENY if frames.is_negated(step.token) else Force.REPORT
        return Verdict(force, None, Step(step.token, step.slot, None), {"actor": who})
    return None


def not_an_option(seen: "Seen", words: Words) -> Verdict | None:
    """Read "is not considering his removal" as opposed; one's own act as refused."""
    leaf, steps = seen.candidate.leaf, seen.candidate.steps
    if not steps or seen.candidate.act.id == "any" or leaf.pos_ not in NOUNS:
        return None
    verb = steps[0].token
    considered = steps[0].slot == "object" and lookup(verb) in words["verbs"]
    offered = lookup(verb) == "be" and any(
        lookup(c) in words["nouns"] for c in verb.children if c.dep_ == "attr"
    )
    if not (considered or offered) or not frames.is_negated(verb):
        return None
    whose = doers.owner(leaf)
    force = Force.REFUSE if whose is None and seen.candidate.act.action in OWN_ACTS else Force.OPPOSE
    who = {"actor": frames.subject(verb)} if considered else {}
    return Verdict(force, None, steps[0], {**who, "target": whose or leaf})


def guaranteed_only(seen: "Seen", words: Words) -> Verdict | None:
    """Drop what a guarantee that is only wanted would bring: it is nobody's undertaking yet."""
    leaf = seen.candidate.leaf
    if lookup(leaf) in words["nouns"]:
        return DROPPED if seen.candidate.described else None
    for at, step in enumerate(seen.candidate.steps):
        if lookup(step.token) not in words["nouns"] or step.slot not in {
            "that",
            "clause",
            "acl",
            "relcl",
            "of",
        }:
            continue
        above = seen.candidate.steps[at + 1] if at + 1 < len(seen.candidate.steps) else None
        wanted = above is not None and above.row is not None and above.row.force is Force.REQUIRE
        asked = above is not None and lookup(above.token) in {
            "demand",
            "want",
            "seek",
            "ask",
            "await",
            "need",
            "request",
            "require",
        }
        if wanted or asked or (above is not None and frames.is_negated(above.token)):
            return DROPPED
    return None


def by_doing(seen: "Seen", _words: Words) -> Verdict | None:
    """Read "should make a start by pulling out" as pulling out required."""
    leaf, steps = seen.candidate.leaf, seen.candidate.steps
    if (
        leaf.tag_ != "VBG"
        or leaf.dep_ != "pcomp"
        or leaf.head.lower_ != "by"
        or seen.candidate.act.stance != "good"
    ):
        return None
    for step in steps:
        if step.token.pos_ in frames.VERBAL and frames.own_finite(step.token):
            modal = modal_of(step.token, frozenset({"should", "must", "ought"}))
            if modal is None or frames.is_negated(step.token):
                return None
            return Verdict(
                Force.REQUIRE, None, Step(step.token, step.slot, None), {"actor": frames.subject(step.token)}
            )
    return None


def vetoed(seen: "Seen", words: Words) -> Verdict | None:
    """Read "has shielded its ally by vetoing two resolutions" as opposed to them."""
    leaf, steps = seen.candidate.leaf, seen.candidate.steps
    if leaf.tag_ != "VBG" or leaf.head.lower_ != "by" or leaf.lemma_.lower() not in words["acts"]:
        return None
    done = next(
        (s.token for s in steps if s.token.pos_ in frames.VERBAL and frames.own_finite(s.token)), None
    )
    if done is None or frames.is_negated(done) or modal_of(done, frozenset({"should", "must", "ought"})):
        return None
    doer = frames.subject(done)
    return Verdict(Force.OPPOSE, Action.SANCTION, None, {"actor": doer, "speaker": doer})


def slow_to(seen: "Seen", words: Words) -> Verdict | None:
    """Read "have been slow to reform" as fault found."""
    found = in_chain(seen, words["adjectives"])
    if (
        found is None
        or found.slot != "clause"
        or found.loose
        or seen.candidate.act.stance in {"any", "hostile"}
    ):
        return None
    verb = found.token.head
    return Verdict(Force.ACCUSE, None, Step(verb, "clause", None), {"actor": frames.subject(verb)})


def owed_by_subject(seen: "Seen", words: Words) -> Verdict | None:
    """Name who must act in "should order the withdrawal": the subject of "should"."""
    giver = seen.reading.giver
    if giver is None or seen.reading.force is not Force.REQUIRE or giver.token.pos_ not in frames.VERBAL:
        return None
    if modal_of(giver.token, words["modals"]) is None or seen.candidate.act.id == "any":
        return None
    who = frames.subject(giver.token)
    if who is None or lookup(giver.token) not in words["verbs"]:
        return None
    if seen.roles.speaker != who:
        return Verdict(Force.REQUIRE, None, None, {"actor": who})
    told = next((s.token for s in seen.candidate.steps if s.row is not None and s.row.id == "say"), None)
    return Verdict(
        Force.REQUIRE, None, None, {"actor": who, "speaker": frames.subject(told) if told else None}
    )


def will_not(seen: "Seen", words: Words) -> Verdict | None:
    """Keep "we will not ask for guarantees" a refusal of the one who says so."""
    giver = seen.reading.giver
    verb = giver.token if giver is not None else seen.candidate.leaf
    if (
        seen.reading.force is not Force.REFUSE
        or verb.pos_ not in frames.VERBAL
        or seen.candidate.act.id == "any"
    ):
        return None
    if modal_of(verb, words["modals"]) is None or not frames.is_negated(verb):
        return None
    return Verdict(
        Force.REFUSE,
        None,
        None,
        {"actor": frames.subject(verb), "target": frames.asked_party(verb) or seen.roles.target},
    )
