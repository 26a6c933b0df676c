"""The table of makers: the names that rules of rules.yaml may give under `make`."""

from collections.abc import Callable
from typing import Any

from ceasefire.reading.times import make_counts, make_dates, make_parts
from ceasefire.reading.times.captures import Got, With

Maker = Callable[[Got, With], Any]

FUNCTIONS: tuple[Maker, ...] = (
    make_counts.add, make_counts.times, make_counts.and_half, make_counts.vague,
    make_counts.first_number, make_counts.year_words, make_counts.noon, make_counts.past_noon,
    make_counts.half_past, make_counts.clock, make_counts.clock_like, make_counts.zoned,
    make_counts.place_zoned, make_counts.also_zoned, make_counts.duration, make_counts.bare_units,
    make_counts.same, make_counts.span,
    make_dates.iso, make_dates.numeric, make_dates.calendar, make_dates.month_of_year,
    make_dates.year_alone, make_dates.year_noun, make_dates.decade, make_dates.nth_unit,
    make_dates.nth_century, make_dates.latest, make_dates.half_of, make_dates.season, make_dates.feast,
    make_dates.feast_tail, make_dates.dayword, make_dates.day_beyond, make_dates.weekday,
    make_dates.weekday_of_week, make_dates.part_word, make_dates.shift, make_dates.the_weekend,
    make_dates.hang, make_dates.hang_unit,
    make_parts.edge, make_parts.edge_unit, make_parts.day_of, make_parts.nth_of,
    make_parts.nth_weekday, make_parts.with_part, make_parts.with_clock, make_parts.date_zoned,
    make_parts.date_placed, make_parts.also_dated, make_parts.clock_alone, make_parts.part_alone,
    make_parts.then, make_parts.every_weekday, make_parts.every_unit, make_parts.nothing,
    make_parts.month_alone, make_parts.every_part, make_parts.every_month, make_parts.daily,
    make_parts.ref, make_parts.ref_word,
)  # fmt: skip

MAKERS: dict[str, Maker] = {maker.__name__: maker for maker in FUNCTIONS}
