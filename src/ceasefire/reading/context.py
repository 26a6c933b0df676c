"""A parsed document in; who speaks at any word of it, whom a pronoun means, and its times out."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ceasefire.model import Document, Passage
from ceasefire.reading import frames, names
from ceasefire.reading.attribution import Attribution, Speakers, attributions_in
from ceasefire.reading.attribution.tree import build
from ceasefire.reading.times import TimeMention, find_times
from ceasefire.reading.words import Doc, Token

# Classes of cues that only say; a stance or a wish is a statement's own verb.
SAYING = {"say", "claim", "report", "confirm", "cite", "count", "announce"}
OPENING = 3
FLOOR = 10
GIVING = {"say", "state", "read", "write", "add", "tell", "continue", "note"}
MOST_VOICES = 6
PAPERS = {"message", "letter", "tape", "audiotape", "videotape", "video", "recording"}
TEXTS = PAPERS | {"statement", "text", "declaration", "communique", "release", "document", "report"}
NAMED = {"NOUN", "PROPN"}
SAYING_VERBS = {
    "say",
    "claim",
    "announce",
    "declare",
    "state",
    "confirm",
    "deny",
    "insist",
    "add",
    "warn",
    "admit",
    "report",
}
STANDING = {
    "condemn",
    "welcome",
    "support",
    "commend",
    "urge",
    "call",
    "remain",
    "stand",
    "reaffirm",
    "express",
    "continue",
    "reiterate",
    "recognize",
    "recognise",
    "believe",
    "applaud",
    "deplore",
    "thank",
    "share",
    "look",
    "strive",
    "expect",
    "demand",
    "encourage",
    "endorse",
    "regret",
    "appreciate",
    "affirm",
    "emphasize",
    "congratulate",
    "be",
    "have",
    "work",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody speaking: the attribution, and the tokens of the one who speaks and of those who relay."""

    attribution: Attribution
    speaker: Token | None
    relay: tuple[Token, ...]

    @property
    def says(self) -> bool:
        """Whether the cue only says, without a stance of its own."""
        return self.attribution.verb_class in SAYING


