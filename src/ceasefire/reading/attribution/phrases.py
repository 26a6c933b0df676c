"""Phrases as cues: "according to X", "in X's view", "reportedly", and marks: "X: words", "words - X"."""

from collections.abc import Iterator

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.frames import Frame, Tokens, source_span
from ceasefire.reading.attribution.quoted import Quoted
from ceasefire.reading.attribution.tree import Tree

STOPS = (".", "!", "?", ";")
FIRST_WORDS = frozenset({"according", "per", "in", "by"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST_NAME = 8


def phrase_frames(tree: Tree, i: int) -> Iterator[Frame]:
    """Yield the readings of a phrase that begins at `i`: the sentence around it, or a part of it."""
    for words, row in lexicon.phrases().items():
        last = i + len(words)
        if tuple(tree.lower[i:last]) == words and last < len(tree):
            noun = tree.kid(last - 1, "pobj", "pcomp")
            source = None if noun is None else source_span(tree, noun, i)
            yield from _around(tree, i, (i, last), source or (last, last + 1), row)
            return
    noun = tree.kid(i, "pobj")
    owned = None if noun is None else lexicon.owners().get(tree.lemma[noun])
    owner = None if noun is None else tree.kid(noun, "poss")
    if noun is not None and owned is not None and owner is not None:
        source = source_span(tree, owner, noun)
        if source is not None:
            yield from _around(tree, i, (noun, noun + 1), source, owned)


def _around(tree: Tree, i: int, cue: Tokens, source: Tokens, row: lexicon.CueRow) -> Iterator[Frame]:
    first, last = tree.sents[tree.sent[i]]
    after = max(source[1], cue[1])
    while last > after and tree.lower[last - 1] in STOPS:
        last -= 1
    while after < last and tree.lower[after] in (",", "-", ":"):
        after += 1
    parts = tuple((a, b) for a, b in ((first, i), (after, last)) if b - a > 1)
    if len(parts) == 2:
        yield Frame(i, cue, source, parts, "around", row=row)
        yield Frame(i, cue, source, parts[:1], "before", row=row)
        yield Frame(i, cue, source, parts[1:], "after", row=row)
    elif parts:
        yield Frame(i, cue, source, parts, "sentence", row=row)
    up = tree.head[i]
    if up != i and (clause := tree.span(up)) != (first, last):
        cut = tuple((a, b) for a, b in ((clause[0], i), (after, clause[1])) if b - a > 1)
        if cut:
            yield Frame(i, cue, source, cut, "clause around", row=row)


def adverb_frames(tree: Tree, i: int) -> Iterator[Frame]:
    """Yield "X reportedly did it": the clause without the adverb is the content, nobody the source."""
    up = tree.head[i]
    if up == i or tree.dep[i] != "advmod":
        return
    first, last = tree.span(up)
    parts = tuple((a, b) for a, b in ((first, i), (i + 1, last)) if b > a)
    yield Frame(i, (i, i + 1), None, parts, "adverb")


def colon_frames(tree: Tree, quoted: Quoted, i: int) -> Iterator[Frame]:
    """Yield "X: words", as in headlines and transcripts."""
    first, last = tree.sents[tree.sent[i]]
    if (
        not 0 < i - first <= LONGEST_NAME
        or quoted.inside[i] >= 0
        or tree.lemma[i - 1] in lexicon.topics().headings
    ):
        return
    if any(tree.tag[j] in FINITE for j in range(first, i)):  # "he said:" is the verb's to read
        return
    end = last
    while end > i and tree.lower[end - 1] in STOPS[:3]:
        end -= 1
    if end - i >= 3:
        yield Frame(i, (i, i + 1), (first, i), ((i + 1, end),), "colon")
    paragraph = tree.paragraph_end(i)
    if paragraph > last:
        yield Frame(i, (i, i + 1), (first, i), ((i + 1, paragraph),), "colon paragraph")


def dash_frames(tree: Tree, i: int) -> Iterator[Frame]:
    """Yield "words - X" where a name alone closes a paragraph without a full stop, as headlines do."""
    end = tree.paragraph_end(i)
    names = all(tree.is_name(j) for j in range(i + 1, end))
    first = tree.sents[tree.sent[i]][0]
    if names and 1 < end - i <= 5 and i - first > 2:
        yield Frame(i, (i, i + 1), (i + 1, end), ((first, i),), "dash")
