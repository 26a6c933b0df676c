"""A capture -> a `Document`: decoded, cleaned, dated, its outlet and language named."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from ceasefire.intake.capture import Capture
from ceasefire.intake.decode import decode
from ceasefire.intake.htmlpage import read_html
from ceasefire.intake.language import language_of
from ceasefire.intake.outlets import outlet_of
from ceasefire.intake.page import Page, ZoneOfPlace
from ceasefire.intake.passages import passages_of
from ceasefire.intake.posts import posts
from ceasefire.intake.published import dated, when_of_iso
from ceasefire.intake.textpage import read_text
from ceasefire.model import Document, Mention, Passage, Problem

# A new page format is a function from its text to a page, and a row here.
READERS: dict[str, Callable[[str], Page]] = {"text/plain": read_text, "text/html": read_html}


def read(capture: Capture, *, zone_of_place: ZoneOfPlace | None = None) -> Document | Problem:
    """Read one captured page.

    `zone_of_place` gives the IANA zone of a place name, for page times that come with a place. A page
    that cannot be read at all is a `Problem`; what is doubtful about one that can stands in
    `Document.problems`.
    """
    reader = READERS.get(capture.media_type)
    if reader is None:
        return Problem(capture.name, f"no reader for {capture.media_type}; known: {', '.join(READERS)}")
    decoded = decode(capture.name, capture.data, html=capture.media_type == "text/html")
    if isinstance(decoded, Problem):
        return decoded
    page = reader(decoded.text)
    given = capture.given
    zone = given.zone or None
    page = replace(page, blocks=tuple(posts(page.text, page.blocks, zone=zone, zone_of_place=zone_of_place)))
    passages, dropped = passages_of(page.text, page.blocks, page.title)
    dates = dated(capture.name, page, zone=zone, zone_of_place=zone_of_place)
    published = when_of_iso(given.published, zone=zone) if given.published else dates.published
    return Document(
        id=hashlib.sha256(capture.data).hexdigest(),
        name=capture.name,
        source=given.source or outlet_of(page, url=given.url),
        media_type=capture.media_type,
        language=given.language or _language(page, passages),
        text=page.text,
        passages=passages,
        dropped=dropped,
        title=Mention(page.text[page.title.start : page.title.end], page.title.start, page.title.end)
        if page.title
        else None,
        place=dates.place,
        published=published,
        modified=dates.modified,
        problems=(*decoded.problems, *dates.problems, *_empty(capture.name, passages)),
    )


def _language(page: Page, passages: tuple[Passage, ...]) -> str:
    return language_of("\n".join(page.text[p.start : p.end] for p in passages)) if passages else "und"


def _empty(name: str, passages: tuple[Passage, ...]) -> tuple[Problem, ...]:
    return () if passages else (Problem(name, "the page holds nothing but page furniture"),)
