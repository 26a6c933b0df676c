"""What the judge weighs (testimony) and what it answers (status)."""

from dataclasses import dataclass
from datetime import datetime

from ceasefire.model.time import When
from ceasefire.model.words import ActKind, Outcome, Phase, Progress, Standing


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
    `partial` that the words claim a part only.
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
class Status:
    """Where an undertaking stands as of the times asked about.

    `row` names the row of the outcome table that fitted, `standing_row` the row of the standing
    table. `existence` answers whether it was undertaken at all. `for_ids` and `against_ids` hold the
    ids of the testimony on either side, `because` everything that decided. `due` is the deadline that
    counts (moved ones applied), None where there is none or its event has not come. `partial` says
    that what is claimed is claimed in part only.
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
