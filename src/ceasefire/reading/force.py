"""A candidate in, its force out: the act's own tense and mood first, then what each governor makes of it."""

from dataclasses import dataclass

from ceasefire.model import Action, Aspect, Figure, Force
from ceasefire.reading import frames
from ceasefire.reading.candidates import LIGHT_ROWS, SELF, Candidate, Step
from ceasefire.reading.harm import counts_harm, figure_in
from ceasefire.reading.lexicon import Lexicon, ModalRow, OperatorRow
from ceasefire.reading.words import Token

# What an act told in a past or present tense is, by its stance, and what it is with "not".
TOLD = {
    "good": (Force.REPORT, Force.ACCUSE),
    "hostile": (Force.ACCUSE, Force.REPORT),
    "deal": (Force.ANNOUNCE, Force.REFUSE),
    "talk": (Force.REPORT, Force.REFUSE),
    "plan": (None, None),
    "any": (None, None),
}
OPPOSITE = {
    Force.UNDERTAKE: Force.REFUSE,
    Force.REFUSE: Force.UNDERTAKE,
    Force.REPORT: Force.ACCUSE,
    Force.ACCUSE: Force.REPORT,
    Force.SUPPORT: Force.OPPOSE,
    Force.OPPOSE: Force.SUPPORT,
}
POSSIBLE = {"can", "could", "may", "might"}
BEGINNING = {"begin", "resume"}
# Rows that leave a commitment or demand below them as it is: "begin to withdraw", "stop shelling".
PASSING = LIGHT_ROWS | {"halt"}
PASSING_SLOTS = {"in", "during", "after", "amid", "following", "at"}
COMMITTING = {Force.UNDERTAKE, Force.REQUIRE, Force.REFUSE, Force.SUPPORT, Force.OPPOSE, Force.DENY}
# Verbs that leave a clause below them as told: "the truce appears to hold".
SEEMING = {"appear", "seem", "happen", "prove"}
# What is met for is done ("voted to adopt", "met to sign"), talks that one travels to are to come.
MEETING, TRAVELLING = {"meet", "vote", "gather", "convene"}, {"travel", "go", "fly", "head", "come"}
CONDITIONS = {"if", "unless", "until", "till", "lest", "provided"}
COMING = {"upcoming", "forthcoming", "planned", "scheduled", "future", "possible", "proposed", "coming"}
# Prepositions after which an -ing form tells what was done: "after holding talks", "by vetoing".
TELLING = {"after", "by", "following", "since", "while", "when"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The force found, the action (turned by some operators), the step that gave it, and the rule.

    `giver` is None where the act's own form gave the force. `narrated` are the steps of saying above.
    """

    force: Force | None
    action: Action
    giver: Step | None
    said_by: tuple[Step, ...]
    rule: str
    aspect: Aspect = Aspect.WHOLE
    figure: Figure | None = None


def mood(verb: Token, lexicon: Lexicon) -> ModalRow | str | None:
    """Return the modal row a verb stands with, "possible" for can or may, None for a plain form."""
    for auxiliary in frames.auxiliaries(verb):
        row = lexicon.modals.get(auxiliary.lower_)
        if row is not None:
            return row
        if auxiliary.lower_ in POSSIBLE:
            return "possible"
    return None


def read_force(candidate: Candidate, lexicon: Lexicon) -> Reading:  # noqa: C901 - one pass up the chain
    """Return what the act's form and its governors make of it."""
    action = candidate.act.action
    force, fixed = _own(candidate, lexicon)
    if candidate.described or (candidate.steps and candidate.steps[0].slot == SELF):
        fixed = False
    giver: Step | None = None
    aspect = Aspect.WHOLE
    said: list[Step] = []
    for step in candidate.steps:
        if step.row is None:
            force, fixed = _through(step, force, lexicon, fixed=fixed)
            continue
        if step.row.id == "say" or step.loose or (fixed and not step.row.overrides(force)):
            if step.row.speech:
                said.append(step)
            continue
        if step.row.id in BEGINNING and giver is None:
            aspect = Aspect.BEGIN
        force = _governed(step, step.row, action, force, lexicon)
        if giver is None and force is Force.UNDERTAKE and _left_undone(candidate):
            force = Force.REFUSE
        action = step.row.action_for(action)
        giver = step
        fixed = frames.own_finite(step.token) and step.token.pos_ in frames.VERBAL
    if giver is not None and _mere_purpose(giver, force):
        force = None
    if force is None and giver is None:
        force = _in_passing(candidate) or _as_said(candidate)
    force = _unless_open(candidate, force)
    if _negated_attack(candidate, force):
        action = Action.CEASE_FIRE
    figure = figure_in(candidate)
    told = force in {Force.ACCUSE, Force.REPORT} and action in {Action.ATTACK, Action.OTHER}
    if told and figure is not None and counts_harm(candidate):
        force, action = Force.COUNT, Action.ATTACK
    names = [candidate.act.id, giver.row.id if giver and giver.row else "told"]
    return Reading(force, action, giver, tuple(said), " / ".join(names), aspect, figure)


def _through(step: Step, force: Force | None, lexicon: Lexicon, *, fixed: bool) -> tuple[Force | None, bool]:
    """Pass a governor that no row knows: only its mood counts ("the deal must ensure elections")."""
    if fixed or step.loose or step.token.pos_ not in frames.VERBAL:
        return force, fixed
    modal = mood(step.token, lexicon)
    if isinstance(modal, ModalRow) and step.slot in {"object", "subject", "clause"}:
        negated = frames.is_negated(step.token)
        return (modal.negated if negated else modal.force), True
    return force, frames.own_finite(step.token)


def _mere_purpose(giver: Step, force: Force | None) -> bool:
    """Say whether the act is only what something else is for ("met to revive the accord")."""
    told = force in {Force.REPORT, Force.ANNOUNCE, Force.ACCUSE}
    verb = giver.token
    return told and verb.pos_ in frames.VERBAL and frames.is_infinitive(verb) and not _tells(verb)


def _tells(verb: Token) -> bool:
    """Say whether an infinitive tells what was done: "said to have left", "seems to hold", "met to sign"."""
    above = frames.link(verb)
    if above is None or frames.has_perfect(verb):
        return above is not None
    return above.slot in {"clause", "purpose"} and above.governor.lemma_ in SEEMING | MEETING


def _unless_open(candidate: Candidate, force: Force | None) -> Force | None:
    """Return the force, turned where there is none of what is named; no force where it is a condition."""
    if force is None or _on_condition(candidate):
        return None
    if not _of_none(candidate):
        return force
    return OPPOSITE.get(force) if candidate.act.id != "casualties" else None


def _on_condition(candidate: Candidate) -> bool:
    """Say whether the act is only a condition: "if the army withdraws", "until observers are let in"."""
    for verb in (candidate.leaf, *(s.token for s in candidate.steps)):
        if verb.dep_ == "advcl":
            return any(c.lower_ in CONDITIONS and c.dep_ in {"mark", "advmod"} for c in verb.children)
        if verb.dep_ in {"ccomp", "relcl"}:
            return False
    return False


def _of_none(candidate: Candidate) -> bool:
    """Say whether there is none of what is named: "no clashes", "no reports of fighting"."""
    nouns = [candidate.leaf] + [s.token for s in candidate.steps[:1] if s.slot == "of"]
    return any(n.pos_ == "NOUN" and any(c.lower_ == "no" for c in n.children) for n in nouns)


def _in_passing(candidate: Candidate) -> Force | None:
    """Return the force of talks named with a preposition: "in a call with", "ahead of talks with"."""
    if candidate.act.id not in {"talks", "deal"} or not candidate.steps:
        return None
    first = candidate.steps[0]
    if candidate.act.id == "deal":
        made = any(name in {"with", "between"} for name, _ in frames.prepositional(candidate.leaf))
        return Force.ANNOUNCE if made and first.slot in PASSING_SLOTS | {"since"} else None
    if any(c.dep_ == "amod" and c.lower_ in COMING for c in candidate.leaf.children):
        return Force.ANNOUNCE
    if first.slot in {"before", "until"} or (first.slot == "of" and first.token.lower_ == "ahead"):
        return Force.ANNOUNCE
    with_parties = any(name in {"with", "between"} for name, _ in frames.prepositional(candidate.leaf))
    return Force.REPORT if with_parties and first.slot in PASSING_SLOTS else None


def _as_said(candidate: Candidate) -> Force | None:
    """Return the force of an act that a verb of saying has as its object ("residents reported shelling")."""
    first = candidate.steps[0] if candidate.steps else None
    said = first is not None and first.row is not None and first.row.id == "say" and first.slot == "clause"
    return TOLD[candidate.act.stance][0] if said and candidate.leaf.tag_ == "VBG" else None


def _negated_attack(candidate: Candidate, force: Force | None) -> bool:
    """Say whether what is promised or asked is that a hostile act be left undone."""
    if candidate.act.action is not Action.ATTACK:
        return False
    if _of_none(candidate):
        return force in {Force.REPORT, Force.REQUIRE, Force.UNDERTAKE}
    negated = frames.is_negated(candidate.leaf) and candidate.leaf.pos_ in frames.VERBAL
    return negated and force in {Force.UNDERTAKE, Force.REQUIRE}


def _left_undone(candidate: Candidate) -> bool:
    """Say whether a promise is one not to do the act ("vowing not to negotiate")."""
    leaf = candidate.leaf
    return leaf.pos_ in frames.VERBAL and frames.is_negated(leaf) and candidate.act.stance != "hostile"


def _own(  # noqa: C901, PLR0911 - the forms of a verb, in order
    candidate: Candidate, lexicon: Lexicon
) -> tuple[Force | None, bool]:
    """Return the force of the act by its own form, and whether a governor can no longer change it."""
    leaf, stance = candidate.leaf, candidate.act.stance
    told, told_not = TOLD[stance]
    if leaf.pos_ in {"NOUN", "PROPN"} or candidate.act.id == "casualties":
        return (Force.ACCUSE if stance == "hostile" else None), False
    negated = frames.is_negated(leaf)
    modal = mood(leaf, lexicon)
    if modal == "possible":
        return (Force.REFUSE if negated and stance != "hostile" else None), True
    if isinstance(modal, ModalRow):
        force = modal.negated if negated else modal.force
        if stance in {"talk", "deal"} and force is Force.UNDERTAKE:
            force = Force.ANNOUNCE
        if stance == "hostile" and force is Force.REFUSE:
            force = Force.UNDERTAKE
        return force, True
    if frames.is_infinitive(leaf) and leaf.dep_ != "ROOT":
        return _as_purpose(leaf, told, stance), False
    if frames.own_finite(leaf):
        return (told_not if negated else told), True
    if leaf.tag_ == "VB" and leaf.dep_ == "conj":
        return None, False
    if leaf.dep_ == "pcomp" and leaf.head.lower_ in TELLING:
        return told, True
    if leaf.tag_ == "VBN" or leaf.dep_ in {"advcl", "acl", "conj", "ROOT"}:
        return told, leaf.dep_ != "conj"
    return None, False


def _as_purpose(leaf: Token, told: Force | None, stance: str) -> Force | None:
    """Return the force of an infinitive: none, unless what stands above it tells of it as done or to come."""
    above = frames.link(leaf)
    if stance != "talk":
        return told if _tells(leaf) else None
    coming = above is not None and above.governor.lemma_ in TRAVELLING and above.slot in {"clause", "purpose"}
    return Force.ANNOUNCE if coming else told if frames.has_perfect(leaf) else None


def _governed(
    step: Step, row: OperatorRow, action: Action, force: Force | None, lexicon: Lexicon
) -> Force | None:
    given = row.force_for(action)
    if row.id in PASSING and force in COMMITTING:
        # "cancels plans to attend the talks"
        given = Force.REFUSE if row.id == "end" and force is Force.UNDERTAKE else force
    if step.token.pos_ not in frames.VERBAL or given is None:
        return given
    negated = frames.is_negated(step.token)
    modal = mood(step.token, lexicon)
    if modal == "possible":
        # "cannot agree to a truce"
        return OPPOSITE.get(given) if negated and given in COMMITTING else None
    if isinstance(modal, ModalRow):
        given = row.future if row.future and modal.force is Force.UNDERTAKE else given
        return _with_modal(modal, given, action, negated=negated)
    if negated and given is Force.REQUIRE:
        return Force.OPPOSE  # "does not want a truce"
    return OPPOSITE.get(given, given) if negated else given


def _with_modal(modal: ModalRow, given: Force, action: Action, *, negated: bool) -> Force:
    if modal.force is Force.REQUIRE:
        return modal.negated if negated else modal.force
    if negated:
        return OPPOSITE.get(given, Force.REFUSE)
    if given in {Force.REPORT, Force.ANNOUNCE, Force.ACCUSE}:
        return Force.ANNOUNCE if action is Action.TALK or given is Force.ANNOUNCE else Force.UNDERTAKE
    return given
