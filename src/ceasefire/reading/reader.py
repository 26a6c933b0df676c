"""Documents in, their statements out: parse, find candidates, read force and roles, write statements."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from ceasefire.model import Document, Passage, PassedOver, Statement
from ceasefire.reading.build import Place, statement
from ceasefire.reading.candidates import candidates
from ceasefire.reading.force import read_force
from ceasefire.reading.lexicon import Lexicon, load_lexicon
from ceasefire.reading.parse import load_model, plain
from ceasefire.reading.roles import roles

BATCH = 32
# "cease fire" as a noun is one word to the parser once a hyphen joins it; the length stays.
TWO_WORDS = re.compile(r"\b(cease) (fires?)\b", re.IGNORECASE)
VERB_BEFORE = re.compile(r"(?:\bto|\bwill|\bmust|\bshould|\bwould|\bnot|\band) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a document, and what looked like a statement and was passed over."""

    statements: tuple[Statement, ...]
    passed_over: tuple[PassedOver, ...]


def prepare(text: str) -> str:
    """Return the text as the parser reads it; its length is unchanged."""
    text = plain(text)

    def join(found: re.Match[str]) -> str:
        whole: str = found.group(0)
        if VERB_BEFORE.search(text[max(0, found.start() - 8) : found.start()]):
            return whole
        return f"{found.group(1)}-{found.group(2)}"

    return TWO_WORDS.sub(join, text)


@dataclass(frozen=True, slots=True)
class Reader:
    """The lexicons and the parser, loaded once; reads any number of documents."""

    lexicon: Lexicon
    nlp: Language

    @classmethod
    def load(cls) -> "Reader":
        """Load the tables and the English model; raise `ModelMissing` if there is none."""
        return cls(load_lexicon(), load_model())

    def read(self, document: Document) -> Reading:
        """Read one document."""
        return next(iter(self.read_all([document])))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in batches; one `Reading` for each, in their order."""
        waiting = iter(documents)
        while batch := list(islice(waiting, BATCH)):
            jobs = [(d, p) for d in batch for p in d.passages if p.repeats is None]
            parses = self.nlp.pipe((prepare(d.words(p)) for d, p in jobs), batch_size=64)
            parsed: dict[int, list[tuple[Passage, Doc]]] = {}
            for (document, passage), doc in zip(jobs, parses, strict=True):
                parsed.setdefault(id(document), []).append((passage, doc))
            for document in batch:
                yield self._read_parsed(document, parsed.get(id(document), []))

    def _read_parsed(self, document: Document, parsed: list[tuple[Passage, Doc]]) -> Reading:
        statements: list[Statement] = []
        passed: list[PassedOver] = []
        for passage, doc in parsed:
            place = Place(document, passage)
            for sentence in doc.sents:
                for candidate in candidates(sentence, self.lexicon):
                    reading = read_force(candidate, self.lexicon)
                    start = passage.start + candidate.leaf.idx
                    if reading.force is None:
                        end = start + len(candidate.leaf)
                        passed.append(PassedOver(passage.index, start, end, f"{reading.rule}: nobody says it is done or owed"))
                        continue
                    statements.append(statement(place, candidate, reading, roles(candidate, reading)))
        return Reading(_once(statements), tuple(passed))


def _once(statements: list[Statement]) -> tuple[Statement, ...]:
    """Keep one of statements in the same words with the same force and action, in the order of the text."""
    seen: dict[tuple[str, str, str], Statement] = {}
    for one in statements:
        seen.setdefault((one.quote.exact, one.force, one.action), one)
    return tuple(sorted(seen.values(), key=lambda s: (s.quote.start, s.quote.end)))
