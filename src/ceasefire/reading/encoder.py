"""A parsed document in, a vector for each piece of its words out: a small language model, run as fitted.

MiniLM-L6, fine-tuned by `bench/train_reader.py` and stored with whole-number weights; it runs offline, on one
thread, in ONNX Runtime. Its answers do not depend on what else is read in the same run.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from ceasefire.model import Passage
from ceasefire.reading.words import Doc

Vectors = NDArray[np.float32]
# Word pieces in a window: sentences are read with what stands around them, so far as it has room.
WINDOW = 190
UNKNOWN = "[UNK]"
# The numbers of the marks before and after every window, "[CLS]" and "[SEP]" of the table of pieces.
FIRST, LAST = 101, 102
Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that are read together: their numbers, and where in the document each starts."""

    numbers: tuple[int, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where each piece of a document's words starts, in the order of the text."""

    starts: Sequence[int]

    def at(self, place: int) -> int:
        """Return the row of the piece that covers a character of the document."""
        return max(bisect_right(self.starts, place) - 1, 0)


@dataclass(frozen=True, slots=True)
class Encoder:
    """The pieces' table and the model, loaded once."""

    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession

    def read(self, parsed: Iterable[tuple[Passage, Doc]]) -> tuple[Pieces, Vectors]:
        """Return the pieces of a document and their vectors, shape (pieces, width)."""
        made = list(windows(self.tokenizer, parsed))
        vectors = [self._run((FIRST, *window.numbers, LAST)) for window in made]
        return places(made), np.concatenate(vectors) if vectors else np.zeros((0, 1), np.float32)

    def _run(self, numbers: tuple[int, ...]) -> Vectors:
        (found,) = self.session.run(None, {"pieces": np.array([numbers], dtype=np.int64)})
        vectors: Vectors = found[0, 1:-1]
        return vectors


def places(made: Iterable[Window]) -> Pieces:
    """Return where the pieces of a document's windows start."""
    return Pieces([start for window in made for start in window.starts])


def windows(tokenizer: Tokenizer, parsed: Iterable[tuple[Passage, Doc]]) -> Iterator[Window]:
    """Yield the windows of a document: whole sentences while there is room, across passages."""
    waiting: list[Piece] = []
    for sentence in _sentences(tokenizer, parsed):
        if waiting and len(waiting) + len(sentence) > WINDOW:
            yield _window(waiting)
            waiting = []
        waiting += sentence
        while len(waiting) > WINDOW:
            yield _window(waiting[:WINDOW])
            waiting = waiting[WINDOW:]
    if waiting:
        yield _window(waiting)


def _window(pieces: list[Piece]) -> Window:
    numbers, starts = zip(*pieces, strict=True)
    return Window(numbers, starts)


def _sentences(tokenizer: Tokenizer, parsed: Iterable[tuple[Passage, Doc]]) -> Iterator[list[Piece]]:
    for passage, doc in parsed:
        encoded = tokenizer.encode(doc.text, add_special_tokens=False)
        pieces = [(n, passage.start + a) for n, (a, _) in zip(encoded.ids, encoded.offsets, strict=True)]
        places = [start for _, start in pieces]
        cuts = [bisect_right(places, passage.start + doc[s.start].idx - 1) for s in doc.sents if len(s)]
        for a, b in zip(cuts, [*cuts[1:], len(pieces)], strict=True):
            if a < b:
                yield pieces[a:b]


@cache
def load_tokenizer() -> Tokenizer:
    """Load the table of word pieces that MiniLM was made with."""
    text = files("ceasefire").joinpath("data", "reader", "pieces.txt").read_text("utf-8")
    vocabulary = {piece: n for n, piece in enumerate(text.split("\n")) if piece}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=100))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def load_encoder(source: Traversable) -> Encoder:
    """Load a model from a file of ONNX."""
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    session = onnxruntime.InferenceSession(source.read_bytes(), settings, providers=["CPUExecutionProvider"])
    return Encoder(load_tokenizer(), session)
