"""Lanes in, the drawing of a timeline out: a bar to each deadline, marks for what was said, days below.

The words of a lane stand above its bar, so that a narrow screen shows both at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from markupsafe import Markup

from ceasefire.views.drawing.canvas import Drawing, Href, cut, joined, link, text
from ceasefire.views.drawing.marks import placed
from ceasefire.views.lanes import Lane, Lanes, Tick

WIDTH, LEFT, RIGHT, TOP, STEP, HEAP = 1200, 14, 20, 34, 44, 64
LABEL_LETTERS, WHO_LETTERS = 96, 40
NEAR = 9
"""Marks nearer than this many pixels to the one before are drawn in a row beside it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Instants to pixels."""

    first: datetime
    last: datetime

    def x(self, at: datetime) -> float:
        """Return the place of an instant; what lies outside is held at the edge."""
        share = (at - self.first) / (self.last - self.first)
        return LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How a drawing says things: `day` writes a day; the rest are its fixed words."""

    day: Callable[[date], str] = date.isoformat
    title: str = "Timeline"
    incidents: str = "Incidents alleged per day"
    as_of: str = "as of"


ENGLISH = Spoken()


def draw_timeline(
    view: Lanes, *, now: datetime | None, href: Href, chosen: date | None = None, spoken: Spoken = ENGLISH
) -> Drawing:
    """Draw lanes from the first to the last moment. `now` is the time asked about, `chosen` a day to show.

    A day leads where `href` says for ("day", its ISO date).
    """
    scale = _scale(view, now, chosen)
    bottom = TOP + STEP * len(view.lanes)
    height = bottom + HEAP + 36
    body = joined(
        (
            *_chosen(chosen, scale, bottom + HEAP),
            *_grid(scale, bottom + HEAP, spoken),
            *(_lane(lane, TOP + STEP * n + 30, scale, href) for n, lane in enumerate(view.lanes)),
            *_heaps(view, scale, bottom + HEAP, href, spoken),
            *_now(now, scale, bottom + HEAP, spoken.as_of),
        )
    )
    return Drawing(spoken.title, WIDTH, height, body, "timeline")


def _scale(view: Lanes, now: datetime | None, chosen: date | None) -> Scale:
    days = [_noon(d) for d, _ in view.incidents]
    said = _together(sorted([t.at for lane in view.lanes for t in lane.ticks] + days))
    said += [_noon(chosen)] if chosen else []
    moments = [x for x in (view.first, view.last, now) if x is not None] + said
    first = min(moments, default=datetime(2000, 1, 1, tzinfo=UTC))
    last = max(moments, default=first)
    if said:  # a deadline or an opening far from everything said is held at the edge
        reach = max(max(said) - min(said), timedelta(days=7))
        first, last = max(first, min(said) - reach), min(last, max(said) + reach)
    return Scale(first - timedelta(hours=18), max(last, first + timedelta(days=1)) + timedelta(hours=30))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _together(said: list[datetime]) -> list[datetime]:
    """Leave out, at either end, a moment farther from the rest than the rest is long; the edge names it."""
    while len(said) > 3 and said[1] - said[0] > said[-1] - said[1]:
        said = said[1:]
    while len(said) > 3 and said[-1] - said[-2] > said[-2] - said[0]:
        said = said[:-1]
    return said


def _chosen(chosen: date | None, scale: Scale, bottom: float) -> Iterator[Markup]:
    """Shade the day chosen."""
    if chosen is not None:
        left, right = _edges(chosen, scale)
        yield Markup('<rect x="{:.1f}" y="{}" width="{:.1f}" height="{}" class="chosen-day"/>').format(
            left, TOP - 8, max(right - left, 3), int(bottom) - TOP + 8
        )


def _edges(day: date, scale: Scale) -> tuple[float, float]:
    start = datetime.combine(day, time(), UTC)
    return scale.x(start), scale.x(start + timedelta(days=1))


