"""The closed vocabularies of the field, one word for one thing.

Forces and actions are those of the annotation guidelines; phases are Symboleo's states of an
obligation; outcomes are ODRL's deontic states with OVERDUE added; progress is the scale of the
Peace Accords Matrix; reliability is the Admiralty scale.
"""

from enum import IntEnum, StrEnum


class Force(StrEnum):
    """What saying a statement does."""

    UNDERTAKE = "undertake"
    REQUIRE = "require"
    REPORT = "report"
    ACCUSE = "accuse"
    DENY = "deny"
    REFUSE = "refuse"
    ANNOUNCE = "announce"
    SUPPORT = "support"
    OPPOSE = "oppose"
    COUNT = "count"


class Action(StrEnum):
    """What a statement is about that somebody does, did, must or will do."""

    CEASE_FIRE = "cease_fire"
    WITHDRAW = "withdraw"
    DISARM = "disarm"
    MONITOR = "monitor"
    TALK = "talk"
    AGREE = "agree"
    GUARANTEE = "guarantee"
    AID = "aid"
    EVACUATE = "evacuate"
    RELEASE = "release"
    ACCESS = "access"
    RIGHTS = "rights"
    LEAVE_POWER = "leave_power"
    GOVERN = "govern"
    ARM = "arm"
    SANCTION = "sanction"
    ATTACK = "attack"
    SEIZE = "seize"
    THREATEN = "threaten"
    COORDINATE = "coordinate"
    OTHER = "other"


class Aspect(StrEnum):
    """How much of the action is meant: its start, its going on, a part of it, or the whole."""

    WHOLE = "whole"
    BEGIN = "begin"
    CONTINUE = "continue"
    PART = "part"


class Bound(StrEnum):
    """How a figure bounds what it counts."""

    EXACT = "exact"
    MIN = "min"
    MAX = "max"
    ABOUT = "about"


class Precision(StrEnum):
    """The finest unit in which a time is given."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PART = "part of day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


class Phase(StrEnum):
    """Whether anything is owed."""

    PROPOSED = "proposed"
    PENDING = "pending"
    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    DISCHARGED = "discharged"
    TERMINATED = "terminated"


class Outcome(StrEnum):
    """What became of an undertaking."""

    NOT_OWED = "not owed"
    OPEN = "open"
    OVERDUE = "overdue"
    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled late"
    VIOLATED = "violated"


class Standing(StrEnum):
    """How well a question is settled; ordered by `STANDING_ORDER`."""

    UNREPORTED = "unreported"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    ACKNOWLEDGED = "acknowledged"
    VERIFIED = "verified"


STANDING_ORDER = tuple(Standing)


class Progress(IntEnum):
    """Peace Accords Matrix scale of implementation; `UNKNOWN` where nobody speaks of a share."""

    UNKNOWN = -1
    NOT_INITIATED = 0
    MINIMAL = 1
    INTERMEDIATE = 2
    FULL = 3


class Mode(StrEnum):
    """Whether something is to be done by a time or kept up during a period."""

    ACHIEVE = "achieve"
    MAINTAIN = "maintain"


class ActKind(StrEnum):
    """What a party can do to an undertaking by saying so, if it has that power."""

    AGREE = "agree"
    SUSPEND = "suspend"
    RESUME = "resume"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    EXTEND = "extend"


class BearingKind(StrEnum):
    """How a statement bears on an undertaking."""

    FOUNDS = "founds"
    AMENDS = "amends"
    CONDITIONS = "conditions"
    COMPLIES = "complies"
    BREACHES = "breaches"
    DENIES = "denies"
    REFUSES = "refuses"
    DEMANDS = "demands"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    NOTED = "noted"


class CoverageStand(StrEnum):
    """Where an actor stands to an agreement or truce, according to somebody."""

    JOINED = "joined"
    NOT_JOINED = "not joined"
    REJECTED = "rejected"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"


class TruceState(StrEnum):
    """What is said of a truce over a place."""

    NEGOTIATING = "negotiating"
    DECLARED = "declared"
    IN_EFFECT = "in effect"
    CONTESTED = "contested"
    ENDED = "ended"


class Role(StrEnum):
    """What an actor is in a process; mediator, guarantor and verifier are three different things."""

    PARTY = "party"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    VERIFIER = "verifier"
    SUPPORTER = "supporter"
    OBSERVER = "observer"
