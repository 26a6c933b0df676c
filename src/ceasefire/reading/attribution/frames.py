"""A cue's place in the parse in, its possible sources and contents out: grammar only, no lists of cues.

Every way to read a place is an option with the name of its shape; which option holds, if any, is not
decided here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.lexicon import CueRow
from ceasefire.reading.attribution.tree import RELATIVE, Tree

Tokens = tuple[int, int]

AROUND = frozenset({"aux", "auxpass", "neg", "advmod"})
OBJECTS = ("dobj", "oprd", "attr", "acomp")
# A relative or participial tail after one of these tells more of the source than who it is.
LOOSE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
COMMAS = frozenset({",", "(", "-", "--", "\u2013", "\u2014"})
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """Token ranges, ends excluded: cue, source, contents; `shape` names the way they were read.

    `relay` are those who pass the words on, `voice` who says them where that is not the source as
    written ("the agency, citing two officials, said"). `row` is the table row a phrase comes from.
    """

    head: int
    cue: Tokens
    source: Tokens | None
    contents: tuple[Tokens, ...]
    shape: str
    relay: tuple[Tokens, ...] = ()
    voice: Tokens | None = None
    row: CueRow | None = None


def verb_cue(tree: Tree, i: int) -> Tokens:
    """Return the verb with auxiliaries, negation and particle, as far as they touch it."""
    first = i
    while first > 0 and tree.head[first - 1] == i and tree.dep[first - 1] in AROUND:
        first -= 1
    last, size = i + 1, len(tree.head)
    while last < size and tree.head[last] == i and tree.dep[last] in ("prt", "neg"):
        last += 1
    return first, last


def source_of(tree: Tree, i: int, *, depth: int = 0) -> int | None:
    """Return the head token of whoever does the verb `i`; None where the text leaves it out."""
    if depth > DEEPEST:
        return None
    if tree.kid(i, "nsubjpass", "auxpass") is not None:
        return agent_of(tree, i)
    subject = tree.kid(i, "nsubj")
    if subject is None:
        return _borrowed(tree, i, depth)
    return None if tree.lower[subject] == "there" else subject


def agent_of(tree: Tree, i: int) -> int | None:
    """Return the noun of a passive's "by" phrase."""
    for by in tree.children[i]:
        if by > i and tree.lower[by] == "by" and tree.dep[by] in ("agent", "prep"):
            return tree.kid(by, "pobj")
    return None


def _borrowed(tree: Tree, i: int, depth: int) -> int | None:
    """Find the subject of a verb that has none of its own: joined, controlled, participial."""
    dep, head = tree.dep[i], tree.head[i]
    if head == i:
        return None
    if dep == "advcl" and tree.tag[i] in ("VBN", "VBD") and i < head:
        return None  # "asked about the raid, he said": he was asked, nobody says by whom
    if dep in ("conj", "advcl", "dep", "ccomp", "parataxis") and tree.is_verb(head):
        return source_of(tree, head, depth=depth + 1)
    if dep == "xcomp":
        held = tree.kid(head, "dobj", "dative")
        return held if held is not None else source_of(tree, head, depth=depth + 1)
    if dep == "acl":
        return agent_of(tree, i) if tree.tag[i] in ("VBN", "VBD") else head
    outer = tree.head[head]
    controlled = dep == "pcomp" and tree.dep[head] == "prep" and tree.is_verb(outer)
    return source_of(tree, outer, depth=depth + 1) if controlled else None


def source_span(tree: Tree, i: int, cue: int) -> Tokens | None:
    """Return the noun phrase of `i`, outside the cue, without incidental tails or trailing commas."""
    if tree.lower[i] in RELATIVE:
        return i, i + 1
    first, last = tree.span(i)
    for child in tree.children[i]:
        cut = tree.edge_left[child]
        if child > i and tree.dep[child] in LOOSE and cut > i and tree.lower[cut - 1] in COMMAS:
            last = min(last, cut - 1)
        elif child > i and tree.edge_left[child] <= cue < tree.edge_right[child] + 1:
            last = min(last, cut)
    if first <= cue < last:
        first, last = (first, cue) if i < cue else (cue + 1, last)
    for j in range(first, last - 1):
        if tree.lower[j] == ":":  # "Northern war: the rebels said": what stands before is a heading
            first = j + 1
    while last - first > 1 and tree.lower[last - 1] in COMMAS | {":", ";", "'"}:
        last -= 1
    return (first, last) if last > first else None


def with_tail(tree: Tree, i: int | None, source: Tokens, cue: int) -> Tokens | None:
    """Return the source with the tail that `source_span` leaves out, None if it has none."""
    if i is None or tree.lower[i] in RELATIVE:
        return None
    first, last = tree.span(i)
    last = min(last, cue) if i < cue else last
    return (first, last) if last > source[1] + 1 and first < cue else None


