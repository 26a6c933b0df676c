"""Times as reports give them: an ISO value as exact as the words, and the instants it can mean."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ceasefire.model.words import Precision


@dataclass(frozen=True, slots=True)
class When:
    """A time as said.

    `value` is ISO 8601 as exact as the words allow (`2012-04`, `2012-04-10`,
    `2012-04-10T06:00:00+03:00`), or `a/b` for the interval [a, b). `earliest` and `latest` bound
    what it can mean, aware UTC, half-open: [earliest, latest). `zone` is an IANA name, None where
    unknown (bounds then allow for every zone from UTC-12 to UTC+14). `inferred` says that the words
    alone do not give it ("Tuesday" needs a date of publication). `words` are the words it was read
    from. `hangs_on` names the event a relative time waits for ("48 hours later"), in words.
    """

    value: str
    earliest: datetime
    latest: datetime
    precision: Precision
    zone: str | None = None
    inferred: bool = False
    words: str = ""
    hangs_on: str | None = None


@dataclass(frozen=True, slots=True)
class After:
    """A time that hangs on an event: `delay` after the undertaking or event with id `event`.

    `side` says which end of the event counts: its deadline ("due") or when it was done ("done").
    """

    event: str
    delay: timedelta
    side: str = "due"


Timing = When | After
