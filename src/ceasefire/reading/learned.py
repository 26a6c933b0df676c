"""Outlines of a document's candidates and the vectors of its words in; what a model makes of each out.

Fitted by `bench/train_reader.py`; here only sums and products of arrays, no training library.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceasefire.reading.encoder import Encoder, Vectors, load_encoder
from ceasefire.reading.outline import QUESTIONS, Answer, Outline

SLOPE = float(np.sqrt(2.0 / np.pi))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a model makes of a candidate: the chance that it is a statement, and of each force and action.

    `act` is what the model holds of it, for the questions who does it and who says so.
    """

    keep: float
    force: Mapping[str, float]
    action: Mapping[str, float]
    act: Vectors


@dataclass(frozen=True, slots=True)
class Table:
    """A row of weights for each name of a feature; names that were not learned count nothing."""

    index: Mapping[str, int]
    weights: Vectors

    def sums(self, named: Sequence[Iterable[str]]) -> Vectors:
        """Return the sum of the rows of each list of names, shape (lists, width)."""
        rows = [[self.index[n] for n in names if n in self.index] for names in named]
        found = np.zeros((len(rows), self.weights.shape[1]), np.float32)
        for n, some in enumerate(rows):
            if some:
                found[n] = self.weights[some].sum(axis=0)
        return found


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of shape (in, out) and what is added."""

    weights: Vectors
    bias: Vectors

    def __call__(self, values: Vectors) -> Vectors:
        """Return the values of the next layer."""
        made: Vectors = values @ self.weights + self.bias
        return made


@dataclass(frozen=True, slots=True)
class Asking:
    """The weights of one question: of the act, of a noun, of how it stands, and of the three together."""

    act: Layer
    noun: Layer
    how: Layer
    score: Layer


@dataclass(frozen=True, slots=True)
class Models:
    """The learned parts of the reader; `keep_at` is the chance from which a candidate is a statement."""

    forces: tuple[str, ...]
    actions: tuple[str, ...]
    features: Table
    hows: Table
    nobody: Vectors
    hidden: Layer
    told: Layer
    asking: Mapping[str, Asking]
    keep_at: float
    calibration: tuple[tuple[float, float], ...] = ()

    def outlooks(self, outlines: Sequence[Outline], vectors: Vectors) -> list[Outlook]:
        """Return what the model makes of each outline; `vectors` are those of the document's pieces."""
        if not outlines:
            return []
        acts, scores = self._acts(outlines, vectors)
        split = 1 + len(self.forces)
        keep = 1.0 / (1.0 + np.exp(-scores[:, 0].clip(-30.0)))
        force, action = chances(scores[:, 1:split]).tolist(), chances(scores[:, split:]).tolist()
        return [
            Outlook(
                float(keep[n]),
                dict(zip(self.forces, force[n], strict=True)),
                dict(zip(self.actions, action[n], strict=True)),
                acts[n],
            )
            for n in range(len(outlines))
        ]

    def who(self, question: str, outlook: Outlook, answers: Sequence[Answer], vectors: Vectors) -> Vectors:
        """Return the chances of the answers to a question."""
        asking = self.asking[question]
        nouns = np.stack([_noun(a, vectors, self.nobody) for a in answers])
        hows = self.hows.sums([a.hows for a in answers])
        width = hows.shape[1] - len(QUESTIONS)
        held = asking.act(outlook.act[None]) + asking.noun(nouns) + asking.how(hows[:, :width])
        scores = asking.score(curve(held))[:, 0] + hows[:, width + QUESTIONS.index(question)]
        shares: Vectors = chances(scores[None])[0]
        return shares

    def _acts(self, outlines: Sequence[Outline], vectors: Vectors) -> tuple[Vectors, Vectors]:
        """Return what is made of each candidate, and its scores."""
        summed = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), np.cumsum(vectors, axis=0)])
        first, last = np.array([o.sentence for o in outlines]).T
        last = np.maximum(first, last) + 1
        sentence = (summed[last] - summed[first]) / (last - first)[:, None]
        around = [vectors[[getattr(o, at) for o in outlines]] for at in ("word", "giver", "step")]
        told = self.features.sums([o.features for o in outlines])
        width = told.shape[1] - len(self.told.bias)
        acts = curve(self.hidden(np.concatenate([*around, sentence, told[:, :width]], axis=1)))
        return acts, self.told(acts) + told[:, width:]


def _noun(answer: Answer, vectors: Vectors, nobody: Vectors) -> Vectors:
    if answer.rows is None:
        return nobody
    first, last = answer.rows
    between: Vectors = (vectors[first] + vectors[last]) / 2
    return between


def curve(values: Vectors) -> Vectors:
    """Return the Gaussian error linear unit of values, by its tangent form."""
    made = 0.5 * values * (1.0 + np.tanh(SLOPE * (values + 0.044715 * values**3)))
    return made.astype(np.float32, copy=False)


def chances(scores: Vectors) -> Vectors:
    """Return the chances that rows of scores stand for; each row sums to one."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    made: Vectors = raised / raised.sum(axis=1, keepdims=True)
    return made


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: the encoder of words, and what is made of its vectors."""

    encoder: Encoder
    models: Models


@cache
def load_learned(folder: Path | None = None) -> Learned | None:
    """Load the model shipped with the package, or the one in `folder`; None where there is none."""
    source: Path | Traversable = folder or files("ceasefire").joinpath("data", "reader")
    weights, encoder = source / "weights.npz", source / "encoder.onnx"
    if not (weights.is_file() and encoder.is_file()):
        return None
    return Learned(load_encoder(encoder), _models(weights))


def _models(source: Path | Traversable) -> Models:
    with source.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    about = json.loads(bytes(arrays["about"].tobytes()).decode("utf-8"))
    return Models(
        forces=tuple(about["forces"]),
        actions=tuple(about["actions"]),
        features=_table("features", about, arrays),
        hows=_table("hows", about, arrays),
        nobody=arrays["nobody"].astype(np.float32),
        hidden=_layer("hidden", arrays),
        told=_layer("told", arrays),
        asking={q: Asking(*(_layer(f"{q}.{part}", arrays) for part in PARTS)) for q in QUESTIONS},
        keep_at=about["keep_at"],
        calibration=tuple((a, b) for a, b in about["calibration"]),
    )


PARTS = ("act", "noun", "how", "score")


def _layer(name: str, arrays: dict[str, NDArray[Any]]) -> Layer:
    return Layer(arrays[f"{name}.w"].astype(np.float32), arrays[f"{name}.b"].astype(np.float32))


def _table(name: str, about: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> Table:
    """Return a table; its weights are kept as whole numbers of one step a column."""
    weights = arrays[f"{name}.w"].astype(np.float32) * arrays[f"{name}.step"].astype(np.float32)
    return Table({feature: n for n, feature in enumerate(about[name])}, weights)
