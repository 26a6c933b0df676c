"""A candidate in, the places of its clause out: names and common words for places after a preposition."""

from collections.abc import Iterator

from ceasefire.model import Action, Force
from ceasefire.reading import frames
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.doers import MONTHS_AND_DAYS
from ceasefire.reading.force import Reading
from ceasefire.reading.words import Token

WHERE = {"in", "at", "near", "into", "inside", "outside", "across", "around", "along", "throughout", "on"}
# After these a name is a place wherever it stands in the sentence; "at" and "on" also lead to events.
SURELY = {"in", "near", "inside", "outside", "across", "throughout", "into"}
STRUCK = {"on", "against", "toward", "towards"}
WHENCE = {"from", "off", "of", "out"}
# Acts that leave or strike a place: "withdraw from the towns", "attacks on villages".
LEAVING = {Action.WITHDRAW, Action.EVACUATE}
STRIKING = {Action.ATTACK, Action.SEIZE}
REACH = 30
# What happened has a scene that its sentence names; what is asked or promised may happen elsewhere.
HAPPENED = {Force.REPORT, Force.ACCUSE, Force.COUNT, Force.ANNOUNCE}
LANDS = {
    "city", "town", "village", "area", "province", "region", "settlement", "centre", "center", "suburb",
    "district", "camp", "valley", "neighbourhood", "neighborhood", "airbase", "base", "border", "capital",
    "zone", "hospital", "school", "island", "port", "coast", "governorate", "enclave", "hill", "part",
    "north", "south", "east", "west", "outskirt", "edge", "half", "heart",
}  # fmt: skip


def places(candidate: Candidate, reading: Reading) -> tuple[Token, ...]:
    """Return the places of an act: those on which its own words hang, else the nearest of the sentence."""
    found: list[Token] = []
    for head in _heads(candidate):
        for name, noun in frames.prepositional(head):
            if _leads(name, head, noun, reading):
                found += [n for n in _inside(noun) if n not in found]
    found = found or _acted_on(candidate, reading)
    return tuple(found if found or reading.force not in HAPPENED else _near(candidate.leaf))


def _acted_on(candidate: Candidate, reading: Reading) -> list[Token]:
    """Return the places that are themselves struck, taken or left: "shelled the city", "left the camp"."""
    if reading.action not in STRIKING | LEAVING | {Action.ACCESS} or candidate.leaf.pos_ not in frames.VERBAL:
        return []
    struck = [o for o in frames.objects(candidate.leaf) if o.pos_ == "NOUN" and lookup(o) in LANDS]
    return [n for o in struck for n in _inside(o)]


def _near(leaf: Token) -> list[Token]:
    """Return the place named nearest to an act in its sentence: one event, one scene."""
    sentence = leaf.sent
    window = leaf.doc[max(sentence.start, leaf.i - REACH) : min(sentence.end, leaf.i + REACH)]
    led = [n for t in window if t.lower_ in SURELY and t.dep_ == "prep" for n in t.children if _is_place(n)]
    named = [n for n in led if any(_is_name(m) for m in _inside(n))]
    return _inside(min(named, key=lambda n: abs(n.i - leaf.i))) if named else []


def _heads(candidate: Candidate) -> Iterator[Token]:
    """Yield the words on whose phrases the place of an act may hang: the act, its objects, its verbs."""
    leaf = candidate.leaf
    yield leaf
    if leaf.pos_ in frames.VERBAL:
        yield from frames.objects(leaf)
        yield from (
            c for c in leaf.children if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ == "back")
        )
    else:
        yield from (noun for name, noun in frames.prepositional(leaf) if name == "of")
    for step in candidate.steps:
        if step.loose or (step.row is not None and step.row.speech and step.slot == "that"):
            return
        if step.slot in {"object", "subject", "of", "for", "clause"}:
            yield step.token
        if step.token.pos_ in frames.VERBAL and frames.own_finite(step.token):
            return


def _leads(name: str, head: Token, noun: Token, reading: Reading) -> bool:
    if not _is_place(noun):
        return False
    if name in WHERE - {"on"}:
        return True
    if name in STRUCK:
        return reading.action in STRIKING and noun.pos_ == "NOUN"
    return name in WHENCE and reading.action in LEAVING and (head.pos_ in frames.VERBAL or name != "of")


def _is_place(noun: Token) -> bool:
    return _is_name(noun) or (noun.pos_ == "NOUN" and lookup(noun) in LANDS)


def _is_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN" and not noun.like_num and noun.lower_ not in MONTHS_AND_DAYS


def _inside(noun: Token) -> list[Token]:
    """Return a place, those joined to it, and the place it lies in."""
    found = [n for n in frames.conjuncts(noun) if _is_place(n)] if noun.pos_ == "PROPN" else [noun]
    for name, inner in frames.prepositional(noun):
        if name in {"in", "of", "near", "inside"} and inner.pos_ == "PROPN" and _is_place(inner):
            found += frames.conjuncts(inner)
    return found
