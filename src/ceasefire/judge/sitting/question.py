"""Three times in, which rows of numbers can be seen out. Microseconds since 1970 (UTC)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ceasefire.judge.seen import FOREVER
from ceasefire.judge.sitting.columns import Column
from ceasefire.judge.sitting.frames import FIRST, micros
from ceasefire.model import AsOf


class Withdrawn(NamedTuple):
    """A number that was taken back or put right: when that was reported (None: at any time) and recorded."""

    number: int
    reported_at: datetime | None
    recorded_at: datetime


class Seen:
    """What can be seen as of three times; see `judge.seen.open_docket`."""

    def __init__(self, as_of: AsOf, withdrawn: Sequence[Withdrawn]) -> None:
        self._as_of = as_of
        self.at = micros(as_of.valid_at or FOREVER)
        self._published, self._known = (
            None if bound is None else micros(bound) for bound in (as_of.published_by, as_of.known_at)
        )
        self._gone = np.array([w.number for w in withdrawn if self._heard(w)], dtype=np.int64)

    def _heard(self, w: Withdrawn) -> bool:
        reported = FIRST if w.reported_at is None else micros(w.reported_at)
        return (self._published is None or reported <= self._published) and (
            self._known is None or micros(w.recorded_at) <= self._known
        )

    def of(
        self, number: Column, since: Column, reported: Column, recorded: Column, dated: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        """Tell which rows can be seen."""
        seen: NDArray[np.bool_] = since <= self.at
        if self._published is not None:
            seen &= (reported <= self._published) & dated
        if self._known is not None:
            seen &= recorded <= self._known
        if len(self._gone):
            seen &= ~np.isin(number, self._gone)
        return seen
