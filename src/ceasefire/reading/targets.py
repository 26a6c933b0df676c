"""A candidate and what it is taken for in; to, at or for whom the act is done out."""

from collections.abc import Iterator

from ceasefire.model import Action, Force
from ceasefire.reading import frames, names
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import SELF, Candidate
from ceasefire.reading.force import Reading
from ceasefire.reading.harm import HARM
from ceasefire.reading.lexicon import Lexicon, load_lexicon
from ceasefire.reading.placing import LANDS
from ceasefire.reading.words import Token

# Acts whose own object is what is stopped, moved or laid down, nobody to whom it is done.
OWN_OBJECT = {Action.CEASE_FIRE, Action.WITHDRAW, Action.DISARM}
AIMED = ("against", "at", "on", "into", "toward", "towards", "of")
PARTNERS = ("with", "to")
STANCES = {Force.SUPPORT, Force.OPPOSE}


def target(candidate: Candidate, reading: Reading) -> Token | None:
    """Return the noun for whom or what the act is meant, None if the text does not say."""
    leaf = candidate.leaf
    if reading.force in STANCES:
        return _backed(candidate)
    verbal = leaf.pos_ in frames.VERBAL
    lexicon = load_lexicon()
    if verbal and reading.action not in OWN_OBJECT:
        direct = [o for o in frames.objects(leaf) if o.pos_ in frames.NOMINAL]
        if direct and _may_be(direct[0], reading, lexicon):
            return direct[0]
    if not verbal and (harmed := _harmed(candidate)) is not None:
        return harmed
    hostile = candidate.act.stance == "hostile" and reading.action not in OWN_OBJECT
    wanted = (*AIMED, *PARTNERS) if hostile else PARTNERS if verbal else PARTNERS[:1]
    return next(_after(candidate, wanted), None) or _of_giver(candidate, reading)


def _backed(candidate: Candidate) -> Token | None:
    """Return what a stance is on: the act itself, or the object of the word of stance."""
    leaf = candidate.leaf
    own = candidate.steps[0] if candidate.steps and candidate.steps[0].slot == SELF else None
    if own is None:
        return leaf
    if leaf.pos_ in frames.VERBAL:
        direct = [o for o in frames.objects(leaf) if o.pos_ in frames.NOMINAL]
        return direct[0] if direct else next((n for _, n in frames.prepositional(leaf)), None)
    return next((n for name, n in frames.prepositional(leaf) if name in {"for", "to", "of", "with"}), leaf)


def _may_be(noun: Token, reading: Reading, lexicon: Lexicon) -> bool:
    """Say whether an object is somebody, not the means, the place or the matter of an act."""
    if noun.pos_ in {"PROPN", "PRON"}:
        return True
    word = lookup(noun)
    if noun.like_num or word in LANDS or word in lexicon.act_nouns or word in lexicon.classes["weapons"]:
        return False
    return reading.action is not Action.TALK or word in lexicon.classes["people"] | names.PERSON_TITLES


def _harmed(candidate: Candidate) -> Token | None:
    """Return whom an event is said to harm: "the strikes killed twenty villagers"."""
    verb = candidate.steps[0].token if candidate.steps and candidate.steps[0].slot == "subject" else None
    if verb is None or lookup(verb) not in HARM:
        return None
    return next((o for o in frames.objects(verb) if o.pos_ in frames.NOMINAL and not o.like_num), None)


def _after(candidate: Candidate, wanted: tuple[str, ...]) -> Iterator[Token]:
    """Yield the nouns after these prepositions: of the act, its object, the verb whose object it is."""
    leaf = candidate.leaf
    near = [leaf, *(frames.objects(leaf) if leaf.pos_ in frames.VERBAL else ())]
    if candidate.steps and candidate.steps[0].slot == "object":
        near.append(candidate.steps[0].token)
    for token in near:
        for name, noun in frames.prepositional(token):
            known = name in wanted and (token == leaf or name != "of")
            if known and noun.pos_ in frames.NOMINAL and not noun.like_num and noun != leaf:
                yield noun


def _of_giver(candidate: Candidate, reading: Reading) -> Token | None:
    """Return with whom or to whom the word of force is said to act: "signed an accord with the Front"."""
    if reading.giver is None or candidate.leaf.pos_ in frames.VERBAL:
        return None
    beside = frames.prepositional(reading.giver.token)
    return next(
        (n for p, n in beside if p in PARTNERS and n.pos_ in {"PROPN", "NOUN"} and n != candidate.leaf), None
    )
