"""A candidate with its force in, who says it and who does it out, as tokens."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from ceasefire.model import Action, Force, Passage
from ceasefire.reading import frames
from ceasefire.reading.candidates import Candidate, Step, act_at, lookup
from ceasefire.reading.context import Context, Voice
from ceasefire.reading.force import Reading
from ceasefire.reading.lexicon import load_lexicon
from ceasefire.reading.words import Token

FORCES = {"rebel", "government", "army", "police", "militant", "guerrilla", "insurgent", "militia"}
VICTIMS = {"die", "perish"}
JOINT = {"agree-to", "agree-on", "sign", "declare", "end", "begin", "resume"}
PARTIES = frozenset({"between", "among"})
MOST_ABOVE = 6
AGENTS = ("er", "ers", "man", "men")
# How an event stands to the harm that it does: "killed in a raid", "wounded during clashes".
HARMING = {"in", "by", "during", "after", "following", "from", "amid", "with"}
# Acts that are named after places and whole countries: "the Geneva talks", "the Afghan peace deal".
NAMED_AFTER = {Action.TALK, Action.AGREE, Action.GOVERN, Action.RIGHTS}
BODIES = {"force", "army", "council", "league", "union", "party", "group", "movement", "front", "government"}
BEFORE = {"compound", "nmod", "amod"}
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
    actor = context.resolve(_behind(_actor(candidate, reading)) or harmer(candidate))
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
    nine and wounding two".
    """
    if candidate.act.stance != "hostile":
        return None
    leaf = candidate.leaf
    for name, noun in frames.prepositional(leaf):
        if name in HARMING and is_event(noun):
            return whose(noun)
    for above in _above(leaf):
        found = _hostile_doer(above)
        if found is not None:
            return found
    return None


def _above(leaf: Token) -> Iterator[Token]:
    """Yield the words over an act within its sentence, and the events that stand with them."""
    for token in islice(leaf.ancestors, MOST_ABOVE):
        yield token
        yield from (
            noun for name, noun in frames.prepositional(token) if name in HARMING and noun is not leaf
        )


def _hostile_doer(token: Token) -> Token | None:
    row = act_at(token, load_lexicon())
    if row is None or row.stance != "hostile" or row.action is Action.SEIZE or lookup(token) in VICTIMS:
        return None
    if token.pos_ in frames.VERBAL:
        return _behind(frames.subject(token))
    return whose(token) if is_event(token) else None


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
        if name in {"on", "for", "to", "from"} and found.pos_ in frames.NOMINAL:
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


MONTHS_AND_DAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "ramadan", "eid", "christmas", "easter", "today", "yesterday", "tomorrow",
}  # fmt: skip
