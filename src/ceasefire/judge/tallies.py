"""Look into figures that sources give, without touching them.

Enters: tallies. Leaves: findings. No figure is corrected, added to another's or averaged; what does not
fit is said beside it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import isclose

from ceasefire.model import Bound, Tally


class Finding(StrEnum):
    """What can be wrong with figures, or keep them apart."""

    SUM = "the parts do not add up to the sum"
    FALL = "a count of everything so far has fallen"
    OVERLAP = "windows of one source overlap: do not add them"
    RIVAL = "two sources give different figures for one window"
    DEFINITION = "the two figures count different things"


@dataclass(frozen=True, slots=True)
class TallyFinding:
    """One thing found; `words` say it with its figures, `ids` lead to the tallies in order of time."""

    kind: Finding
    words: str
    ids: tuple[str, ...]


def audit_tallies(tallies: Iterable[Tally]) -> tuple[TallyFinding, ...]:
    """Check each tally against its parts, and tallies of one thing and place against each other."""
    given = sorted(tallies, key=lambda t: (t.of, t.place, t.start, t.end, t.source, t.id))
    found = [f for t in given for f in _sum(t)]
    groups: dict[tuple[str, str], list[Tally]] = {}
    for t in given:
        groups.setdefault((t.of, t.place), []).append(t)
    for group in groups.values():
        found += _across_sources(group)
        for source in sorted({t.source for t in group}):
            own = [t for t in group if t.source == source]
            found += _falls([t for t in own if t.cumulative])
            found += _overlaps([t for t in own if not t.cumulative])
    return tuple(found)


def _sum(t: Tally) -> Iterator[TallyFinding]:
    total = sum(value for _, value in t.parts)
    if not t.parts or isclose(total, t.value) or _bounded(t.bound, t.value, total):
        return
    words = f"{t.source}: the parts of {t.of} make {_number(total)}, the sum given is {_number(t.value)}"
    yield TallyFinding(Finding.SUM, words, (t.id,))


def _bounded(bound: Bound, value: float, total: float) -> bool:
    """Tell whether a bound leaves room: "at least 9" fits parts that make 11."""
    return (
        bound is Bound.ABOUT
        or (bound is Bound.MIN and total >= value)
        or (bound is Bound.MAX and total <= value)
    )


def _falls(cumulative: list[Tally]) -> Iterator[TallyFinding]:
    for before, after in pairwise(sorted(cumulative, key=lambda t: (t.end, t.id))):
        if after.value < before.value and after.end > before.end and before.definition == after.definition:
            words = (
                f"{after.source}: {after.of} so far {_number(before.value)} by {before.end:%Y-%m-%d}, "
                f"then {_number(after.value)} by {after.end:%Y-%m-%d}"
            )
            yield TallyFinding(Finding.FALL, words, (before.id, after.id))


def _overlaps(windows: list[Tally]) -> Iterator[TallyFinding]:
    """Compare each window with the later ones that begin before it ends."""
    ordered = sorted(windows, key=lambda t: (t.start, t.end, t.id))
    for n, first in enumerate(ordered):
        for second in ordered[n + 1 :]:
            if second.start >= first.end:
                break
            words = (
                f"{first.source}: {first.of} up to {first.end:%Y-%m-%d %H:%M} and from "
                f"{second.start:%Y-%m-%d %H:%M} share time"
            )
            yield TallyFinding(Finding.OVERLAP, words, (first.id, second.id))


def _across_sources(group: list[Tally]) -> Iterator[TallyFinding]:
    for n, one in enumerate(group):
        for other in group[n + 1 :]:
            if one.source == other.source or other.start >= one.end or one.start >= other.end:
                continue
            pair = (one.id, other.id)
            figures = f"{one.source} {_number(one.value)}, {other.source} {_number(other.value)}"
            if one.definition != other.definition and one.definition and other.definition:
                words = f'{one.of}: {figures}; "{one.definition}" is not "{other.definition}"'
                yield TallyFinding(Finding.DEFINITION, words, pair)
            elif (one.start, one.end) == (other.start, other.end) and one.value != other.value:
                yield TallyFinding(Finding.RIVAL, f"{one.of}: {figures}", pair)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
