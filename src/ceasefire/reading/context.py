"""A parsed document in; who speaks at any word of it, whom a pronoun means, and its times out."""

from bisect import bisect_right
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
        if token is None or token.pos_ not in {"PRON", "DET"}:
            return token
        if token.lower_ in names.SPEAKERS:
            return self._first_person(token)
        if not names.is_pronoun(token):
            return token
        at = self.first_token[id(token.doc)] + token.i
        found = self.token_at(self.speakers.resolve((at, at + 1)))
        return found if found is not None else names.resolve(token)

    def _first_person(self, token: Token) -> Token | None:
        passage = next(p for p, doc in self.parsed if doc is token.doc)
        for voice in self.voices(token, passage.start):
            named = voice.speaker is not None and voice.speaker.lower_ not in names.SPEAKERS
            if named and voice.attribution.kind != "indirect":
                return voice.speaker
        return self.declared(passage) or self.own_voice

    def declared(self, passage: Passage) -> Token | None:
        """Return who was given the floor before a passage: a paragraph that ends "…, the minister said:"."""
        found = None
        for one, doc in self.parsed:
            if one.index >= passage.index:
                break
            if len(doc) and doc[-1].text == ":":
                saying = [t for t in doc[-FLOOR:] if t.lemma_ in GIVING]
                found = frames.subject(saying[-1]) if saying else found
        return found

    @cached_property
    def own_voice(self) -> Token | None:
        """Who a statement in the first person speaks for: "We, the leaders of …", else its first subject."""
        for _, doc in self.parsed:
            for token in doc:
                if token.lower_ == "we":
                    found = next((c for c in token.children if c.dep_ == "appos"), None)
                    if found is not None:
                        return found
        for _, doc in self.parsed[:OPENING]:
            for token in doc:
                if token.dep_ == "nsubj" and token.pos_ == "PROPN" and token.head.pos_ in frames.VERBAL:
                    return token
        return None
