"""A candidate in, the shortest run of words out that carries it: the clause with its verb."""

from ceasefire.reading import frames
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.force import Reading
from ceasefire.reading.words import Token

# What hangs on a verb or noun without belonging to the clause that carries the act.
APART = {
    "relcl",
    "advcl",
    "appos",
    "parataxis",
    "punct",
    "cc",
    "conj",
    "mark",
    "dep",
    "discourse",
    "preconj",
    "acl",
}
LONGEST = 32


def quote(candidate: Candidate, reading: Reading) -> tuple[int, int]:
    """Return the tokens [start, end) of the quote."""
    top = head_of_clause(candidate, reading)
    start, end = _reach(top, stop=candidate.leaf)
    low, high = _reach(candidate.leaf, stop=None)
    start, end = min(start, low), max(end, high)
    return _trim(candidate.leaf, start, min(end, start + LONGEST))


def head_of_clause(candidate: Candidate, reading: Reading) -> Token:
    """Return the word that heads the clause: the governor that gave the force, or the act's own verb."""
    if reading.giver is not None:
        return _own_clause(candidate.leaf, reading.giver.token) or reading.giver.token
    leaf = candidate.leaf
    if leaf.pos_ in frames.VERBAL or not candidate.steps:
        return leaf
    first = candidate.steps[0]
    if first.slot in {"object", "subject"} and first.token.pos_ in frames.VERBAL and not first.loose:
        return first.token
    return leaf


def _own_clause(leaf: Token, giver: Token) -> Token | None:
    """Return the joined verb whose own subject the act is: "calls on X to leave and for a truce to start"."""
    verb = leaf.head
    if (
        leaf.dep_ not in frames.SUBJECTS
        or verb.dep_ != "conj"
        or verb == giver
        or not giver.is_ancestor(verb)
    ):
        return None
    return verb if frames.is_infinitive(verb) and any(c.lower_ == "for" for c in verb.children) else None


def _reach(top: Token, stop: Token | None) -> tuple[int, int]:
    start, end = top.i, top.i + 1
    for child in top.children:
        holds = stop is not None and (child == stop or child.is_ancestor(stop))
        kept = holds or (child.dep_ == "acl" and stop is None)
        if child.dep_ in APART and not kept:
            continue
        low, high = _edges(child)
        start, end = min(start, low), max(end, high)
    return start, end


def _edges(token: Token, depth: int = 0) -> tuple[int, int]:
    """Return the reach of a subtree without the clauses that hang on it."""
    low, high = token.i, token.i + 1
    if depth > frames.MAX_DEPTH:
        return low, high
    for child in token.children:
        if child.dep_ in {"relcl", "advcl", "appos", "parataxis", "dep", "acl"}:
            continue
        if child.dep_ == "conj" and child.pos_ in frames.VERBAL:
            continue
        if child.dep_ in {"punct", "cc"} and child.i > token.i:
            continue
        left, right = _edges(child, depth + 1)
        low, high = min(low, left), max(high, right)
    return low, high


def _trim(leaf: Token, start: int, end: int) -> tuple[int, int]:
    doc = leaf.doc
    start, end = max(start, leaf.sent.start), min(end, leaf.sent.end)
    while start < end - 1 and (
        doc[start].is_punct or doc[start].is_space or doc[start].dep_ in {"cc", "mark"}
    ):
        start += 1
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end
