"""What a person types in, what the views take out: times in the zone of a process, and the process meant."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ceasefire.model import AsOf, CeasefireError, Process

EXAMPLES = "Write 2012-04-10, or '2012-04-10 12:00', or 2012-04-10T12:00+03:00."


class TimeUnclear(CeasefireError):
    """A time was asked about that is no date or time."""


class ProcessUnclear(CeasefireError):
    """The command needs one process or undertaking and several, or none, fit."""


def as_of(valid_at: str = "", published_by: str = "", known_at: str = "", *, zone: str = "UTC") -> AsOf:
    """Return the three times; an empty text is no bound. A day means its last moment in `zone`."""
    return AsOf(moment(valid_at, zone), moment(published_by, zone), moment(known_at, zone))


def moment(words: str, zone: str) -> datetime | None:
    """Read a day or a time; without an offset it is local to `zone`. Raise `TimeUnclear` otherwise."""
    words = words.strip()
    if not words:
        return None
    try:
        read = datetime.fromisoformat(words)
        day_only = len(words) == len("2012-04-10")
        if day_only:
            read = datetime.combine(read.date() + timedelta(days=1), time()) - timedelta(microseconds=1)
        local = read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise TimeUnclear(f"{words!r} is no date or time. {EXAMPLES}") from None


def pick(asked: str, told_of: Iterable[str], known: Iterable[Process]) -> Process:
    """Return the process asked for, or the only one that the ledger tells of."""
    by_id = {p.id: p for p in known}
    told = tuple(told_of)
    if asked:
        if asked not in by_id:
            raise ProcessUnclear(
                f"The ledger knows no process {asked!r}. It knows: {', '.join(sorted(by_id))}."
            )
        return by_id[asked]
    if len(told) == 1:
        return by_id[told[0]]
    if not told:
        raise ProcessUnclear("Nothing in the ledger tells of a process it knows. Read some pages first.")
    raise ProcessUnclear(f"Choose one with --process: {', '.join(sorted(told))}.")
