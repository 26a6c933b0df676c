"""How one statement bears on a process: who is meant, on which undertaking, by which row of the table."""

from dataclasses import dataclass

from ceasefire.model.time import When
from ceasefire.model.words import Action, ActKind, BearingKind, CoverageStand, TruceState


@dataclass(frozen=True, slots=True)
class Heard:
    """Mentions of one statement as actor and place ids; empty where the text leaves them open.

    `speaker` is who spoke, `speaks_for` whose word that is (a minister's for the government).
    `actor_side` is the side named by a speaker's own word for it ("armed gangs"), kept beside the word.
    `awaited` are those on whose act a condition makes the statement hang.
    """

    speaker: str | None = None
    speaks_for: str | None = None
    relay: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actor_side: str | None = None
    awaited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearing:
    """A statement's bearing on an undertaking, or (undertaking None) on the process as a whole.

    `row` is the row of `data/bearings.yaml` that fitted and `why` its words. `counts` False: it stands
    beside the question and decides nothing. `complied` is what a report says, `act` what an act does,
    `denied` that the act is denied. `occurred` is the time spoken of. `condition_action` is the action
    that a condition names ("before it pulls back troops").
    """

    statement: str
    process: str
    kind: BearingKind
    row: str
    why: str
    heard: Heard
    occurred: When
    undertaking: str | None = None
    counts: bool = False
    complied: bool | None = None
    act: ActKind | None = None
    denied: bool = False
    partial: bool = False
    quantity: float | None = None
    deadline: When | None = None
    stand: CoverageStand | None = None
    truce: TruceState | None = None
    condition_action: Action | None = None
