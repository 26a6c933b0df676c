"""Dependency trees in, arguments and governors out. The one place that knows the parser's labels.

A *slot* is how a word stands to the word that governs it: `subject`, `object`, `by` (agent of a passive),
`clause` (that-, to- or -ing-complement), `purpose` (an infinitive set loosely beside a verb), `acl` and
`relcl` (a clause that describes a noun), `when` (an adverbial clause), `poss`, `compound`, or the
preposition itself ("for", "of"). Passives are turned: what is "withdrawn" stands as its object.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.reading.forms import (
    MAX_DEPTH,
    NOMINAL,
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    auxiliaries,
    conjuncts,
    first_conjunct,
    has_perfect,
    is_infinitive,
    is_negated,
    is_passive,
    own_finite,
)
from ceasefire.reading.words import Token

__all__ = [
    "MAX_DEPTH",
    "NOMINAL",
    "OBJECTS",
    "PASSIVE_SUBJECTS",
    "RELATIVES",
    "SUBJECTS",
    "VERBAL",
    "Link",
    "asked_party",
    "auxiliaries",
    "conjuncts",
    "first_conjunct",
    "has_perfect",
    "is_infinitive",
    "is_negated",
    "is_passive",
    "link",
    "objects",
    "own_finite",
    "prepositional",
    "subject",
    "surface_subject",
]

CLAUSES = {"ccomp", "xcomp", "acl", "relcl", "advcl"}
SLOTS = dict.fromkeys((*OBJECTS, "acomp"), "object")
SLOTS |= dict.fromkeys(("compound", "nmod", "amod", "npadvmod"), "compound") | {
    "poss": "poss",
    "appos": "appos",
}
RELATIVES = {"who", "which", "that", "whom", "whose"}
RAISING = {
    "appear",
    "seem",
    "continue",
    "begin",
    "start",
    "be",
    "remain",
    "fail",
    "tend",
    "happen",
    "threaten",
}
COPULAS = {"be", "remain", "seem", "appear", "stay", "become"}
# Verbs whose object does what a loose infinitive or a preposition says: "call on X to", "accuse X of".
ASKING = {"call", "urge", "ask", "tell", "order", "press", "appeal", "give", "accuse", "blame", "prevent",
    "stop", "charge", "condemn", "criticize", "criticise", "suspect", "keep", "bar", "ban", "invite", "allow",
    "force", "require", "warn", "commit", "request", "beg", "push", "pressure"}  # fmt: skip
# "accuses the rebels of …", "claims responsibility for …": the preposition is the verb's.
BLAMING, BLAME = {"accuse", "blame", "suspect", "convict"}, {"responsibility", "credit", "blame"}
ASKING_SLOTS = {"purpose", "of", "from", "for", "with", "to", "against"}
# Verbs whose object is a thing used: "take steps to talk", "hold a meeting to sign".
OWN_PURPOSE = {
    "take",
    "make",
    "launch",
    "have",
    "use",
    "hold",
    "need",
    "reach",
    "sign",
    "issue",
    "do",
    "promise",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A governor and the slot in which the governed word stands."""

    governor: Token
    slot: str
    mark: str = ""


def link(token: Token) -> Link | None:
    """Return what governs a token and how; None for the root of a sentence."""
    head = first_conjunct(token)
    dep, governor = head.dep_, head.head
    if governor == head:
        return None
    if dep in SUBJECTS | PASSIVE_SUBJECTS:
        return _of_subject(governor, passive=dep in PASSIVE_SUBJECTS)
    if dep in {"pobj", "pcomp"}:
        return _through_preposition(governor)
    if dep in CLAUSES:
        return _of_clause(head, governor)
    slot = SLOTS.get(dep)
    return Link(governor, slot) if slot else None


