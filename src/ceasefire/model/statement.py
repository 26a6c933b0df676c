"""Statements: one thing each that a document has a speaker say."""

from dataclasses import dataclass

from ceasefire.model.text import Mention, Quote
from ceasefire.model.time import When
from ceasefire.model.words import Action, Aspect, Bound, Force


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts and which way it bounds it; never averaged, never added up."""

    value: int | float
    bound: Bound
    of: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one run of words has somebody say about a peace process.

    Fields and their meaning are those of the annotation guidelines. `speaker` None: the outlet in
    its own voice. `until` is the end of a period that the text gives. `aspect` tells "began to
    withdraw" from "withdrew". `said` is how the speaker's words reach us: "direct" (in quotation
    marks), "indirect", or "narrated". `rule` names the table row or grammar rule that found it, so
    that every value can be traced. `confidence` is a calibrated probability that the statement is
    right as a whole, None where no calibration applies.
    """

    document: str
    passage: int
    quote: Quote
    force: Force
    action: Action
    rule: str
    speaker: Mention | None = None
    relay: tuple[Mention, ...] = ()
    actor: Mention | None = None
    target: Mention | None = None
    place: tuple[Mention, ...] = ()
    when: When | None = None
    deadline: When | None = None
    until: When | None = None
    condition: Mention | None = None
    figure: Figure | None = None
    aspect: Aspect = Aspect.WHOLE
    said: str = "narrated"
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A run of words that looked like a statement and was not read as one, and why."""

    passage: int
    start: int
    end: int
    reason: str
