"""A tree in, every place that may be an attribution out, each with all its readings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.frames import (
    Frame,
    Tokens,
    content_options,
    cut_short,
    source_of,
    source_span,
    verb_cue,
    with_tail,
)
from ceasefire.reading.attribution.nouns import adjective_frames, noun_frames
from ceasefire.reading.attribution.phrases import (
    FIRST_WORDS,
    adverb_frames,
    colon_frames,
    dash_frames,
    phrase_frames,
)
from ceasefire.reading.attribution.quoted import Quoted
from ceasefire.reading.attribution.relays import RELAYING, passing_on, quoted_as
from ceasefire.reading.attribution.tree import Tree

DASHES = frozenset({"-", "--", "\u2013", "\u2014"})


def frames_at(tree: Tree, quoted: Quoted, i: int) -> tuple[Frame, ...]:
    """Return the readings of token `i` as a cue, contents widened to whole quotations, none twice."""
    seen: dict[tuple[object, ...], Frame] = {}
    for frame in _raw(tree, quoted, i):
        contents = tuple(c for c in [quoted.whole(c, i) for c in frame.contents] if c[1] > c[0])
        if not contents or (frame.source, contents) in seen:
            continue
        changed = contents != frame.contents
        seen[frame.source, contents] = replace(frame, contents=contents) if changed else frame
    return tuple(seen.values())


def _raw(tree: Tree, quoted: Quoted, i: int) -> Iterable[Frame]:
    word = tree.lower[i]
    kind = tree.tag[i][:2]
    if word in FIRST_WORDS:
        found: Iterable[Frame] = phrase_frames(tree, i)
    elif word == ":":
        found = colon_frames(tree, quoted, i)
    elif word in DASHES:
        found = dash_frames(tree, i)
    elif kind == "VB":
        found = _verb(tree, quoted, i)
    elif kind == "NN" and not tree.is_name(i):
        found = noun_frames(tree, i)
    elif kind == "JJ":
        found = adjective_frames(tree, i)
    elif kind == "RB" and word in lexicon.adverbs():
        found = adverb_frames(tree, i)
    else:
        found = ()
    return found


def _verb(tree: Tree, quoted: Quoted, i: int) -> Iterable[Frame]:
    if tree.dep[i] in ("aux", "auxpass") or passing_on(tree, i) is not None:
        return ()
    if tree.dep[i] == "acomp" and tree.lower[i] in lexicon.adjectives():
        return adjective_frames(tree, i)
    relayed = quoted_frames(tree, quoted, i) if tree.lemma[i] in RELAYING else []
    return relayed or verb_frames(tree, quoted, i)


def verb_frames(tree: Tree, quoted: Quoted, i: int) -> Iterator[Frame]:
    """Yield the readings of verb `i`."""
    who = source_of(tree, i)
    source = None if who is None or who == i else source_span(tree, who, i)
    cue = verb_cue(tree, i)
    if source is not None:
        source = _past_heading(tree, source, cue)
    yield from _between(tree, quoted, i, cue, source)
    if source is not None and (tail := with_tail(tree, who, source, i)) is not None:
        for shape, contents in content_options(tree, i):
            yield Frame(i, cue, tail, contents, f"{shape} tail")
            break
    for shape, contents in (*content_options(tree, i), *_beside(tree, quoted, cue, source)):
        if not contents:
            continue
        yield Frame(i, cue, None if shape == "seems" else source, contents, shape)
        if (cut := cut_short(tree, contents[-1])) is not None:
            yield Frame(i, cue, source, (*contents[:-1], cut), f"{shape} cut")
        more = (
            quoted.more(tree.sents[tree.sent[i]][1])
            if shape in ("clause", "quote before", "inserted")
            else ()
        )
        if more and quoted.inside[i] < 0:
            yield Frame(i, cue, source, (*contents, *more), f"{shape} and more")


def _past_heading(tree: Tree, source: Tokens, cue: Tokens) -> Tokens:
    """Return what stands between a heading's colon and the verb, where the parse took the heading."""
    for j in range(source[1], min(cue[0] - 1, source[1] + 8)):
        if tree.lower[j] == ":":
            return j + 1, cue[0]
    return source


def quoted_frames(tree: Tree, quoted: Quoted, i: int) -> list[Frame]:
    """Return the readings of "A quoted B as saying words": B is the source, A passes the words on."""
    found = quoted_as(tree, i)
    if found is None:
        return []
    saying, source, relay = found
    cue = verb_cue(tree, i)
    readings = [*content_options(tree, saying), *_beside(tree, quoted, (saying, saying + 1), None)]
    readings += _beside(tree, quoted, cue, min((source, *relay)))
    return [
        Frame(i, cue, source, contents, f"quoted as {shape}", relay=relay)
        for shape, contents in readings
        if contents and shape not in ("inserted", "quote below")
    ]


def _between(tree: Tree, quoted: Quoted, i: int, cue: Tokens, source: Tokens | None) -> Iterator[Frame]:
    """Yield '"…," X said' with all words between the quotation and the verb as source."""
    for first in range(cue[0] - 1, max(cue[0] - 15, 0), -1):
        if quoted.inside[first] >= 0:
            return
        number = quoted.ending(first)
        if number >= 0 and tree.lower[first] not in (",", "-"):
            if source != (first, cue[0]):
                yield Frame(i, cue, (first, cue[0]), (quoted.ranges[number],), "between")
            return


def _beside(
    tree: Tree, quoted: Quoted, cue: Tokens, source: Tokens | None
) -> Iterator[tuple[str, tuple[Tokens, ...]]]:
    """Yield the quotations that touch a cue and its source, which parses often miss."""
    first = cue[0] if source is None else min(cue[0], source[0])
    last = cue[1] if source is None else max(cue[1], source[1])
    if (number := quoted.ending(first)) >= 0:
        yield "quote before", (quoted.ranges[number],)
    if (number := quoted.beginning(last)) >= 0:
        yield "quote after", (quoted.ranges[number],)
    end = tree.sents[tree.sent[cue[0]]][1]
    if tree.lower[end - 1] == ":" and quoted.inside[end - 1] < 0:
        yield from _below(tree, quoted, end)


def _below(tree: Tree, quoted: Quoted, end: int) -> Iterator[tuple[str, tuple[Tokens, ...]]]:
    """Yield what a colon at the end of a paragraph leads to: quotations, or the rest as a statement."""
    more = quoted.more(end)
    if more:
        yield "quote below", more
    elif end < len(tree) and tree.paragraph(end) != tree.paragraph(end - 1):
        # A release in the first person runs to its end; else only the next paragraph is surely meant.
        personal = any(word in ("we", "i", "our") for word in tree.lower[end:])
        yield "paragraph below", ((end, len(tree) if personal else tree.paragraph_end(end)),)
