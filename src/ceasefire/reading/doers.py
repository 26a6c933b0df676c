"""An act in, who does it out: the subject of its verb, the owner of its noun, whoever does harm near it."""

from collections.abc import Iterator
from itertools import islice

from ceasefire.model import Action
from ceasefire.reading import frames
from ceasefire.reading.acts import act_at, lookup
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.lexicon import load_lexicon
from ceasefire.reading.words import Token

FORCES = {"rebel", "government", "army", "police", "militant", "guerrilla", "insurgent", "militia"}
VICTIMS = {"die", "perish"}
PARTIES = frozenset({"between", "among"})
MOST_ABOVE = 6
CONCLUDED = {Action.CEASE_FIRE, Action.AGREE, Action.TALK}
DIVIDED = frozenset({"border", "line", "frontier", "boundary", "road", "relation", "tie", "difference"})
TALKING = frozenset({"talk", "negotiation", "meeting", "deal", "agreement", "dialogue"})
AGENTS = ("er", "ers", "man", "men")
# How an event stands to the harm that it does: "killed in a raid", "wounded during clashes".
HARMING = {"in", "by", "during", "after", "following", "from", "amid", "with"}
# Acts that are named after places and whole countries: "the Geneva talks", "the Afghan peace deal".
NAMED_AFTER = {Action.TALK, Action.AGREE, Action.GOVERN, Action.RIGHTS}
BODIES = {"force", "army", "council", "league", "union", "party", "group", "movement", "front", "government"}
BEFORE = {"compound", "nmod", "amod"}
MONTHS_AND_DAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "ramadan", "eid", "christmas", "easter", "today", "yesterday", "tomorrow",
}  # fmt: skip


def doer(leaf: Token, candidate: Candidate) -> Token | None:
    """Return who does an act: the subject of its verb, or the owner of its noun."""
    if lookup(leaf) in VICTIMS:
        return None
    if leaf.pos_ in frames.VERBAL or leaf.tag_ in {"VBN", "VBG"}:
        return frames.subject(leaf)
    found = owner(leaf) or between(leaf)
    if found is not None:
        return found
    means = {"object", "with", "through"} if candidate.act.stance == "hostile" else {"object"}
    for step in candidate.steps[:1]:
        if step.slot in means and step.token.pos_ in frames.VERBAL:
            return frames.subject(step.token)
    return None


def owner(noun: Token) -> Token | None:
    """Return whose act a noun names: "the army's raid", "a raid by the army", "the rebel ambush"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for name, found in frames.prepositional(noun):
        if name == "by" or (name == "from" and found.tag_ in {"NNS", "NNPS"}):
            return found
    for child in noun.lefts:
        if child.dep_ not in BEFORE or child.is_sent_start or _only_named_after(noun, child):
            continue
        if child.lower_ in FORCES or (child.text[:1].isupper() and child.lower_ not in MONTHS_AND_DAYS):
            return child
    return None


def _only_named_after(noun: Token, name: Token) -> bool:
    """Say whether a name before talks or a deal tells where or of what: "Geneva talks"; not "A-B talks"."""
    rows = load_lexicon().act_nouns.get(lookup(noun), ())
    pair = "-" in name.text or len(frames.conjuncts(name)) > 1 or any(c.text == "-" for c in name.children)
    body = name.text.isupper() or name.lower_ in BODIES
    return not (pair or body) and any(row.action in NAMED_AFTER for _, row in rows)


def between(noun: Token, *, only: frozenset[str] = frozenset()) -> Token | None:
    """Return the parties of a noun or verb: "talks between A and B", "withdrawal of troops"."""
    for wanted in (only,) if only else ({"between", "among"}, {"of"}, {"with"}):
        for name, found in frames.prepositional(noun):
            shared = wanted == {"with"} and noun.dep_ == "dobj"
            if name in wanted and found.pos_ in frames.NOMINAL and not shared:
                return found
    return None


def behind(token: Token | None) -> Token | None:
    """Return who stands behind an event that is told as doing something ("rebel shelling kills nine")."""
    if token is None or token.pos_ != "NOUN":
        return token
    return whose(token) if is_event(token) else token


def is_event(noun: Token) -> bool:
    """Say whether a noun names an act ("raid", "talks"), not those who do it ("bomber", "fighters")."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower().endswith(AGENTS):
        return False
    rows = load_lexicon().act_nouns.get(lookup(noun), ())
    return any(row.stance in {"hostile", "plan", "talk"} and not row.of and not p.rest for p, row in rows)


def whose(event: Token) -> Token | None:
    """Return who does the act that a noun names: "a rebel raid", "clashes between A and B"."""
    return owner(event) or between(event, only=PARTIES)


def harmer(candidate: Candidate) -> Token | None:
    """Return who stands behind harm that is told without a doer: whoever does the other hostile act near it.

    "Nine were killed in a rebel raid", "clashes between A and B left nine dead", "rebels attacked, killing
    nine and wounding two". For a truce, a deal or talks: the parties that the sentence names elsewhere.
    """
    leaf = candidate.leaf
    if candidate.act.stance != "hostile":
        return (
            _parties(leaf, apart=DIVIDED)
            if candidate.act.action in CONCLUDED and leaf.pos_ == "NOUN"
            else None
        )
    for name, noun in frames.prepositional(leaf):
        if name in HARMING and is_event(noun):
            return whose(noun)
    for above in _above(leaf):
        found = _hostile_doer(above)
        if found is not None:
            return found
    return _parties(leaf, apart=DIVIDED | TALKING)


def _parties(leaf: Token, *, apart: frozenset[str]) -> Token | None:
    """Return the parties that a sentence names only elsewhere: "a truce after a battle between A and B"."""
    found = [t for t in leaf.sent if t.lower_ == "between" and t.head.lemma_ not in apart]
    if len(found) != 1:
        return None
    noun = next((c for c in found[0].children if c.dep_ == "pobj" and c.pos_ in {"NOUN", "PROPN"}), None)
    return noun if noun is not None and len(frames.conjuncts(noun)) > 1 else None


def _above(leaf: Token) -> Iterator[Token]:
    """Yield the words over an act within its sentence, and the events that stand with them."""
    for token in islice(leaf.ancestors, MOST_ABOVE):
        yield token
        yield from (
            noun for name, noun in frames.prepositional(token) if name in HARMING and noun is not leaf
        )


def _hostile_doer(token: Token) -> Token | None:
    row = act_at(token, load_lexicon())
    if row is not None and row.stance == "plan" and is_event(token):
        return between(token, only=PARTIES)
    if row is None or row.stance != "hostile" or row.action is Action.SEIZE or lookup(token) in VICTIMS:
        return None
    if token.pos_ in frames.VERBAL:
        return behind(frames.subject(token))
    return whose(token) if is_event(token) else None
