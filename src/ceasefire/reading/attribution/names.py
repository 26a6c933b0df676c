"""A tree in, its named mentions out, each with how sure it is that it names a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.frames import Tokens
from ceasefire.reading.attribution.relays import is_outlet
from ceasefire.reading.attribution.tree import Tree

# Small words inside a person's name.
JOINING = frozenset({"-", "al", "bin", "ibn", "de", "van", "von", "el"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PERSONAL = SUBJECTS | {"poss", "pobj", "dobj", "appos", "conj", "ROOT", "agent"}


@dataclass(frozen=True, slots=True)
class Name:
    """A named mention: its tokens, its head, and what its words say of it.

    `person` is 1 where an office stands with the name, 0.7 where it speaks, 0.4 where only its shape
    is a person's, 0 where it is none; `man` and `woman` are known from titles only.
    """

    part: Tokens
    head: int
    person: float
    body: bool
    subject: bool
    man: bool
    woman: bool


def head_of(tree: Tree, part: Tokens) -> int:
    """Return the token of the range whose own head lies outside it."""
    for i in range(*part):
        up = tree.head[i]
        if (up == i or not part[0] <= up < part[1]) and tree.dep[i] not in ("punct", "case", "det"):
            return i
    return part[1] - 1


def find_names(tree: Tree) -> Iterator[Name]:
    """Yield the names of a text in order: runs of proper nouns with the small words that join them."""
    flags = [tag[:3] == "NNP" for tag in tree.tag] + [False]
    i, size = 0, len(flags) - 1
    while i < size:
        if not flags[i]:
            i += 1
            continue
        first = i
        last = tree.sents[tree.sent[i]][1]
        while i < last and (flags[i] or (flags[i + 1] and flags[i - 1] and _joins(tree, i))):
            i += 1
        yield _name(tree, (first, i))


def _joins(tree: Tree, i: int) -> bool:
    """Tell whether a small word joins names: "University of Aleppo", "Bashar al - Assad"."""
    word = tree.lower[i]
    return word in JOINING or (word == "of" and tree.lower[i - 1] in lexicon.people().bodies)


def _name(tree: Tree, part: Tokens) -> Name:
    known = lexicon.people()
    words = tree.lower[part[0] : part[1]]
    near = {*words, tree.lower[part[0] - 1]} if part[0] else set(words)
    head = head_of(tree, part)
    office = bool((near - {words[-1]}) & known.offices) or _apposed(tree, head)
    body = words[-1] in known.bodies or (not office and any(w in known.bodies for w in words))
    nobody = body or words[-1] in known.offices or is_outlet(tree, part)
    return Name(
        part=part,
        head=head,
        person=0.0 if nobody else _personhood(tree, part, head, office=office),
        body=body or not office,
        subject=tree.dep[head] in SUBJECTS,
        man=bool(near & known.men),
        woman=bool(near & known.women),
    )


def _personhood(tree: Tree, part: Tokens, head: int, *, office: bool) -> float:
    """Return how sure it is that a name is a person's: by office, by speaking, by its shape."""
    if office:
        return 1.0
    words = tree.words(part)
    if not 2 <= part[1] - part[0] <= 4 or words.isupper() or not words[0].isupper():
        return 0.0
    speaks = tree.dep[head] == "nsubj" and tree.lemma[tree.head[head]] in lexicon.verbs()
    if speaks and "-" not in words:
        return 0.7
    return 0.4 if tree.dep[head] in PERSONAL else 0.0


def _apposed(tree: Tree, head: int) -> bool:
    """Tell whether an office stands beside the name: "Idris, the foreign minister", "minister Idris"."""
    near = [*tree.kids(head, "appos", "compound", "nmod")]
    near.append(tree.head[head] if tree.dep[head] == "appos" else head)
    return any(tree.lemma[i] in lexicon.people().offices for i in near)