def _grid(scale: Scale, bottom: float, spoken: Spoken) -> Iterator[Markup]:
    days = max((scale.last - scale.first).days, 1)
    each = next((s for s in (1, 2, 3, 7, 14, 30, 61, 91, 182, 365) if days / s <= 9), days // 8)
    at = datetime.combine(scale.first.date() + timedelta(days=1), time(), UTC)
    while at < scale.last:
        x = scale.x(at)
        yield Markup('<path d="M{:.1f} {}V{}" class="grid"/>').format(x, TOP - 8, int(bottom))
        anchor = "start" if x < LEFT + 24 else "end" if x > WIDTH - RIGHT - 24 else "middle"
        yield text(x, TOP - 14, spoken.day(at.date()), kind="soft", anchor=anchor)
        at += timedelta(days=each)


def _lane(lane: Lane, y: float, scale: Scale, href: Href) -> Markup:
    # Isolated from each other, or two names in Arabic would run on as one and change places.
    shown = (cut(lane.text, LABEL_LETTERS), cut(lane.debtor, WHO_LETTERS))
    words, who = (f"\u2068{part}\u2069" for part in shown)
    label = Markup(
        '{}<text x="{}" y="{:.1f}" class="halo"><tspan class="label">{}</tspan>'
        '<tspan class="soft small" dx="10">{}</tspan></text>'
    ).format(placed(lane.mark, LEFT + 8, y - 17, 14), LEFT + 20, y - 13, words, who)
    named = f"{lane.debtor}: {lane.text} – {lane.word}"
    pieces = (
        link(href("why", lane.undertaking), named, label), _bar(lane, y, scale), *_moved(lane, y, scale),
        *_ticks(lane, y, scale, href),
    )  # fmt: skip
    return joined(pieces)


def _bar(lane: Lane, y: float, scale: Scale) -> Markup:
    start = scale.x(lane.start) if lane.start else LEFT
    end = scale.x(lane.due) if lane.due else WIDTH - RIGHT
    left, right = min(start, end), max(start, end) if lane.start or lane.due else min(start, end)
    return Markup('<g class="mark-{}"><path d="M{:.1f} {:.1f}H{:.1f}" class="bar"/>{}</g>').format(
        lane.mark, left, y, right, _bracket(lane, end, y)
    )


def _bracket(lane: Lane, x: float, y: float) -> Markup:
    if lane.due is None:
        return Markup("")
    return Markup('<path d="M{:.1f} {:.1f}h4v18h-4" class="bracket"><title>{}</title></path>').format(
        x - 4, y - 9, lane.due_words
    )


def _moved(lane: Lane, y: float, scale: Scale) -> Iterator[Markup]:
    for tick in lane.moved:
        yield Markup(
            '<path d="M{:.1f} {:.1f}h4v18h-4" class="bracket other"><title>{}</title></path>'
        ).format(scale.x(tick.at) - 4, y - 9, tick.words)


def _ticks(lane: Lane, y: float, scale: Scale, href: Href) -> Iterator[Markup]:
    """Draw what was said; what falls on one place is one mark that tells how many."""
    for x, ticks in _gathered(lane.ticks, scale):
        marks = {t.mark for t in ticks}
        words = "; ".join(dict.fromkeys(t.words for t in ticks[:6]))
        if len(ticks) > 6:
            words += f"; +{len(ticks) - 6}"
        shape = placed(ticks[0].mark if len(marks) == 1 else "disputed", x, y)
        number = (
            text(x + 10, y + 4, str(len(ticks)), kind="soft small halo") if len(ticks) > 1 else Markup("")
        )
        yield link(href("evidence", f"{lane.undertaking}#{ticks[0].line}"), words, joined((shape, number)))


def _gathered(ticks: tuple[Tick, ...], scale: Scale) -> Iterator[tuple[float, list[Tick]]]:
    heap: list[Tick] = []
    left = 0.0
    for tick in ticks:
        x = scale.x(tick.at)
        if heap and x - left > NEAR * 2:
            yield left, heap
            heap = []
        if not heap:
            left = x
        heap.append(tick)
    if heap:
        yield left, heap


def _heaps(view: Lanes, scale: Scale, bottom: float, href: Href, spoken: Spoken) -> Iterator[Markup]:
    """Draw the incidents of each day; a day is chosen by its heap."""
    yield text(LEFT, bottom - HEAP + 10, spoken.incidents, kind="label halo")
    most = max((n for _, n in view.incidents), default=1)
    beyond = {True: 0, False: 0}
    for when, number in view.incidents:
        words = f"{spoken.day(when)}: {number}"
        if scale.first <= _noon(when) < scale.last:
            drawn = _heap(_edges(when, scale), (bottom, (HEAP - 32) * number / most), number)
        else:
            early = _noon(when) < scale.first
            beyond[early] += 1
            x, anchor = (LEFT, "start") if early else (WIDTH - RIGHT, "end")
            told = f"‹ {words}" if early else f"{words} ›"
            drawn = text(x, bottom + 10 + 12 * beyond[early], told, kind="soft small", anchor=anchor)
        yield link(href("day", when.isoformat()), words, drawn)


def _heap(edges: tuple[float, float], rise: tuple[float, float], number: int) -> Markup:
    (left, right), (bottom, tall) = edges, rise
    heap = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="heap"/>').format(
        left + 0.5, bottom - tall, max(right - left - 1, 2), tall
    )
    # A day of one incident is low; its whole column can be pointed at.
    column = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" class="column"/>').format(
        left, bottom - HEAP + 16, max(right - left, 4), HEAP - 16
    )
    told = text((left + right) / 2, bottom - tall - 4, str(number), kind="soft small", anchor="middle")
    return joined((column, heap, told if right - left > 14 else Markup("")))


def _now(now: datetime | None, scale: Scale, bottom: float, words: str) -> Iterator[Markup]:
    if now is not None:
        x = scale.x(now)
        yield Markup('<path d="M{:.1f} {}V{}" class="now"/>').format(x, TOP - 8, int(bottom) + 6)
        yield text(x, bottom + 22, words, anchor="end" if x > WIDTH - 120 else "middle")
