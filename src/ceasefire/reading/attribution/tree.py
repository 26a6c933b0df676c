"""Parsed documents as plain lists: what the attribution rules walk, much faster than tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, ORTH, SENT_START, SPACY, TAG

from ceasefire.reading.attribution.model import Span

# spaCy's documents are untyped to mypy; they are touched in this module only.
Doc = Any
MOST_NAMES = 200_000  # a run over many texts must not keep every word it met
HEADS, STARTS, ENDS = 4, 5, 6  # the columns that are made absolute
COLUMNS = (LOWER, LEMMA, TAG, DEP, HEAD, IDX, LENGTH, SENT_START, ORTH, SPACY)

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
    columns: list[list[Any]] = [[] for _ in range(8)]
    words, lemmas, tags, deps, heads, starts, ends, opens = columns
    pieces: list[str] = []
    reached = 0
    for offset, doc in passages:
        size = len(doc)
        if not size:
            continue
        name, small = _names_of(doc.vocab.strings)
        table = doc.to_array(COLUMNS).view("int64").T
        table[HEADS] += np.arange(len(words), len(words) + size)
        table[STARTS] += offset
        table[ENDS] += table[STARTS]
        lower, lemma, tag, dep, head, start, end, first, orth, gap = table.tolist()
        # doc.text would make a token object for each word.
        text = "".join([name[w] + " " if space else name[w] for w, space in zip(orth, gap, strict=True)])
        pieces += (" " * (offset - reached), text)
        reached = offset + len(text)
        words += [name[w] for w in lower]
        lemmas += [small[w] for w in lemma]
        tags += [name[w] for w in tag]
        deps += [name[w] for w in dep]
        heads += head
        starts += start
        ends += end
        first[0] = 1
        opens += first
    sent, sents = _sentences(opens)
    left, right = _edges(heads)
    begins = sorted({offset for offset, _ in passages if offset} | set(breaks))
    return Tree(
        "".join(pieces), words, lemmas, tags, deps, heads, starts, ends, sent, sents, tuple(begins),
        left, right, _children(heads),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _names_of(strings: Any) -> tuple["_Names", "_Names"]:
    """Return the strings of a vocabulary by number, as they are and in small letters."""
    return _Names(strings), _Lowered(strings)


class _Names(dict[int, str]):
    """The strings of a vocabulary by number, each looked up once."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, number: int) -> str:
        # The column is signed, the vocabulary's numbers are not; nought is the empty string.
        word = str(self.strings[number % (1 << 64)]) if number else ""
        if len(self) >= MOST_NAMES:
            self.clear()
        self[number] = word
        return word


class _Lowered(_Names):
    """The same in small letters."""

    def __missing__(self, number: int) -> str:
        word = super().__missing__(number).lower()
        self[number] = word
        return word


def _sentences(opens: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    bounds = [i for i, new in enumerate(opens) if new == 1] + [len(opens)]
    sents = list(pairwise(bounds))
    sent = [number for number, (a, b) in enumerate(sents) for _ in range(a, b)]
    return sent, sents


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
