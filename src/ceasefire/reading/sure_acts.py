"""Turns of phrase that decide what an act is, or who stands in it: functions of a candidate and its words."""

from typing import TYPE_CHECKING

from ceasefire.model import Action, Force
from ceasefire.reading import doers, frames
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import Step
from ceasefire.reading.lexicon import load_lexicon
from ceasefire.reading.sure import Verdict, Words
from ceasefire.reading.words import Token

if TYPE_CHECKING:
    from ceasefire.reading.reader import Seen

NOUNS = {"NOUN", "PROPN"}
CALLING = {"call", "appeal", "ask", "push", "press", "demand", "urge", "require", "provide"}


def _is(noun: Token, name: str) -> bool:
    """Say whether a noun, or a word joined to it as one name, stands in a class of nouns."""
    known = load_lexicon().classes.get(name, frozenset())
    near = (noun, *(c for c in noun.children if c.dep_ in {"compound", "amod"}))
    return any({lookup(n), n.lower_} & known for n in near)


def send_means(seen: "Seen", words: Words) -> Verdict | None:
    """Read "to send money and equipment to the rebels" as arming them."""
    leaf = seen.candidate.leaf
    if lookup(leaf) not in words["verbs"] or leaf.pos_ not in frames.VERBAL or seen.reading.force is None:
        return None
    things = [c for noun in frames.objects(leaf) for c in frames.conjuncts(noun)]
    takers = [n for name, n in frames.prepositional(leaf) if name in {"to", "for"}]
    takers += [n for thing in things for name, n in frames.prepositional(thing) if name in {"to", "for"}]
    taker = next((n for n in takers if _is(n, "troops")), None)
    if taker is None or not any(lookup(t) in words["means"] for t in things):
        return None
    force = Force.UNDERTAKE if seen.reading.force is Force.UNDERTAKE else seen.reading.force
    return Verdict(force, Action.ARM, None, {"target": taker})


def voiced_call(seen: "Seen", words: Words) -> Verdict | None:
    """Read "calls by the opposition for the president to go" as the opposition's words."""
    giver = seen.reading.giver
    if giver is None or lookup(giver.token) not in words["nouns"] or giver.token.pos_ != "NOUN":
        return None
    by = next((n for name, n in frames.prepositional(giver.token) if name in {"by", "from"}), None)
    if by is None or seen.candidate.act.id == "any" or seen.reading.force is not Force.REQUIRE:
        return None
    asked = next(
        (n for name, n in frames.prepositional(giver.token) if name == "for" and n.pos_ in NOUNS), None
    )
    actor = asked if asked is not None and asked != seen.candidate.leaf else seen.roles.actor
    return Verdict(Force.REQUIRE, None, None, {"speaker": by, "actor": actor})


def wanted_from(seen: "Seen", _words: Words) -> Verdict | None:
    """Name the giver in "wanted guarantees from the envoy" and "we want the envoy to give guarantees"."""
    leaf, giver = seen.candidate.leaf, seen.reading.giver
    if (
        seen.candidate.act.action is not Action.GUARANTEE
        or seen.reading.force is not Force.REQUIRE
        or giver is None
    ):
        return None
    who = frames.subject(giver.token) if giver.token.pos_ in frames.VERBAL else None
    sources = (*frames.prepositional(leaf), *frames.prepositional(giver.token))
    source = next((n for name, n in sources if name == "from"), None)
    if source is not None:
        return Verdict(Force.REQUIRE, None, None, {"actor": source, "target": who})
    if (
        giver.row is not None
        and giver.row.force is Force.REQUIRE
        and seen.candidate.steps[0].slot == "object"
    ):
        return Verdict(Force.REQUIRE, None, None, {"target": who} if who is not None else {})
    return None


def told_attacks(seen: "Seen", words: Words) -> Verdict | None:
    """Read "activists report new attacks" as their words, the attacker unnamed."""
    leaf, steps = seen.candidate.leaf, seen.candidate.steps
    if (
        seen.candidate.act.stance != "hostile"
        or leaf.pos_ not in NOUNS
        or not steps
        or steps[0].slot != "object"
    ):
        return None
    verb = steps[0].token
    who = frames.subject(verb)
    if (
        lookup(verb) not in words["verbs"]
        or verb.pos_ not in frames.VERBAL
        or who is None
        or frames.is_negated(verb)
    ):
        return None
    force = Force.COUNT if seen.reading.force is Force.COUNT else Force.ACCUSE
    return Verdict(force, None, None, {"speaker": who, "actor": doers.owner(leaf)})


def let_enter(seen: "Seen", words: Words) -> Verdict | None:
    """Read "allowed 28 media teams to enter" as access given; with "not" as access denied."""
    leaf = seen.candidate.leaf
    if lookup(leaf) not in words["verbs"] or leaf.pos_ not in frames.VERBAL:
        return None
    let_in = next(
        (c for c in leaf.children if c.dep_ in {"ccomp", "xcomp"} and lookup(c) in words["acts"]), None
    )
    if let_in is None:
        return None
    who = next(
        (c for c in (*let_in.children, *leaf.children) if c.dep_ in {"nsubj", "dobj"} and _is(c, "visitors")),
        None,
    )
    if who is None:
        return None
    force = Force.REPORT if frames.own_finite(leaf) and seen.reading.force is None else seen.reading.force
    if force is Force.REPORT and frames.is_negated(leaf):
        force = Force.ACCUSE
    target_roles = {"actor": frames.subject(leaf), "target": who}
    return Verdict(force, Action.ACCESS, None, target_roles) if force is not None else None


