"""A tree in, every place that may be an attribution out, each with all its readings."""

from collections.abc import Iterator

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
from ceasefire.reading.attribution.quoted import Quoted
from ceasefire.reading.attribution.tree import Tree


def frames_at(tree: Tree, quoted: Quoted, i: int) -> tuple[Frame, ...]:
    """Return the readings of token `i` as a cue, contents widened to whole quotations, none twice."""
    tag = tree.tag[i]
    if tree.lower[i] == "according":
        raw = according_frames(tree, i)
    elif tree.lower[i] == ":":
        raw = colon_frames(tree, quoted, i)
    elif tag.startswith("VB"):
        raw = verb_frames(tree, quoted, i) if tree.dep[i] not in ("aux", "auxpass") else iter(())
    elif tag in ("NN", "NNS"):
        raw = noun_frames(tree, i)
    elif tag.startswith("JJ"):
        raw = adjective_frames(tree, i)
    else:
        return ()
    seen: dict[tuple[object, ...], Frame] = {}
    for frame in raw:
        contents = tuple(c for c in (quoted.whole(c, i) for c in frame.contents) if c[1] > c[0])
        if contents:
            key = (frame.source, contents)
            seen.setdefault(key, Frame(frame.head, frame.cue, frame.source, contents, frame.shape))
    return tuple(seen.values())


def verb_frames(tree: Tree, quoted: Quoted, i: int) -> Iterator[Frame]:
    """Yield the readings of verb `i`."""
    who = source_of(tree, i)
    source = None if who is None or who == i else source_span(tree, who, i)
    cue = verb_cue(tree, i)
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
    if tree.lower[end - 1] == ":" and quoted.inside[end - 1] < 0 and (more := quoted.more(end)):
        yield "quote below", more


def colon_frames(tree: Tree, quoted: Quoted, i: int) -> Iterator[Frame]:
    """Yield "X: words", as in headlines and transcripts."""
    first, last = tree.sents[tree.sent[i]]
    if not 0 < i - first <= 8 or last - i < 3 or quoted.inside[i] >= 0:
        return
    while last > i and tree.lower[last - 1] in (".", "!", "?"):
        last -= 1
    yield Frame(i, (i, i + 1), (first, i), ((i + 1, last),), "colon")
    paragraph = tree.paragraph_end(i)
    if paragraph > last + 1:
        yield Frame(i, (i, i + 1), (first, i), ((i + 1, paragraph),), "colon paragraph")


def according_frames(tree: Tree, i: int) -> Iterator[Frame]:
    """Yield the readings of "according to X": the sentence around it, or the part before it."""
    if i + 2 >= len(tree) or tree.lower[i + 1] != "to":
        return
    noun = tree.kid(i + 1, "pobj")
    source = tree.span(noun) if noun is not None else (i + 2, i + 3)
    first, last = tree.sents[tree.sent[i]]
    while last > source[1] and tree.lower[last - 1] in (".", "!", "?", ";"):
        last -= 1
    parts = ((first, i), (min(source[1], last), last))
    whole = tuple((a, b) for a, b in parts if b - a > 1)
    if len(whole) == 2:
        yield Frame(i, (i, i + 2), source, whole, "around")
        yield Frame(i, (i, i + 2), source, whole[:1], "before")
        yield Frame(i, (i, i + 2), source, whole[1:], "after")
    elif whole:
        yield Frame(i, (i, i + 2), source, whole, "sentence")
    up = tree.head[i]
    if up != i and (clause := tree.span(up)) != (first, last):
        cut = tuple((a, b) for a, b in ((clause[0], i), (source[1], clause[1])) if b - a > 1)
        if cut:
            yield Frame(i, (i, i + 2), source, cut, "clause around")
