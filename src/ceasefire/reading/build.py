"""A candidate with its force and roles in, a `Statement` with offsets into the captured text out."""

from dataclasses import dataclass

from ceasefire.model import Document, Figure, Force, Mention, Passage, Quote, Statement
from ceasefire.reading import names, quoting
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.choose import Chosen
from ceasefire.reading.conditions import condition_span
from ceasefire.reading.context import Context
from ceasefire.reading.dated import dates
from ceasefire.reading.figures import figure_of
from ceasefire.reading.force import Reading
from ceasefire.reading.words import Doc, Token

AROUND = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parse stands: its document and passage."""

    document: Document
    passage: Passage
    context: Context

    @property
    def start(self) -> int:
        """Where the passage starts in the document."""
        return self.passage.start

    def mention(self, doc: Doc, start: int, end: int) -> Mention:
        """Return the captured words of tokens [start, end), of this passage's parse or another's."""
        offset = self.context.start_of.get(id(doc), self.passage.start)
        low = offset + doc[start].idx
        high = offset + doc[end - 1].idx + len(doc[end - 1])
        return Mention(self.document.text[low:high], low, high)

    def quote(self, doc: Doc, start: int, end: int) -> Quote:
        """Return the captured words of tokens [start, end) with their surroundings."""
        found, text = self.mention(doc, start, end), self.document.text
        before, after = text[max(0, found.start - AROUND) : found.start], text[found.end : found.end + AROUND]
        return Quote(found.text, found.start, found.end, before, after)

    def name(self, token: Token | None, *, joined: bool = True, wide: bool = False) -> Mention | None:
        """Return the words that name what a token heads."""
        if token is None:
            return None
        return self.mention(token.doc, *names.span(token, joined=joined, wide=wide))


def statement(place: Place, candidate: Candidate, chosen: Chosen) -> Statement:
    """Return the statement that a candidate makes."""
    reading, roles = chosen.reading, chosen.roles
    force = reading.force
    if force is None:
        raise ValueError("a candidate without force is no statement")
    start, end = quoting.quote(candidate, reading)
    doc = candidate.leaf.doc
    published = place.passage.published or place.document.published
    dated = dates(candidate, reading, place.context.times_of(place.passage, doc), doc, published)
    return Statement(
        document=place.document.id,
        passage=place.passage.index,
        quote=place.quote(doc, start, end),
        force=force,
        action=reading.action,
        rule=reading.rule,
        speaker=place.name(roles.speaker),
        relay=tuple(m for t in roles.relay if (m := place.name(t)) is not None),
        actor=place.name(roles.actor),
        target=place.name(roles.target, wide=force in {Force.SUPPORT, Force.OPPOSE}),
        place=tuple(m for t in roles.places if (m := place.name(t, joined=False)) is not None),
        when=dated.when,
        deadline=dated.deadline,
        until=dated.until,
        condition=condition(place, candidate, reading),
        figure=reading.figure or _figure_of_target(chosen, roles.target),
        aspect=reading.aspect,
        confidence=chosen.confidence,
        said="indirect" if reading.said_by else "narrated",
    )


def _figure_of_target(chosen: Chosen, target: Token | None) -> Figure | None:
    """Return the figure that counts the target where a turn of phrase, not the act's own row, found it."""
    if chosen.confidence is not None or target is None:
        return None
    return figure_of(target, target.text)


def condition(place: Place, candidate: Candidate, reading: Reading) -> Mention | None:
    """Return the words of the condition on which the act hangs."""
    found = condition_span(candidate, reading)
    return None if found is None else place.mention(candidate.leaf.doc, *found)
