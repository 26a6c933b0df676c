"""A candidate with its force in, who says it and who does it out, as tokens."""

from dataclasses import dataclass
from typing import Protocol

from ceasefire.model import Action, Force, Passage
from ceasefire.reading import frames
from ceasefire.reading.acts import act_at
from ceasefire.reading.candidates import Candidate, Step
from ceasefire.reading.context import Context, Voice
from ceasefire.reading.doers import PARTIES, behind, between, doer, harmer, owner
from ceasefire.reading.force import Reading
from ceasefire.reading.lexicon import load_lexicon
from ceasefire.reading.words import Token

JOINT = {"agree-to", "agree-on", "sign", "declare", "end", "begin", "resume"}
COUNTERPARTS = {"presidents", "leaders", "sides", "ministers", "parties"}
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
    def passage(self) -> Passage:
        """The passage in which it stands."""

    @property
    def start(self) -> int:
        """Where the passage starts in the document."""


def roles(candidate: Candidate, reading: Reading, where: Where) -> Roles:
    """Return the parts that a statement's words name."""
    context = where.context
    voices = context.voices(candidate.leaf, where.start)
    speaker = context.resolve(context.author(_speaker(candidate, reading, voices, where)))
    actor = context.resolve(behind(_actor(candidate, reading)) or harmer(candidate))
    if reading.force in STANCES and actor is None:
        actor = speaker
    relay = next((v.relay for v in voices if v.relay), ())
    return Roles(speaker, actor, relay=relay)


def _speaker(candidate: Candidate, reading: Reading, voices: list[Voice], where: Where) -> Token | None:
    """Return the subject of the nearest verb of saying, else of the verb that gives the force."""
    context = where.context
    for step in reading.said_by:
        found = _sayer(step)
        if found is not None and not _beside_what_is_said(candidate, step):
            return found
    giver = reading.giver
    own = where.start + giver.token.idx if giver is not None else -1
    for voice in voices:
        cue = voice.attribution.cue
        if voice.says and voice.speaker not in (None, candidate.leaf) and not cue[0] <= own < cue[1]:
            return voice.speaker
    floor = context.declared(where.passage)
    if floor is not None:
        return floor
    return _giver_of_force(candidate, reading) or _of_own_voice(candidate, context) or context.issuer


def _beside_what_is_said(candidate: Candidate, saying: Step) -> bool:
    """Say whether an act is told beside what somebody commits to: "agrees to pause while talks continue"."""
    if saying.slot != "clause":
        return False
    for step in candidate.steps:
        if step.token == saying.token:
            return False
        if step.slot == "when":
            return True
    return False


def _of_own_voice(candidate: Candidate, context: Context) -> Token | None:
    """Return who issues the text, for what it tells of itself in the first person: "we will continue to"."""
    verbs = [candidate.leaf, *(s.token for s in candidate.steps if not s.loose)]
    for verb in verbs:
        subject = frames.subject(verb) if verb.pos_ in frames.VERBAL else None
        if subject is not None:
            return context.own_voice if subject.lower_ in {"we", "i"} else None
    return None


def _giver_of_force(candidate: Candidate, reading: Reading) -> Token | None:
    """Return who says what gives the force; deals of several parties are told by the outlet."""
    giver = reading.giver
    if giver is None or giver.row is None:
        return None
    if giver.token.pos_ in {"NOUN", "PROPN"}:
        return owner(giver.token) or _voicing(candidate, giver)
    if not giver.row.speech or (giver.row.future and reading.force is not Force.UNDERTAKE):
        return None
    sayer = _sayer(giver)
    return None if sayer is not None and _several(sayer) and giver.row.id in JOINT else sayer


def _several(noun: Token) -> bool:
    """Say whether a noun names several parties: "A and B", "both sides", "the two presidents"."""
    if len(frames.conjuncts(noun)) > 1:
        return True
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    return bool(before & {"both", "two"}) or ("the" in before and noun.lower_ in COUNTERPARTS)


def _whose_failure(noun: Token) -> Token | None:
    """Return who fails, decides or refuses: "the failure of the army to withdraw"."""
    if not any(c.dep_ == "acl" and frames.is_infinitive(c) for c in noun.children):
        return None
    return next(
        (n for name, n in frames.prepositional(noun) if name == "of" and n.pos_ in frames.NOMINAL), None
    )


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
        voicing = owner(token) or _whose_failure(token) or _voicing(candidate, giver)
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
        return inside or _wanted_from(leaf, token)
    if inside is not None:
        return inside
    subject = frames.subject(token)
    return subject if subject is not None and subject != leaf and not leaf.is_ancestor(subject) else None


def _wanted_from(leaf: Token, asking: Token) -> Token | None:
    """Return who owes what cannot move: "urges restraint from the army"; not "withdrawal from the port"."""
    row = act_at(leaf, load_lexicon())
    if row is None or row.action not in {Action.CEASE_FIRE, Action.GUARANTEE, Action.AGREE}:
        return None
    near = (*frames.prepositional(leaf), *frames.prepositional(asking))
    return next((n for name, n in near if name == "from" and n.pos_ in frames.NOMINAL), None)


def _asked_by_noun(noun: Token) -> Token | None:
    for name, found in frames.prepositional(noun):
        if name in {"on", "for", "to", "from"} and found.pos_ in frames.NOMINAL:
            return found
    return None
