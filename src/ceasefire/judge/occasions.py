"""Sort reports into the occasions that they speak of.

Enters: reports on one undertaking. Leaves: (label, reports) pairs. To achieve: one occasion a label.
To keep up: one a day or a labelled incident, and general words ("held in April") answer a breach on
a day they cover. Due every period: one a period, counted from an anchor.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ceasefire.judge.seen import Voices
from ceasefire.model import Mode, Report, Undertaking, When

WHOLE = "whole"
DAY = len("2012-04-10")
MOST = 4000  # periods that one report may cover; a century of fortnights

Groups = list[tuple[str, list[Report]]]


def occasions_of(
    u: Undertaking | None,
    reports: list[Report],
    voices: Voices,
    *,
    anchor: datetime | None,
    until: datetime,
) -> Groups:
    """Group reports by what they speak of; a report may speak of several periods, or of none."""
    if u is not None and u.every and u.every > timedelta(0) and anchor is not None:
        return _by_period(reports, anchor, u.every, until)
    if u is not None and (u.mode is Mode.MAINTAIN or u.every):
        return _by_day(reports, voices)
    groups: dict[str, list[Report]] = {}
    for r in reports:
        groups.setdefault(r.occasion, []).append(r)
    return list(groups.items())


def day_of(when: When) -> str:
    """Name the calendar day as said, or the longer time where no day is named."""
    return when.value if "/" in when.value else when.value[:DAY]


def _by_day(reports: list[Report], voices: Voices) -> Groups:
    groups: dict[str, list[Report]] = {}
    general: dict[str, list[Report]] = {}
    for r in reports:
        whole, day = r.occasion == WHOLE, day_of(r.occurred)
        groups.setdefault(day if whole else r.occasion, []).append(r)
        if whole and r.complied:
            general.setdefault(day if len(day) == DAY else WHOLE, []).append(r)
    for label, group in groups.items():
        breaches = [r for r in group if not r.complied]
        if breaches and general:
            groups[label] = group + _answering(breaches, group, general, voices)
    return list(groups.items())


def _answering(
    breaches: list[Report],
    group: list[Report],
    general: Mapping[str, list[Report]],
    voices: Voices,
) -> list[Report]:
    """Pick the general words of a time that covers a breach, from voices that say nothing closer.

    A voice's own general word does not take back the breach that it reported.
    """
    speaking = {voices.key(r) for r in group}
    days = {WHOLE, *(day_of(b.occurred) for b in breaches)}
    return [
        r
        for day in sorted(days)
        for r in general.get(day, ())
        if voices.key(r) not in speaking and any(covers(r.occurred, b.occurred) for b in breaches)
    ]


def covers(wide: When, narrow: When) -> bool:
    """Tell whether `wide` holds all that `narrow` can mean."""
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest


def _by_period(reports: list[Report], anchor: datetime, every: timedelta, until: datetime) -> Groups:
    groups: dict[str, list[Report]] = {}
    for r in reports:
        for n in _periods(r.occurred, anchor, every, until):
            groups.setdefault(period_label(n), []).append(r)
    return list(groups.items())


def period_label(n: int) -> str:
    """Name the nth period, counted from 0."""
    return f"period {n + 1:05d}"


def _periods(when: When, anchor: datetime, every: timedelta, until: datetime) -> range:
    """Return the numbers of the periods that an interval covers, or of the one that holds a time.

    A time that may lie in either of two periods speaks of none for certain.
    """
    if "/" in when.value:
        first = -((anchor - when.earliest) // every)
        return range(max(0, first), (min(when.latest, until) - anchor) // every)[-MOST:]
    first = (when.earliest - anchor) // every
    last = (when.latest - timedelta.resolution - anchor) // every
    return range(first, first + 1) if first == last and first >= 0 else range(0)