def halted(seen: "Seen", _words: Words) -> Verdict | None:
    """Keep "as fighting has been halted in several towns", also where it is told only in passing."""
    leaf = seen.candidate.leaf
    if seen.candidate.act.id != "halt-fighting" or seen.reading.giver is not None:
        return None
    told = seen.reading.force is Force.REPORT and leaf.dep_ == "advcl" and frames.own_finite(leaf)
    marks = {c.lower_ for c in leaf.children if c.dep_ == "mark"}
    return Verdict(Force.REPORT) if told and marks <= {"as", "since", "because", "after", "that"} else None


def backing(seen: "Seen", words: Words) -> Verdict | None:
    """Read "backing two statements" as a stance on what they say."""
    leaf = seen.candidate.leaf
    thing = next((o for o in frames.objects(leaf) if lookup(o) in words["things"]), None)
    if leaf.tag_ != "VBG" or lookup(leaf) not in words["verbs"] or thing is None or leaf.dep_ != "advcl":
        return None
    who = frames.subject(leaf)
    return Verdict(Force.SUPPORT, Action.AGREE, None, {"actor": who, "speaker": who, "target": thing})


def starts_on(seen: "Seen", words: Words) -> Verdict | None:
    """Read "a truce which would begin on Monday" as its start made known, besides the deal for it."""
    steps = seen.candidate.steps
    if not seen.candidate.described or seen.candidate.act.action is not Action.CEASE_FIRE or not steps:
        return None
    verb = steps[0].token
    if lookup(verb) not in words["verbs"] or verb.dep_ != "relcl" or frames.is_negated(verb):
        return None
    if not any(a.lower_ in words["modals"] for a in frames.auxiliaries(verb)):
        return None
    return Verdict(Force.ANNOUNCE, Action.CEASE_FIRE, None, {"actor": None})


def seated_in(seen: "Seen", words: Words) -> Verdict | None:
    """Read "the centre is located in an airbase" as the body made known."""
    leaf = seen.candidate.leaf
    if lookup(leaf) not in words["verbs"] or leaf.tag_ != "VBN":
        return None
    body = next((n for n in frames.objects(leaf) if lookup(n) in words["nouns"]), None)
    if body is None or not any(name in {"in", "at", "on"} for name, _ in frames.prepositional(leaf)):
        return None
    return Verdict(Force.ANNOUNCE, Action.COORDINATE, None, {"actor": None, "target": None})


def listed(seen: "Seen", _words: Words) -> Verdict | None:
    """Read each noun of a list after "calls for": parsers hang the later ones on what stands before."""
    leaf = seen.candidate.leaf
    if seen.candidate.act.id == "any" or leaf.pos_ not in NOUNS or seen.reading.force is not None:
        return None
    if seen.candidate.steps and seen.candidate.steps[0].row is not None:
        return None
    verb = next((t for t in leaf.ancestors if t.pos_ in frames.VERBAL), None)
    if verb is None or lookup(verb) not in CALLING or verb.i > leaf.i:
        return None
    asked = next((n for name, n in frames.prepositional(verb) if name == "for" and n.i < leaf.i), None)
    head = _of_list(leaf)
    if asked is None or head is None or head.i <= asked.i:
        return None
    if ("NOUN", lookup(head)) in load_lexicon().operator_words:
        return None
    speaker = frames.subject(verb)
    return Verdict(Force.REQUIRE, None, Step(head, "of", None), {"actor": None, "speaker": speaker})


def _of_list(leaf: Token) -> Token | None:
    """Return the noun of a list in which an act is named: "provision" of "provision of aid" after a comma."""
    for noun in (leaf, *(t for t in leaf.ancestors if t.pos_ == "NOUN")):
        first = next((c for c in noun.lefts if c.dep_ in {"det", "amod", "compound"}), noun).left_edge
        before = noun.doc[first.i - 1] if first.i > noun.sent.start else None
        if before is not None and before.lower_ in {",", "and"} and (noun == leaf or _of(noun, leaf)):
            return noun
    # "and launch of a dialogue": the parser may part the two.
    for at in range(leaf.i - 1, max(leaf.sent.start, leaf.i - 5), -1):
        word = leaf.doc[at]
        if (
            word.lower_ == "of"
            and leaf.doc[at - 1].pos_ == "NOUN"
            and leaf.doc[at - 2].lower_ in {",", "and"}
        ):
            return leaf.doc[at - 1]
        if word.pos_ in {"VERB", "PUNCT", "ADP"}:
            return None
    return None


def _of(noun: Token, leaf: Token) -> bool:
    return any(
        name in {"of", "for"} and leaf in frames.conjuncts(inner)
        for name, inner in frames.prepositional(noun)
    )
