"""A mention in, the nearest fitting full name out: pronouns, "the minister", "the group"."""

from collections.abc import Iterator, Sequence
from typing import Any

from ceasefire.reading.attribution.frames import Tokens
from ceasefire.reading.attribution.model import Span
from ceasefire.reading.attribution.tree import RELATIVE, Doc, Tree, build

SINGULAR = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "i", "my"})
PLURAL = frozenset({"they", "their", "them", "themselves", "we", "our"})
THING = frozenset({"it", "its", "itself"})
PRONOUNS = SINGULAR | PLURAL | THING


class Speakers:
    """The named mentions of one text, in order, ready to be looked back through."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.names = tuple(self._names())

    def _names(self) -> Iterator[Tokens]:
        tree = self.tree
        i = 0
        while i < len(tree):
            if tree.tag[i] in ("NNP", "NNPS"):
                j = i + 1
                while j < len(tree) and tree.tag[j] in ("NNP", "NNPS"):
                    j += 1
                yield i, j
                i = j
            i += 1

    def resolve(self, source: Tokens | None) -> Span | None:
        """Return the characters of the full name for `source`, or of the source itself."""
        if source is None:
            return None
        tree = self.tree
        word = tree.lower[source[0]]
        if source[1] - source[0] == 1 and word in PRONOUNS | RELATIVE:
            before = [n for n in self.names if n[1] <= source[0]]
            subjects = [n for n in before if tree.dep[n[1] - 1] in ("nsubj", "nsubjpass")]
            best = (subjects or before)[-1:]
            return tree.chars(*best[0]) if best else None
        return tree.chars(*source)


def resolve_speaker(doc: Doc, mention: Any, *, breaks: Sequence[int] = ()) -> Span | None:
    """Return the characters of the nearest fitting full name for a spaCy token or span of `doc`.

    A name resolves to itself. Where nothing fits: None for a pronoun, the mention for a description.
    Build one `Speakers(build([(0, doc)], breaks))` instead when many mentions of one text are asked about.
    """
    first = getattr(mention, "start", None)
    tokens = (mention.i, mention.i + 1) if first is None else (mention.start, mention.end)
    return Speakers(build([(0, doc)], breaks)).resolve(tokens)
