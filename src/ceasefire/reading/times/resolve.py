"""A sense and what is known around it in, local days with their unit out. No text is read here."""

from dataclasses import replace

from ceasefire.reading.times.local import Around, Local
from ceasefire.reading.times.named import calendar_days, feast_days
from ceasefire.reading.times.relative import hanging, nth_days, shifted, then_days, weekday_days
from ceasefire.reading.times.sense import Sense


def resolve(sense: Sense, around: Around) -> Local | None:
    """Return the days the sense means, None where what it hangs on is not known."""
    reader = READERS.get(sense.kind)
    if reader is None:
        return None
    if sense.inner is not None:
        around = replace(around, inner=resolve(sense.inner, around))
    try:
        found = reader(sense, around)
    except (OverflowError, ValueError):
        # A 31 June, or a year beyond the calendar: words that name no day.
        return None
    if found is None:
        return None
    return replace(
        found,
        clock=sense.clock or found.clock,
        part=sense.part or found.part,
        mod=sense.mod or found.mod,
    )


READERS = {
    "calendar": calendar_days,
    "weekday": weekday_days,
    "shift": shifted,
    "hang": hanging,
    "feast": feast_days,
    "nth": nth_days,
    "then": then_days,
}