class Context:
    """What the parts of one document know of each other."""

    def __init__(self, document: Document, parsed: Sequence[tuple[Passage, Doc]]) -> None:
        self.document = document
        self.parsed = parsed
        self.starts = [p.start for p, _ in parsed]
        self._voices: dict[int, list[Voice]] = {}
        self._heard: dict[tuple[object, ...], Voice] = {}
        self._times: dict[int, tuple[TimeMention, ...]] = {}

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """The attributions of the document, nested ones included."""
        return attributions_in([(p.start, doc) for p, doc in self.parsed])

    @cached_property
    def speakers(self) -> Speakers:
        """The named mentions of the document, to look back through."""
        return Speakers(build([(p.start, doc) for p, doc in self.parsed]))

    @cached_property
    def start_of(self) -> dict[int, int]:
        """Where in the document each parse starts, by the identity of the parse."""
        return {id(doc): passage.start for passage, doc in self.parsed}

    @cached_property
    def first_token(self) -> dict[int, int]:
        """The number of the first token of each parse among all tokens of the document."""
        found, count = {}, 0
        for _, doc in self.parsed:
            found[id(doc)] = count
            count += len(doc)
        return found

    def times_of(self, passage: Passage, doc: Doc) -> tuple[TimeMention, ...]:
        """Return the times of a passage; offsets are the passage's own."""
        if passage.index not in self._times:
            published = passage.published or self.document.published
            day = (
                date.fromisoformat(published.value[:10]) if published and len(published.value) >= 10 else None
            )
            self._times[passage.index] = find_times(doc.text, published=day)
        return self._times[passage.index]

    def token_at(self, span: tuple[int, int] | None) -> Token | None:
        """Return the head of the words [start, end) of the document."""
        if span is None or not self.parsed:
            return None
        at = bisect_right(self.starts, span[0]) - 1
        if at < 0:
            return None
        passage, doc = self.parsed[at]
        words = doc.char_span(span[0] - passage.start, span[1] - passage.start)
        return None if words is None else words.root

    def voices(self, token: Token, start: int) -> list[Voice]:
        """Return who speaks where a token stands, the nearest first; `start` is where its passage starts."""
        offset = start + token.idx
        if offset not in self._voices:
            around = [a for a in self.attributions if any(s <= offset < e for s, e in a.contents)]
            around.sort(key=lambda a: min(e - s for s, e in a.contents if s <= offset < e))
            self._voices[offset] = [self._voice(a) for a in around[:MOST_VOICES]]
        return self._voices[offset]

    def _voice(self, attribution: Attribution) -> Voice:
        at = (attribution.cue, attribution.contents)
        if at not in self._heard:
            self._heard[at] = self._hear(attribution)
        return self._heard[at]

    def _hear(self, attribution: Attribution) -> Voice:
        relay = tuple(t for r in attribution.relay if (t := self.token_at(r)) is not None)
        return Voice(attribution, self.token_at(attribution.speaker or attribution.source), relay)

    def resolve(self, token: Token | None) -> Token | None:
        """Return the noun that a pronoun means, the token itself if it is none, None if nothing fits."""
        if token is None or _aside_of_name(token):
            return token.head if token is not None else None
        if token.pos_ not in {"PRON", "DET"}:
            return token
        if token.lower_ in names.SPEAKERS:
            return self._first_person(token)
        if not names.is_pronoun(token) and token.lower_ not in frames.RELATIVES:
            return token
        return self._antecedent(token)

    def _antecedent(self, pronoun: Token) -> Token | None:
        said = _of_same_saying(pronoun)
        if said is not None:
            return self.resolve(said)
        at = self.first_token[id(pronoun.doc)] + pronoun.i
        found = self.token_at(self.speakers.resolve((at, at + 1)))
        return found if found is not None else names.resolve(pronoun)

    def _first_person(self, token: Token) -> Token | None:
        passage = next(p for p, doc in self.parsed if doc is token.doc)
        for voice in self.voices(token, passage.start):
            named = voice.speaker is not None and voice.speaker.lower_ not in names.SPEAKERS
            if named and voice.attribution.kind != "indirect":
                return self.author(voice.speaker)
        return self.declared(passage) or self.own_voice

    def declared(self, passage: Passage) -> Token | None:
        """Return who was given the floor before a passage: a paragraph that ends "…, the minister said:"."""
        return self.floors.get(passage.index)

    @cached_property
    def floors(self) -> dict[int, Token | None]:
        """Who has the floor in each passage: after "said:" up to the closing mark.

        Without a mark the rest of the text is theirs, if the text opens so.
        """
        found: dict[int, Token | None] = {}
        holder, quoted, fresh = None, False, False
        for order, (passage, doc) in enumerate(self.parsed):
            text = doc.text.strip()
            marks = text.count('"')
            if fresh:
                quoted = text.startswith('"')
                holder = holder if quoted or order < OPENING else None
            found[passage.index] = holder
            if quoted and marks and (marks % 2 == 0 or text.endswith('"')):
                holder = None
            saying = [t for t in doc[-FLOOR:] if t.lemma_ in GIVING] if text.endswith(":") else []
            fresh = bool(saying)
            if saying:
                holder = self.author(frames.subject(saying[-1]))
                # A text that nobody is named for speaks for itself.
                holder = None if holder is not None and holder.lemma_.lower() in TEXTS else holder
        return found

    def author(self, paper: Token | None) -> Token | None:
        """Return who speaks in a paper ("a letter from A", "A sends a message"); other tokens as they are."""
        if paper is None or paper.lemma_.lower() not in PAPERS:
            return paper
        whose = [c for c in paper.children if c.dep_ == "poss" and c.pos_ != "PRON"]
        whose += [
            noun
            for name, noun in frames.prepositional(paper)
            if name in {"from", "by", "of"} and noun.pos_ in NAMED
        ]
        if whose:
            return whose[0]
        if paper.head.pos_ in frames.VERBAL and paper.dep_ == "dobj":
            return frames.subject(paper.head) or paper
        first = next((t for _, doc in self.parsed[:1] for t in doc if t.dep_ == "nsubj"), None)
        return first if first is not None and first.pos_ == "PROPN" else paper

    @cached_property
    def issuer(self) -> Token | None:
        """Who says of itself that the text is its own: "We, the leaders of …"."""
        every = (c for _, doc in self.parsed[:OPENING] for t in doc if t.lower_ == "we" for c in t.children)
        return next((c for c in every if c.dep_ == "appos"), None)

    @cached_property
    def own_voice(self) -> Token | None:
        """Who a statement in the first person speaks for.

        "We, the leaders of …"; else the name that most often takes a stance of its own, as "we" does.
        """
        if self.issuer is not None:
            return self.issuer
        taking = [t for _, doc in self.parsed for t in doc if t.dep_ == "nsubj" and t.pos_ == "PROPN"]
        taking = [t for t in taking if t.head.lemma_ in STANDING]
        often = Counter(t.lower_ for t in taking)
        return max(taking, key=lambda t: often[t.lower_], default=None)


def _aside_of_name(token: Token) -> bool:
    """Say whether a noun only describes the name before it: "Anna Berg, a rebel leader who signed"."""
    above = token.head
    return token.dep_ == "appos" and token.pos_ == "NOUN" and above.pos_ == "PROPN" and token.i > above.i


def _of_same_saying(token: Token) -> Token | None:
    """Return the speaker that "it" or "they" means in "the council says it accepts", None elsewhere."""
    verb = token.head
    if token.dep_ not in frames.SUBJECTS or token.lower_ not in {"it", "they"}:
        return None
    saying = verb.head if verb.dep_ == "ccomp" else None
    if saying is None or saying.lemma_ not in SAYING_VERBS:
        return None
    speaker = next((c for c in saying.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}), None)
    if speaker is None or (
        token.lower_ == "it" and (speaker.tag_ in {"NNS", "NNPS"} or len(frames.conjuncts(speaker)) > 1)
    ):
        return None
    return speaker
