"""Nouns and adjectives as cues: "the claim by X that …", "X's demand for …", "X is sure that …"."""

from collections.abc import Iterator

from ceasefire.reading.attribution.frames import Frame, Tokens, join, source_of, source_span
from ceasefire.reading.attribution.tree import Tree

TAILS = ("acl", "relcl", "ccomp", "xcomp")
BY = frozenset({"by", "from", "among"})
LEADING = frozenset(
    ["of", "about", "for", "on", "against", "that", "to", "over", "in", "with", "as", "toward"]
)
# Verbs by which one utters a noun of saying; "investigated claims" says nothing of whose they are.
LIGHT = frozenset(
    [
        "make",
        "issue",
        "give",
        "express",
        "have",
        "voice",
        "repeat",
        "reiterate",
        "release",
        "send",
        "offer",
        "raise",
        "renew",
        "announce",
        "hold",
        "share",
        "get",
        "put",
        "lodge",
        "file",
        "deliver",
        "table",
        "submit",
        "present",
        "take",
        "show",
        "feel",
        "harbour",
        "harbor",
        "utter",
        "hear",
        "draw",
        "do",
    ]
)
BE = frozenset({"be", "remain", "become", "stay", "feel", "seem"})


def noun_frames(tree: Tree, i: int) -> Iterator[Frame]:
    """Yield the readings of noun `i` as a cue: each content with the source the phrase gives."""
    readings = [(shape, contents) for shape, contents in _noun_contents(tree, i) if contents]
    if not readings:
        return
    source = _noun_source(tree, i)
    span = None if source is None else source_span(tree, source, i)
    for shape, contents in readings:
        yield Frame(i, (i, i + 1), span, contents, shape)


def _noun_source(tree: Tree, i: int) -> int | None:
    owner = tree.kid(i, "poss")
    if owner is not None:
        return owner
    for prep in tree.children[i]:
        if tree.dep[prep] in ("prep", "agent") and tree.lower[prep] in BY:
            return tree.kid(prep, "pobj")
    head = tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[head] in LIGHT:
        return source_of(tree, head)
    return tree.kid(i, "compound", "amod")


def _noun_contents(tree: Tree, i: int) -> Iterator[tuple[str, tuple[Tokens, ...]]]:
    tails = [c for c in tree.kids(i, *TAILS) if c > i]
    if tails:
        yield f"noun {tree.dep[tails[0]]}", join(tree, i, tails)
    for prep in tree.kids(i, "prep"):
        if tree.lower[prep] in LEADING and prep > i:
            inner = tree.kid(prep, "pobj", "pcomp")
            yield f"noun {tree.lower[prep]}", ((tree.span(prep) if inner is None else tree.span(inner)),)
            break
    head = tree.head[i]
    if tree.dep[i] in ("nsubj", "nsubjpass") and tree.lemma[head] in BE:
        rest = [c for c in tree.kids(head, "ccomp", "attr", "acomp", "xcomp") if c > i]
        yield "noun is", join(tree, head, rest)
    if tree.dep[i] == "dobj":
        rest = [c for c in tree.kids(head, "ccomp", "xcomp", "advcl") if c > i]
        yield "noun and clause", join(tree, i, rest)


def adjective_frames(tree: Tree, i: int) -> Iterator[Frame]:
    """Yield the readings of "X is sure that …", "X is ready to …", "X is critical of …"."""
    head = tree.head[i]
    if tree.dep[i] not in ("acomp", "oprd", "attr") or not tree.is_verb(head):
        return
    subject = source_of(tree, head)
    span = None if subject is None else source_span(tree, subject, i)
    tails = [c for c in tree.kids(i, "ccomp", "xcomp", "acl") if c > i]
    tails += [c for c in tree.kids(head, "ccomp", "xcomp") if c > i]
    cue = (head, i + 1) if 0 < i - head < 4 else (i, i + 1)
    if tails:
        yield Frame(i, cue, span, join(tree, i, tails), f"adjective {tree.dep[tails[0]]}")
    for prep in tree.kids(i, "prep"):
        inner = tree.kid(prep, "pobj", "pcomp")
        if inner is not None and prep > i:
            yield Frame(i, cue, span, (tree.span(inner),), f"adjective {tree.lower[prep]}")
            break
