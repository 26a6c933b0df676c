"""A verb's place in the parse in, its source and contents out: pure grammar, no word lists of cues."""

from dataclasses import dataclass

from ceasefire.reading.attribution.tree import RELATIVE, Tree

Tokens = tuple[int, int]

# What may carry what is said. Recipients (dative) and manner (advmod) never do.
CLAUSES = ("ccomp", "xcomp", "csubj")
OBJECTS = ("dobj", "oprd", "attr", "acomp")
# Prepositions that lead to the thing spoken of; place and time follow the others.
TOPIC = frozenset(
    {"about", "of", "for", "to", "on", "against", "with", "as", "upon", "over", "toward", "towards"}
)
# Heads of phrases of time or of occasion: "said on Monday", "told at a news conference".
OCCASION = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "day", "week", "month", "year", "morning", "afternoon", "evening", "night", "today", "yesterday", "tomorrow", "hour", "time", "weekend", "conference", "interview", "briefing", "speech", "statement", "tv", "television", "condition", "telephone", "phone", "twitter", "facebook", "air", "radio", "camera", "session", "anonymity", "record"]
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Token ranges, ends excluded: the cue, its source, its contents; `shape` says how they were found."""

    head: int
    cue: Tokens
    source: Tokens | None
    contents: tuple[Tokens, ...]
    shape: str


def verb_cue(tree: Tree, i: int) -> Tokens:
    """Return the verb with auxiliaries, negation and particle, as far as they touch it."""
    first = i
    while first - 1 >= 0 and tree.head[first - 1] == i and tree.dep[first - 1] in AROUND:
        first -= 1
    last = i + 1
    while last < len(tree) and tree.head[last] == i and tree.dep[last] in ("prt", "neg"):
        last += 1
    return first, last


AROUND = frozenset({"aux", "auxpass", "neg", "advmod"})


def source_of(tree: Tree, i: int, *, depth: int = 0) -> int | None:
    """Return the head token of whoever does the verb `i`; None where the text leaves it out."""
    if depth > 6:
        return None
    if tree.kid(i, "nsubjpass", "auxpass") is not None:
        return agent_of(tree, i)
    subject = tree.kid(i, "nsubj")
    if subject is not None:
        return subject
    return _borrowed(tree, i, depth=depth)


def agent_of(tree: Tree, i: int) -> int | None:
    """Return the "by" phrase's noun of a passive."""
    by = tree.kid(i, "agent")
    return None if by is None else tree.kid(by, "pobj")


def _borrowed(tree: Tree, i: int, *, depth: int) -> int | None:
    """Find the subject of a verb that has none of its own: joined, controlled, participial."""
    dep, head = tree.dep[i], tree.head[i]
    if head == i:
        return None
    if dep in ("conj", "advcl", "dep", "ccomp", "parataxis") and tree.is_verb(head):
        return source_of(tree, head, depth=depth + 1)
    if dep == "xcomp":
        held = tree.kid(head, "dobj", "dative")
        return held if held is not None else source_of(tree, head, depth=depth + 1)
    if dep == "acl":
        return agent_of(tree, i) if tree.tag[i] == "VBN" else head
    if dep == "pcomp" and tree.dep[head] == "prep":
        outer = tree.head[head]
        return source_of(tree, outer, depth=depth + 1) if tree.is_verb(outer) else None
    return None


def source_span(tree: Tree, i: int) -> Tokens:
    """Return the noun phrase of `i` without an incidental relative clause or a trailing comma."""
    first, last = tree.span(i)
    if tree.lower[i] in RELATIVE:
        return i, i + 1
    for child in tree.children[i]:
        cut = tree.edge_left[child]
        loose = tree.dep[child] in ("relcl", "acl", "advcl", "ccomp", "parataxis") and child > i
        if loose and cut > 0 and tree.lower[cut - 1] in (",", "(", "-", "\u2013", "\u2014"):
            last = min(last, cut - 1)
    while last - first > 1 and tree.lower[last - 1] in (",", "-", "\u2013", "\u2014", ":", ";"):
        last -= 1
    return first, last


def contents_of(tree: Tree, i: int, *, recipient: bool = False) -> tuple[tuple[Tokens, ...], str]:
    """Return the token ranges of what verb `i` has somebody say, and the shape that gave them."""
    clause = [c for c in tree.kids(i, "ccomp", "csubj") if not _holds(tree, c, i)]
    if clause:
        return _join(tree, i, clause), "clause"
    passive = tree.kid(i, "nsubjpass")
    after = [c for c in tree.kids(i, "xcomp", *OBJECTS) if c > i and tree.lower[c] not in RELATIVE]
    if passive is not None:
        told = [passive, *after, *_topics(tree, i)] if not recipient else [*after, *_topics(tree, i)]
        return _join(tree, i, told), "passive"
    if recipient and len(after) > 1 and tree.dep[after[0]] == "dobj" and tree.dep[after[-1]] != "xcomp":
        after = after[1:]
    if after:
        extra = [p for p in _topics(tree, i) if p > after[0]]
        return _join(tree, i, sorted({*after, *extra})), tree.dep[after[-1]]
    topics = _topics(tree, i)
    if topics:
        return tuple(_inside(tree, p) for p in topics[:1]), "about"
    return _upward(tree, i)


def _holds(tree: Tree, outer: int, inner: int) -> bool:
    first, last = tree.span(outer)
    return first <= inner < last


def _topics(tree: Tree, i: int) -> list[int]:
    found = []
    for prep in tree.kids(i, "prep"):
        if tree.lower[prep] not in TOPIC or prep < i:
            continue
        noun = tree.kid(prep, "pobj", "pcomp")
        if noun is not None and tree.lemma[noun] not in OCCASION:
            found.append(prep)
    return found


def _inside(tree: Tree, prep: int) -> Tokens:
    noun = tree.kid(prep, "pobj", "pcomp", "ccomp")
    return tree.span(prep if noun is None else noun)


def _join(tree: Tree, i: int, parts: list[int]) -> tuple[Tokens, ...]:
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


def _upward(tree: Tree, i: int) -> tuple[tuple[Tokens, ...], str]:
    """An inserted clause: "the road, he said, is shut". The sentence around it is the content."""
    if tree.dep[i] not in ("parataxis", "ccomp", "advcl", "dep") or tree.head[i] == i:
        return (), ""
    first, last = tree.span(tree.head[i])
    inner_first, inner_last = tree.span(i)
    around = tuple((a, b) for a, b in ((first, inner_first), (inner_last, last)) if b - a > 1)
    return around, "inserted"
