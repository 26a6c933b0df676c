"""A parsed passage in, the same passage out with faults mended that parsers make again and again.

Three faults: "said the following day that it accepts" hung on the day, "the truce deal on" taken for a verb,
"calls on the army to leave and for a truce to start" hung on "leave". And misspelt verbs get their lemma.
"""

from collections.abc import Iterable
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein
from spacy.language import Language

from ceasefire.reading import frames
from ceasefire.reading.lexicon import Lexicon, load_lexicon
from ceasefire.reading.words import Doc, Token

TIMES = {"day", "week", "month", "morning", "evening", "night", "afternoon", "year", "yesterday", "today"}
PRESENT = {"VBP", "VB"}
SHORTEST = 6
NOUN_ENDINGS = ("ence", "ance", "tion", "sion", "ity", "ship", "ency")


def repair(doc: Doc, known: frozenset[str]) -> Doc:
    """Mend a parsed passage in place and return it; `known` are the words that the model has seen."""
    for token in doc:
        _joined_noun(token)
    for token in doc:
        _noun_after_to(token)
        _asked_of_noun(token)
        _adding(token)
        _day_of_saying(token)
        _for_to(token)
        _lost_subject(token)
        _respell(token, known)
    return doc


@cache
def words_of(nlp: Language) -> frozenset[str]:
    """Return the words that a model knows; asked once, as it takes in every word that it reads."""
    return frozenset(nlp.vocab.strings)


def _hang(token: Token, head: Token, dep: str) -> None:
    """Give a token another governor, unless it is itself above that governor."""
    if token != head and not token.is_ancestor(head) and token.sent == head.sent:
        token.hang(head, dep)


