"""Documents in, their statements out: parse, find candidates, read force and roles, write statements."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from spacy.language import Language

from ceasefire.model import Document, Passage, PassageKind, PassedOver, Statement
from ceasefire.reading.build import Place, statement
from ceasefire.reading.candidates import Candidate, candidates
from ceasefire.reading.choose import Chosen, choose
from ceasefire.reading.context import Context
from ceasefire.reading.features import Surroundings
from ceasefire.reading.force import Reading as Found
from ceasefire.reading.force import read_force
from ceasefire.reading.learned import Learned, load_learned
from ceasefire.reading.lexicon import Lexicon, load_lexicon
from ceasefire.reading.parse import load_model, mend, parse, plain
from ceasefire.reading.repair import repair, words_of
from ceasefire.reading.roles import Roles, roles
from ceasefire.reading.settle import settle
from ceasefire.reading.words import Doc, Token

# "Northern conflict: The army …": what stands before the colon is a heading, no part of the sentence.
HEADING = re.compile(r"^[A-Z][^.:!?\"]{2,60}[^\s.]: (?=[A-Z\"'])(?<!said: )(?<!says: )")
BESIDE = {PassageKind.HEADLINE, PassageKind.CAPTION}
BATCH = 32
LONGEST = 6000
# No sentence of a report runs this long without a stop; what does is a list, or hostile.
UNBROKEN = re.compile(r"[^.!?\n]{1500}")
SHORT = 20
SURROGATES = re.compile("[\ud800-\udfff]")
LONG = 150
FIRST_PERSON = {"i", "we", "our", "my", "us"}
# "cease fire" as a noun is one word to the parser once a hyphen joins it; the length stays.
TWO_WORDS = re.compile(r"\b(cease) (fires?)\b", re.IGNORECASE)
VERB_BEFORE = re.compile(r"(?:\bto|\bwill|\bmust|\bshould|\bwould|\bnot|\band) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a document, and what looked like a statement and was passed over."""

    statements: tuple[Statement, ...]
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A candidate with what the grammar makes of it and what surrounds it."""

    place: Place
    candidate: Candidate
    reading: Found
    roles: Roles
    around: Surroundings

    def passed_over(self, reason: str) -> PassedOver:
        """Return why the candidate is no statement."""
        start = self.place.passage.start + self.candidate.leaf.idx
        end = start + len(self.candidate.leaf)
        return PassedOver(self.place.passage.index, start, end, f"{self.reading.rule}: {reason}")


def pieces(document: Document, passage: Passage) -> Iterator[Passage]:
    """Yield the parts of a passage that are parsed: none of a repeated one, a very long one in several.

    Parts end at a blank, so that time and memory stay bounded whatever a page holds.
    """
    if passage.repeats is not None:
        return
    start = passage.start
    while start < passage.end:
        stretch = document.text[start : min(passage.end, start + LONGEST)]
        run = UNBROKEN.search(stretch)
        reach = run.end() if run else len(stretch)
        if start + reach < passage.end:
            blank = max(stretch.rfind(" ", 0, reach), stretch.rfind("\n", 0, reach))
            reach = blank if blank > 0 else reach
        yield replace(passage, start=start, end=start + reach)
        start += reach


def prepare(text: str) -> str:
    """Return the text as the parser reads it; its length is unchanged."""
    text = SURROGATES.sub("?", plain(text))
    if shouted(text):
        text = "".join(low if len(low := c.lower()) == 1 else c for c in text)

    def join(found: re.Match[str]) -> str:
        whole: str = found.group(0)
        if VERB_BEFORE.search(text[max(0, found.start() - 8) : found.start()]):
            return whole
        return f"{found.group(1)}-{found.group(2)}"

    return HEADING.sub(lambda m: m.group(0)[:-2] + ". ", TWO_WORDS.sub(join, text))


def heading(text: str) -> int:
    """Return where the sentence starts after a topic that stands before a colon; 0 if there is none."""
    found = HEADING.match(plain(text))
    return found.end() if found else 0


def shouted(text: str) -> bool:
    """Say whether a text is in capitals throughout; the parser takes every word of one for a name."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > SHORT and sum(c.isupper() for c in letters) > 0.8 * len(letters)


