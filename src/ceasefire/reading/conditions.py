"""A candidate in, the words of the condition on which its act hangs out, as tokens [start, end)."""

from ceasefire.model import Action, Force
from ceasefire.reading import frames
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.force import Reading
from ceasefire.reading.words import Token

CLAUSES = {"if", "unless", "until", "provided", "once", "lest"}
# Before a clause: what is refused or asked for first hangs on what the clause tells.
BEFORE = {"before"}
HUNG_ON = {"basis", "condition", "understanding", "proviso", "provision"}
RETURN = {"exchange", "return"}
LONGEST = 40


def condition_span(candidate: Candidate, reading: Reading) -> tuple[int, int] | None:
    """Return the tokens [start, end) of the condition, None if the act hangs on none."""
    heads = [candidate.leaf] + ([reading.giver.token] if reading.giver else [])
    heads += [s.token for s in candidate.steps[:1] if s.slot in {"object", "subject", "clause"}]
    for head in heads:
        for child in head.children:
            mark = _mark(child, CLAUSES)
            if mark is not None:
                return mark.i, _end(child)
    return _phrase(candidate, reading) or _first(candidate, reading)


def _mark(clause: Token, words: set[str]) -> Token | None:
    if clause.dep_ != "advcl":
        return None
    return next((c for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in words), None)


def _end(token: Token) -> int:
    end = int(token.right_edge.i) + 1
    while end > token.i + 1 and token.doc[end - 1].is_punct:
        end -= 1
    return end


def _phrase(candidate: Candidate, reading: Reading) -> tuple[int, int] | None:
    """Find "on the basis that …", "as long as …", "in exchange for …" after the act."""
    leaf = candidate.leaf
    start = max(leaf.i, reading.giver.token.i if reading.giver else leaf.i)
    for token in leaf.doc[start + 1 : min(start + LONGEST, leaf.sent.end)]:
        if token.pos_ in frames.VERBAL and token.dep_ == "conj":
            return None
        if token.lower_ == "long" and token.nbor(-1).lower_ in {"as", "so"}:
            return token.i - 1, _end_of_clause(token)
        opens = token.i > 0 and token.nbor(-1).lower_ in {"on", "the", "upon"} and lookup(token) in HUNG_ON
        if opens and token.i + 1 < leaf.sent.end and token.nbor().lower_ in {"that", "of"}:
            first = token.i - 1 if token.nbor(-1).lower_ != "the" else token.i - 2
            return first, _end_of_clause(token)
        if token.lower_ in RETURN and token.nbor(-1).lower_ == "in" and token.nbor().lower_ == "for":
            return token.i - 1, _end(token)
    return None


def _end_of_clause(token: Token) -> int:
    """Return where a clause ends in the text: at the next full stop, semicolon or quotation mark."""
    end = token.i + 1
    while end < token.sent.end and token.doc[end].text not in {".", ";", '"', ":"}:
        end += 1
    return int(end)


def _first(candidate: Candidate, reading: Reading) -> tuple[int, int] | None:
    """Find "before it pulls back" of what is refused, or of guarantees that are asked for first."""
    asked = reading.force is Force.REQUIRE and reading.action is Action.GUARANTEE
    if not asked and reading.force is not Force.REFUSE:
        return None
    top = reading.giver.token if reading.giver else candidate.leaf
    for clause in (t for t in top.subtree if t.i > candidate.leaf.i and t.pos_ in frames.VERBAL):
        mark = _mark(clause, BEFORE)
        if mark is not None:
            own = [t.i for t in clause.children if t.dep_ == "advcl" and t.i > clause.i]
            end = _end(clause) if not own else min(own)
            while clause.doc[end - 1].is_punct:
                end -= 1
            return mark.i, end
    return None
