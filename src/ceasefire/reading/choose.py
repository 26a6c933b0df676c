"""A candidate as the grammar reads it in; what learned models keep of it out, with a calibrated confidence.

The grammar's answers lead: a learned answer stands against them only where it is clearly likelier. Without
weights the grammar decides alone.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ceasefire.model import Action, Force
from ceasefire.reading.features import asked, core, describe, option_parts
from ceasefire.reading.force import Reading
from ceasefire.reading.learned import Linear, Models
from ceasefire.reading.lexicon import Lexicon
from ceasefire.reading.options import Option, options, standing
from ceasefire.reading.roles import Roles
from ceasefire.reading.words import Token

if TYPE_CHECKING:
    from ceasefire.reading.reader import Seen

# By how many nats a learned answer must be likelier than the grammar's; chosen by cross-validation.
FORCE_LEAD = 1.0
ACTION_LEAD = 3.0
WHO_LEAD = 0.7
UNRULED = 0.18
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is kept: its reading and roles as chosen, and how sure the choice is."""

    reading: Reading
    roles: Roles
    confidence: float | None


def choose(seen: "Seen", models: Models, lexicon: Lexicon) -> Chosen | None:
    """Return the statement that a candidate is taken for, None if it is taken for none."""
    if seen.reading.giver is None and seen.candidate.act.id == "any":
        # A word that no row knows and nothing gives force to: one in fifty is a statement.
        return None
    features = describe(seen.candidate, seen.reading, seen.around, lexicon)
    keep = models.keep.chance(features)
    if keep - doubt(seen) < models.keep_at:
        return None
    narrow = core(features)
    force, sure_force = _force(seen, models.force, narrow)
    action, sure_action = _action(seen, models.action, narrow)
    rule = seen.reading.rule
    changed = force != seen.reading.force or action != seen.reading.action
    reading = replace(seen.reading, force=force, action=action, rule=f"{rule} / learned" if changed else rule)
    known = standing(seen)
    actor, sure_actor = _who(seen, reading, models.actor, options(seen, "actor", known))
    speaker, sure_speaker = _who(seen, reading, models.speaker, options(seen, "speaker", known))
    product = keep * sure_force * sure_action * sure_actor * sure_speaker
    roles = replace(seen.roles, actor=actor, speaker=speaker)
    return Chosen(reading, roles, calibrated(product, models.calibration))


def doubt(seen: "Seen") -> float:
    """Return by how much likelier a candidate must be than others because the grammar reads nothing in it."""
    return UNRULED if seen.reading.force is None or seen.candidate.act.id == "any" else 0.0


def _force(seen: "Seen", model: Linear, features: list[str]) -> tuple[Force, float]:
    ruled = seen.reading.force
    name, chance = _led(model.chances(features), ruled.value if ruled else None, FORCE_LEAD)
    return Force(name), chance


def _action(seen: "Seen", model: Linear, features: list[str]) -> tuple[Action, float]:
    ruled = seen.reading.action.value if seen.candidate.act.id != "any" else None
    name, chance = _led(model.chances(features), ruled, ACTION_LEAD)
    return Action(name), chance


def _led(chances: dict[str, float], ruled: str | None, lead: float) -> tuple[str, float]:
    """Return the likeliest name, the grammar's raised by its lead, and its chance after that."""
    raised = {n: c * math.exp(lead) if n == ruled else c for n, c in chances.items()}
    best = max(raised, key=lambda n: raised[n])
    return best, raised[best] / sum(raised.values())


def _who(seen: "Seen", reading: Reading, model: Linear, answers: list[Option]) -> tuple[Token | None, float]:
    about = asked(seen.candidate, reading)
    scores = []
    for option in answers:
        parts = option_parts(option.hows, option.token, about)
        scores.append(model.score_parts(parts) + (WHO_LEAD if "rule" in option.hows else 0.0))
    top = max(scores)
    best = answers[scores.index(top)].token
    return seen.place.context.resolve(best), 1.0 / sum(math.exp(s - top) for s in scores)


def calibrated(product: float, points: tuple[tuple[float, float], ...]) -> float | None:
    """Return the share of statements of that score that were right, between the points measured."""
    if not points:
        return None
    at = bisect_right([p for p, _ in points], product)
    if at in (0, len(points)):
        return points[min(at, len(points) - 1)][1]
    (low, a), (high, b) = points[at - 1], points[at]
    return a + (b - a) * (product - low) / max(high - low, TINY)
