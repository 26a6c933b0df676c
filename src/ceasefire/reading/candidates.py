"""A parsed sentence in, candidates out: every word for an act, with what governs it up to the root.

A candidate is not yet a statement: `force` decides what the chain of governors makes of the act.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.model import Action
from ceasefire.reading import frames
from ceasefire.reading.acts import act_at, lookup, stands_with
from ceasefire.reading.lexicon import ActRow, Lexicon, OperatorRow, Pattern, key
from ceasefire.reading.words import Span, Token

COMPLEMENT = {"clause", "object"}
LOOSE = {"when", "relcl", "acl", "appos", "poss"}
MAX_STEPS = 10
# A word that no row of acts knows, taken as a candidate all the same: what is learned may know it.
ANY = ActRow(id="any", action=Action.OTHER, stance="any")
SELF = "self"
# "A plan for a truce", "talks on a peace deal": one statement, of the plan or the talks.
ABOUT = {"for", "on", "about"}
# "In order to", "in the hope of": nobody orders or hopes here.
IDIOMS = {"order", "hope", "support", "bid", "exchange", "return"}
LIGHT_ROWS = {"begin", "resume", "end", "hold", "send"}
SILENT = {"follow", "include", "accord", "concern", "regard"}
LIGHT = SILENT | {"be", "have", "do", "get", "let", "help", "seem", "appear"}


@dataclass(frozen=True, slots=True)
class Step:
    """A governor on the way up, the slot in which what stands below it stands, and its row if it has one.

    `loose` says that the way up has left the complements: from here on only speaking counts.
    """

    token: Token
    slot: str
    row: OperatorRow | None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word for an act (`leaf`), its row, and its governors from the nearest to the root."""

    leaf: Token
    act: ActRow
    steps: tuple[Step, ...]
    noun_operator: bool = False
    described: bool = False

    @property
    def rows(self) -> tuple[OperatorRow, ...]:
        """The operator rows on the way up."""
        return tuple(s.row for s in self.steps if s.row is not None)


def candidates(sentence: Span, lexicon: Lexicon) -> list[Candidate]:
    """Return every candidate of a sentence, in the order of the text."""
    leaves = {t: act for t in sentence if (act := act_at(t, lexicon)) is not None}
    found = []
    for token in [t for t in leaves if _told_of_noun(t, leaves, lexicon)]:
        del leaves[token]
    for token, act in leaves.items():
        whole = not _consumed(token, act, leaves)
        if whole:
            steps = tuple(climb(token, act, lexicon))
            found.append(Candidate(token, act, steps))
            found += _cut_at_noun(token, act, steps)
        if whole or _is_about(token):
            # "a deal for a truce that begins on Monday": the start is told besides the deal.
            found += _described(token, act, lexicon)
    taken = {c.leaf for c in found} | {
        s.token for c in found for s in c.steps if s.row is not None and not s.loose
    }
    found += [c for t in sentence if t not in taken and (c := _unknown(t, lexicon)) is not None]
    return sorted(found, key=lambda c: c.leaf.i)


def _described(token: Token, act: ActRow, lexicon: Lexicon) -> Iterator[Candidate]:
    """Give "the truce declared by the army" and "talks, which began in May" a candidate of their own."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return
    for child in token.children:
        if (
            child.dep_ not in {"acl", "relcl"}
            or child.pos_ not in frames.VERBAL
            or frames.is_infinitive(child)
        ):
            continue
        slot = _slot_within(child)
        row = operator_at(child, slot, lexicon, act)
        if row is not None:
            above = (_heard(s) for s in climb(child, act, lexicon))
            yield Candidate(token, act, (Step(child, slot, row), *above), described=True)


def _told_of_noun(verb: Token, leaves: dict[Token, ActRow], lexicon: Lexicon) -> bool:
    """Say whether a verb only describes a noun of the same act: "a truce brokered by the union"."""
    noun = leaves.get(verb.head) if verb.dep_ in {"acl", "relcl"} and verb.pos_ in frames.VERBAL else None
    if noun is None or noun.action != leaves[verb].action or leaves[verb].stance == "hostile":
        return False
    return operator_at(verb, _slot_within(verb), lexicon, noun) is not None


def _heard(step: Step) -> Step:
    """Keep of a governor above a describing clause only that somebody says it."""
    spoken = step.row is not None and step.row.speech and step.slot == "that"
    return Step(step.token, step.slot, step.row if spoken else None, loose=True)


def _slot_within(verb: Token) -> str:
    """Return how the noun that a clause describes stands inside that clause."""
    if frames.is_passive(verb):
        return "object"
    for child in verb.children:
        if child.dep_ in frames.OBJECTS and child.lower_ in frames.RELATIVES:
            return "object"
        if child.dep_ in frames.SUBJECTS and child.lower_ in frames.RELATIVES:
            return "subject"
    return "subject" if verb.tag_ == "VBG" else "object"


def _unknown(token: Token, lexicon: Lexicon) -> Candidate | None:
    """Return a candidate for a word no row of acts knows: any verb, a noun or adjective of force."""
    known = (r for kind in _kinds(token) for r in lexicon.operator_words.get((kind, _form(token, kind)), ()))
    row = next((row for p, row in known if not row.only and (not p.rest or stands_with(token, p))), None)
    if token.pos_ == "VERB":
        if lookup(token) in (LIGHT if row is None else SILENT):
            return None
    elif row is None or token.pos_ not in {"NOUN", "ADJ"}:
        return None
    own = () if row is None or row.id == "say" else (Step(token, SELF, row),)
    return Candidate(token, ANY, (*own, *climb(token, ANY, lexicon)))


def _cut_at_noun(token: Token, act: ActRow, steps: tuple[Step, ...]) -> Iterator[Candidate]:
    """Give "refused demands to withdraw" its second candidate, the demands."""
    for at, step in enumerate(steps[:-1]):
        if step.row is None or step.token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if any(
            s.row is not None and s.row.id not in {"say", "declare"} and not s.loose for s in steps[at + 1 :]
        ):
            yield Candidate(token, act, steps[: at + 1], noun_operator=True)
        return


def _consumed(token: Token, act: ActRow, leaves: dict[Token, ActRow]) -> bool:
    """Say whether a noun is only what another act is about: "violated the truce", "cease-fire violations"."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return token.dep_ == "amod"
    governed = frames.link(token)
    other = leaves.get(governed.governor) if governed is not None else None
    if governed is None or other is None:
        return False
    if governed.slot == "compound":
        return governed.governor.pos_ in {"NOUN", "PROPN"}
    if governed.slot in ABOUT:
        return other.id in {"deal", "talks"} and act.stance in {"plan", "talk"}
    if governed.slot == "object":
        return bool(other.objects) or other.action == act.action or act.stance == "plan"
    return governed.slot == "of" and bool(other.of)