@dataclass(frozen=True, slots=True)
class Reader:
    """The lexicons and the parser, loaded once; reads any number of documents."""

    lexicon: Lexicon
    nlp: Language
    learned: Learned | None = None

    @classmethod
    def load(cls, *, learned: bool = True) -> "Reader":
        """Load the tables, the English model and the weights; raise `ModelMissing` if there is no model."""
        return cls(load_lexicon(), load_model(), load_learned() if learned else None)

    def read(self, document: Document) -> Reading:
        """Read one document."""
        return next(iter(self.read_all([document])))

    def read_all(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in batches; one `Reading` for each, in their order."""
        for document, parsed in self.parse(documents):
            yield self.read_parsed(document, parsed)

    def read_parsed(self, document: Document, parsed: list[tuple[Passage, Doc]]) -> Reading:
        """Read one document that `parse` has parsed."""
        statements: list[Statement] = []
        passed: list[PassedOver] = []
        every = list(self.seen(document, parsed))
        for seen, likely in zip(every, self._likely(every), strict=True):
            chosen = settle(seen, likely)
            if chosen is None:
                passed.append(seen.passed_over(self._reason(seen)))
            else:
                statements.append(statement(seen.place, seen.candidate, chosen))
        beside = frozenset(p.index for p in document.passages if p.kind in BESIDE)
        return Reading(once(statements, beside), tuple(passed))

    def _likely(self, every: list[Seen]) -> list[Chosen | None]:
        """Return what candidates are taken for, by what was learned or by the grammar alone."""
        if self.learned is None:
            return [ruled(seen) for seen in every]
        return choose(every, self.learned, self.lexicon)

    def _reason(self, seen: Seen) -> str:
        if seen.candidate.act.id == "any":
            return "no act that a row knows, and little speaks for a statement"
        if seen.reading.force is None:
            return "named, but nobody says that it is done or owed"
        return "less likely a statement than background"

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[tuple[Passage, Doc]]]]:
        """Yield documents with the parses of the passages that are read."""
        waiting, known = iter(documents), words_of(self.nlp)
        while batch := list(islice(waiting, BATCH)):
            jobs = [(n, piece) for n, d in enumerate(batch) for p in d.passages for piece in pieces(d, p)]
            texts = (prepare(batch[n].words(p)) for n, p in jobs)
            parsed: list[list[tuple[Passage, Doc]]] = [[] for _ in batch]
            for (n, passage), doc in zip(jobs, parse(texts, self.nlp), strict=True):
                parsed[n].append((passage, repair(mend(doc), known)))
            yield from zip(batch, parsed, strict=True)

    def seen(self, document: Document, parsed: list[tuple[Passage, Doc]]) -> Iterator[Seen]:
        """Yield every candidate of a parsed document with what the grammar makes of it."""
        long = sum(len(doc) for _, doc in parsed) > LONG
        context = Context(document, parsed)
        recent: list[tuple[str, Token]] = []
        for order, (passage, doc) in enumerate(parsed):
            body = heading(document.words(passage))
            for number, sentence in enumerate(doc.sents):
                if doc[sentence.start].idx < body:
                    continue
                found = candidates(sentence, self.lexicon)
                leaves = {c.leaf: c for c in found}
                first_person = any(t.lower_ in FIRST_PERSON for t in sentence)
                for index, candidate in enumerate(found):
                    reading = read_force(candidate, self.lexicon)
                    around = Surroundings(
                        leaves,
                        index,
                        len(found),
                        number,
                        order,
                        long,
                        in_quotes(candidate.leaf),
                        first_person,
                        tuple(recent[-3:]),
                    )
                    place = Place(document, passage, context)
                    who = roles(candidate, reading, place)
                    yield Seen(place, candidate, reading, who, around)
                    if who.actor is not None and reading.force is not None:
                        recent.append((reading.action, who.actor))


def ruled(seen: Seen) -> Chosen | None:
    """Return what the grammar alone takes a candidate for."""
    if seen.reading.force is None or seen.candidate.act.id == "any":
        return None
    return Chosen(seen.reading, seen.roles, None)


def in_quotes(token: Token) -> bool:
    """Say whether a token stands inside quotation marks: an odd number of them before it in its passage."""
    return sum(t.text == '"' for t in token.doc[: token.i]) % 2 == 1


def once(statements: list[Statement], beside: frozenset[int] = frozenset()) -> tuple[Statement, ...]:
    """Keep one of statements in the same words with the same force and action, in the order of the text.

    `beside` are the passages that repeat the story (headlines, captions): what the body says in the same
    words is kept there.
    """
    seen: dict[tuple[tuple[str, ...], str, str], Statement] = {}
    for one in sorted(statements, key=lambda s: s.passage in beside):
        seen.setdefault((_words(one), one.force, one.action), one)
    kept = [s for s in seen.values() if s.passage not in beside or not _said_in(s, seen.values(), beside)]
    return tuple(sorted(kept, key=lambda s: (s.quote.start, s.quote.end)))


def _words(statement: Statement) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", statement.quote.exact.lower()))


def _said_in(headline: Statement, others: Iterable[Statement], beside: frozenset[int]) -> bool:
    words = set(_words(headline))
    same = (
        o
        for o in others
        if o.passage not in beside and (o.force, o.action) == (headline.force, headline.action)
    )
    return any(words <= set(_words(o)) for o in same)
