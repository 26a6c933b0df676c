"""A mention in, the nearest fitting full name out: pronouns, "the minister", "the group", surnames."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from ceasefire.reading.attribution import lexicon
from ceasefire.reading.attribution.frames import Tokens
from ceasefire.reading.attribution.model import Span
from ceasefire.reading.attribution.names import SUBJECTS, Name, find_names, head_of
from ceasefire.reading.attribution.quoted import Quoted
from ceasefire.reading.attribution.relays import is_outlet
from ceasefire.reading.attribution.tree import RELATIVE, Tree, build
from ceasefire.reading.words import Doc

PERSON = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "i", "my"})
PLURAL = frozenset({"they", "their", "them", "themselves", "we", "our", "us"})
THING = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "my", "we", "our", "us", "me"})
WOMAN = frozenset({"she", "her", "herself"})
MAN = frozenset({"he", "his", "him", "himself"})
SMALL = PERSON | PLURAL | THING | FIRST | RELATIVE
NOUN_PLACES = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "agent"})
TRAILING = ("relcl", "acl", "appos", "punct")
# How far back a name may stand, in sentences, before a reader too would have lost it.
FARTHEST = 8


class Speakers:
    """The mentions of one text, in order, ready to be looked back through."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.words = lexicon.people()

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """All named mentions in order, worked out when first asked for: many texts never ask."""
        return tuple(find_names(self.tree))

    @cached_property
    def people(self) -> dict[str, float]:
        """How sure it is, by last word, that a name is a person's: "Idris" is where "Minister Idris" is."""
        sure: dict[str, float] = {}
        for name in self.names:
            last = self.tree.lower[name.part[1] - 1]
            sure[last] = max(sure.get(last, 0.0), name.person)
        return {last: much for last, much in sure.items() if much >= 0.4}

    @cached_property
    def fuller(self) -> dict[str, list[Name]]:
        """The names of persons in several words, by their last word, in order."""
        found: dict[str, list[Name]] = {}
        for name in self.names:
            if name.person and name.part[1] - name.part[0] > 1:
                found.setdefault(self.tree.lower[name.part[1] - 1], []).append(name)
        return found

    def resolve(self, source: Tokens | None, *, outer: Span | None = None) -> Span | None:
        """Return the characters of the full name for a source given by its tokens.

        `outer` is the speaker of the words around it, for "I" and "we" in quotations. None for a
        pronoun that nothing fits; a description that nothing fits is its own name.
        """
        if source is None:
            return None
        head = head_of(self.tree, source)
        word = self.tree.lower[head]
        named = self.tree.kid(head, "appos") if word in FIRST else None
        if named is not None:  # "We, the leaders of the union, …"
            return self.tree.chars(*self._bare(named))
        if source[1] - source[0] == 1 and word in SMALL:
            return (outer or self.issuer) if word in FIRST else self._small(head, word)
        if self.tree.is_name(head) and self.tree.lower[head] not in self.words.offices:
            return self._full_name(source, head)
        return self._description(source, head)

    def _small(self, i: int, word: str) -> Span | None:
        return self._antecedent(i) if word in RELATIVE else self._pronoun(i, word)

    def _at(self, i: int) -> Name | None:
        """Return the name in which token `i` stands."""
        number = bisect_right(self.starts, i) - 1
        return self.names[number] if number >= 0 and i < self.names[number].part[1] else None

    @cached_property
    def starts(self) -> list[int]:
        """Where each name begins."""
        return [name.part[0] for name in self.names]

    def _before(self, i: int, farthest: int = FARTHEST) -> list[Name]:
        """Return the names before token `i`, not more than so many sentences back, in order."""
        sent, end = self.tree.sent, bisect_right(self.starts, i)
        first = end
        while first > 0 and sent[i] - sent[self.names[first - 1].head] <= farthest:
            first -= 1
        own = self.quoted.inside[i]
        return [name for name in self.names[first:end] if name.part[1] <= i and self._heard(name, own)]

    def _heard(self, name: Name, own: int) -> bool:
        """Say whether a name may be meant in quotation `own` (-1: outside): not if other words name it."""
        return self.quoted.inside[name.head] in {-1, own}

    @cached_property
    def quoted(self) -> Quoted:
        """The quotations of the text."""
        return Quoted(self.tree)

    def _pronoun(self, i: int, word: str) -> Span | None:
        if word in PLURAL:
            return self._plural(i)
        fits = [n for n in self._before(i) if self._fits(n, word)]
        if not fits:
            return self._body_noun(i) if word in THING else None
        best = max(fits, key=lambda n: (self._nearness(n, i, word), n.part[0]))
        return self._full_name(best.part, best.head)

    def _fits(self, name: Name, word: str) -> bool:
        if word in PERSON:
            return (
                self._sure(name) > 0 and not (name.woman and word in MAN) and not (name.man and word in WOMAN)
            )
        return name.body and self.tree.lower[name.part[1] - 1] not in self.people

    def _sure(self, name: Name) -> float:
        return (
            0.0
            if is_outlet(self.tree, name.part)
            else self.people.get(self.tree.lower[name.part[1] - 1], 0.0)
        )

    def _nearness(self, name: Name, i: int, pronoun: str) -> float:
        """Return how likely a reader takes the name: subjects of near sentences first."""
        back = self.tree.sent[i] - self.tree.sent[name.head]
        place = (0.0 if name.subject else -0.9) + (1.5 * self._sure(name) if pronoun in PERSON else 0.0)
        owner = -0.4 if self.tree.dep[name.head] in ("compound", "poss", "amod") else 0.0
        return place + owner - back

    def _nouns_before(self, i: int) -> Iterator[int]:
        tree = self.tree
        for j in range(i - 1, -1, -1):
            if tree.sent[i] - tree.sent[j] > 4:
                return
            if tree.tag[j][:2] == "NN" and tree.dep[j] in NOUN_PLACES:
                yield j

    def _plural(self, i: int) -> Span | None:
        """Return the nearest phrase that "they" can stand for: a plural, or several joined by "and"."""
        tree = self.tree
        occasions = lexicon.topics().occasions
        best, found = -9.0, None
        for j in self._nouns_before(i):
            joined = tree.kid(j, "conj") is not None
            if not (joined or tree.tag[j] in ("NNS", "NNPS")) or tree.lemma[j] in occasions:
                continue
            place = 0.0 if tree.dep[j] in SUBJECTS else -1.4
            score = place - (tree.sent[i] - tree.sent[j]) + (0.3 if joined and tree.is_name(j) else 0.0)
            if score > best:
                best, found = score, j
        return self._phrase(found) or self._body_noun(i)

    def _body_noun(self, i: int) -> Span | None:
        found = (j for j in self._nouns_before(i) if self.tree.lemma[j] in self.words.bodies)
        return self._phrase(next(found, None))

    def _phrase(self, i: int | None) -> Span | None:
        return None if i is None else self._description(self._bare(i), i)

    def _bare(self, i: int) -> Tokens:
        """Return the noun phrase of `i` without what trails it."""
        tree = self.tree
        first, last = tree.span(i)
        trailing = ("relcl", "acl", "appos") if tree.kid(i, "conj") is not None else TRAILING
        cuts = [tree.edge_left[c] for c in tree.children[i] if c > i and tree.dep[c] in trailing]
        return first, min([last, *cuts])

    def _antecedent(self, i: int) -> Span | None:
        """Return the noun that a relative pronoun stands for."""
        tree, up = self.tree, i
        for _ in range(8):
            up = tree.head[up]
            if tree.dep[up] == "relcl":
                noun = tree.head[up]
                name = self._at(noun)
                return self._full_name(name.part, name.head) if name else self._phrase(noun)
        return None

    def _full_name(self, part: Tokens, head: int) -> Span:
        """Return the nearest earlier, else the first later, name that ends in the same word and says more.

        Only a person is looked for by the last word: "Idris" is "Walid Idris", but "the Council" need
        not be the council named before. A phrase of several words is full enough as it stands.
        """
        tree = self.tree
        own = self._at(head)
        words = [i for i in range(*part) if tree.dep[i] not in ("det", "punct", "case")]
        if own is None or len(words) > 1:
            return tree.chars(*part)
        if own.part[1] - own.part[0] > 1:
            return tree.chars(*own.part)
        last = tree.lower[own.part[1] - 1]
        fuller = [n for n in self.fuller.get(last, ()) if n.part != own.part]
        before = [n for n in fuller if n.part[0] < own.part[0]]
        best = before[-1] if before else fuller[0] if fuller else own
        return tree.chars(*best.part)

    def _description(self, source: Tokens, head: int) -> Span | None:
        """Return the name or the fuller phrase that "the minister" or "the government" stands for."""
        tree = self.tree
        lemma = tree.lemma[head]
        few = source[1] - source[0] <= 3
        definite = few and (tree.lower[source[0]] in ("the", "this", "that") or source[1] - source[0] == 1)
        if definite and lemma in self.words.offices:
            for name in reversed(self._before(source[0], farthest=30)):
                if name.person and self._holds_office(name, source):
                    return self._full_name(name.part, name.head)
        if definite and source[1] - source[0] == 2 and not tree.is_name(head):
            for j in range(source[0] - 1, -1, -1):
                if tree.lemma[j] == lemma and tree.tag[j][:2] == "NN":
                    first, last = self._bare(j)
                    if last - first > 2:
                        return tree.chars(first, last)
        return tree.chars(*source)

    def _holds_office(self, name: Name, source: Tokens) -> bool:
        """Tell whether every word of a description stands with the name, "Vice" with "President" too."""
        tree = self.tree
        around = range(max(name.part[0] - 3, 0), name.part[1])
        beside = [*tree.kids(name.head, "appos"), tree.head[name.head]]
        near = {word for i in (*around, *beside) for word in (tree.lemma[i], tree.lower[i])}
        wanted = [i for i in range(*source) if tree.dep[i] not in ("det", "punct")]
        held = all(tree.lower[i] in near or tree.lemma[i] in near for i in wanted)
        return held and tree.lower[name.part[1] - 1] != tree.lower[wanted[-1]] if wanted else False

    @cached_property
    def issuer(self) -> Span | None:
        """Who says "we" in the text's own voice: "We, the union, …", else "The union welcomes …".

        Only the present tense will do: it is how releases speak of themselves, and reports of others
        hardly ever do so outside their headlines.
        """
        tree = self.tree
        for i, word in enumerate(tree.lower):
            named = tree.kid(i, "appos") if word == "we" else None
            if named is not None:
                return tree.chars(*self._bare(named))
        last = tree.sents[min(len(tree.sents), FARTHEST) - 1][1]
        for name in self.names:
            verb = tree.head[name.head]
            states = tree.tag[verb] in ("VBZ", "VBP") and tree.lemma[verb] in lexicon.verbs()
            if name.part[1] <= last and name.body and tree.dep[name.head] == "nsubj" and states:
                return None if is_outlet(tree, name.part) else tree.chars(*self._bare(name.head))
        return None


def resolve_speaker(doc: Doc, mention: Any, *, breaks: Sequence[int] = ()) -> Span | None:
    """Return the characters of the nearest fitting full name for a spaCy token or span of `doc`.

    A name resolves to its fullest near mention. Where nothing fits: None for a pronoun, the mention
    itself for a description. Build one `Speakers(build([(0, doc)], breaks))` instead when many mentions
    of one text are asked about.
    """
    whole = hasattr(mention, "end")
    tokens = (mention.start, mention.end) if whole else (mention.i, mention.i + 1)
    return Speakers(build([(0, doc)], breaks)).resolve(tokens)
