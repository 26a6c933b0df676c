"""Through whom words reach us: outlets, those who quote, those in whose account another speaks."""

from collections.abc import Iterable, Sequence

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.frames import Frame, Tokens, agent_of, source_of, source_span
from ceasefire.reading.attribution.tree import Tree

RELAYING = frozenset({"quote", "cite"})
# Prepositions to a medium: "said on state television", "announced via its agency", "told in an interview".
MEDIUM = frozenset({"on", "via", "through", "in", "to", "by", "with", "for"})
TALK = frozenset({"interview", "comment", "remark", "statement", "briefing", "talk"})
# Classes of cue that pass words on; one who denies or demands speaks for himself.
PASSING = frozenset({"say", "report", "cite", "announce", "claim", "confirm", "count"})
ARTICLES = frozenset({"the", "a", "an", "'s"})


def is_outlet(tree: Tree, part: Tokens | None) -> bool:
    """Tell whether a noun phrase names or describes an agency, a paper or a station."""
    if part is None:
        return False
    table = lexicon.outlets()
    last = part[1] - 1
    while last > part[0] and (tree.lower[last] in ARTICLES or tree.dep[last] == "punct"):
        last -= 1
    if tree.lower[last] not in table.lasts:
        return False
    inside = [i for i in range(part[0], last + 1) if tree.lower[i] not in ARTICLES and tree.dep[i] != "punct"]
    if len(inside) > 6:
        return False
    words = tuple(tree.lower[i] for i in inside)
    # The name must end the phrase: "state-run Itar-Tass" is one, "independent experts" are not.
    named = any(words[a:] in table.names for a in range(len(words))) and tree.is_name(last)
    kinds = table.nouns.get(words[-1])
    described = kinds is not None and (not kinds or any(w in kinds for w in words[:-1]))
    return named or described


def quoted_as(tree: Tree, i: int) -> tuple[int, Tokens, tuple[Tokens, ...]] | None:
    """Return the word of saying, source and relay of "A quoted B as saying"; None if `i` is no such verb."""
    held = tree.kid(i, "dobj")
    passive = tree.kid(i, "nsubjpass")
    saying = _as_saying(tree, i) or (_as_saying(tree, held) if held is not None else None)
    who = passive if passive is not None else held
    if saying is None or who is None:
        return None
    source = source_span(tree, who, i)
    by = agent_of(tree, i) if passive is not None else source_of(tree, i)
    relay = None if by is None else source_span(tree, by, i)
    if source is None:
        return None
    return saying, _before(tree, source, saying), () if relay is None else (_before(tree, relay, saying),)


def _before(tree: Tree, part: Tokens, saying: int) -> Tokens:
    """Cut a range before the "as" that leads to the word of saying."""
    mark = tree.head[saying]
    return (part[0], mark) if part[0] < mark < part[1] else part


def _as_saying(tree: Tree, i: int) -> int | None:
    for mark in tree.kids(i, "prep"):
        if tree.lower[mark] == "as":
            verb = tree.kid(mark, "pcomp")
            if verb is not None and tree.tag[verb] == "VBG":
                return verb
    return None


def passing_on(tree: Tree, i: int) -> int | None:
    """Return the verb of quoting above "as saying", None if `i` is no such word of saying."""
    up = tree.head[i]
    if tree.dep[i] != "pcomp" or tree.lower[up] != "as":
        return None
    above = tree.head[up]
    if tree.lemma[above] not in RELAYING:
        above = tree.head[above]
    return above if tree.lemma[above] in RELAYING and quoted_as(tree, above) else None


def media_of(tree: Tree, frame: Frame) -> tuple[Tokens, ...]:
    """Return the outlets to which or on which the words were said, as the verb's phrases name them."""
    if not tree.is_verb(frame.head):
        return ()
    found = []
    for child in tree.children[frame.head]:
        noun: int | None = child if tree.dep[child] in ("dobj", "dative") and tree.is_name(child) else None
        if tree.dep[child] in ("prep", "agent", "dative") and tree.lower[child] in MEDIUM:
            noun = _medium(tree, child)
        part = None if noun is None else tree.span(noun)
        if part is not None and is_outlet(tree, part) and not _within(part, frame.contents):
            found.append(part)
    return tuple(found)


def _medium(tree: Tree, prep: int) -> int | None:
    noun = tree.kid(prep, "pobj")
    if noun is None or tree.lemma[noun] not in TALK:
        return noun
    return next((tree.kid(p, "pobj") for p in tree.kids(noun, "prep") if tree.lower[p] in MEDIUM), None)


def cited(tree: Tree, frame: Frame) -> Tokens | None:
    """Return whom an outlet cites: "the agency, citing two officials, said"."""
    if not is_outlet(tree, frame.source) or frame.source is None:
        return None
    inside = range(frame.source[0], frame.source[1])
    for i in (*tree.children[frame.head], *(c for j in inside for c in tree.children[j])):
        if tree.lemma[i] in RELAYING and tree.tag[i] == "VBG":
            noun = tree.kid(i, "dobj")
            if noun is not None:
                return source_span(tree, noun, i)
    return None


def _within(part: Tokens, contents: Sequence[Tokens]) -> bool:
    return any(a <= part[0] and part[1] <= b for a, b in contents)


def by_sentence(tree: Tree, frames: Iterable[Frame]) -> dict[int, list[Frame]]:
    """Return the frames with a source by the numbers of the sentences their contents touch."""
    found: dict[int, list[Frame]] = {}
    for frame in frames:
        if frame.source is not None:
            for number in {n for a, b in frame.contents for n in range(tree.sent[a], tree.sent[b - 1] + 1)}:
                found.setdefault(number, []).append(frame)
    return found


def around(tellers: Sequence[Frame], frame: Frame) -> tuple[Tokens, ...]:
    """Return the sources in whose account the frame stands, nearest first."""
    first, last = frame.cue
    holding = []
    for outer in tellers:
        parts, source = outer.contents, outer.source
        if not parts[0][0] <= first < parts[-1][1] or outer is frame or source in (None, frame.source):
            continue
        sizes = [b - a for a, b in parts if a <= first and last <= b]
        if sizes and source is not None:
            holding.append((sizes[0], source))
    return tuple(source for _, source in sorted(holding))
