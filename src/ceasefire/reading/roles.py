"""A candidate with its force in, who says it and who does it out, as tokens."""

from dataclasses import dataclass
from typing import Protocol

from ceasefire.model import Force
from ceasefire.reading import frames
from ceasefire.reading.candidates import Candidate, Step, lookup
from ceasefire.reading.context import Context, Voice
from ceasefire.reading.force import Reading
from ceasefire.reading.lexicon import load_lexicon
from ceasefire.reading.words import Token

FORCES = {"rebel", "government", "army", "police", "militant", "guerrilla", "insurgent", "militia"}
VICTIMS = {"die", "perish"}
JOINT = {"agree-to", "sign", "declare", "end", "begin", "resume"}
PARTIES = frozenset({"between", "among"})
STANCES = {Force.SUPPORT, Force.OPPOSE, Force.REFUSE}


@dataclass(frozen=True, slots=True)
class Roles:
    """Who stands in which part of a statement, as tokens of the parse.

    `target` and `places` are left open until force and action are chosen.
    """

    speaker: Token | None
    actor: Token | None
    target: Token | None = None
    places: tuple[Token, ...] = ()
    relay: tuple[Token, ...] = ()


class Where(Protocol):
    """Where a candidate stands: what its document knows, and where its passage starts."""

    @property
    def context(self) -> Context:
        """What the parts of the document know of each other."""

    @property
    def start(self) -> int:
        """Where the passage starts in the document."""


def roles(candidate: Candidate, reading: Reading, where: Where) -> Roles:
    """Return the parts that a statement's words name."""
    context = where.context
    voices = context.voices(candidate.leaf, where.start)
    speaker = context.resolve(_speaker(candidate, reading, voices, where))
    actor = context.resolve(_behind(_actor(candidate, reading)))
    if reading.force in STANCES and actor is None:
        actor = speaker
    relay = next((v.relay for v in voices if v.relay), ())
    return Roles(speaker, actor, relay=relay)


def _speaker(candidate: Candidate, reading: Reading, voices: list[Voice], where: Where) -> Token | None:
    """Return the subject of the nearest verb of saying, else of the verb that gives the force."""
    for step in reading.said_by:
        found = _sayer(step)
        if found is not None:
            return found
    giver = reading.giver
    own = where.start + giver.token.idx if giver is not None else -1
    for voice in voices:
        cue = voice.attribution.cue
        if voice.says and voice.speaker not in (None, candidate.leaf) and not cue[0] <= own < cue[1]:
            return voice.speaker
    if giver is None or giver.row is None:
        return None
    if giver.token.pos_ in {"NOUN", "PROPN"}:
        return owner(giver.token) or _voicing(candidate, giver)
    if not giver.row.speech or (giver.row.future and reading.force is not Force.UNDERTAKE):
        return None
    sayer = _sayer(giver)
    # Deals of several parties are told by the outlet (guidelines, settled case 1).
    several = sayer is not None and len(frames.conjuncts(sayer)) > 1
    return None if several and giver.row.id in JOINT else sayer


def _voicing(candidate: Candidate, giver: Step) -> Token | None:
    """Return who voices a noun of force: the subject of "expressed support", "reiterated its opposition"."""
    steps = list(candidate.steps)
    above = steps[steps.index(giver) + 1 :]
    if above and above[0].slot == "object" and above[0].token.pos_ in frames.VERBAL:
        return frames.subject(above[0].token)
    return None


def _sayer(step: Step) -> Token | None:
    verb = step.token
    if verb.pos_ == "ADJ":
        verb = verb.head
    if frames.is_passive(verb) and step.row is not None and step.row.actor == "subject":
        return frames.subject(verb) or None
    return frames.subject(verb)


