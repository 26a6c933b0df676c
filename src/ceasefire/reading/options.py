"""A candidate in, every noun that may answer "who does it?" or "who says it?" out, with how it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ceasefire.reading import frames
from ceasefire.reading.candidates import Candidate, Step
from ceasefire.reading.doers import doer
from ceasefire.reading.force import Reading
from ceasefire.reading.words import Token

if TYPE_CHECKING:
    from ceasefire.reading.reader import Seen

MOST_STEPS = 5
# How many words on either side the answers are looked for: longer sentences are lists or hostile.
REACH = 30
NOBODY = "nobody"
ANSWERS = frames.NOMINAL | {"DET", "ADJ"}
# The ways that speak against nobody, if a noun stands so.
TOLD = ("l-between", "l-by", "l-comp", "l-of", "l-poss", "l-subj", "rule", "s0-asked", "s0-subj", "say0")
Hows = dict[Token, list[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """A noun (None: nobody is named) and the ways in which it stands to the act."""

    token: Token | None
    hows: tuple[str, ...]


def standing(seen: "Seen") -> Hows:
    """Return every noun that may answer who does or says something, with how it stands to the act."""
    hows: Hows = {}
    for token, how in (*_all(seen.candidate, seen.reading), *_voices(seen), *_near(seen)):
        if token is not None and token.pos_ in ANSWERS:
            hows.setdefault(token, []).append(how)
    return hows


def options(seen: "Seen", question: str, known: Hows | None = None) -> list[Option]:
    """Return the possible answers to a question, `actor` or `speaker`; nobody is the first.

    `known` is what `standing` returns, for who asks both questions.
    """
    ruled, resolve = seen.roles, seen.place.context.resolve
    found = known if known is not None else standing(seen)
    hows: dict[Token | None, list[str]] = {None: [], **{t: list(ways) for t, ways in found.items()}}
    rule = ruled.actor if question == "actor" else ruled.speaker
    other = ruled.speaker if question == "actor" else ruled.actor
    for named, mark in ((rule, "rule"), (other, "other")):
        at = named if named in hows else next((t for t in reversed(found) if resolve(t) is named), named)
        hows.setdefault(at, []).append(mark)
    present = {how for token, ways in hows.items() if token is not None for how in ways}
    hows[None] += [NOBODY, *(f"no&{h}" if h in present else f"no-{h}" for h in TOLD)]
    return [Option(token, tuple(dict.fromkeys(ways))) for token, ways in hows.items()]


def _voices(seen: "Seen") -> Iterator[tuple[Token | None, str]]:
    context, leaf = seen.place.context, seen.candidate.leaf
    voices = context.voices(leaf, seen.place.start)
    for n, voice in enumerate(voices[:3]):
        yield voice.speaker, f"v{n}"
        yield voice.speaker, f"v{n}:{voice.attribution.verb_class}"
    for voice in voices:
        if voice.says:
            yield voice.speaker, "v-says"
            break
    yield context.declared(seen.place.passage), "floor"
    if seen.around.first_person:
        yield context.own_voice, "own-voice"


def _near(seen: "Seen") -> Iterator[tuple[Token | None, str]]:
    """Offer those who do the other acts of the sentence, and of the sentences before."""
    for leaf, other in seen.around.leaves.items():
        if leaf != seen.candidate.leaf and abs(leaf.i - seen.candidate.leaf.i) < REACH:
            side = "before" if leaf.i < seen.candidate.leaf.i else "after"
            same = other.act.action == seen.candidate.act.action
            yield doer(leaf, other), f"near-{side}:{same}"
    for n, (action, token) in enumerate(reversed(seen.around.recent)):
        yield token, f"recent{min(n, 2)}:{action == seen.candidate.act.action}"


def _all(candidate: Candidate, reading: Reading) -> Iterator[tuple[Token | None, str]]:
    yield from _of_leaf(candidate.leaf)
    for n, step in enumerate(candidate.steps[:MOST_STEPS]):
        yield from _of_step(step, f"s{n}" if n < 3 else "s3")
    if reading.giver is not None:
        yield from _of_step(reading.giver, "g")
    for n, step in enumerate(reading.said_by[:2]):
        yield frames.subject(step.token), f"say{n}"
    yield from _of_sentence(candidate)


def _of_leaf(leaf: Token) -> Iterator[tuple[Token | None, str]]:
    if leaf.pos_ in frames.VERBAL or leaf.tag_ in {"VBN", "VBG"}:
        yield frames.subject(leaf), "l-subj"
        yield frames.surface_subject(leaf), "l-surf"
        yield frames.asked_party(leaf), "l-asked"
    for child in leaf.children:
        if child.dep_ == "poss":
            yield child, "l-poss"
        elif child.dep_ in {"compound", "nmod", "amod"} and child.i < leaf.i:
            yield child, "l-comp" if child.dep_ != "amod" else "l-amod"
    for name, noun in frames.prepositional(leaf):
        yield noun, f"l-{name}"
    for noun in frames.objects(leaf) if leaf.pos_ in frames.VERBAL else ():
        yield noun, "l-obj"
        for name, inner in frames.prepositional(noun):
            if name in {"between", "by", "of"}:
                yield inner, f"l-obj-{name}"
        yield next((c for c in noun.children if c.dep_ == "poss"), None), "l-obj-poss"


def _of_step(step: Step, label: str) -> Iterator[tuple[Token | None, str]]:
    token = step.token
    if token.pos_ in frames.VERBAL:
        yield frames.subject(token), f"{label}-subj"
        yield frames.surface_subject(token), f"{label}-surf"
        yield frames.asked_party(token), f"{label}-asked"
    elif token.pos_ == "ADJ":
        yield frames.subject(token.head) if token.head.pos_ in frames.VERBAL else None, f"{label}-subj"
    else:
        for child in token.children:
            if child.dep_ in {"poss", "compound"}:
                yield child, f"{label}-{child.dep_}"
    for name, noun in frames.prepositional(token):
        if (
            name in {"by", "on", "with", "between", "of", "to", "for", "from", "against"}
            and noun != step.token
        ):
            yield noun, f"{label}-{name}"


def _around(leaf: Token) -> list[Token]:
    sentence = leaf.sent
    return leaf.doc[max(sentence.start, leaf.i - REACH) : min(sentence.end, leaf.i + REACH)]


def _of_sentence(candidate: Candidate) -> Iterator[tuple[Token | None, str]]:
    sentence = candidate.leaf.sent
    root = sentence.root
    if root.pos_ in frames.VERBAL:
        yield frames.subject(root), "root-subj"
    for token in _around(candidate.leaf):
        if token.dep_ in {"nsubj", "nsubjpass", "poss", "pobj", "dobj"} and token.pos_ in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            yield token, f"x-{token.dep_}"
        if token.lower_ == "according":
            for name, noun in frames.prepositional(token):
                if name == "to":
                    yield noun, "according"
    if sentence.start > 0:
        before = candidate.leaf.doc[sentence.start - 1].sent
        if before.root.pos_ in frames.VERBAL:
            yield frames.surface_subject(before.root), "before-subj"
