"""Every place that may be an attribution: verbs, nouns, prepositions and marks in, frames out."""

from collections.abc import Iterator

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.frames import (
    Frame,
    Tokens,
    agent_of,
    contents_of,
    source_of,
    source_span,
    verb_cue,
)
from ceasefire.reading.attribution.tree import Tree


def verb_frames(tree: Tree) -> Iterator[Frame]:
    """Yield a frame for every verb that takes a content."""
    rows = lexicon.verbs()
    for i in range(len(tree)):
        if not tree.is_verb(i) or tree.dep[i] in ("aux", "auxpass"):
            continue
        row = rows.get(tree.lemma[i])
        contents, shape = contents_of(tree, i, recipient=row is not None and row.recipient)
        who = source_of(tree, i)
        cue = verb_cue(tree, i)
        source = None if who is None else source_span(tree, who)
        if source is not None and source[0] <= i < source[1]:
            source = (source[0], i) if source[0] < i else None
        yield Frame(i, cue, source, contents, shape)


def according_frames(tree: Tree) -> Iterator[Frame]:
    """Yield "according to X" and its like: the rest of the sentence is the content."""
    for i, word in enumerate(tree.lower):
        if word == "according" and i + 2 < len(tree) and tree.lower[i + 1] == "to":
            noun = tree.kid(i + 1, "pobj")
            source = tree.span(noun) if noun is not None else (i + 2, i + 3)
            yield Frame(i, (i, i + 2), source, _rest(tree, i, source[1]), "according to")


def _rest(tree: Tree, i: int, after: int) -> tuple[Tokens, ...]:
    """Return the sentence around a phrase that begins at `i` and ends before `after`."""
    first, last = tree.sents[tree.sent[i]]
    while last > after and tree.lower[last - 1] in (".", "!", "?", ";"):
        last -= 1
    while after < last and tree.lower[after] in (",", "-", ":"):
        after += 1
    left, right = (first, i), (after, last)
    if i - first > 2 and last - after > 2 and tree.lower[i - 1] != ",":
        return (left,)
    return tuple((a, b) for a, b in (left, right) if b - a > 1)


__all__ = ["according_frames", "agent_of", "verb_frames"]