def _is_about(token: Token) -> bool:
    governed = frames.link(token)
    return governed is not None and governed.slot in ABOUT


def climb(leaf: Token, act: ActRow, lexicon: Lexicon) -> Iterator[Step]:
    """Yield the governors of a word for an act, nearest first."""
    at, loose = leaf, False
    for _ in range(MAX_STEPS):
        governed = frames.link(at)
        if governed is None:
            yield from _spoken_beside(at)
            return
        loose = loose or governed.slot in LOOSE or _leaves_complements(governed)
        row = operator_at(governed.governor, governed.slot, lexicon, act)
        if row is not None and loose and not (row.speech and governed.slot in {"clause", "that"}):
            row = None
        yield Step(governed.governor, governed.slot, row, loose)
        if row is None and governed.governor.pos_ in frames.VERBAL and frames.own_finite(governed.governor):
            loose = True
        at = governed.governor


def _leaves_complements(governed: frames.Link) -> bool:
    """Say whether a slot takes what stands below out of what its governor says."""
    if governed.slot == "compound":
        return governed.governor.pos_ not in {"NOUN", "PROPN"}
    return governed.slot in {
        "after",
        "before",
        "since",
        "during",
        "despite",
        "amid",
        "following",
        "as",
        "until",
        "by",
    }


def _spoken_beside(root: Token) -> Iterator[Step]:
    """Yield the verb of saying that the parser set beside what is said ("…, the envoy said")."""
    for child in root.children:
        if child.dep_ == "parataxis" and child.pos_ in frames.VERBAL:
            yield Step(child, "beside", None, loose=True)
            return


def operator_at(token: Token, slot: str, lexicon: Lexicon, act: ActRow) -> OperatorRow | None:
    """Return the row that lets a word give force to what stands in that slot."""
    for kind in _kinds(token):
        for pattern, row in lexicon.operator_words.get((kind, _form(token, kind)), ()):
            if row.only and act.action not in row.only:
                continue
            if _takes(token, slot, pattern, row, kind):
                return row
    return None


def _form(token: Token, kind: str) -> str:
    """Return the form of a word in the tables: "expected" is an adjective's own, "expect" the verb's."""
    return key(token.lower_) if kind == "ADJ" else lookup(token)


def _kinds(token: Token) -> tuple[str, ...]:
    if token.pos_ in frames.VERBAL:
        return ("ADJ", "VERB") if token.tag_ == "VBN" and not frames.has_perfect(token) else ("VERB",)
    if token.pos_ == "ADJ":
        return ("ADJ", "VERB") if token.tag_ == "VBN" else ("ADJ",)
    return ("NOUN",) if token.pos_ in {"NOUN", "PROPN"} else ()


def _takes(token: Token, slot: str, pattern: Pattern, row: OperatorRow, kind: str) -> bool:
    if kind == "NOUN":
        if token.dep_ == "pobj" and token.head.lower_ in {"in", "with"} and lookup(token) in IDIOMS:
            return False
        before = {lookup(c) for c in token.lefts}
        return slot in row.takes and set(pattern.rest) <= before
    if pattern.rest and slot == pattern.rest[-1]:
        return stands_with(token, Pattern(pattern.lemma, pattern.rest[:-1]))
    if pattern.rest and not stands_with(token, pattern):
        return False
    if slot == "purpose":
        return (
            "clause" in row.takes
            and row.actor in {"object", "inner"}
            and row.id not in {"begin", "resume", "end", "hold"}
        )
    return slot in row.takes
