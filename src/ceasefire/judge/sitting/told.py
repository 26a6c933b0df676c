"""Reports as columns of codes: what a sitting hears, whoever keeps the words.

Enters: testimony, or columns that stand somewhere already. Leaves: `Told`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np

from ceasefire.judge.sitting.columns import Codes, Column
from ceasefire.judge.sitting.frames import micros
from ceasefire.model import Act, Testimony, When


class Heard(NamedTuple):
    """Testimony with its number, a small one of its own.

    `since` is from when on it is about the world (None: the earliest time that it speaks of).
    """

    number: int
    testimony: Testimony
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One row a report, its fields as codes: places in the lists that stand below; -1 for no speaker.

    `amount` tells that it says how much was done. `since` and `reported` are microseconds since 1970 (UTC).
    """

    number: Column
    undertaking: Column
    speaker: Column
    outlet: Column
    origin: Column
    occasion: Column
    occurred: Column
    complied: Column
    partial: Column
    direct: Column
    amount: Column
    since: Column
    reported: Column
    undertakings: Sequence[str | None]
    speakers: Sequence[str | None]
    outlets: Sequence[str]
    origins: Sequence[str]
    occasions: Sequence[str]
    times: Sequence[When]


def told_of(heard: Iterable[Heard]) -> tuple[list[Heard], tuple[Told]]:
    """Part acts from reports, and write the reports as columns: all in one part."""
    acts, rows = [], []
    undertakings, speakers, outlets, origins, occasions, times = (Codes() for _ in range(6))
    for one in heard:
        r = one.testimony
        if isinstance(r, Act):
            acts.append(one)
            continue
        voice, since = r.voice, one.since or r.occurred.earliest
        rows.append(
            (
                one.number, undertakings.of(r.undertaking),
                -1 if voice.speaker is None else speakers.of(voice.speaker), outlets.of(voice.outlet),
                origins.of(voice.origin), occasions.of(r.occasion), times.of(r.occurred), r.complied,
                r.partial, r.direct, r.quantity is not None, micros(since), micros(r.reported_at),
            )
        )  # fmt: skip
    columns = np.array(rows, dtype=np.int64).reshape(-1, 13).T
    pools = (undertakings, speakers, outlets, origins, occasions, times)
    return acts, (Told(*columns, *(pool.names() for pool in pools)),)
