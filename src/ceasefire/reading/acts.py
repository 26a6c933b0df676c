"""A word in, the row of the act that it names out: verbs by what they act on, nouns by their first word."""

from collections.abc import Iterator

from ceasefire.reading import frames
from ceasefire.reading.lexicon import ActRow, Lexicon, Pattern, key
from ceasefire.reading.words import Token

BEFORE_NOUN = {"compound", "amod", "nmod"}
WINDOW = 6


def lookup(token: Token) -> str:
    """Return the form under which a token is looked up."""
    return key(token.lemma_ if token.pos_ != "PROPN" else _singular(token.lower_))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith("ss") else word


def act_at(token: Token, lexicon: Lexicon) -> ActRow | None:
    """Return the row of the act that a token names, None if it names none."""
    if token.pos_ == "VERB" or (token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"}):
        return _verb_act(token, lexicon)
    if token.pos_ in {"NOUN", "PROPN"} or token.lower_ == "dead":
        return _noun_act(token, lexicon)
    return None


def _verb_act(token: Token, lexicon: Lexicon) -> ActRow | None:
    free = None
    for pattern, row in lexicon.act_verbs.get(lookup(token), ()):
        if not stands_with(token, pattern):
            continue
        if not row.objects and not row.subjects:
            free = free or row
        elif _fits_object(token, pattern, row, lexicon) or _fits_subject(token, row, lexicon):
            return row
    return free


def stands_with(token: Token, pattern: Pattern) -> bool:
    """Say whether the further words of a verb's pattern follow it, in order and near."""
    at = token.i
    for word in pattern.rest:
        found = next((t for t in _near(token, at) if word in (t.lower_, lookup(t))), None)
        if found is None:
            return False
        at = found.i
    return True


def _near(token: Token, at: int) -> Iterator[Token]:
    """Yield the words after a verb that may belong to its pattern: up to the next verb, or a few words on."""
    for other in token.doc[at + 1 : min(at + WINDOW, token.sent.end)]:
        yield other
        if other.pos_ in frames.VERBAL:
            return


def _fits_object(token: Token, pattern: Pattern, row: ActRow, lexicon: Lexicon) -> bool:
    if not row.objects:
        return False
    acted_on = acted_upon(token, pattern)
    if not acted_on:
        return "nothing" in row.objects
    return any(_in_classes(noun, row.objects, lexicon) for noun in acted_on)


def acted_upon(token: Token, pattern: Pattern) -> list[Token]:
    """Return the nouns that a verb acts on, those of its own preposition among them."""
    found = list(frames.objects(token))
    wanted = set(pattern.rest) | {"from"}
    found += [noun for name, noun in frames.prepositional(token) if name in wanted]
    return [c for noun in found for c in frames.conjuncts(noun)]


def _fits_subject(token: Token, row: ActRow, lexicon: Lexicon) -> bool:
    doer = frames.subject(token) if row.subjects else None
    return doer is not None and _in_classes(doer, row.subjects, lexicon)


def _in_classes(noun: Token, wanted: tuple[str, ...], lexicon: Lexicon) -> bool:
    if "names" in wanted and (noun.pos_ in {"PROPN", "PRON"}):
        return True
    nouns = [noun, *(n for name, n in frames.prepositional(noun) if name == "of")]
    return any(lookup(n) in lexicon.classes.get(name, ()) for n in nouns for name in wanted)


def _noun_act(token: Token, lexicon: Lexicon) -> ActRow | None:
    before = [w for c in token.lefts if c.dep_ in BEFORE_NOUN for w in (lookup(c), c.lower_)]
    for pattern, row in lexicon.act_nouns.get(lookup(token), ()):
        if pattern.rest and not set(pattern.rest) <= set(before):
            continue
        if row.of and not _fits_of(token, row, lexicon):
            continue
        if token.lower_ in {"call", "calls"} and _asks(token):
            continue
        return row
    return None


def _asks(call: Token) -> bool:
    """Say whether a call is a demand, no conversation: "a call for a truce", "his call to disarm"."""
    asked = {"for", "on", "to"}
    return any(c.dep_ in {"acl", "relcl"} or (c.dep_ == "prep" and c.lower_ in asked) for c in call.children)


def _fits_of(token: Token, row: ActRow, lexicon: Lexicon) -> bool:
    nouns = [n for name, n in frames.prepositional(token) if name in {"of", "to", "in", "for"}]
    nouns = [c for n in nouns for c in frames.conjuncts(n)]
    nouns += [c for c in token.lefts if c.dep_ in {"compound", "nmod", "poss"}]
    return any(_in_classes(noun, row.of, lexicon) for noun in nouns)
