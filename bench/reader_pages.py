"""Annotated texts as arrays, and batches of them: what `reader_net.py` fits the reader's model on.

Names of features become numbers once, before the first step: a batch is then put together from arrays alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from numpy.typing import NDArray

from ceasefire.model import Action, Force
from ceasefire.reading.encoder import FIRST, LAST, Window
from ceasefire.reading.outline import QUESTIONS, Answer, Outline

FORCES = tuple(f.value for f in Force)
ACTIONS = tuple(a.value for a in Action)
POOL = 128
# A mark of the texts that were annotated more quickly: the model may learn how their conventions differ.
QUICK = "annotated-quickly"
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Sample:
    """A candidate's outline and answers, the annotated statement it stands for, which answers are right."""

    outline: Outline
    answers: dict[str, tuple[Answer, ...]]
    gold: dict | None
    right: dict[str, list[bool]]


@dataclass(frozen=True)
class Page:
    """A text as the model sees it."""

    name: str
    windows: list[Window]
    samples: list[Sample]
    quick: bool = False


@dataclass(frozen=True)
class Bags:
    """Lists of numbers, one after another, and how many stand in each."""

    numbers: Numbers
    counts: Numbers


@dataclass(frozen=True)
class Asked:
    """The answers to one question of all samples of a text: rows are -1 where nobody is named."""

    counts: Numbers
    first: Numbers
    last: Numbers
    right: NDArray[np.bool_]
    hows: Bags


@dataclass(frozen=True)
class Numbered:
    """A text in numbers; `rows` are places of its samples among its pieces, -1 in `force` is no statement."""

    windows: tuple[Numbers, ...]
    rows: Numbers
    sentences: Numbers
    features: Bags
    asked: dict[str, Asked]
    force: Numbers
    action: Numbers
    quick: bool

    @property
    def size(self) -> int:
        """How many pieces it has."""
        return sum(map(len, self.windows))


def names(pages: Iterable[Page], least: int) -> tuple[list[str], list[str]]:
    """Return the names of features, and of ways in which nouns stand, that occur often enough to learn."""
    features: Counter[str] = Counter()
    hows: Counter[str] = Counter()
    for sample in chain.from_iterable(p.samples for p in pages):
        features.update(sample.outline.features)
        hows.update(chain.from_iterable(a.hows for q in QUESTIONS for a in sample.answers[q]))
    kept = ([n for n, count in sorted(c.items()) if count >= least] for c in (features, hows))
    known, ways = kept
    return [QUICK, *known], ways


def bags(lists: Iterable[Iterable[str]], index: dict[str, int]) -> Bags:
    """Return lists of names as numbers; names without one are left out."""
    rows = [[index[n] for n in some if n in index] for some in lists]
    return Bags(np.array([*chain.from_iterable(rows)], np.int64), np.array([*map(len, rows)], np.int64))


def numbered(page: Page, features: dict[str, int], hows: dict[str, int]) -> Numbered:
    """Return a text in numbers."""
    outlines = [s.outline for s in page.samples]
    mark = (QUICK,) if page.quick else ()
    told = [(FORCES.index(s.gold["force"]), ACTIONS.index(s.gold["action"])) if s.gold else (-1, -1)
            for s in page.samples]  # fmt: skip
    asked = {}
    for q in QUESTIONS:
        every = [*chain.from_iterable(s.answers[q] for s in page.samples)]
        rows = np.array([a.rows or (-1, -1) for a in every], np.int64).reshape(-1, 2)
        asked[q] = Asked(
            np.array([len(s.answers[q]) for s in page.samples], np.int64),
            rows[:, 0],
            rows[:, 1],
            np.array([*chain.from_iterable(s.right[q] for s in page.samples)], bool),
            bags((a.hows for a in every), hows),
        )
    return Numbered(
        tuple(np.array((FIRST, *w.numbers, LAST), np.int64) for w in page.windows),
        np.array([(o.word, o.giver, o.step) for o in outlines], np.int64),
        np.array([(o.sentence[0], max(o.sentence) + 1) for o in outlines], np.int64),
        bags(((*mark, *o.features) for o in outlines), features),
        asked,
        np.array([force for force, _ in told], np.int64),
        np.array([action for _, action in told], np.int64),
        page.quick,
    )


