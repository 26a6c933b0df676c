"""A candidate in, the names of its features out: what a learned model may weigh. Lemmas, no sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from ceasefire.reading import figures, frames
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.force import Reading, mood
from ceasefire.reading.lexicon import Lexicon, ModalRow
from ceasefire.reading.words import Token

REACH = 40
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a candidate's neighbours tell: the others of its sentence, and where the sentence stands."""

    leaves: dict[Token, Candidate]
    index: int
    total: int
    sentence: int
    passage: int
    long: bool
    quoted: bool
    first_person: bool
    recent: tuple[tuple[str, Token], ...] = ()


def describe(candidate: Candidate, reading: Reading, around: Surroundings, lexicon: Lexicon) -> list[str]:
    """Return the features of a candidate, each a short string, without repeats."""
    found = [
        *_of_leaf(candidate, lexicon),
        *_of_steps(candidate, lexicon),
        *_of_rule(candidate, reading),
        *_of_neighbours(candidate, around),
    ]
    return list(dict.fromkeys(found))


def word(token: Token) -> str:
    """Return a token's lemma for a feature; names and numbers are only kinds."""
    if token.pos_ == "PROPN":
        return "NAME"
    if token.like_num:
        return "NUM"
    return lookup(token)


def _verb_form(verb: Token, lexicon: Lexicon) -> str:
    if verb.pos_ not in frames.VERBAL and verb.tag_ not in {"VBN", "VBG"}:
        return "noun"
    modal = mood(verb, lexicon)
    parts = [modal.id if isinstance(modal, ModalRow) else modal or verb.tag_]
    parts += ["passive"] if frames.is_passive(verb) else []
    parts += ["not"] if frames.is_negated(verb) else []
    parts += ["to"] if frames.is_infinitive(verb) else []
    parts += ["perfect"] if any(a.lemma_ == "have" for a in frames.auxiliaries(verb)) else []
    parts += ["ing"] if any(a.lemma_ == "be" for a in frames.auxiliaries(verb)) and verb.tag_ == "VBG" else []
    return "+".join(parts)


def _of_leaf(candidate: Candidate, lexicon: Lexicon) -> Iterator[str]:  # noqa: C901 - a list of features
    leaf, act = candidate.leaf, candidate.act
    form = _verb_form(leaf, lexicon)
    yield from (f"l={word(leaf)}", f"act={act.id}", f"a={act.action}", f"st={act.stance}", f"form={form}")
    yield from (
        f"dep={leaf.dep_}",
        f"pos={leaf.pos_}",
        f"st={act.stance}&form={form}",
        f"l={word(leaf)}&form={form}",
    )
    yield f"st={act.stance}&dep={leaf.dep_}"
    for child in leaf.children:
        if child.dep_ in {"punct", "cc", "mark", "aux", "auxpass", "conj"}:
            if child.dep_ == "mark" or (child.dep_ == "aux" and child.lower_ != "to"):
                yield f"{child.dep_}={child.lower_}"
            continue
        yield f"has={child.dep_}"
        if child.pos_ in CONTENT and child.dep_ not in {"conj", "parataxis"}:
            yield f"{child.dep_}={word(child)}"
            yield f"l={word(leaf)}&{child.dep_}={word(child)}"
        if child.dep_ == "det":
            yield f"det={child.lower_}"
    for noun in frames.objects(leaf) if leaf.pos_ in frames.VERBAL else ():
        yield from (f"obj={word(noun)}", *(f"objc={c}" for c in sorted(lexicon.classes_of(lookup(noun)))))
        if figures.number_at(noun) is not None:
            yield "obj-number"
    if leaf.pos_ in {"NOUN", "NUM"} and figures.number_at(leaf) is not None:
        yield "number"
    for name, noun in frames.prepositional(leaf):
        yield from (f"p={name}", f"p={name}:{word(noun)}")
    doer = frames.subject(leaf) if leaf.pos_ in frames.VERBAL else None
    yield f"subj={'none' if doer is None else word(doer)}"
    if doer is not None:
        yield from (f"subjc={c}" for c in sorted(lexicon.classes_of(lookup(doer))))