def cut_short(tree: Tree, part: Tokens) -> Tokens | None:
    """Return a content without a loose tail (", which …", ", adding …"), None if it has none."""
    first, last = part
    for i in range(first + 1, last - 1):
        if tree.lower[i] in COMMAS:
            after = i + 1
            loose = tree.lower[after] in RELATIVE or tree.tag[after] == "VBG"
            if loose and tree.head[after] != after:
                return first, i
    return None


def content_options(tree: Tree, i: int) -> Iterator[tuple[str, tuple[Tokens, ...]]]:
    """Yield every reading of what verb `i` has somebody say: a shape's name and token ranges."""
    clause = list(tree.kids(i, "ccomp", "csubj"))
    if clause:
        yield "clause", join(tree, i, clause)
    after = [c for c in tree.kids(i, "xcomp", *OBJECTS) if c > i and tree.lower[c] not in RELATIVE]
    topics = _topics(tree, i)
    passive = tree.kid(i, "nsubjpass")
    if passive is not None:
        yield "passive", join(tree, i, [passive, *after, *topics])
        if topics or after:
            yield "told", join(tree, i, [*after, *topics])
    yield from _objects(tree, i, after, topics)
    if topics:
        yield "about", (_inside(tree, topics[0]),)
        clauses = [c for c in tree.kids(i, "xcomp", "advcl") if c > topics[0]]
        noun = tree.kid(topics[0], "pobj")
        if clauses and noun is not None:
            yield "about and clause", join(tree, i, [noun, *clauses[:1]])
    wished = [c for c in tree.kids(i, "advcl", "ccomp") if c > i and tree.lower[tree.edge_left[c]] == "for"]
    if wished and not clause:
        yield "about clause", join(tree, i, wished[:1])
    yield from _around(tree, i)


def _objects(
    tree: Tree, i: int, after: list[int], topics: list[int]
) -> Iterator[tuple[str, tuple[Tokens, ...]]]:
    if not after:
        return
    yield tree.dep[after[-1]], join(tree, i, after)
    late = [p for p in topics if p > after[0]]
    if late:
        yield f"{tree.dep[after[-1]]}+prep", join(tree, i, [*after, *late])
    if late and tree.dep[after[-1]] == "dobj":
        yield "about told", (_inside(tree, late[0]),)
    if len(after) > 1:
        yield "last", join(tree, i, after[-1:])
    subject = tree.kid(i, "nsubj")
    if subject is not None and tree.dep[after[-1]] in ("xcomp", "oprd", "acomp"):
        yield "seems", join(tree, i, [subject, *after])


def _around(tree: Tree, i: int) -> Iterator[tuple[str, tuple[Tokens, ...]]]:
    """Yield readings in which the content stands outside the verb's own phrase."""
    dep, head = tree.dep[i], tree.head[i]
    if head == i:
        return
    if dep in ("parataxis", "ccomp", "advcl", "dep"):
        first, last = tree.span(head)
        inner_first, inner_last = tree.span(i)
        parts = tuple((a, b) for a, b in ((first, inner_first), (inner_last, last)) if b - a > 1)
        if parts:
            yield "inserted", parts
    if dep in ("acl", "relcl", "amod"):
        first, last = tree.span(head)
        cut = (first, tree.edge_left[i]) if i > head else (tree.edge_right[i] + 1, last)
        if cut[1] > cut[0]:
            yield "of noun", (cut,)


def _topics(tree: Tree, i: int) -> list[int]:
    found = []
    for prep in tree.kids(i, "prep"):
        if tree.lower[prep] not in lexicon.topics().prepositions or prep < i:
            continue
        noun = tree.kid(prep, "pobj", "pcomp")
        if noun is not None and tree.lemma[noun] not in lexicon.topics().occasions:
            found.append(prep)
    return found


def _inside(tree: Tree, prep: int) -> Tokens:
    noun = tree.kid(prep, "pobj", "pcomp", "ccomp")
    return tree.span(prep if noun is None else noun)


def join(tree: Tree, i: int, parts: list[int]) -> tuple[Tokens, ...]:
    """Return the parts' ranges, those that touch (or are parted by a comma) made one, the cue cut out."""
    ranges: list[list[int]] = []
    for first, last in sorted(tree.span(p) for p in parts):
        if first <= i < last:
            continue
        if ranges and first - ranges[-1][1] <= 2 and not ranges[-1][1] <= i <= first:
            ranges[-1][1] = max(last, ranges[-1][1])
        else:
            ranges.append([first, last])
    return tuple((a, b) for a, b in ranges)
