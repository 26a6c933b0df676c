"""A peace process as its file defines it: actors, agreements, clauses, undertakings, coverage."""

from dataclasses import dataclass
from datetime import timedelta

from ceasefire.model.time import Timing, When
from ceasefire.model.words import Action, ActKind, Aspect, CoverageStand, Mode, Role


@dataclass(frozen=True, slots=True)
class Tenure:
    """A title somebody held: [since, until) as ISO dates, None where open or not known."""

    title: str
    of: str = ""
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body, state or armed group.

    `kind` is person, state, body, group, outlet, agency or people. `names` are spellings in any
    script, the first one shown. `tenures` hold titles over time. `speaks_for` is the id of the actor
    whose word this one's word is (a foreign minister's for the state), None where it speaks for itself.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    tenures: tuple[Tenure, ...] = ()
    speaks_for: str | None = None
    country: str | None = None

    @property
    def name(self) -> str:
        """The name shown."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a conflict, with the words by which speakers name it; words are kept as said."""

    id: str
    name: str
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's role in one process, and its side if any. `mandate` names what a verifier may settle.

    The role is held over [since, until), None where open.
    """

    actor: str
    role: Role
    side: str | None = None
    mandate: tuple[str, ...] = ()
    reference: str = ""
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition: the undertaking or event with this id is settled as done.

    `words` say it for people; `asserted_by` is the actor who says that the condition applies, None
    where the agreement itself has it.
    """

    subject: str
    words: str = ""
    asserted_by: str | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is settled as done."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part is settled as done."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is settled as not done."""

    part: "Condition"


Condition = Holds | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much is owed, in a named unit ("media organisations", "detainees", "trucks")."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What one debtor owes a creditor.

    `mode` ACHIEVE is due by `due`; MAINTAIN is to be kept from `opens` to `ends`. `aspect` BEGIN is
    an undertaking to start. `every` makes it a recurring duty (one occasion each period from
    `opens`). `powers` are the (actor, act) pairs that take effect; another's act stays purported.
    `verifiers` are actors mandated to establish this. `settles_on` gives actions and places a
    statement must have to bear on it. `agreed` are acts by which actors agreed, as the record has
    them: (actor, When). `origin` is "clause" or the id of the statement that founds it.
    """

    id: str
    process: str
    debtor: str
    action: Action
    text: str
    clause: str = ""
    creditor: str | None = None
    mode: Mode = Mode.ACHIEVE
    aspect: Aspect = Aspect.WHOLE
    opens: Timing | None = None
    due: Timing | None = None
    ends: Timing | None = None
    every: timedelta | None = None
    places: tuple[str, ...] = ()
    condition: Condition | None = None
    quantity: Quantity | None = None
    verifiers: frozenset[str] = frozenset()
    powers: frozenset[tuple[str, ActKind]] = frozenset()
    agreed: tuple[tuple[str, When], ...] = ()
    actions: tuple[Action, ...] = ()
    about: tuple[str, ...] = ()
    target: str | None = None
    reference: str = ""
    origin: str = "clause"


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of an agreement, in the desk's own words, with its reference."""

    id: str
    point: str
    text: str
    undertakings: tuple[Undertaking, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Where an actor stands to an agreement, as the record has it, and since when."""

    actor: str
    stand: CoverageStand
    according_to: str
    since: When | None = None
    until: When | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that times and conditions may hang on and that nobody owes (a vote, a day zero).

    `on` is when it happened as the record has it, None while it has not or is not known. `called` are
    words by which pages name it; a page that gives no date of its own may be dated by them.
    """

    id: str
    text: str
    on: When | None = None
    reference: str = ""
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A plan, deal, resolution or truce text, made of clauses."""

    id: str
    title: str
    kind: str
    called: tuple[str, ...] = ()
    announced: When | None = None
    effective: When | None = None
    ends: When | None = None
    parties: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    coverage: tuple[CoverageRow, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """What a process says, in another language (ISO 639-1), as pairs of an id and its words.

    `texts` are of agreements, clauses, undertakings and events; `actors` may name those of other files.
    """

    language: str
    title: str = ""
    sides: tuple[tuple[str, str], ...] = ()
    actors: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A peace process: `zone` is the IANA zone in which its deadlines are read.

    `window` bounds the days that its reports are about: [from, to) as ISO dates, `to` None if open.
    `countries` are ISO 3166-1 codes that rank places of one name. `language` is that of its texts.
    """

    id: str
    title: str
    zone: str
    window: tuple[str, str | None]
    countries: tuple[str, ...] = ()
    summary: str = ""
    sides: tuple[Side, ...] = ()
    actors: tuple[Actor, ...] = ()
    participants: tuple[Participant, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    places: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    language: str = "en"
    translations: tuple[Translation, ...] = ()

    def __hash__(self) -> int:
        # Processes are keys of caches: a hash of all that a file holds takes as long as what is kept.
        return hash(self.id)

    @property
    def undertakings(self) -> tuple[Undertaking, ...]:
        """Every undertaking of every clause, in the order of the file."""
        return tuple(u for a in self.agreements for c in a.clauses for u in c.undertakings)