def _of_steps(candidate: Candidate, lexicon: Lexicon) -> Iterator[str]:
    path = []
    for n, step in enumerate(candidate.steps[:4]):
        row = step.row.id if step.row else "-"
        path.append(step.slot)
        name = word(step.token)
        yield from (f"s{n}={row}", f"s{n}w={name}", f"s{n}slot={step.slot}", f"s{n}={row}&slot={step.slot}")
        yield from (f"s*={row}", f"s{n}form={_verb_form(step.token, lexicon)}", f"s{n}loose={step.loose}")
        yield f"s{n}={row}&st={candidate.act.stance}"
        yield f"s{n}w={name}&slot={step.slot}&a={candidate.act.action}"
        if n == 0:
            yield f"s0w={name}&l={word(candidate.leaf)}"
            yield f"s0form={_verb_form(step.token, lexicon)}&st={candidate.act.stance}"
        for child in step.token.children:
            if child.dep_ in {"dobj", "attr", "acomp", "prt", "neg", "amod"}:
                yield f"s{n}{child.dep_}={word(child)}"
    yield f"path={'/'.join(path[:3])}"
    yield f"path2={'/'.join(path[:2])}&st={candidate.act.stance}"
    yield f"steps={min(len(candidate.steps), 5)}"
    if not candidate.steps:
        yield "root"


def _of_rule(candidate: Candidate, reading: Reading) -> Iterator[str]:
    force = reading.force.value if reading.force else "none"
    giver = reading.giver.row.id if reading.giver and reading.giver.row else "told"
    yield from (
        f"f={force}",
        f"f={force}&a={reading.action}",
        f"g={giver}",
        f"g={giver}&f={force}",
        f"ra={reading.action}",
    )
    yield from (
        f"g={giver}&st={candidate.act.stance}",
        f"f={force}&act={candidate.act.id}",
        f"g={giver}&a={reading.action}",
    )
    yield f"rule={reading.rule}"
    for step in reading.said_by:
        yield from (f"said={word(step.token)}", f"said&f={force}", f"said&st={candidate.act.stance}")
    if reading.said_by:
        yield "said"
    if candidate.noun_operator:
        yield "noun-operator"


def _of_neighbours(candidate: Candidate, around: Surroundings) -> Iterator[str]:
    leaf = candidate.leaf
    yield from (f"n={min(around.total, 6)}", f"i={min(around.index, 5)}", f"sent={min(around.sentence, 3)}")
    yield from (f"long={around.long}", f"quoted={around.quoted}", f"me={around.first_person}")
    yield from (f"long={around.long}&st={candidate.act.stance}", f"pass={min(around.passage, 3)}")
    slots = []
    for step in candidate.steps:
        slots.append(step.slot)
        other = around.leaves.get(step.token)
        if other is not None and step.token != leaf:
            yield from (
                f"in={other.act.id}",
                f"in={other.act.stance}&st={candidate.act.stance}&{slots[0]}",
                "in",
            )
            yield f"in:{'/'.join(slots[:2])}&st={candidate.act.stance}"
            break
    near = ((t, c) for t, c in around.leaves.items() if t != leaf and abs(t.i - leaf.i) < REACH)
    below = [c for _, c in near if leaf in (s.token for s in c.steps[:3])]
    for other_below in below[:3]:
        yield from (
            "over",
            f"over={other_below.act.id}",
            f"over={other_below.act.stance}&st={candidate.act.stance}",
        )
    doc = leaf.doc
    for offset in (-2, -1, 1, 2):
        position = leaf.i + offset
        if leaf.sent.start <= position < leaf.sent.end:
            yield f"w{offset}={word(doc[position])}"
