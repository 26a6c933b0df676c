"""A token in, its form out: passive, negated, finite, joined. It and `frames` alone know the labels."""

from ceasefire.reading.words import Token

SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
OBJECTS = {"dobj", "attr", "oprd", "dative"}
VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
MAX_DEPTH = 12


def first_conjunct(token: Token) -> Token:
    """Return the first of words joined by "and": it holds the place of all."""
    for _ in range(MAX_DEPTH):
        if token.dep_ != "conj" or token.head == token:
            break
        token = token.head
    return token


def conjuncts(token: Token) -> list[Token]:
    """Return the token and those joined to it, in the order of the text."""
    found = [token]
    for one in found:
        found += [c for c in one.children if c.dep_ == "conj" and c not in found]
        if len(found) > MAX_DEPTH:
            break
    return sorted(found, key=lambda t: t.i)


def is_infinitive(token: Token) -> bool:
    """Say whether a verb stands with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def auxiliaries(token: Token, depth: int = 0) -> list[Token]:
    """Return the auxiliaries of a verb; those of the first conjunct where it has none ("will go and see")."""
    own = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    joined = token.dep_ == "conj" and token.tag_ in {"VB", "VBN"} and token.head.pos_ in VERBAL
    if not own and joined and depth < MAX_DEPTH:
        return auxiliaries(token.head, depth + 1)
    return own


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Say whether a verb form is passive: with an auxiliary of its own, or a bare participle after a noun."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "csubjpass"} for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in VERBAL and verb.head.tag_ == "VBN":
        return (
            not any(c.dep_ in OBJECTS for c in verb.children)
            and depth < MAX_DEPTH
            and is_passive(verb.head, depth + 1)
        )
    if verb.tag_ != "VBN" or has_perfect(verb):
        return False
    # "five wounded": the short style of headlines leaves the auxiliary out.
    clipped = not auxiliaries(verb) and any(c.dep_ in SUBJECTS for c in verb.children)
    return verb.dep_ in {"acl", "amod", "advcl"} or (
        clipped and not any(c.dep_ == "dobj" for c in verb.children)
    )


def has_perfect(verb: Token) -> bool:
    """Say whether a verb stands with "have"."""
    return any(c.dep_ == "aux" and (c.lemma_ == "have" or c.lower_ == "having") for c in verb.children)


def is_negated(verb: Token) -> bool:
    """Say whether "not", "never", "no longer" or "nor" stands with the word or its auxiliary."""
    if any(c.dep_ == "neg" and c.lower_ != "only" for c in verb.children):
        return True
    if any(c.dep_ == "preconj" and c.lower_ == "neither" for c in verb.children):
        return True
    subjects = (c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS)
    return any(w.lower_ == "no" and w.dep_ == "det" for noun in subjects for w in noun.children)


def own_finite(verb: Token) -> bool:
    """Say whether a verb form is finite: it has a tense of its own."""
    if verb.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(a.tag_ in {"VBD", "VBZ", "VBP", "MD"} for a in auxiliaries(verb)) and not is_infinitive(verb)
