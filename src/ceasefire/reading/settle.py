"""A candidate and what models made of it in; what is settled of it out: turns of phrase, "we", relays.

Whatever was learned, a party speaks of itself as "we" through its minister, nobody relays himself, and the
words of a quotation name nobody outside it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from ceasefire.model import Force
from ceasefire.reading import frames, names, sure_acts, sure_forces
from ceasefire.reading.acts import lookup
from ceasefire.reading.choose import Chosen
from ceasefire.reading.placing import places
from ceasefire.reading.sure import Construction, Verdict, words
from ceasefire.reading.targets import target
from ceasefire.reading.words import Doc, Token

if TYPE_CHECKING:
    from ceasefire.reading.context import Context
    from ceasefire.reading.reader import Seen

# In this order; the first that fits decides.
CONSTRUCTIONS: tuple[tuple[str, Construction], ...] = (
    ("guaranteed-only", sure_forces.guaranteed_only),
    ("not-an-option", sure_forces.not_an_option),
    ("hindsight", sure_forces.hindsight),
    ("among", sure_forces.among),
    ("headline", sure_forces.headline),
    ("by-doing", sure_forces.by_doing),
    ("vetoed", sure_forces.vetoed),
    ("slow-to", sure_forces.slow_to),
    ("will-not", sure_forces.will_not),
    ("owed-by-subject", sure_forces.owed_by_subject),
    ("send-means", sure_acts.send_means),
    ("voiced-call", sure_acts.voiced_call),
    ("wanted-from", sure_acts.wanted_from),
    ("told-attacks", sure_acts.told_attacks),
    ("let-enter", sure_acts.let_enter),
    ("halted", sure_acts.halted),
    ("backing", sure_acts.backing),
    ("starts-on", sure_acts.starts_on),
    ("seated-in", sure_acts.seated_in),
    ("listed", sure_acts.listed),
)
PLURAL = {"we", "our", "us"}
OFFICES = names.PERSON_TITLES
LONGEST_ENDING = 4
PAPERS = {"statement", "communique", "letter", "release"}
BODIES = {
    "government",
    "ministry",
    "army",
    "group",
    "movement",
    "party",
    "council",
    "command",
    "union",
    "front",
    "militia",
}


def construction(seen: "Seen") -> tuple[str, Verdict] | None:
    """Return the first turn of phrase in which a candidate stands, and what it makes of it."""
    for name, found in CONSTRUCTIONS:
        verdict = found(seen, words(name))
        if verdict is not None:
            return name, verdict
    return None


def settle(seen: "Seen", chosen: Chosen | None) -> Chosen | None:
    """Return the statement that is left of a candidate; None if it is none."""
    if chosen is not None:
        chosen = replace(chosen, roles=replace(chosen.roles, target=_target(seen, chosen)))
    found = construction(seen)
    if found is not None:
        name, verdict = found
        if verdict.dropped:
            return None
        chosen = verdict.onto(chosen or Chosen(seen.reading, seen.roles, None), seen, name)
    if chosen is None or chosen.reading.force is None:
        return None
    return _named(seen, chosen)


def _target(seen: "Seen", chosen: Chosen) -> Token | None:
    return seen.place.context.resolve(target(seen.candidate, chosen.reading))


def _named(seen: "Seen", chosen: Chosen) -> Chosen:
    """Put the party for "we", and leave out of the relays whoever speaks."""
    roles, context = chosen.roles, seen.place.context
    speaker, actor = heard(seen, chosen), roles.actor
    speaker = body_behind(speaker, context) or speaker
    actor = _said_of_itself(seen, chosen) or actor
    own = chosen.reading.force is not Force.REQUIRE and _first_person(seen, chosen)
    if speaker is not None and own and (actor is None or same_name(actor, speaker)):
        actor = party_of(speaker, context) or actor
    relay = tuple(dict.fromkeys(r for t in roles.relay if (r := context.resolve(t)) is not None))
    relay = tuple(r for r in relay if speaker is None or not same_name(r, speaker))
    where = places(seen.candidate, chosen.reading)
    return replace(chosen, roles=replace(roles, actor=actor, speaker=speaker, relay=relay, places=where))


def _said_of_itself(seen: "Seen", chosen: Chosen) -> Token | None:
    """Return who says "it accepts": a body that speaks of "it" speaks of itself."""
    saying = next((s for s in seen.candidate.steps if s.row is not None and s.row.id == "say"), None)
    if saying is None or saying.slot != "that" or saying.loose:
        return None
    chain = [seen.candidate.leaf, *(s.token for s in seen.candidate.steps)]
    verb = chain[max(chain.index(saying.token) - 1, 0)]
    doer = next((c for c in verb.children if c.dep_ in frames.SUBJECTS), None)
    teller = frames.subject(saying.token)
    if doer is None or teller is None or doer.lower_ != "it" or chosen.roles.actor is None:
        return None
    if chosen.reading.force is Force.REQUIRE or teller.tag_ in {"NNS", "NNPS", "PRP"}:
        return None
    body = teller.pos_ == "NOUN" and teller.lemma_.lower() in BODIES
    return teller if body else None


def heard(seen: "Seen", chosen: Chosen) -> Token | None:
    """Return who speaks; of a quotation in the first person whoever was quoted, nobody named inside it."""
    speaker, context, leaf = chosen.roles.speaker, seen.place.context, seen.candidate.leaf
    if speaker is not None and lookup(speaker) in PAPERS:
        return _issuer(speaker) or speaker
    if not (seen.around.quoted and seen.around.first_person):
        return speaker
    if speaker is not None and speaker.lower_ not in names.PRONOUNS and _says(speaker):
        return speaker
    if speaker is not None and not within(leaf, speaker) and speaker.lower_ not in names.PRONOUNS:
        return speaker
    for voice in context.voices(leaf, seen.place.start):
        found = context.resolve(voice.speaker)
        if (
            voice.says
            and found is not None
            and not within(leaf, found)
            and found.lower_ not in names.PRONOUNS
        ):
            return found
    floor = context.resolve(context.declared(seen.place.passage))
    return floor if floor is not None else speaker


def _says(name: Token) -> bool:
    """Say whether a name, or the noun it stands beside, is the subject of a verb of saying."""
    noun = name.head if name.dep_ == "appos" else name
    return noun.dep_ == "nsubj" and noun.head.lemma_ in {"say", "tell", "add", "announce", "make", "state"}


def _issuer(paper: Token) -> Token | None:
    """Return who speaks in a paper: "the ministry said in a statement"."""
    verb = paper.head.head if paper.dep_ == "pobj" and paper.head.lower_ in {"in", "through", "via"} else None
    return frames.subject(verb) if verb is not None and verb.pos_ in frames.VERBAL else None


def within(leaf: Token, name: Token) -> bool:
    """Say whether a name stands in the same quotation as a candidate."""
    if leaf.doc is not name.doc:
        return False
    first, last = sorted((leaf.i, name.i))
    return not any(t.text == '"' for t in leaf.doc[first:last])


def _first_person(seen: "Seen", chosen: Chosen) -> bool:
    """Say whether the act is told in the first person plural: "we have pulled out our guns"."""
    leaf, giver = seen.candidate.leaf, chosen.reading.giver
    verbs = [s.token for s in seen.candidate.steps if not s.loose and s.row is not None and s.row.id != "say"]
    verbs += [giver.token] if giver is not None else []
    verbs += [s.token for s in seen.candidate.steps[:1]]
    for verb in (leaf, *verbs) if leaf.pos_ in frames.VERBAL else verbs:
        if verb.pos_ in frames.VERBAL:
            subject = frames.subject(verb)
            if subject is not None:
                return subject.lower_ in PLURAL
    return False


def same_name(one: Token, other: Token) -> bool:
    """Say whether two mentions are of one: the same head, or the same last name."""
    return one == other or one.lower_ == other.lower_


def body_behind(speaker: Token | None, context: "Context") -> Token | None:
    """Return whose "its president" is, if the sentence names the body and not the person: the body speaks."""
    if speaker is None or speaker.pos_ == "PROPN" or not lookup_office(speaker):
        return None
    if any(c.dep_ in {"appos", "compound"} and c.pos_ == "PROPN" for c in speaker.children):
        return None
    own = next((c for c in speaker.children if c.dep_ == "poss" and c.lower_ in {"its", "their"}), None)
    body = context.resolve(own)
    if body is None or body is own or body.sent is not speaker.sent:
        return None
    return body if body.pos_ in {"PROPN", "NOUN"} else None


def party_of(speaker: Token, context: "Context") -> Token | None:
    """Return the party that a person speaks for, as the text names it, None if it does not.

    "Norland's foreign minister", "a spokesman for the Front", "Russian minister" where the text has Russia.
    """
    for _, doc in context.parsed:
        for token in doc:
            if token.lower_ == speaker.lower_ and token.pos_ == "PROPN" and token.text[:1].isupper():
                found = _affiliated(token, context)
                if found is not None:
                    return found
    return None


def _affiliated(name: Token, context: "Context") -> Token | None:
    beside = [name, *(c for c in name.children if c.dep_ in {"appos", "compound"})]
    beside += [name.head] if name.dep_ in {"appos", "compound"} else []
    for noun in beside:
        for child in noun.children:
            if child.dep_ == "poss" and child.pos_ == "PROPN" and noun != name:
                return child
            if child.dep_ in {"amod", "nmod", "compound"} and child.text[:1].isupper():
                land = _land(child, context)
                if land is not None:
                    return land
        if lookup_office(noun):
            party = next(
                (n for p, n in frames.prepositional(noun) if p in {"of", "for"} and n.pos_ == "PROPN"), None
            )
            if party is not None:
                return party
    return None


def lookup_office(noun: Token) -> bool:
    """Say whether a noun is an office that speaks for somebody."""
    return noun.lemma_.lower() in OFFICES


def _land(adjective: Token, context: "Context") -> Token | None:
    """Return the country of "Russian", if the text names it."""
    word = adjective.lower_
    if adjective.tag_ not in {"JJ", "NNP"} or not word.endswith(("n", "i", "ese", "ish")):
        return None
    for _, doc in context.parsed:
        found = _in_doc(word, doc)
        if found is not None:
            return found
    return None


def _in_doc(word: str, doc: Doc) -> Token | None:
    for token in doc:
        stem = token.lower_.rstrip("aeo")
        like = token.pos_ == "PROPN" and len(stem) > 3 and word.startswith(stem) and token.lower_ != word
        if like and len(word) - len(stem) <= LONGEST_ENDING:
            return token
    return None
