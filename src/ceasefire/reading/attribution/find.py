"""A parsed text in, its attributions out: candidates, quotations, filter, speakers, in this order."""

from collections.abc import Sequence

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.candidates import according_frames, verb_frames
from ceasefire.reading.attribution.frames import Frame, Tokens
from ceasefire.reading.attribution.model import Attribution, Span
from ceasefire.reading.attribution.quotes import quotations
from ceasefire.reading.attribution.speakers import Speakers
from ceasefire.reading.attribution.tree import Doc, Tree, build

EDGE = " ,;:\u2013\u2014-\n"


def attributions(doc: Doc, *, breaks: Sequence[int] = ()) -> tuple[Attribution, ...]:
    """Return the attributions of a parsed text, in the order of their cues, nested ones included.

    `doc` is a spaCy document parsed from the length-preserving plain form of a text, so that its
    offsets are the text's own. `breaks` are the offsets at which paragraphs begin. Never raises on
    odd input; an empty document gives ().
    """
    if not len(doc):
        return ()
    tree = build(doc, breaks)
    quotes = quotations(tree.text, breaks=tree.breaks)
    speakers = Speakers(tree)
    found = []
    for frame in (*verb_frames(tree), *according_frames(tree)):
        made = _make(tree, frame, quotes, speakers)
        if made is not None:
            found.append(made)
    return tuple(sorted(found, key=lambda a: a.cue))


def _make(tree: Tree, frame: Frame, quotes: tuple[Span, ...], speakers: Speakers) -> Attribution | None:
    contents = tuple(s for s in (_trim(tree, c, quotes) for c in frame.contents) if s is not None)
    if not contents:
        return None
    verb_class = None
    if tree.is_verb(frame.head) and frame.shape != "according to":
        row = lexicon.verbs().get(tree.lemma[frame.head])
        if row is None or not admits(row, frame.shape):
            return None
        verb_class = row.verb_class
    elif frame.shape == "according to":
        verb_class = "say"
    source = None if frame.source is None else _trim(tree, frame.source, ())
    return Attribution(
        cue=tree.chars(*frame.cue),
        source=source,
        contents=contents,
        speaker=speakers.resolve(frame.source),
        kind=_kind(contents, quotes),
        verb_class=verb_class,
        rule=f"{tree.lemma[frame.head]}: {frame.shape}",
    )


SHAPES = {"inserted": "clause", "quote": "clause"}


def admits(row: lexicon.CueRow, shape: str) -> bool:
    """Tell whether the row's `only` lets this shape through."""
    return not row.only or shape in row.only or SHAPES.get(shape, shape) in row.only


def _trim(tree: Tree, part: Tokens, quotes: tuple[Span, ...]) -> Span | None:
    """Return the characters of a token range: whole quotations, no loose punctuation at the ends."""
    start, end = tree.chars(*part)
    while start < end and tree.text[start] in EDGE:
        start += 1
    for a, b in quotes:
        if a < end and start < b and (a <= start < b or a < end <= b or abs(end - b) <= 1):
            start, end = min(start, a), max(end, b)
    while end > start and tree.text[end - 1] in EDGE:
        end -= 1
    return (start, end) if end > start else None


def _kind(contents: tuple[Span, ...], quotes: tuple[Span, ...]) -> str:
    inside = [any(a <= s and e <= b for a, b in quotes) for s, e in contents]
    if all(inside):
        return "direct"
    touched = any(a < e and s < b for s, e in contents for a, b in quotes)
    return "mixed" if touched else "indirect"