def batched(
    pages: list[Numbered], most: int, pieces: int, dice: np.random.Generator
) -> Iterator[list[Numbered]]:
    """Return the texts in batches of like length, in a chance order: `most` texts, about `pieces` pieces."""
    order, made = dice.permutation(len(pages)), []
    for n in range(0, len(order), POOL):
        some: list[Numbered] = []
        for page in sorted((pages[i] for i in order[n : n + POOL]), key=lambda p: p.size):
            if some and (len(some) >= most or sum(p.size for p in some) + page.size > pieces):
                made.append(some)
                some = []
            some.append(page)
        made.append(some)
    return (made[i] for i in dice.permutation(len(made)))


def collate(pages: list[Numbered], *, dropped: float, dice: np.random.Generator) -> dict:
    """Return the arrays of some texts; places are rows of all their windows, one after another."""
    windows = [w for p in pages for w in p.windows]
    length = max(map(len, windows))
    pieces = np.zeros((len(windows), length), np.int64)
    places, at = [], 0
    for page in pages:
        inside = []
        for window in page.windows:
            pieces[at, : len(window)] = window
            inside.append(at * length + np.arange(1, len(window) - 1))
            at += 1
        places.append(np.concatenate(inside))
    pairs = list(zip(pages, places, strict=True))
    rows = np.concatenate([at[p.rows] for p, at in pairs])
    spans = [at[a:b] for p, at in pairs for a, b in p.sentences]
    long = np.array([len(span) for span in spans])
    force = np.concatenate([p.force for p in pages])
    told = np.flatnonzero(force >= 0)
    batch = {
        "pieces": pieces, "mask": pieces != 0, "word": rows[:, 0], "giver": rows[:, 1], "step": rows[:, 2],
        "within": np.concatenate(spans), "long": long.astype(np.float32),
        "of": np.repeat(np.arange(len(long)), long),
        "keep": (force >= 0).astype(np.float32), "told": told, "force": force[told],
        "action": np.concatenate([p.action for p in pages])[told],
        "features": _drawn([p.features for p in pages], dropped, dice),
    }  # fmt: skip
    for q in QUESTIONS:
        counts = np.concatenate([p.asked[q].counts for p in pages])
        nobody = np.concatenate([p.asked[q].first for p in pages]) < 0
        batch[q] = {
            "of": np.repeat(np.arange(len(counts)), counts),
            "nobody": nobody,
            "first": np.where(nobody, 0, np.concatenate([at[p.asked[q].first] for p, at in pairs])),
            "last": np.where(nobody, 0, np.concatenate([at[p.asked[q].last] for p, at in pairs])),
            "right": np.concatenate([p.asked[q].right for p in pages]),
            "hows": _drawn([p.asked[q].hows for p in pages], dropped, dice),
        }
    return _tensors(batch)


def _drawn(some: list[Bags], dropped: float, dice: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Return numbers and where each list starts; each number but the first mark is left out by chance."""
    numbers, counts = (np.concatenate([getattr(b, part) for b in some]) for part in ("numbers", "counts"))
    of = np.repeat(np.arange(len(counts)), counts)
    stay = (dice.random(len(numbers)) >= dropped) | (numbers == 0)
    counts = np.bincount(of[stay], minlength=len(counts))
    return numbers[stay], np.concatenate([[0], np.cumsum(counts)[:-1]])


def _tensors(value: object) -> object:
    convert: Callable = torch.from_numpy
    if isinstance(value, dict):
        return {k: _tensors(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(_tensors(v) for v in value)
    return convert(np.ascontiguousarray(value))
