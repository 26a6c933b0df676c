"""What the grammar and a model make of a candidate in; what is kept of it out, with a confidence.

The model weighs the grammar's answers among much else; without a model the grammar decides alone.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ceasefire.model import Action, Force
from ceasefire.reading import frames
from ceasefire.reading.encoder import Vectors
from ceasefire.reading.force import Reading
from ceasefire.reading.learned import Learned, Models, Outlook
from ceasefire.reading.lexicon import Lexicon
from ceasefire.reading.outline import Rows, answers, outline
from ceasefire.reading.roles import Roles

if TYPE_CHECKING:
    from ceasefire.reading.reader import Seen

TINY = 1e-6
# How many times likelier the grammar's answers are taken to be; chosen on held-out texts. A plan is a plan,
# whatever stands around it: acts of these stances lead by more.
LEAD = 1.5
LEADS = {"deal": 12.0, "plan": 12.0}
# What the grammar reads otherwise and is less likely than this to be right as a whole is passed over.
LEAST_SURE = 0.08
# What the grammar reads where an act is told, or asked for, with "not"; a model may miss that word.
NOT_DONE = {Force.ACCUSE, Force.DENY, Force.REFUSE}
NOT_ASKED = {Force.OPPOSE, Force.DENY, Force.REFUSE}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is kept: its reading and roles as chosen, and how sure the choice is."""

    reading: Reading
    roles: Roles
    confidence: float | None


def choose(every: Sequence["Seen"], learned: Learned, lexicon: Lexicon) -> list[Chosen | None]:
    """Return the statements that the candidates of a document are taken for, None for what is none."""
    if not every:
        return []
    context = every[0].place.context
    pieces, vectors = learned.encoder.read(context.parsed)
    if not len(vectors):  # marks without letters: the parser sees words in them, the model none
        return [None] * len(every)
    rows = Rows(pieces, context.start_of)
    outlooks = learned.models.outlooks([outline(seen, rows, lexicon) for seen in every], vectors)
    return [
        _taken(seen, outlook, rows, vectors, learned.models)
        for seen, outlook in zip(every, outlooks, strict=True)
    ]


def _taken(seen: "Seen", outlook: Outlook, rows: Rows, vectors: Vectors, models: Models) -> Chosen | None:
    if outlook.keep < models.keep_at:
        return None
    read = seen.reading.force
    force, sure_force = likeliest(outlook.force, read.value if read else None, LEAD)
    if read is not None and denied(seen, Force(force)):
        force = read.value
    lead = LEADS.get(seen.candidate.act.stance, LEAD)
    action, sure_action = likeliest(outlook.action, known_action(seen), lead)
    changed = force != seen.reading.force or action != seen.reading.action
    rule = f"{seen.reading.rule} / learned" if changed else seen.reading.rule
    reading = replace(seen.reading, force=Force(force), action=Action(action), rule=rule)
    who, sure = {}, outlook.keep * sure_force * sure_action
    for question, asked in answers(seen, rows).items():
        shares = models.who(question, outlook, asked, vectors)
        best = int(shares.argmax())
        who[question] = seen.place.context.resolve(asked[best].token)
        sure *= float(shares[best])
    if changed and sure < LEAST_SURE:
        return None
    roles = replace(seen.roles, actor=who["actor"], speaker=who["speaker"])
    return Chosen(reading, roles, calibrated(sure, models.calibration))


def denied(seen: "Seen", force: Force) -> bool:
    """Say whether the grammar reads "not": what is not done is no report, what is not asked for no demand."""
    read, giver = seen.reading.force, seen.reading.giver
    if force is Force.REPORT:
        return seen.candidate.act.stance == "good" and read in NOT_DONE
    asked = force is Force.REQUIRE and giver is not None and giver.token.pos_ in frames.VERBAL
    return asked and read in NOT_ASKED and giver is not None and frames.is_negated(giver.token)


def known_action(seen: "Seen") -> str | None:
    """Return the action that the grammar reads, None where no row knows the word."""
    return seen.reading.action.value if seen.candidate.act.id != "any" else None


def likeliest(chances: Mapping[str, float], ruled: str | None, lead: float) -> tuple[str, float]:
    """Return the likeliest name, the grammar's raised by its lead, and its chance after that."""
    raised = {n: c * lead if n == ruled else c for n, c in chances.items()}
    best = max(raised, key=lambda n: raised[n])
    return best, raised[best] / sum(raised.values())


def calibrated(product: float, points: tuple[tuple[float, float], ...]) -> float | None:
    """Return the share of statements of that score that were right, between the points measured."""
    if not points:
        return None
    at = bisect_right([p for p, _ in points], product)
    if at in (0, len(points)):
        return points[min(at, len(points) - 1)][1]
    (low, a), (high, b) = points[at - 1], points[at]
    return a + (b - a) * (product - low) / max(high - low, TINY)
