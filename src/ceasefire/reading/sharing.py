"""A candidate in, the words out whose time its act shares, the nearest first."""

from collections.abc import Iterator

from ceasefire.reading import frames
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.times.tables import clauses
from ceasefire.reading.words import Token

SUBJECTS = frames.SUBJECTS | frames.PASSIVE_SUBJECTS


def sharing(candidate: Candidate, *, counts: bool, told: bool) -> Iterator[Token]:
    """Yield the words whose time an act shares: above it, joined to it, in clauses that tell what went on.

    `counts`: a figure shares the time of a figure joined to it. Without `told` the act is to come: what is
    joined to it may come at another time.
    """
    at = candidate.leaf
    if at.pos_ not in frames.VERBAL and candidate.steps:
        at = candidate.steps[0].token
    yield from _above(at, counts=counts, told=told)
    if at.pos_ in frames.VERBAL and told:
        yield from (c for c in _joined_below(at) if _one_act(c, counts=counts))
        yield from (c for c in at.children if c.dep_ == "advcl" and _meanwhile(c))


def _joined_below(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ == "conj" and c.pos_ in frames.VERBAL]
    for one in found[: frames.MAX_DEPTH]:
        found += [c for c in one.children if c.dep_ == "conj" and c.pos_ in frames.VERBAL]
    return found


def _above(at: Token, *, counts: bool, told: bool) -> Iterator[Token]:
    """Yield the clauses above whose time an act shares: "attacked on Friday, killing eight"."""
    for _ in range(frames.MAX_DEPTH):
        above = _shared(at, counts=counts, told=told)
        if above is None or above == at:
            return
        at = above
        yield at


def _shared(at: Token, *, counts: bool, told: bool) -> Token | None:
    """Return the word above whose time a clause or a noun that it tells of has; None if it has its own."""
    if at.pos_ not in frames.VERBAL:
        return _act_of(at) if at.pos_ == "NOUN" else None
    if at.dep_ == "conj":
        return at.head if at.head.pos_ in frames.VERBAL and _one_act(at, counts=counts) else None
    if at.dep_ == "pcomp" and at.tag_ == "VBG" and at.head.lower_ in {"by", "with"}:
        return at.head.head
    own = at.tag_ == "VBG" and at.dep_ in {"advcl", "acl"}
    besides = told and at.dep_ == "advcl" and _meanwhile(at)
    return at.head if own or besides or (at.dep_ == "relcl" and _tells_of_noun(at)) else None


def _act_of(noun: Token) -> Token | None:
    """Return the verb that does what a noun names: "fired in an attack", "carried out a raid"."""
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in clauses()["within"]
        and noun.head.head.pos_ in frames.VERBAL
    ):
        return noun.head.head
    if noun.dep_ in frames.OBJECTS | SUBJECTS and noun.head.lemma_ in clauses()["happening"]:
        return noun.head
    return None


def _one_act(verb: Token, *, counts: bool) -> bool:
    """Say whether a joined verb tells of the same act: it has no subject of its own, or no auxiliary."""
    own = [c for c in verb.children if c.dep_ in {*SUBJECTS, "expl"}]
    helped = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return counts or not own or (verb.tag_ == "VBN" and not helped)


def _meanwhile(clause: Token) -> bool:
    """Say whether a clause is told with its time: "when rebels fired", not "when they will fire"."""
    return any(w.lower_ in clauses()["meanwhile"] for w in clause.lefts) and frames.own_finite(clause)


def _tells_of_noun(clause: Token) -> bool:
    """Say whether a clause tells what its noun was or did: "where", "in which nine died", "that killed"."""
    for word in clause.lefts:
        if word.lower_ in {"where", "when", "during"}:
            return True
        if word.dep_ == "prep" and word.lower_ in {"in", "during"}:
            return any(c.lower_ == "which" for c in word.children)
        if word.dep_ in SUBJECTS and word.lower_ in clauses()["told of"]:
            return True
    return False
