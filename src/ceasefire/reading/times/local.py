"""A stretch of local days in a unit, and what is known around a time; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from ceasefire.reading.times.days import DAY, after, first_of, timex
from ceasefire.reading.times.sense import Clock


@dataclass(frozen=True, slots=True)
class Local:
    """A stretch [first, last) of local days in a unit, with a time of day or part of day if said.

    `season` is the letters of a season. `inferred` says that the date of publication was needed.
    `extra` days widen the bounds on either side (feasts by the moon); `said` is the coarser unit of the words
    ("two weeks ago" means a day some two weeks back).
    """

    first: date
    last: date
    unit: str
    clock: Clock | None = None
    part: str = ""
    mod: str = ""
    season: str = ""
    inferred: bool = False
    extra: int = 0
    said: str = ""

    @property
    def timex(self) -> str:
        """The TIMEX3 value, without zone."""
        unit = self.said or self.unit
        day = timex(unit, first_of(unit, self.first), self.season)
        if self.clock is None:
            return f"{day}T{self.part}" if self.part and self.unit == "day" else day
        clock = self.clock
        second = f":{clock.second:02d}" if clock.second else ""
        return f"{day}T{clock.hour:02d}:{clock.minute:02d}{second}"


@dataclass(frozen=True, slots=True)
class Around:
    """What is known where a time stands.

    `published` is the local day of publication; `told` the time told of last; `tense` past, future or "";
    `day` the day that a lone time of day belongs to, if its sentence names one; `year` a year that its
    sentence gives to an earlier date ("signed on 10 April 1998 and put to a vote on 22 May"); `inner` what
    the date inside the expression means.
    """

    published: date | None
    told: Local | None = None
    tense: str = ""
    day: Local | None = None
    year: int | None = None
    inner: Local | None = None


def whole(unit: str, day: date, *, inferred: bool = True) -> Local:
    """Return the unit that holds `day`."""
    first = first_of(unit, day)
    return Local(first, after(unit, first), unit, inferred=inferred)


def days_on(day: date, count: int) -> Local:
    """Return the day so many days after (or before) another."""
    first = day + timedelta(days=count)
    return Local(first, first + DAY, "day", inferred=True)


def middle(local: Local) -> date:
    """Return the day in the middle."""
    return local.first + (local.last - local.first) / 2


def by_tense(options: list[Local], around: Around) -> Local:
    """Return the option that the tense asks for: the last begun, the next not over, else the nearest."""
    published = around.published or date.max
    past = [o for o in options if o.first <= published]
    coming = [o for o in options if o.last > published]
    if around.tense == "future" and coming:
        return coming[0]
    if around.tense == "past" and past:
        return past[-1]
    return min(options, key=lambda o: abs((middle(o) - published).days))
