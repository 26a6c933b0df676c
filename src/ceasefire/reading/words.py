"""A passage parsed by spaCy in, its words as plain objects with their tree out: what the grammar walks.

spaCy makes a new object at every look at a governor or a child, and the grammar looks some fifty thousand
times a page. Here each word is made once: walking the tree takes a third of the time. Names are spaCy's.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

PLACE = attrgetter("i")


class Kind(NamedTuple):
    """What words of one spelling share where they have the same tag and label."""

    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    like_num: bool
    is_punct: bool
    is_space: bool


class Token:
    """A word of a passage: what the parser makes of it, and the words that it governs, in order."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_punct", "is_space", "lemma_", "like_num", "lower_",
        "pos_", "sent", "tag_", "text",
    )  # fmt: skip

    doc: "Doc"
    sent: "Span"
    head: "Token"

    def __init__(self, i: int, idx: int, kind: Kind) -> None:
        """Make the word at place `i`, character `idx` of a passage; `Doc` joins it to the others."""
        self.i, self.idx = i, idx
        # One assignment for all: it is done for every word of every page.
        (
            self.text, self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_,
            self.like_num, self.is_punct, self.is_space,
        ) = kind  # fmt: skip
        self.children: list[Token] = []

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list["Token"]:
        """The words it governs that stand before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Its governors, the nearest first."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def subtree(self) -> list["Token"]:
        """The word and all below it, in the order of the text."""
        found = [self]
        for word in found:
            found += word.children
        return sorted(found, key=PLACE)

    @property
    def left_edge(self) -> "Token":
        """The first word of its subtree."""
        return self.subtree[0] if self.children else self

    @property
    def right_edge(self) -> "Token":
        """The last word of its subtree."""
        return self.subtree[-1] if self.children else self

    @property
    def is_sent_start(self) -> bool:
        """Whether its sentence starts with it."""
        return self.sent.start == self.i

    def nbor(self, offset: int = 1) -> "Token":
        """Return the word `offset` places on."""
        return self.doc[self.i + offset]

    def is_ancestor(self, other: "Token") -> bool:
        """Say whether it governs another word, at any distance."""
        return any(above is self for above in other.ancestors)

    def hang(self, head: "Token", dep: str) -> None:
        """Give the word another governor; `head` must not stand below it."""
        self.head.children.remove(self)
        insort(head.children, self, key=PLACE)
        self.head, self.dep_ = head, dep


class Span:
    """The words [start, end) of a passage."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: "Doc", start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def text(self) -> str:
        """The words as they stand in the passage."""
        last = self.doc[self.end - 1]
        return self.doc.text[self.doc[self.start].idx : last.idx + len(last)]

    @property
    def root(self) -> Token:
        """The word under which the others stand: the first that is nearest to the top of its sentence.

        Blanks and marks that govern nothing come last.
        """
        inside = self.doc[self.start : self.end]
        for token in inside:
            if token.head is token:
                return token
        outer = [t for t in inside if not self.start <= t.head.i < self.end]
        return min(outer, key=_depth)


def _depth(token: Token) -> int:
    if (token.is_punct or token.is_space) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Doc(list[Token]):
    """The words of a parsed passage; offsets (`idx`) are those of its text."""

    def __init__(self, text: str, tokens: Iterable[Token], heads: list[int], starts: list[int]) -> None:
        """Join words: `heads` are the places of their governors, `starts` those where sentences begin."""
        super().__init__(tokens)
        self.text = text
        self.sents = [Span(self, a, b) for a, b in pairwise([*starts, len(self)])]
        for i, head in enumerate(heads):
            token = self[i]
            token.head = self[head]
            token.doc = self
            if head != i:
                token.head.children.append(token)
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self]

    def char_span(self, start: int, end: int) -> Span | None:
        """Return the words that cover characters [start, end), None if these reach beyond the text."""
        if not 0 <= start < end <= len(self.text):
            return None
        first = bisect_right(self._offsets, start) - 1
        last = bisect_right(self._offsets, end - 1) - 1
        # The blank after a word is no part of it.
        if start == self[first].idx + len(self[first]):
            first += 1
        return Span(self, first, last + 1)
