"""A noun token in, the words that name it out; a pronoun in, the noun it stands for out."""

from ceasefire.reading import frames
from ceasefire.reading.words import Doc, Token

# What of a noun phrase belongs to the name of a party; clauses and asides do not.
KEPT = {"det", "compound", "amod", "nmod", "nummod", "poss", "case", "quantmod", "advmod", "punct", "nounmod"}
KEPT_AFTER = {"of", "for"}
WIDE = {"in", "to", "on", "from"}
PRONOUNS = {
    "he",
    "she",
    "it",
    "they",
    "him",
    "her",
    "them",
    "his",
    "its",
    "their",
    "itself",
    "themselves",
    "himself",
    "who",
}
SINGULAR_PERSON = {"he", "she", "him", "her", "his", "himself"}
PLURAL = {"they", "them", "their", "themselves"}
SPEAKERS = {"i", "we", "me", "us", "my", "our"}
PERSON_TITLES = {
    "president", "minister", "leader", "spokesman", "spokeswoman", "envoy", "chief", "secretary", "general",
    "commander", "ambassador", "official", "cleric", "chancellor", "diplomat", "mediator", "king", "pope",
    "director", "head", "chairman", "premier", "governor", "mayor", "representative", "adviser", "advisor",
    "pm", "deputy", "negotiator", "delegate",
}  # fmt: skip
SENT = {
    "delegation",
    "representative",
    "official",
    "team",
    "member",
    "negotiator",
    "troop",
    "force",
    "fighter",
}
NAMING = {"called", "named", "dubbed"}
REACH = 160


def span(noun: Token, *, joined: bool = True, wide: bool = False, depth: int = 0) -> tuple[int, int]:
    """Return the tokens [start, end) of the phrase that a noun heads.

    A name set beside a title belongs to it ("the rebel group Dawn", "Prime Minister, Anna Berg"), and so
    does a short form in brackets. With `joined`, those joined by "and" belong to it; with `wide`, places too.
    """
    start, end = noun.i, noun.i + 1
    if depth > frames.MAX_DEPTH:
        return start, end
    for child in noun.children:
        if child.dep_ in KEPT and child.i < noun.i and not child.is_punct:
            if child.pos_ not in frames.VERBAL | {"SCONJ"} or child.tag_ in {"VBN", "VBG"}:
                start = min(start, _left(child))
        elif child.i > noun.i:
            end = max(end, _end_with(noun, child, joined=joined, wide=wide, depth=depth + 1))
    return start, _after_comma(noun, _run_on(noun, end))


def _end_with(noun: Token, child: Token, *, joined: bool, wide: bool, depth: int) -> int:
    """Return where a phrase ends with what follows its noun; 0 if that is no part of the name."""
    if child.dep_ == "prep":
        # "Ambassador to the council Anna Berg": the parser joins the name to what stands after "to".
        beside = child.lower_ == "to" and child.i == noun.i + 1 and is_title(noun)
        beside = beside or (child.lower_ == "from" and noun.lemma_ in SENT)
        if not (beside or child.lower_ in KEPT_AFTER or (wide and child.lower_ in WIDE)):
            return 0
        return max((span(c, depth=depth)[1] for c in child.children if c.dep_ == "pobj"), default=0)
    if child.dep_ == "acl" and child.lower_ in NAMING:
        return max((span(c, depth=depth)[1] for c in child.children if c.pos_ == "PROPN"), default=0)
    if child.dep_ == "conj" and joined and child.pos_ in frames.NOMINAL:
        return span(child, depth=depth)[1]
    return _beside(noun, child) if child.dep_ == "appos" else 0


def is_title(noun: Token) -> bool:
    """Say whether a noun is an office that stands beside its holder's name."""
    return noun.lemma_.lower() in PERSON_TITLES


def _after_comma(noun: Token, end: int) -> int:
    """Take in the name after an office and its place: "the envoy to the region, Anna Berg, said"."""
    doc, last = noun.doc, noun.sent.end
    if not is_title(noun) or end == noun.i + 1 or end + 1 >= last or doc[end].text != ",":
        return end
    at = end + 1
    while at < last and doc[at].pos_ == "PROPN":
        at += 1
    closed = at >= last or doc[at].text == "," or doc[at].pos_ in frames.VERBAL
    return at if at > end + 1 and closed else end


def _run_on(noun: Token, end: int) -> int:
    """Take in the names that follow at once: parsers part "Ambassador to the council | Anna Berg"."""
    doc = noun.doc
    if not (noun.pos_ == "PROPN" or is_title(noun)):
        return end
    while end < noun.sent.end and doc[end].pos_ == "PROPN" and doc[end].head.i <= doc[end].i + 2:
        end += 1
    return end


def _beside(noun: Token, name: Token) -> int:
    """Return where a phrase ends with the name beside its noun; 0 if the name is an aside."""
    doc = noun.doc
    bracketed = (
        name.i + 1 < len(doc) and doc[name.left_edge.i - 1].text == "(" and doc[name.i + 1].text == ")"
    )
    if bracketed:
        return int(name.i) + 2
    if name.pos_ == "PROPN" and (noun.pos_ == "NOUN" or noun.lower_ in PERSON_TITLES):
        return span(name)[1]
    return 0


def _left(token: Token) -> int:
    return int(token.left_edge.i)


def is_pronoun(token: Token) -> bool:
    """Say whether a token stands for a noun said before."""
    return token.lower_ in PRONOUNS and token.pos_ in {"PRON", "DET"}


def resolve(token: Token) -> Token | None:
    """Return the noun a pronoun stands for, the token itself if it is none, None if nothing fits."""
    if token.lower_ in SPEAKERS:
        return None
    if not is_pronoun(token):
        return token
    return next(iter(_before(token)), None)


def _before(pronoun: Token) -> list[Token]:
    """Return the nouns before a pronoun that it may stand for, best first."""
    doc: Doc = pronoun.doc
    wanted = pronoun.lower_
    ranked: list[tuple[float, Token]] = []
    own_subject = frames.surface_subject(pronoun.head) if pronoun.head.pos_ in frames.VERBAL else None
    for noun in reversed(doc[max(0, pronoun.i - REACH) : pronoun.i]):
        if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "nmod", "npadvmod"}:
            continue
        if noun == own_subject and wanted in {"him", "her", "it", "them"}:
            continue
        score = _fit(noun, wanted)
        if score is not None:
            ranked.append((score - (pronoun.i - noun.i) / 40, noun))
    return [noun for _, noun in sorted(ranked, key=lambda r: -r[0])]


def _fit(noun: Token, wanted: str) -> float | None:
    plural = noun.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children)
    proper = noun.pos_ == "PROPN"
    role = 2.0 if noun.dep_ in {"nsubj", "nsubjpass"} else 0.0
    role += (
        0.5 if noun.dep_ in {"dobj", "agent"} or (noun.dep_ == "pobj" and noun.head.dep_ == "agent") else 0.0
    )
    if wanted in SINGULAR_PERSON:
        if plural or not (proper or noun.lemma_.lower() in PERSON_TITLES):
            return None
        words = {c.lower_ for c in noun.children}
        titled = bool(words & PERSON_TITLES) or noun.lemma_.lower() in PERSON_TITLES
        names = sum(c.dep_ == "compound" and c.pos_ == "PROPN" for c in noun.children)
        return role + (1.5 if titled else 0) + (0.7 if names else 0) - (1.0 if "the" in words else 0)
    if wanted in PLURAL:
        return role + (1.5 if plural else -1.0 if proper else -2.0)
    if plural:
        return None
    return role + (1.0 if proper else 0.0)
