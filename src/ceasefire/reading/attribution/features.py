"""A candidate in, the names of its features out: what the learned filter weighs.

Features are of words and grammar only; none refers to a place in a text or to a name.
"""

from ceasefire.reading.attribution.frames import Frame
from ceasefire.reading.attribution.quoted import Quoted
from ceasefire.reading.attribution.tree import RELATIVE, Tree

PRONOUNS = frozenset(
    ["he", "she", "they", "we", "i", "you", "it", "his", "her", "their", "our", "my", "its", "your"]
)
CLAUSAL = frozenset({"ccomp", "csubj"})
LENGTHS = (1, 2, 3, 5, 8, 13, 21, 40)


def mention_kind(tree: Tree, i: int | None) -> str:
    """Return what sort of mention heads at `i`: a pronoun by its word, a name, a common noun, none."""
    if i is None:
        return "none"
    word = tree.lower[i]
    if word in PRONOUNS or word in RELATIVE:
        return word
    return tree.tag[i]


def cue_features(tree: Tree, quoted: Quoted, i: int) -> list[str]:
    """Return the features of the word `i` as a cue, whatever its source and content."""
    lemma, tag, dep, head = tree.lemma[i], tree.tag[i], tree.dep[i], tree.head[i]
    after = tree.lower[i + 1] if i + 1 < len(tree) else ""
    names = [
        "",
        f"l={lemma}",
        f"lt={lemma} {tag}",
        f"ld={lemma} {dep}",
        f"up={dep} {tree.lemma[head]}",
        f"n={after}",
        f"p={tree.lower[i - 1] if i else ''}",
        f"q={quoted.inside[i] >= 0}",
    ]
    for child in tree.children[i]:
        kind = tree.dep[child]
        if kind in ("punct", "cc"):
            continue
        names.append(f"k={kind}")
        if kind in ("aux", "neg", "mark", "prt"):
            names.append(f"k={kind} {tree.lemma[child]}")
        elif kind in ("prep", "dobj", "xcomp", "ccomp", "acomp"):
            names.append(f"lk={lemma} {kind}")
    if _reported(tree, i):
        names.append("nested")
    return list(dict.fromkeys(names))


def _reported(tree: Tree, i: int) -> bool:
    """Tell whether a clause above `i` is itself a complement."""
    for _ in range(12):
        if tree.dep[i] in CLAUSAL:
            return True
        if tree.head[i] == i:
            return False
        i = tree.head[i]
    return False


def frame_features(tree: Tree, quoted: Quoted, frame: Frame) -> list[str]:
    """Return the features of one reading of a cue."""
    shape, lemma = frame.shape, tree.lemma[frame.head]
    first = frame.contents[0][0]
    who = "none" if frame.source is None else mention_kind(tree, _head(tree, frame.source))
    lead = quoted.inside[first] >= 0 and quoted.ranges[quoted.inside[first]][0] == first
    size = sum(b - a for a, b in frame.contents)
    names = [
        f"s={shape}",
        f"sl={shape} {lemma}",
        f"sd={shape} {tree.dep[frame.head]}",
        f"sw={shape} {who}",
        f"w={who}",
        f"wl={who} {lemma}",
        f"c={tree.lower[first]}",
        f"sc={shape} {tree.lower[first]}",
        f"ct={shape} {tree.tag[first]}",
        f"z={sum(size > n for n in LENGTHS)} {shape}",
        f"m={len(frame.contents)} {shape}",
    ]
    if frame.source is not None:
        head = _head(tree, frame.source)
        if tree.tag[head][:2] == "NN" and tree.tag[head][:3] != "NNP":
            names.append(f"wh={tree.lemma[head]}")
    if not lead:
        core = _head(tree, frame.contents[0])
        names.append(f"h={tree.tag[core]} {shape}")
        if tree.tag[core][:3] != "NNP":
            names.append(f"hl={tree.lemma[core]}")
    return names


def _head(tree: Tree, part: tuple[int, int]) -> int:
    """Return the token of the range whose own head lies outside it."""
    first, last = part
    for i in range(first, last):
        if not first <= tree.head[i] < last or tree.head[i] == i:
            if tree.dep[i] in ("punct", "case"):
                continue
            return i
    return first