def _of_clause(head: Token, governor: Token) -> Link:
    if head.dep_ in {"acl", "relcl"}:
        slot = "clause" if is_infinitive(head) else "that" if _mark(head) == "that" else head.dep_
        return Link(governor, slot)
    if head.dep_ == "advcl" and not is_infinitive(head):
        return Link(governor, "when", _mark(head))
    return _clause(head, governor, slot="purpose" if head.dep_ == "advcl" else "clause")


def _of_subject(verb: Token, *, passive: bool) -> Link:
    """Return the link of a subject, past verbs that only raise it ("talks are expected to begin")."""
    for _ in range(3):
        lower = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
        adjective = next((c for c in verb.children if c.dep_ == "acomp" and c.pos_ == "ADJ"), None)
        if lower is None and adjective is not None and verb.lemma_ in COPULAS:
            lower = next((c for c in adjective.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
            if lower is None:
                return Link(adjective, "subject")
        if lower is None or not (passive or verb.lemma_ in RAISING):
            break
        verb, passive = lower, is_passive(lower)
    return Link(verb, "object" if passive else "subject")


def _clause(verb: Token, governor: Token, slot: str = "clause") -> Link:
    """Return the link of a complement: `that` if it has its own subject and tense, else `clause`.

    "It is vital to disarm", "it is time to talk": the adjective or noun governs, not "is".
    """
    if governor.lemma_ == "be":
        for child in governor.children:
            if child.dep_ in {"acomp", "attr"} and child != verb and child.pos_ in {"ADJ", "NOUN"}:
                return Link(child, "that" if _is_that(verb) else "clause", _mark(verb))
    return Link(governor, "that" if _is_that(verb) else slot, _mark(verb))


def _is_that(verb: Token) -> bool:
    if is_infinitive(verb):
        return False
    owned = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in verb.children)
    return (
        own_finite(verb) or (owned and verb.tag_ in {"VB", "VBN", "NN", "NNP", "JJ"}) or _mark(verb) == "that"
    )


def _mark(verb: Token) -> str:
    for child in verb.children:
        if child.dep_ in {"mark", "advmod"} and child.i < verb.i and child.pos_ in {"SCONJ", "ADV"}:
            return child.lower_
    return ""


def _through_preposition(preposition: Token) -> Link | None:
    """Climb "from around towns" to the word that takes the first preposition."""
    name = preposition.lower_
    slot = "by" if preposition.dep_ == "agent" else name
    at = first_conjunct(preposition)
    for _ in range(4):
        if at.dep_ not in {"prep", "pcomp", "agent", "conj"} or at.head == at:
            break
        at = at.head
        if at.pos_ != "ADP" and at.lower_ not in {"according", "including", "following"}:
            break
    if at.pos_ == "ADP" and at.head != at:
        at = at.head
    if at.dep_ == "dobj" and (at.head.lemma_ in BLAMING or at.lower_ in BLAME) and slot in {"of", "for"}:
        at = at.head
    return Link(at, slot) if at != preposition else None


def prepositional(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, its noun) of a word, through chains of prepositions and conjuncts."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB"}:
            name = "by" if child.dep_ == "agent" else child.lower_
            for one in conjuncts(child):
                yield from ((name, noun) for noun in _nouns_of(one))


def _nouns_of(preposition: Token, depth: int = 0) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield child
        elif child.dep_ == "prep" and depth < MAX_DEPTH:
            yield from _nouns_of(child, depth + 1)


def objects(verb: Token) -> list[Token]:
    """Return what a verb acts on: direct objects, or the subject of a passive."""
    found = [c for c in verb.children if c.dep_ in {"dobj", "attr", "oprd"}]
    if is_passive(verb):
        found += [c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS | SUBJECTS]
        if not found and verb.dep_ in {"acl", "amod"}:
            found.append(verb.head)
        elif not found and verb.dep_ == "conj":
            found += [c for c in verb.head.children if c.dep_ in PASSIVE_SUBJECTS]
    elif not found and verb.dep_ == "conj" and verb.i < verb.head.i:
        found += [c for c in verb.head.children if c.dep_ == "dobj"]
    return found


