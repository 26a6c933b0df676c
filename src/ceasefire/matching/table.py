"""The readable table of bearings (`data/bearings.yaml`) as frozen rows."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec
from ruamel.yaml import YAML

from ceasefire.model import Action, ActKind, BearingKind, CoverageStand, Force, Mode, TruceState

# What a row's `says` means for the judge: (complied, act, denied).
SAYS: dict[str, tuple[bool | None, ActKind | None, bool]] = {
    "complied": (True, None, False),
    "not complied": (False, None, False),
    "agreed": (None, ActKind.AGREE, False),
    "denies agreement": (None, ActKind.AGREE, True),
    "": (None, None, False),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: when it fits, what it makes of the statement. Fields as explained in the file."""

    id: str
    words: str
    force: tuple[Force, ...]
    action: str
    actor: str
    speaker: str
    kind: BearingKind
    counts: bool
    mode: str = "any"
    says: str = ""
    example: dict[str, str] | None = None
    sure_from: float | None = None
    owed: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A row for statements that bear on no undertaking of the process."""

    id: str
    words: str
    force: tuple[Force, ...]
    kind: BearingKind


@dataclass(frozen=True, slots=True)
class TruceRow:
    """What a statement says of a truce over the places it names."""

    id: str
    force: tuple[Force, ...]
    state: TruceState
    action: tuple[Action, ...] = ()
    words_in: tuple[str, ...] = ()
    placeless: bool = False


@dataclass(frozen=True, slots=True)
class CoverageCue:
    """Words that put the actors named beside them in or out."""

    id: str
    stand: CoverageStand
    words_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file."""

    sure_from: float
    part_words: tuple[str, ...]
    opposites: dict[Action, tuple[Action, ...]]
    names_action: dict[Action, tuple[str, ...]]
    agreement_words: tuple[str, ...]
    rows: tuple[Row, ...]
    beside: tuple[Beside, ...]
    truces: tuple[TruceRow, ...]
    coverage: tuple[CoverageCue, ...]


@cache
def load_table() -> Table:
    """Read the shipped table; a row that is not of the right form raises `msgspec.ValidationError`."""
    text = resources.files("ceasefire").joinpath("data/bearings.yaml").read_text("utf-8")
    return msgspec.convert(YAML(typ="safe").load(text), Table)


@dataclass(frozen=True, slots=True)
class Case:
    """A statement's relation to one undertaking, in the words of the table."""

    force: Force
    action: str
    actor: str
    speaker: str
    mode: Mode
    owed: Action


def row_for(case: Case, table: Table) -> Row | None:
    """Return the first row that takes the case, None where the statement does not bear."""
    return next((row for row in table.rows if _takes(row, case)), None)


def _takes(row: Row, case: Case) -> bool:
    return (
        case.force in row.force
        and row.action == case.action
        and row.actor in ("any", case.actor)
        and row.speaker in ("any", case.speaker)
        and row.mode in ("any", case.mode)
        and (not row.owed or case.owed in row.owed)
    )


@cache
def word_pattern(words: tuple[str, ...]) -> "re.Pattern[str]":
    """Return a pattern that finds any of the words as whole words, whatever their case."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.IGNORECASE)
