"""The HTML of a page -> its visible text as rendered here, its blocks, and the facts of its head."""

import logging
import re
from collections.abc import Iterator

import numpy as np
import trafilatura
from lxml import etree, html

from ceasefire.intake.align import lines_of
from ceasefire.intake.furniture import Table
from ceasefire.intake.htmlfacts import facts_of
from ceasefire.intake.linemodel import Numbers, best_run, log_odds
from ceasefire.intake.lines import Line, cut
from ceasefire.intake.page import Page
from ceasefire.intake.textpage import build

LOG = logging.getLogger(__name__)

BREAKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "textarea", "math"}
)
SPACES = re.compile(r"[ \t\r\n\f\v]+")


# What the extractor's two readings and the line model's log odds weigh together; tuned on pages with
# known articles (docs/intake.md).
EXTRACTED, EXTRACTED_STRICTLY, BY_LINE, BIAS, CHANGE = 3.0, 3.0, 0.5, -3.0, 1.0
# A quick strict reading is enough by itself, unless it and the line model part over this share of the words.
ALONE, DOUBTFUL = 6.0, 0.5
ODDS_BOUND = 6.0


def read_html(source: str) -> Page:
    """Render a page's text nodes in order; keep the lines that extractor and line model agree on."""
    tree = parse(source)
    text = render(tree) if tree is not None else ""
    if tree is None or not text:
        return Page(text, ())
    facts = facts_of(tree)
    parts = cut(text, Table(text, rendered=True))
    kept = _kept([line for line, _ in parts], source)
    return build(text, parts, kept, facts)


def _kept(lines: list[Line], source: str) -> list[bool]:
    """Weigh the lines by trafilatura's readings of the page and by the line model.

    One quick reading settles most pages; where the line model sees another article, two whole ones do.
    """
    words = [line.words for line in lines]
    odds = np.clip(log_odds(lines), -ODDS_BOUND, ODDS_BOUND)
    quick = np.array(lines_of(words, _extract(source, strictly=True, quickly=True)), dtype=float)
    if not _doubtful(quick, odds, words):
        return best_run((ALONE * quick + BY_LINE * odds + BIAS).tolist(), CHANGE)
    usual = np.array(lines_of(words, _extract(source, strictly=False)), dtype=float)
    strict = np.array(lines_of(words, _extract(source, strictly=True)), dtype=float)
    if not (usual.any() or strict.any()):  # the extractor found no article: the lines alone decide
        return best_run(odds.tolist(), CHANGE)
    scores = EXTRACTED * usual + EXTRACTED_STRICTLY * strict + BY_LINE * odds + BIAS
    return best_run(scores.tolist(), CHANGE)


def _doubtful(extracted: Numbers, odds: Numbers, words: list[str]) -> bool:
    """Tell whether a reading and the line model agree on less than half of the words that either keeps."""
    size = np.array([len(line) for line in words], dtype=float)
    by_reading, by_line = extracted > 0, odds > 0
    apart = size[by_reading != by_line].sum()
    return not extracted.any() or bool(apart > DOUBTFUL * size[by_reading | by_line].sum())


def _extract(source: str, *, strictly: bool, quickly: bool = False) -> str:
    try:
        found = trafilatura.extract(source, include_comments=False, favor_precision=strictly, fast=quickly)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
        LOG.info("the extractor failed on a page of %d letters; its lines alone decide", len(source))
        return ""
    return found or ""


def parse(source: str) -> html.HtmlElement | None:
    """Parse HTML however broken; None if there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def render(tree: html.HtmlElement) -> str:
    """Return the visible text nodes of a page in order, a line for each block."""
    pieces: list[str] = []
    for piece in _pieces(tree):
        if piece == "\n":
            if pieces and pieces[-1] != "\n":
                pieces.append(piece)
        else:
            pieces.append(SPACES.sub(" ", piece))
    return "".join(pieces).strip()


def _pieces(tree: html.HtmlElement) -> Iterator[str]:
    skipped = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        named = isinstance(node.tag, str)
        unseen = named and node.tag in UNSEEN
        if event == "start":
            skipped += unseen
            if skipped:
                continue
            if node.tag in BREAKS:
                yield "\n"
            if node.text:
                yield node.text
            continue
        skipped -= unseen
        if skipped:
            continue
        if named and node.tag in BREAKS:
            yield "\n"
        if node.tail:
            yield node.tail
