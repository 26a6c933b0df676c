"""A candidate in, the places of its clause out: names and common words for places after a preposition."""

from collections.abc import Iterator

from ceasefire.model import Action
from ceasefire.reading import frames
from ceasefire.reading.candidates import Candidate, lookup
from ceasefire.reading.force import Reading
from ceasefire.reading.roles import MONTHS_AND_DAYS
from ceasefire.reading.words import Token

WHERE = {"in", "at", "near", "into", "inside", "outside", "across", "around", "along", "throughout", "on"}
WHENCE = {"from", "off", "of", "out"}
# Acts that leave or strike a place: "withdraw from the towns", "attacks on villages".
LEAVING = {Action.WITHDRAW, Action.EVACUATE}
STRIKING = {Action.ATTACK, Action.SEIZE}
LANDS = {
    "city", "town", "village", "area", "province", "region", "settlement", "centre", "center", "suburb",
    "district", "camp", "valley", "neighbourhood", "neighborhood", "airbase", "base", "border", "capital",
    "zone", "hospital", "school", "island", "port", "coast", "governorate", "enclave", "hill",
}  # fmt: skip


def places(candidate: Candidate, reading: Reading, known: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the places of an act, those already `known` first; common nouns only where no name is known."""
    found = list(known)
    for head in _heads(candidate):
        for name, noun in frames.prepositional(head):
            if _leads(name, head, noun, reading) and noun not in found:
                found += [n for n in _inside(noun) if n not in found]
    return tuple(found)


def _heads(candidate: Candidate) -> Iterator[Token]:
    """Yield the words on whose phrases the place of an act may hang: the act, its objects, its verbs."""
    leaf = candidate.leaf
    yield leaf
    if leaf.pos_ in frames.VERBAL:
        yield from frames.objects(leaf)
        yield from (
            c for c in leaf.children if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ == "back")
        )
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
    if name in WHERE:
        on = name == "on"
        return not on or (reading.action in STRIKING and noun.pos_ == "NOUN")
    return name in WHENCE and reading.action in LEAVING and (head.pos_ in frames.VERBAL or name != "of")


def _is_place(noun: Token) -> bool:
    if noun.pos_ == "PROPN":
        return not noun.like_num and noun.lower_ not in MONTHS_AND_DAYS
    return noun.pos_ == "NOUN" and lookup(noun) in LANDS


def _inside(noun: Token) -> list[Token]:
    """Return a place, those joined to it, and the place it lies in."""
    found = [n for n in frames.conjuncts(noun) if _is_place(n)] if noun.pos_ == "PROPN" else [noun]
    for name, inner in frames.prepositional(noun):
        if name in {"in", "of", "near", "inside"} and inner.pos_ == "PROPN" and _is_place(inner):
            found += frames.conjuncts(inner)
    return found
