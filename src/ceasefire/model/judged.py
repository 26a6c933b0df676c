"""What the judge weighs (testimony) and what it answers (status)."""

from dataclasses import dataclass
from datetime import datetime

from ceasefire.model.time import When
from ceasefire.model.words import (
    ActKind,
    Bound,
    CoverageStand,
    Outcome,
    Phase,
    Progress,
    Standing,
    TruceState,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is heard: the speaker's actor id and the origin through which the word reaches us.

    Copies of one origin are one voice. `speaker` None is the outlet itself; then `outlet` counts.
    """

    speaker: str | None
    origin: str
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says that an undertaking was, or was not, complied with on an occasion.

    `id` is the id of the bearing entry. `complied` True or False. `occurred` is the time spoken of.
    `reported_at` and `recorded_at` are aware UTC. `quantity` is how much is said to be done;
    `partial` that the words claim a part only. `direct` False marks words that stand on one side
    without answering the question (an attack beside a promised withdrawal, "it should have been more
    decisive"): shown among `for_ids` or `against_ids`, they decide nothing.
    """

    id: str
    undertaking: str
    voice: Voice
    complied: bool
    occurred: When
    reported_at: datetime
    recorded_at: datetime
    occasion: str = "whole"
    quantity: float | None = None
    partial: bool = False
    supersedes: str | None = None
    direct: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something to an undertaking by saying so; effective only with the power to.

    EXTEND carries the new deadline. AGREE with `denied` True says that no agreement was given.
    """

    id: str
    undertaking: str
    voice: Voice
    kind: ActKind
    occurred: When
    reported_at: datetime
    recorded_at: datetime
    deadline: When | None = None
    denied: bool = False
    supersedes: str | None = None


Testimony = Report | Act


@dataclass(frozen=True, slots=True)
class Amount:
    """How much one voice says is done. Amounts of several voices stand side by side, never added.

    `share` is the part of what is owed (1.0 is all of it), None where no amount is owed in numbers.
    """

    value: float
    unit: str
    voice: Voice
    progress: Progress
    share: float | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionState:
    """One part of a condition as of the times asked: `value` None where it is not settled.

    `asserted_by` names who says that the condition applies; such a part is shown and holds back
    nothing. None: the agreement itself has it.
    """

    subject: str
    words: str
    asserted_by: str | None
    value: bool | None
    standing: Standing
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """Where an undertaking stands as of the times asked about.

    `row` names the row of the outcome table that fitted, `standing_row` the row of the standing
    table. `existence` answers whether it was undertaken at all. `for_ids` and `against_ids` hold the
    ids of the testimony on either side, `because` everything that decided. `due` is the deadline that
    counts (moved ones applied), None where there is none or its event has not come; `opens` and
    `ends` bound the period in the same way. `partial` says that what is claimed is claimed in part
    only. `occurred` is the time that the deciding words speak of. `for_voices` and `against_voices`
    count voices, not copies. `amounts` and `conditions` are shown side by side.
    """

    phase: Phase
    outcome: Outcome
    standing: Standing
    existence: Standing
    progress: Progress
    row: str
    standing_row: str
    because: tuple[str, ...] = ()
    for_ids: tuple[str, ...] = ()
    against_ids: tuple[str, ...] = ()
    purported: tuple[str, ...] = ()
    due: When | None = None
    partial: bool = False
    occurred: When | None = None
    existence_row: str = ""
    opens: When | None = None
    ends: When | None = None
    for_voices: int = 0
    against_voices: int = 0
    amounts: tuple[Amount, ...] = ()
    conditions: tuple[ConditionState, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody holds something back until another does something.

    `waiter` and `waits_for` are ids of actors or of undertakings. `for_what` names what is awaited
    and `withholds` what is held back (ids or short words, "" where the words do not say); a ring
    closes only where they do not speak of different things. `ids` lead to the words: a wait without
    them is not believed.
    """

    waiter: str
    waits_for: str
    for_what: str
    ids: tuple[str, ...]
    withholds: str = ""


@dataclass(frozen=True, slots=True)
class CoverageClaim:
    """Somebody says where an actor stands to an agreement or truce, from `since` to `until`."""

    id: str
    agreement: str
    actor: str
    stand: CoverageStand
    voice: Voice
    since: When
    reported_at: datetime
    recorded_at: datetime
    until: When | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class TruceWord:
    """Somebody says how a truce over a place stands at a time; `until` is an end that is said."""

    id: str
    truce: str
    place: str
    state: TruceState
    voice: Voice
    occurred: When
    reported_at: datetime
    recorded_at: datetime
    until: When | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure that a source gives for a window [start, end), aware UTC.

    `parts` are the (name, value) pairs the source itself gives beside its sum. `cumulative` says
    that it counts everything up to `end`. `definition` says what is counted, in the source's words.
    """

    id: str
    source: str
    of: str
    value: float
    start: datetime
    end: datetime
    place: str = ""
    bound: Bound = Bound.EXACT
    parts: tuple[tuple[str, float], ...] = ()
    cumulative: bool = False
    definition: str = ""
