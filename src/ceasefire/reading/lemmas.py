"""A passage that spaCy tagged and parsed in, its words with word class and lemma out, as `Doc`.

spaCy's attribute ruler and lemmatizer try 200 patterns on every word of every text: a quarter of the whole
parse. What they find depends on a word, its tag and its label alone, so each such kind of word is looked up
once; but for a few patterns of two words ("gonna", "there is"): where one of these may fit, both run as ever.
"""

from typing import Any

from spacy.attrs import DEP, HEAD, IDX, ORTH, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc as Parsed

from ceasefire.reading.words import Doc, Kind, Token

REMEMBERED = ("attribute_ruler", "lemmatizer")
MOST = 200_000  # a run over many texts must not keep every kind of word it met
COLUMNS: Any = (ORTH, TAG, DEP, HEAD, IDX, SENT_START)
STOP = (".", ".", "punct")
Key = tuple[int, int, int]


class Lemmas:
    """The steps of a spaCy pipeline that are `REMEMBERED`, with their answers by kind of word."""

    def __init__(self, nlp: Language) -> None:
        self.kinds: dict[Key, Kind] = {}
        self.steps: list[Any] = [nlp.get_pipe(name) for name in REMEMBERED]
        pairs = [words for row in self.steps[0].patterns for words in row["patterns"] if len(words) > 1]
        # "y'all", whose first word is a regular expression, is not noticed: it would be at each "all".
        self.opening = frozenset(v for first, *_ in pairs for v in first.values() if isinstance(v, str))

    def words(self, parsed: Parsed, text: str) -> Doc:
        """Return the words and the tree of a text that was tagged and parsed."""
        orth, tag, dep, heads, offsets, starts = parsed.to_array(COLUMNS).view("int64").T.tolist()
        kinds = self._known(list(zip(orth, tag, dep, strict=True)), parsed)
        if any(kind.lower_ in self.opening or kind.dep_ in self.opening for kind in kinds):
            kinds = self._kinds(parsed)
        tokens = [Token(i, at, kind) for i, (at, kind) in enumerate(zip(offsets, kinds, strict=True))]
        governors = [i + step for i, step in enumerate(heads)]
        return Doc(text, tokens, governors, [i for i, new in enumerate(starts) if new == 1 or i == 0])

    def _known(self, keys: list[Key], parsed: Parsed) -> list[Kind]:
        if len(self.kinds) > MOST:
            self.kinds.clear()
        missing = tuple({key for key in keys if key not in self.kinds})
        if missing:
            name = parsed.vocab.strings
            rows = [[name[n % (1 << 64)] for n in key] for key in missing]
            # A stop after each word: no pattern of two may fit.
            words, tags, labels = (
                list(c) for c in zip(*(r for row in rows for r in (row, STOP)), strict=True)
            )
            alone = Parsed(parsed.vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
            self.kinds.update(zip(missing, self._kinds(alone)[::2], strict=True))
        return [self.kinds[key] for key in keys]

    def _kinds(self, parsed: Parsed) -> list[Kind]:
        for step in self.steps:
            parsed = step(parsed)
        return [Kind(*(getattr(token, name) for name in Kind._fields)) for token in parsed]