def _actor(candidate: Candidate, reading: Reading) -> Token | None:  # noqa: PLR0911 - the cases, in order
    leaf, giver = candidate.leaf, reading.giver
    if giver is None or giver.row is None:
        return doer(leaf, candidate)
    token, row = giver.token, giver.row
    if token.pos_ in {"NOUN", "PROPN"}:
        if row.actor == "inner":
            return doer(leaf, candidate) or owner(leaf) or _asked_by_noun(token)
        voicing = owner(token) or _voicing(candidate, giver)
        return voicing if voicing is not None or reading.force in STANCES else doer(leaf, candidate)
    if token.pos_ == "ADJ":
        return doer(leaf, candidate) if row.actor == "inner" else frames.subject(token.head)
    if reading.force is Force.REQUIRE and row.force is not Force.REQUIRE:
        return frames.subject(token) or doer(leaf, candidate)
    if row.actor == "object":
        asked = frames.asked_party(token)
        return asked if asked is not None and asked != leaf else doer(leaf, candidate)
    if row.actor == "inner":
        return _inner(candidate, token)
    own = doer(leaf, candidate) if leaf.pos_ in frames.VERBAL and _has_own_subject(leaf) else None
    return own or frames.subject(token) or between(token, only=PARTIES) or owner(leaf) or between(leaf)


def _behind(token: Token | None) -> Token | None:
    """Return who stands behind an event that is told as doing something ("rebel shelling kills nine")."""
    if token is None or token.pos_ != "NOUN":
        return token
    rows = load_lexicon().act_nouns.get(lookup(token), ())
    if any(row.stance in {"hostile", "plan", "talk"} and not row.of and not p.rest for p, row in rows):
        return owner(token) or between(token, only=PARTIES)
    return token


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in frames.SUBJECTS for c in verb.children)


def _inner(candidate: Candidate, token: Token) -> Token | None:
    """Return the doer inside what is asked for, begun or held: "a truce between A and B"."""
    leaf = candidate.leaf
    if leaf.pos_ in frames.VERBAL:
        return doer(leaf, candidate)
    inside = owner(leaf) or between(leaf) or between(token, only=PARTIES)
    if candidate.rows and candidate.rows[0].force is Force.REQUIRE:
        asked = frames.asked_party(token)
        if asked is not None and asked != leaf and not asked.is_ancestor(leaf):
            return asked
        return inside
    if inside is not None:
        return inside
    subject = frames.subject(token)
    return subject if subject is not None and subject != leaf and not leaf.is_ancestor(subject) else None


def _asked_by_noun(noun: Token) -> Token | None:
    for name, found in frames.prepositional(noun):
        if name in {"on", "for", "to"} and found.pos_ in frames.NOMINAL:
            return found
    return None


def doer(leaf: Token, candidate: Candidate) -> Token | None:
    """Return who does an act: the subject of its verb, or the owner of its noun."""
    if lookup(leaf) in VICTIMS:
        return None
    if leaf.pos_ in frames.VERBAL or leaf.tag_ in {"VBN", "VBG"}:
        return frames.subject(leaf)
    found = owner(leaf) or between(leaf)
    if found is not None:
        return found
    for step in candidate.steps[:1]:
        if step.slot == "object" and step.token.pos_ in frames.VERBAL:
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
        if child.dep_ not in {"compound", "nmod", "amod"} or child.is_sent_start:
            continue
        if child.lower_ in FORCES or (child.text[:1].isupper() and child.lower_ not in MONTHS_AND_DAYS):
            return child
    return None


def between(noun: Token, *, only: frozenset[str] = frozenset()) -> Token | None:
    """Return the parties of a noun or verb: "talks between A and B", "withdrawal of troops"."""
    for wanted in (only,) if only else ({"between", "among"}, {"of"}, {"with"}):
        for name, found in frames.prepositional(noun):
            shared = wanted == {"with"} and noun.dep_ == "dobj"
            if name in wanted and found.pos_ in frames.NOMINAL and not shared:
                return found
    return None


MONTHS_AND_DAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "ramadan", "eid", "christmas", "easter", "today", "yesterday", "tomorrow",
}  # fmt: skip
