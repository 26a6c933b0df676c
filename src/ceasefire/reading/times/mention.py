"""What the finder gives: one time expression of a text, and how TIMEX3 writes a length."""

import math
from dataclasses import dataclass, field

from ceasefire.model import When
from ceasefire.reading.times.local import Local
from ceasefire.reading.times.sense import Sense

LETTERS = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "decade": "E",
    "century": "C",
    "quarter": "Q",
    "millennium": "L",
}
WRITTEN_AS = {"quarter": ("month", 3), "decade": ("year", 10), "half": ("month", 6)}
HALVES = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}
CLOCK_LETTERS = {"hour": "H", "minute": "M", "second": "S"}


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time expression: `[start, end)` in the text, what it means, and what it is for.

    `when` is None for a length without an anchor, a set, or a day that needs a date nobody gave. `role` is
    when, deadline, until (the end of a period given by its length), repeat, or None where the words leave it
    open. `timex_type` and `value` are those of TIMEX3 (DATE, TIME, DURATION, SET). `rule` names the row of
    rules.yaml and `cue` the row of cues.yaml that decided. `hangs_on` names the event that a length counts
    from. `local` and `sense` are what `when` was made from.
    """

    start: int
    end: int
    when: When | None
    role: str | None
    timex_type: str
    value: str
    rule: str = ""
    cue: str = ""
    hangs_on: str | None = None
    local: Local | None = field(default=None, repr=False)
    sense: Sense | None = field(default=None, repr=False)


def period(sense: Sense) -> str:
    """Return the TIMEX3 value of a length: P5D, PT48H, PXW, P2Y6M."""
    count = sense.count if sense.count is not None else math.nan
    vague = math.isnan(count)
    unit, factor = WRITTEN_AS.get(sense.unit, (sense.unit, 1)) if not vague else (sense.unit, 1)
    whole, rest = ("X", 0.0) if vague else (f"{int(count * factor)}", count * factor % 1)
    half = HALVES.get(unit, "") if rest == 0.5 else ""
    if rest and not half:
        whole = f"{count * factor:g}"
    head = "" if whole == "0" and half else f"{whole}{LETTERS.get(unit) or CLOCK_LETTERS.get(unit, 'X')}"
    return f"P{'T' if unit in CLOCK_LETTERS else ''}{head}{half}"
