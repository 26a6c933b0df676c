"""Who says what through whom: a parsed text in, `Attribution` values out."""

from ceasefire.reading.attribution.find import attributions, attributions_in, outermost
from ceasefire.reading.attribution.holders import holder
from ceasefire.reading.attribution.model import Attribution
from ceasefire.reading.attribution.passages import parse_paragraphs
from ceasefire.reading.attribution.quotes import quotations
from ceasefire.reading.attribution.speakers import Speakers, resolve_speaker

__all__ = [
    "Attribution",
    "Speakers",
    "attributions",
    "attributions_in",
    "holder",
    "outermost",
    "parse_paragraphs",
    "quotations",
    "resolve_speaker",
]
