"""Parsed documents as plain lists: what the attribution rules walk, much faster than tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ceasefire.reading.attribution.model import Span
from ceasefire.reading.words import Doc, Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(slots=True)
class Tree:
    """Lists by token index; `text` spans the whole document, blank where nothing was parsed.

    `sent[i]` is the number of the sentence of token `i`, `sents[n]` its tokens, end excluded. `breaks`
    are the offsets at which paragraphs begin. `edge_left` and `edge_right` bound subtrees (inclusive).
    """

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
    edge_left: list[int]
    edge_right: list[int]
    children: list[list[int]]

    def __len__(self) -> int:
        return len(self.lower)

    def kids(self, i: int, *deps: str) -> Iterator[int]:
        """Yield the children of token `i` that hang on it by one of `deps`."""
        dep = self.dep
        return iter([c for c in self.children[i] if dep[c] in deps])

    def kid(self, i: int, *deps: str) -> int | None:
        """Return the first such child, or None."""
        dep = self.dep
        for child in self.children[i]:
            if dep[child] in deps:
                return child
        return None

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

    def paragraph(self, i: int) -> int:
        """Return the number of the paragraph in which token `i` stands."""
        return bisect_right(self.breaks, self.start[i])

    def paragraph_end(self, i: int) -> int:
        """Return the index after the last token of the paragraph in which token `i` stands."""
        number = self.paragraph(i)
        return bisect_left(self.start, self.breaks[number]) if number < len(self.breaks) else len(self)

    def is_verb(self, i: int) -> bool:
        """Tell whether the tag is a verb's."""
        return self.tag[i][:2] == "VB"

    def is_name(self, i: int) -> bool:
        """Tell whether the tag is a proper noun's."""
        return self.tag[i][:3] == "NNP"

    def words(self, part: tuple[int, int]) -> str:
        """Return the words of a token range as they stand in the text."""
        return self.text[self.start[part[0]] : self.end[part[1] - 1]]


def build(passages: Sequence[tuple[int, Doc]], breaks: Sequence[int] = ()) -> Tree:
    """Copy parsed passages, each with its offset in the document, into one set of lists."""
    pieces: list[str] = []
    tokens: list[Token] = []
    starts: list[int] = []
    heads: list[int] = []
    sents: list[tuple[int, int]] = []
    reached = 0
    for offset, doc in passages:
        if not doc:
            continue
        first = len(tokens)
        pieces += (" " * (offset - reached), doc.text)
        reached = offset + len(doc.text)
        tokens += doc
        heads += [first + token.head.i for token in doc]
        starts += [offset + token.idx for token in doc]
        sents += [(first + s.start, first + s.end) for s in doc.sents]
    left, right = _edges(heads)
    begins = sorted({offset for offset, _ in passages if offset} | set(breaks))
    return Tree(
        text="".join(pieces),
        lower=[token.lower_ for token in tokens],
        lemma=[token.lemma_.lower() for token in tokens],
        tag=[token.tag_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=heads,
        start=starts,
        end=[start + len(token.text) for start, token in zip(starts, tokens, strict=True)],
        sent=[number for number, (a, b) in enumerate(sents) for _ in range(a, b)],
        sents=sents,
        breaks=tuple(begins),
        edge_left=left,
        edge_right=right,
        children=_children(heads),
    )


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """Return the outermost tokens of every subtree.

    Walking up from each token in order, and stopping where nothing changes, sets each edge once.
    """
    left, right = list(range(len(head))), list(range(len(head)))
    for order, edge, beyond in (
        (range(len(head)), left, int.__le__),
        (range(len(head) - 1, -1, -1), right, int.__ge__),
    ):
        for i in order:
            j = head[i]
            while not beyond(edge[j], i):
                edge[j] = i
                j = head[j]
    return left, right


def _children(head: list[int]) -> list[list[int]]:
    # Most words have no children; one shared empty list spares the collector as many objects.
    none: list[int] = []
    children = [none] * len(head)
    for i, up in enumerate(head):
        if up != i:
            if children[up] is none:
                children[up] = [i]
            else:
                children[up].append(i)
    return children
