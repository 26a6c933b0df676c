"""A passage that spaCy tagged and parsed in, its words with word class and lemma out, as `Doc`.

spaCy's attribute ruler and lemmatizer try 200 patterns on every word of every text: a quarter of the whole
parse. What they find depends on a word, its tag and its label alone, so each such kind of word is looked up
once; but for a few patterns of two words ("gonna", "there is"): where one of these may fit, both run as ever.
"""

import re
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
        self.steps: list[Any] = [nlp.get_pipe(name) for name in REMEMBERED]
        self.kinds: dict[Key, Kind] = {}
        self.opening: set[Key] = set()
        rows = (words for row in self.steps[0].patterns for words in row["patterns"])
        firsts: list[Any] = [value for first, *more in rows if more for value in first.values()]
        self.openers = frozenset(value for value in firsts if isinstance(value, str))
        like = (value.get("REGEX") for value in firsts if isinstance(value, dict))
        self.like = [re.compile(pattern) for pattern in like if pattern]

    def words(self, parsed: Parsed, text: str) -> Doc:
        """Return the words and the tree of a text that was tagged and parsed."""
        orth, tag, dep, heads, offsets, starts = parsed.to_array(COLUMNS).view("int64").T.tolist()
        keys = list(zip(orth, tag, dep, strict=True))
        if len(self.kinds) > MOST:
            self.kinds.clear()
            self.opening.clear()
        self._learn({key for key in keys if key not in self.kinds}, parsed)
        kinds = [self.kinds[key] for key in keys] if self.opening.isdisjoint(keys) else self._kinds(parsed)
        tokens = [Token(i, at, kind) for i, (at, kind) in enumerate(zip(offsets, kinds, strict=True))]
        governors = [i + step for i, step in enumerate(heads)]
        return Doc(text, tokens, governors, [i for i, new in enumerate(starts) if new == 1 or i == 0])

    def _learn(self, missing: set[Key], parsed: Parsed) -> None:
        """Look up kinds of words, as words of a text in which no pattern of two may fit."""
        name = parsed.vocab.strings
        rows: list[tuple[Key | None, tuple[str, ...]]] = []
        for key in missing:
            word, tag, label = (name[number % (1 << 64)] for number in key)
            rows.append((key, (word, tag, label)))
            if self._opens(word.lower(), label):
                self.opening.add(key)
                rows.append((None, STOP))
        if rows:
            words, tags, labels = (list(column) for column in zip(*(row for _, row in rows), strict=True))
            alone = Parsed(parsed.vocab, words=words, tags=tags, deps=labels, heads=list(range(len(words))))
            found = zip(rows, self._kinds(alone), strict=True)
            self.kinds.update((key, kind) for (key, _), kind in found if key is not None)

    def _opens(self, word: str, label: str) -> bool:
        return word in self.openers or label in self.openers or any(p.search(word) for p in self.like)

    def _kinds(self, parsed: Parsed) -> list[Kind]:
        for step in self.steps:
            parsed = step(parsed)
        return [Kind(*(getattr(token, name) for name in Kind._fields)) for token in parsed]
