"""A folio in; what each actor undertook, demanded, refused and denied out, and how its stance moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from ceasefire.model import Force, Participant
from ceasefire.views.board import Cell, cell
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.evidence import Line, folded, line
from ceasefire.views.wording import time_words

# The forces under which an actor's own words are listed, in the order shown.
KINDS: tuple[tuple[str, tuple[Force, ...]], ...] = (
    ("Undertakes", (Force.UNDERTAKE,)),
    ("Demands", (Force.REQUIRE,)),
    ("Refuses", (Force.REFUSE,)),
    ("Denies", (Force.DENY,)),
    ("Supports", (Force.SUPPORT,)),
    ("Opposes", (Force.OPPOSE,)),
    ("Accuses", (Force.ACCUSE,)),
    ("Reports and announces", (Force.REPORT, Force.ANNOUNCE, Force.COUNT)),
)
STANCE = (Force.UNDERTAKE, Force.REQUIRE, Force.REFUSE, Force.DENY, Force.SUPPORT, Force.OPPOSE)

OWES = 60
"""Undertakings listed on an actor's page; the board, by its party, has all."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with its roles in the process and how often it is heard, force by force."""

    id: str
    name: str
    roles: tuple[str, ...]
    side: str
    owes: int
    heard: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One point in an actor's stance on one matter; `moved` where it differs from the one before."""

    at: str
    force: str
    action: str
    moved: bool
    line: Line


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything of one actor."""

    row: ActorRow
    owes: tuple[Cell, ...]
    said: tuple[tuple[str, tuple[Line, ...]], ...]
    steps: tuple[Step, ...]
    called: tuple[tuple[str, tuple[str, ...]], ...]


def actors(folio: Folio) -> tuple[ActorRow, ...]:
    """Return the participants of a process and everybody heard; participants first, then by name."""
    heard = folio.hearing.forces()
    roles: dict[str, list[Participant]] = {}
    for part in folio.process.participants:
        roles.setdefault(part.actor, []).append(part)
    rows = (_row(folio, key, roles.get(key, []), heard.get(key, {})) for key in {**roles, **heard})
    return tuple(sorted(rows, key=lambda r: (not r.roles, r.name.casefold(), r.id)))


def actor(folio: Folio, key: str) -> ActorPage | None:
    """Return one actor's page, None where the process neither lists it nor hears it."""
    row = next((r for r in actors(folio) if r.id == key), None)
    if row is None:
        return None
    own = [r for r in _once(folio.bearings) if r.voice.speaker == key]
    own.sort(key=lambda r: (r.said.reported_at or r.said.recorded_at, r.said.seq))
    said = (
        (title, folded(line(r, folio) for r in own if r.said.statement.force in forces))
        for title, forces in KINDS
    )
    owed = (u for u in folio.process.undertakings if u.debtor == key)
    return ActorPage(
        row=row,
        owes=tuple(cell(folio, u) for u in islice(owed, OWES)),
        said=tuple((title, lines) for title, lines in said if lines),
        steps=_steps(folio, own),
        called=_called(folio, key),
    )


def _row(folio: Folio, key: str, roles: list[Participant], heard: Mapping[Force, int]) -> ActorRow:
    counts = ((title, sum(heard.get(force, 0) for force in forces)) for title, forces in KINDS)
    sides = {s.id: s.name for s in folio.process.sides}
    side = next((p.side for p in roles if p.side), None)
    return ActorRow(
        id=key,
        name=folio.name(key),
        roles=tuple(dict.fromkeys(str(p.role) for p in roles)),
        side=sides.get(side, side) if side else "",
        owes=sum(u.debtor == key for u in folio.process.undertakings),
        heard=sum(heard.values()),
        counts=tuple((title, n) for title, n in counts if n),
    )


def _once(rows: Iterable[BearingRow]) -> tuple[BearingRow, ...]:
    """Return one row for each statement: what bears on two undertakings was said once."""
    return tuple({row.said.id: row for row in rows}.values())


def _steps(folio: Folio, own: list[BearingRow]) -> tuple[Step, ...]:
    last: dict[str, str] = {}
    steps = []
    for row in own:
        said = row.said.statement
        if said.force not in STANCE:
            continue
        action, force = str(said.action), str(said.force)
        moved = last.get(action, force) != force
        last[action] = force
        steps.append(Step(time_words(row.said.document.published), force, action, moved, line(row, folio)))
    return tuple(steps)


def _called(folio: Folio, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words by which each voice names this actor; an actor's own words for itself too."""
    found: dict[str, dict[str, None]] = {}
    for row in folio.bearings:
        said, heard = row.said.statement, row.bearing.heard
        words = said.actor.text if said.actor and heard.actors == (key,) else None
        words = said.target.text if words is None and said.target and heard.targets == (key,) else words
        if words:
            voice = folio.name(row.voice.speaker) if row.voice.speaker else row.said.document.label
            found.setdefault(voice, {})[words] = None
    return tuple((voice, tuple(words)) for voice, words in sorted(found.items()))
