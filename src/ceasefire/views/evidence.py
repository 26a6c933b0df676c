"""A bearing in, the line that a person reads out: who says what, through whom, in which words, where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ceasefire.model import Quote
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.wording import time_words

# The words with which views join names and figures; each language has them in its catalogue.
INFERRED, OWN_WORDS, FOR = "inferred", "in its own words", "%s for %s"
BOUNDS = {"min": "at least %s", "max": "at most %s", "about": "about %s", "exact": "%s"}
# A figure counts what the verb did; people are told what befell them.
HARM = {
    "kill": "killed", "wound": "wounded", "injure": "injured", "arrest": "arrested", "detain": "detained",
    "displace": "displaced", "kidnap": "kidnapped", "die": "dead", "hurt": "hurt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence, ready to be shown.

    `voice` is the actor whose word it is, "" for the outlet; `speaker` is the name shown, with whom it
    speaks for; `relay` names those who passed the words on. `copies` are other documents of the same copy.
    """

    id: str
    statement: str
    kind: str
    force: str
    action: str
    counts: bool
    row: str
    why: str
    voice: str
    speaker: str
    relay: tuple[str, ...]
    said: str
    outlet: str
    document: str
    name: str
    published: str
    quote: Quote
    passage: int
    rule: str
    origin: str
    copies: tuple[str, ...]
    when: str = ""
    deadline: str = ""
    condition: str = ""
    figure: str = ""
    target: str = ""
    actor: str = ""


def line(row: BearingRow, folio: Folio) -> Line:
    """Return one bearing as a line."""
    said, b = row.said.statement, row.bearing
    document = row.said.document
    return Line(
        id=row.id,
        statement=row.said.id,
        kind=str(b.kind),
        force=str(said.force),
        action=str(said.action),
        counts=b.counts,
        row=b.row,
        why=b.why,
        voice=row.voice.speaker or "",
        speaker=speaker_words(row, folio),
        relay=tuple(m.text for m in said.relay),
        said=said.said,
        outlet=document.label,
        document=document.id,
        name=document.name,
        published=time_words(document.published)
        + (f" ({folio.book.say(INFERRED)})" if _inferred(row) else ""),
        quote=said.quote,
        passage=said.passage,
        rule=said.rule,
        origin=document.origin,
        copies=copies(row, folio),
        when=time_words(said.when),
        deadline=time_words(said.deadline),
        condition=said.condition.text if said.condition else "",
        figure=figure_words(row, folio),
        target=said.target.text if said.target else "",
        actor=said.actor.text if said.actor else "",
    )


def folded(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Fold lines of one origin that say the same in the same words into the first of them.

    Copies that differ in their words ("begin to withdraw", "withdraw") stay, each with its own.
    """
    first: dict[tuple[str, ...], Line] = {}
    for entry in lines:
        words = " ".join(re.findall(r"\w+", entry.quote.exact.casefold()))
        first.setdefault((entry.origin, entry.row, entry.voice, entry.force, entry.action, words), entry)
    return tuple(first.values())


def speaker_words(row: BearingRow, folio: Folio) -> str:
    """Return who says so: the words of the page, and the actor whose word it is where that is another."""
    said, heard = row.said.statement, row.bearing.heard
    if said.speaker is None:
        return f"{row.said.document.label} ({folio.book.say(OWN_WORDS)})"
    shown = folio.name(heard.speaker) or said.speaker.text
    if heard.speaks_for and heard.speaks_for != heard.speaker:
        return folio.book.say(FOR) % (shown, folio.name(heard.speaks_for))
    return shown


def figure_words(row: BearingRow, folio: Folio) -> str:
    """Return a figure with its bound: `at least 9,000 killed`."""
    figure, say = row.said.statement.figure, folio.book.say
    if figure is None:
        return ""
    counted = f"{figure.value:,}"
    of = "" if figure.of == counted else say(HARM.get(figure.of, figure.of))
    return say(BOUNDS[figure.bound]) % f"{counted} {of}".strip()


def copies(row: BearingRow, folio: Folio) -> tuple[str, ...]:
    """Return the outlets of the other documents that print the same copy."""
    own = row.said.document
    same = folio.book.by_origin.get(own.origin, ())
    return tuple(sorted(d.label for d in same if d.id != own.id))


def _inferred(row: BearingRow) -> bool:
    published = row.said.document.published
    return bool(published and published.inferred)
