"""A parsed document as plain lists: what the attribution rules walk, much faster than tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ceasefire.reading.attribution.model import Span

# spaCy's tokens are untyped to mypy; they are touched in this module only.
Doc = Any

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(slots=True)
class Tree:
    """Lists by token index. `edge_left`/`edge_right` bound a token's subtree (inclusive)."""

    text: str
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sent: list[int]
    sents: list[tuple[int, int]]
    breaks: tuple[int, ...]
    edge_left: list[int] = field(default_factory=list)
    edge_right: list[int] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lower)

    def kids(self, i: int, *deps: str) -> Iterator[int]:
        """Yield the children of token `i` that hang on it by one of `deps`."""
        return (c for c in self.children[i] if self.dep[c] in deps)

    def kid(self, i: int, *deps: str) -> int | None:
        """Return the first such child, or None."""
        return next(self.kids(i, *deps), None)

    def span(self, i: int) -> tuple[int, int]:
        """Return the subtree of `i` as token indices, end excluded."""
        return self.edge_left[i], self.edge_right[i] + 1

    def chars(self, first: int, last: int) -> Span:
        """Return the character span of tokens `[first, last)`."""
        return self.start[first], self.end[last - 1]

    def at(self, offset: int) -> int:
        """Return the index of the first token that ends after `offset`."""
        return bisect_right(self.end, offset)

    def until(self, offset: int) -> int:
        """Return the index after the last token that starts before `offset`."""
        return bisect_left(self.start, offset)

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph in which `offset` stands."""
        return bisect_right(self.breaks, offset)

    def paragraph_end(self, i: int) -> int:
        """Return the index after the last token of the paragraph in which token `i` stands."""
        number = bisect_right(self.breaks, self.start[i])
        return bisect_left(self.start, self.breaks[number]) if number < len(self.breaks) else len(self)

    def is_verb(self, i: int) -> bool:
        """Tell whether the tag is a verb's."""
        return self.tag[i].startswith("VB")


def build(doc: Doc, breaks: Sequence[int] = ()) -> Tree:
    """Copy a parsed document into lists."""
    sents = [(s.start, s.end) for s in doc.sents] if len(doc) else []
    sent = [0] * len(doc)
    for number, (first, last) in enumerate(sents):
        sent[first:last] = [number] * (last - first)
    tree = Tree(
        text=doc.text,
        lower=[t.lower_ for t in doc],
        lemma=[t.lemma_.lower() for t in doc],
        tag=[t.tag_ for t in doc],
        dep=[t.dep_ for t in doc],
        head=[t.head.i for t in doc],
        start=[t.idx for t in doc],
        end=[t.idx + len(t) for t in doc],
        sent=sent,
        sents=sents,
        breaks=tuple(sorted(breaks)),
        edge_left=[t.left_edge.i for t in doc],
        edge_right=[t.right_edge.i for t in doc],
        children=[[] for _ in doc],
    )
    for i, head in enumerate(tree.head):
        if head != i:
            tree.children[head].append(i)
    return tree
