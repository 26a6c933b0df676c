"""Bearings for the benchmarks: who says of which undertaking, on which day, that it was kept or not.

All made up from a seed; of the shape and size that reading gives (about 450 bytes a body).
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ceasefire.model import Entry

T0 = datetime(2031, 1, 1, tzinfo=UTC)
DAYS = 365
UNDERTAKINGS = 5_000
VOICES = 40
A_PAGE = 25


def bearing(n: int, chance: random.Random) -> Entry:
    """Return the nth bearing: about a day of the year, reported up to a week later."""
    about = T0 + timedelta(minutes=chance.randrange(DAYS * 24 * 60))
    reported = about + timedelta(minutes=chance.randrange(7 * 24 * 60))
    complied = chance.random() < 0.6
    start = chance.randrange(4000)
    words = f"the monitor said that the convoy numbered {n} had passed the crossing that day"
    voice = f"monitor-{chance.randrange(VOICES)}"
    return Entry(
        kind="bearing",
        subject=f"example-2031:{chance.randrange(UNDERTAKINGS):04d}",
        body={
            "statement": f"{chance.getrandbits(256):064x}",
            "process": "example-2031",
            "kind": "complies" if complied else "breaches",
            "row": "convoy-passed",
            "why": "says of the same action, party and place that it was done",
            "counts": True,
            "complied": complied,
            "heard": {"speaker": voice},
            "occurred": {"value": about.date().isoformat(), "precision": "day", "zone": "UTC"},
            "quote": {"exact": words, "start": start, "end": start + len(words)},
        },
        recorded_by="reader@bench",
        speaker=voice,
        valid_from=about,
        valid_to=about + timedelta(days=1),
        reported_at=reported,
    )


def pages(entries: int, *, seed: int = 1, size: int = A_PAGE) -> Iterator[list[Entry]]:
    """Yield pages of bearings, the same for the same seed."""
    chance = random.Random(seed)
    for first in range(0, entries, size):
        yield [bearing(n, chance) for n in range(first, min(first + size, entries))]