def _joined_noun(token: Token) -> None:
    """Take "deal" in "the terms of the truce deal on" for a noun: no verb follows a singular so."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is None or token.tag_ not in PRESENT or before.tag_ != "NN":
        return
    if before.dep_ not in {"pobj", "dobj", "compound"} or frames.auxiliaries(token):
        return
    if token.lower_ not in _nouns() or token.lower_.endswith("s"):
        return
    above, head, dep = token.head, before.head, before.dep_
    if token in {head, above}:
        return
    kept = [c for c in token.children if c.i > token.i]
    for child in [c for c in token.children if c.i < token.i]:
        _hang(child, above, "npadvmod" if child.lemma_ in TIMES else "dep")
    _hang(token, head, dep)
    if token.head != head:
        return
    token.pos_, token.tag_, token.lemma_ = "NOUN", "NN", token.lower_
    _hang(before, token, "compound")
    for child in before.lefts:
        _hang(child, token, child.dep_)
    for child in kept:
        if child.dep_ == "prep" and child.lower_ == "on":
            _hang(child, head.head if head.pos_ == "ADP" else head, "prep")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(
        p.lemma for rows in load_lexicon().act_nouns.values() for p, row in rows if row.action == "agree"
    )


def _noun_after_to(token: Token) -> None:
    """Take "interference" in "opposition to interference" for a noun: so no verb ends."""
    to = next((c for c in token.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    above, lexicon = token.head, load_lexicon()
    if to is None or to.i != token.i - 1 or token.lower_ not in lexicon.act_nouns:
        return
    if above.pos_ != "NOUN" and to.i > 0:
        above = to.nbor(-1)
    if above.pos_ != "NOUN" or not token.lower_.endswith(NOUN_ENDINGS):
        return
    to.pos_, token.pos_, token.tag_, token.lemma_ = "ADP", "NOUN", "NN", token.lower_
    _hang(to, above, "prep")
    _hang(token, to, "pobj")


def _asked_of_noun(preposition: Token) -> None:
    """Hang "for" on "calls" in "calls by the groups for the president to go", where the clause hangs."""
    noun = preposition.head
    if preposition.lower_ != "for" or preposition.dep_ != "prep" or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    at = preposition.right_edge.i + 1
    if at + 1 >= noun.sent.end or noun.doc[at].lower_ != "to":
        return
    asking = noun.doc[at + 1].head
    if (
        asking.i < noun.i
        and asking.is_ancestor(noun)
        and ("NOUN", asking.lemma_) in load_lexicon().operator_words
    ):
        _hang(preposition, asking, "prep")


def _adding(token: Token) -> None:
    """Hang "adding that" on the verb of saying before it: "came after he said it was open, adding that"."""
    above = token.head
    if token.tag_ != "VBG" or token.dep_ != "advcl" or token.lemma_ not in {"add", "note", "say", "stress"}:
        return
    words = load_lexicon().operator_words
    if ("VERB", above.lemma_) in words and any(r.speech for _, r in words["VERB", above.lemma_]):
        return
    for verb in reversed(token.doc[above.i + 1 : token.i]):
        if verb.lemma_ in {"say", "announce", "tell", "state", "declare"} and frames.own_finite(verb):
            _hang(token, verb, "advcl")
            return


def _day_of_saying(day: Token) -> None:
    """Hang "that it accepts" on "said" and not on the day: "said the following day that it accepts"."""
    clause = next((c for c in day.children if c.dep_ == "relcl" and c.i > day.i), None)
    if day.lemma_ not in TIMES or clause is None or day.i + 1 >= len(day.doc) or day.nbor().lower_ != "that":
        return
    saying = day.head if day.head.pos_ in frames.VERBAL else None
    if saying is None or saying.i > day.i or ("VERB", saying.lemma_) not in load_lexicon().operator_words:
        return
    own = [
        c
        for c in clause.children
        if c.dep_ in frames.SUBJECTS | frames.PASSIVE_SUBJECTS and c.lower_ != "that"
    ]
    if own:
        _hang(clause, saying, "ccomp")
        day.dep_ = "npadvmod"
        day.nbor().dep_, day.nbor().pos_ = "mark", "SCONJ"


def _lost_subject(verb: Token) -> None:
    """Give "rejects" in "Back home, party chief, Anna Berg rejects" the name before it for its subject."""
    if (
        verb.pos_ != "VERB"
        or verb.tag_ not in {"VBZ", "VBD", "VBP"}
        or verb.dep_ not in {"ROOT", "ccomp", "advcl"}
    ):
        return
    owned = [c for c in verb.children if c.dep_ in frames.SUBJECTS | frames.PASSIVE_SUBJECTS]
    if verb.i == verb.sent.start or any(c.pos_ not in frames.VERBAL for c in owned):
        return
    noun = verb.nbor(-1)
    while noun.pos_ == "ADV" and noun.i > verb.sent.start:
        noun = noun.nbor(-1)
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_ in TIMES or noun.head is noun:
        return
    if owned and not any(t.text == "," for t in verb.doc[owned[0].i : noun.i]):
        return
    _hang(noun, verb, "nsubj")
    for clause in owned:
        clause.dep_ = "advcl"


def _for_to(leaf: Token) -> None:
    """Make "for a truce to start" a clause of its own where the parser hung it on the verb before."""
    mark = leaf.head
    if leaf.dep_ != "pobj" or mark.lower_ != "for" or mark.dep_ != "conj":
        return
    at = leaf.right_edge.i + 1
    if at + 1 >= leaf.sent.end or leaf.doc[at].lower_ != "to" or leaf.doc[at + 1].tag_ != "VB":
        return
    verb = leaf.doc[at + 1]
    above = [t for t in mark.ancestors if t.pos_ in frames.VERBAL and t.i < mark.i]
    first = next((t for t in above if frames.is_infinitive(t)), None)
    if first is None or (verb.head not in above and verb.head != first):
        return
    _hang(verb, first, "conj")
    _hang(leaf, verb, "nsubj")
    _hang(mark, verb, "mark")


def _respell(token: Token, known: frozenset[str]) -> None:
    """Give a misspelt verb the lemma of the one verb form that it is nearly: "relased" is "released"."""
    word = token.lower_
    if len(word) < SHORTEST or not word.isalpha() or word in known or token.text[:1].isupper():
        return
    if token.pos_ not in {"VERB", "NOUN"}:
        return
    table = _forms() if token.pos_ == "VERB" else {noun: noun for noun in _commitments()}
    near = {table[f] for f in _alike(word, table)}
    if len(near) == 1:
        token.lemma_ = near.pop()


def _alike(word: str, forms: Iterable[str]) -> list[str]:
    return [f for f in forms if f[0] == word[0] and DamerauLevenshtein.distance(word, f, score_cutoff=1) <= 1]


@cache
def _commitments() -> frozenset[str]:
    return frozenset(w for kind, w in load_lexicon().operator_words if kind == "NOUN" and len(w) >= SHORTEST)


@cache
def _forms() -> dict[str, str]:
    """Return the forms of the verbs of the tables, each with its lemma."""
    return {
        form: lemma
        for lemma in _verbs(load_lexicon())
        for form in _conjugated(lemma)
        if len(form) >= SHORTEST
    }


def _verbs(lexicon: Lexicon) -> set[str]:
    return {*lexicon.act_verbs, *(w for kind, w in lexicon.operator_words if kind == "VERB")}


def _conjugated(lemma: str) -> tuple[str, ...]:
    stem = lemma.removesuffix("e")
    past = f"{stem[:-1]}ied" if lemma.endswith("y") else f"{stem}ed"
    return (lemma, f"{lemma}s", past, f"{stem}ing")