def subject(verb: Token, depth: int = 0) -> Token | None:  # noqa: PLR0911 - the cases, in order
    """Return who does what a verb says, found through passives, control, relative and joined clauses."""
    if depth > MAX_DEPTH:
        return None
    if is_passive(verb):
        return next((noun for name, noun in prepositional(verb) if name == "by"), None)
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.pos_ not in VERBAL:
            return _antecedent(child, verb)
    if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        return _same_subject(verb.head, depth)
    if verb.dep_ in {"acl", "relcl"}:
        return _described(verb, depth)
    governed = link(verb)
    if governed is None:
        return None
    return _controller(governed, depth)


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the noun in subject position, also of a passive ("rebels are urged to disarm")."""
    for child in verb.children:
        if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
            return _antecedent(child, verb)
    if depth < MAX_DEPTH and verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        return surface_subject(verb.head, depth + 1)
    if verb.dep_ == "acl":
        return verb.head
    return None


def _same_subject(verb: Token, depth: int) -> Token | None:
    if is_passive(verb):
        return surface_subject(verb)
    return subject(verb, depth + 1)


def _antecedent(noun: Token, verb: Token) -> Token | None:
    """Return what a relative pronoun stands for, or the noun itself."""
    if noun.lower_ in RELATIVES and noun.pos_ in {"PRON", "DET", "SCONJ"}:
        clause = verb
        for _ in range(MAX_DEPTH):
            if clause.dep_ == "relcl":
                return clause.head
            if clause.head == clause:
                return noun
            clause = clause.head
    return noun


def _described(verb: Token, depth: int) -> Token | None:
    """Return the subject of a clause that describes a noun: "rebels holding", "a plan to withdraw"."""
    noun = verb.head
    if is_infinitive(verb):
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is not None:
            return owner
        governed = link(noun)
        if governed and governed.governor.pos_ in VERBAL and depth < MAX_DEPTH:
            if governed.slot == "subject":
                return None
            return subject(governed.governor, depth + 1)
        return None
    return noun if verb.tag_ == "VBG" else None


def _controller(governed: Link, depth: int) -> Token | None:  # noqa: PLR0911 - the cases, in order
    """Return the subject that a clause without one borrows from its governor."""
    governor = governed.governor
    if governor.pos_ in {"NOUN", "PROPN"}:
        if governed.slot in {"of", "for", "in"}:
            return next((c for c in governor.children if c.dep_ == "poss"), None)
        return None
    if governor.pos_ == "ADJ":
        return subject(governor.head, depth + 1) if governor.head.pos_ in VERBAL else None
    if governed.slot == "clause" or (governed.slot in ASKING_SLOTS and governor.lemma_ in ASKING):
        asked = asked_party(governor)
        if asked is not None and governor.lemma_ not in OWN_PURPOSE:
            return asked
    if governed.slot in {
        "clause",
        "purpose",
        "when",
        "by",
        "of",
        "for",
        "after",
        "before",
        "from",
        "in",
        "to",
        "with",
    }:
        if governed.slot == "clause" and is_passive(governor):
            return surface_subject(governor)
        own = subject(governor, depth + 1)
        return own if own is not None or not is_passive(governor) else None
    return None


def asked_party(verb: Token) -> Token | None:
    """Return who is asked, told or accused: the object of "urge", the noun of "call on"."""
    for child in verb.children:
        if child.dep_ in {"dobj", "dative"} and child.pos_ in NOMINAL:
            return child
    for name, noun in prepositional(verb):
        if name in {"on", "upon"} and verb.lemma_ in {"call", "prevail", "lean"}:
            return noun
        if name in {"to", "with"} and verb.lemma_ in {"appeal", "plead"}:
            return noun
    if is_passive(verb):
        return next((c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS), None)
    return None
