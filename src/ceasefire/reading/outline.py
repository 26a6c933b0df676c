"""A candidate in; where a model looks for it, and what it is told beside the words, out.

Rows are places in the vectors of `encoder.States`; the rest are names of features, of the candidate and of
every noun that may answer "who does it?" or "who says it?".
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ceasefire.reading import frames
from ceasefire.reading.encoder import Pieces
from ceasefire.reading.features import describe
from ceasefire.reading.lexicon import Lexicon
from ceasefire.reading.options import Option, options, standing
from ceasefire.reading.words import Token

if TYPE_CHECKING:
    from ceasefire.reading.reader import Seen

QUESTIONS = ("actor", "speaker")
FARTHEST = 9
PER_DOUBLING = 1.5


@dataclass(frozen=True, slots=True)
class Answer:
    """A noun that may answer a question: its first and last row (None: nobody is named), how it stands."""

    token: Token | None
    rows: tuple[int, int] | None
    hows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a candidate stands: the rows of its word, its giver of force, its governor and its sentence."""

    word: int
    giver: int
    step: int
    sentence: tuple[int, int]
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Where words stand among the pieces of their document; `starts` are those of its parses."""

    pieces: Pieces
    starts: Mapping[int, int]

    def first(self, token: Token) -> int:
        """Return the row of a word's first piece."""
        return self.pieces.at(self.starts[id(token.doc)] + token.idx)

    def last(self, token: Token) -> int:
        """Return the row of a word's last piece."""
        return self.pieces.at(self.starts[id(token.doc)] + token.idx + len(token) - 1)


def outline(seen: "Seen", rows: Rows, lexicon: Lexicon) -> Outline:
    """Return what a model weighs of a candidate to keep it, and for its force and action."""
    candidate, leaf, giver = seen.candidate, seen.candidate.leaf, seen.reading.giver
    return Outline(
        word=rows.first(leaf),
        giver=rows.first(giver.token if giver is not None else leaf),
        step=rows.first(candidate.steps[0].token if candidate.steps else leaf),
        sentence=(rows.first(leaf.doc[leaf.sent.start]), rows.last(leaf.doc[leaf.sent.end - 1])),
        features=tuple(describe(candidate, seen.reading, seen.around, lexicon)),
    )


def answers(seen: "Seen", rows: Rows) -> dict[str, tuple[Answer, ...]]:
    """Return what a model chooses between: the answers to each question, nobody the first."""
    known = standing(seen)
    return {q: tuple(_answer(o, seen, rows) for o in options(seen, q, known)) for q in QUESTIONS}


def _answer(option: Option, seen: "Seen", rows: Rows) -> Answer:
    token, leaf = option.token, seen.candidate.leaf
    if token is None:
        return Answer(None, None, option.hows)
    at = (rows.first(token), rows.last(token))
    return Answer(token, at, (*option.hows, *_stands(token, leaf, at[0] - rows.first(leaf))))


def _stands(token: Token, leaf: Token, apart: int) -> tuple[str, ...]:
    """Return how far a noun stands from the act, and what it is to the parser."""
    far = min(int(math.log2(abs(apart) + 1) * PER_DOUBLING), FARTHEST)
    several = len(frames.conjuncts(token)) > 1
    plural = token.tag_ in {"NNS", "NNPS"}
    return (
        f"{'before' if apart < 0 else 'after'}:{far}",
        f"dep:{token.dep_}",
        f"pos:{token.pos_}",
        f"same-sentence:{token.sent is leaf.sent}",
        f"several:{several}",
        f"plural:{plural}",
    )
