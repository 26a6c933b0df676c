"""A candidate in, the figure that its clause gives out, and whether the clause tells of nothing but harm."""

from ceasefire.model import Figure
from ceasefire.reading import figures, frames
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import Candidate

HARM = {"displace", "kill", "flee", "wound", "injure", "die", "behead", "maim", "slay", "murder", "hurt"}
EVENTS = {"attack", "airstrike", "strike", "bomb", "bombing", "explosion", "blast", "battle", "clash",
    "fighting",
    "shelling", "raid", "violence", "rocket", "mine", "fire", "ambush", "firefight", "war", "conflict",
    "insurgency", "unrest", "crash", "earthquake", "riot", "bomber"}  # fmt: skip
# Their subject is who is harmed.
SUFFERING = {"die", "flee"}


def figure_in(candidate: Candidate) -> Figure | None:
    """Return the figure of what an act acts on."""
    leaf = candidate.leaf
    verbal = leaf.pos_ in frames.VERBAL or leaf.tag_ == "VBN"
    nouns = list(frames.objects(leaf)) if verbal else [leaf]
    above = candidate.steps[0] if candidate.steps else None
    if candidate.act.id == "casualties" and above is not None:
        nouns += [c for c in above.token.children if c.dep_ in {"dobj", "attr", "nummod"}]
        nouns += [noun for name, noun in frames.prepositional(above.token) if name in {"to", "at"}]
        nouns += [noun for name, noun in frames.prepositional(leaf) if name == "of"]
    elif not verbal and above is not None and above.slot == "subject" and lookup(above.token) in HARM:
        nouns += frames.objects(above.token)
    doer = frames.subject(leaf) if verbal and not nouns else None
    nouns += [doer] if doer is not None else []
    for noun in nouns:
        found = figures.figure_of(noun, lookup(leaf) if lookup(leaf) in HARM else noun.lemma_)
        if found is not None:
            return found
    return None


def counts_harm(candidate: Candidate) -> bool:
    """Say whether the act is a harm whose figure is what the clause tells ("nine are killed")."""
    leaf = candidate.leaf
    if lookup(leaf) not in HARM:
        return candidate.act.id == "casualties"
    doer = frames.subject(leaf)
    by_event = doer is not None and lookup(doer) in EVENTS
    return by_event or frames.is_passive(leaf) or lookup(leaf) in SUFFERING or not frames.own_finite(leaf)
