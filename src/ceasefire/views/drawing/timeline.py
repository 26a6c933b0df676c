"""Lanes in, the drawing of a timeline out: a bar to each deadline, marks for what was said, days below."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from markupsafe import Markup

from ceasefire.views.drawing.canvas import Drawing, Href, cut, joined, link, text
from ceasefire.views.drawing.marks import placed
from ceasefire.views.lanes import Lane, Lanes, Tick

WIDTH, LABEL, RIGHT, TOP, STEP, HEAP = 1340, 420, 24, 34, 34, 60
LABEL_LETTERS = 62
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
        return LABEL + (WIDTH - LABEL - RIGHT) * min(max(share, 0.0), 1.0)


def draw_timeline(
    view: Lanes, *, now: datetime | None, href: Href, day: Callable[[date], str] = date.isoformat,
    title: str = "Timeline", incidents: str = "Incidents alleged per day", as_of: str = "as of",
) -> Drawing:  # fmt: skip
    """Draw lanes from the first to the last moment. `now` is the time asked about; `day` writes a day."""
    scale = _scale(view, now)
    bottom = TOP + STEP * len(view.lanes)
    height = bottom + HEAP + 36
    body = joined(
        (
            *_grid(scale, bottom + HEAP, day),
            *(_lane(lane, TOP + STEP * n + STEP / 2, scale, href) for n, lane in enumerate(view.lanes)),
            *_heaps(view, scale, bottom + HEAP, incidents, day),
            *_now(now, scale, bottom + HEAP, as_of),
        )
    )
    return Drawing(title, WIDTH, height, body, "timeline")


def _scale(view: Lanes, now: datetime | None) -> Scale:
    moments = [x for x in (view.first, view.last, now) if x is not None]
    moments += [datetime.combine(d, time(), UTC) for d, _ in view.incidents]
    said = [t.at for lane in view.lanes for t in lane.ticks] + moments[3 if now else 2 :]
    first = min(moments, default=datetime(2000, 1, 1, tzinfo=UTC))
    last = max(moments, default=first)
    if said:  # a deadline or an opening far from everything said is held at the edge
        reach = max(max(said) - min(said), timedelta(days=7))
        first, last = max(first, min(said) - reach), min(last, max(said) + reach)
    return Scale(first - timedelta(hours=18), max(last, first + timedelta(days=1)) + timedelta(hours=30))


def _grid(scale: Scale, bottom: float, day: Callable[[date], str]) -> Iterator[Markup]:
    days = max((scale.last - scale.first).days, 1)
    each = next((s for s in (1, 2, 3, 7, 14, 30, 61, 91, 182, 365) if days / s <= 9), days // 8)
    at = datetime.combine(scale.first.date() + timedelta(days=1), time(), UTC)
    while at < scale.last:
        x = scale.x(at)
        yield Markup('<path d="M{:.1f} {}V{}" class="grid"/>').format(x, TOP - 8, int(bottom))
        yield text(x, TOP - 14, day(at.date()), kind="soft", anchor="middle")
        at += timedelta(days=each)


def _lane(lane: Lane, y: float, scale: Scale, href: Href) -> Markup:
    start = scale.x(lane.start) if lane.start else LABEL
    end = scale.x(lane.due) if lane.due else WIDTH - RIGHT
    words = f"{lane.debtor}: {lane.text} – {lane.word}"
    label = joined(
        (
            placed(lane.mark, 12, y),
            text(26, y - 3, cut(lane.text, LABEL_LETTERS), kind="label"),
            text(26, y + 11, cut(lane.debtor, LABEL_LETTERS), kind="soft small"),
        )
    )
    bar = Markup('<g class="mark-{}"><path d="M{:.1f} {:.1f}H{:.1f}" class="bar"/>{}</g>').format(
        lane.mark,
        min(start, end),
        y,
        max(start, end) if lane.start or lane.due else min(start, end),
        _bracket(lane, end, y),
    )
    return joined(
        (
            link(href("why", lane.undertaking), words, label),
            bar,
            *_moved(lane, y, scale),
            *_ticks(lane, y, scale, href),
        )
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
            text(x, y - 10, str(len(ticks)), kind="soft small", anchor="middle")
            if len(ticks) > 1
            else Markup("")
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


def _heaps(
    view: Lanes, scale: Scale, bottom: float, title: str, day: Callable[[date], str]
) -> Iterator[Markup]:
    yield text(26, bottom - 8, title, kind="label")
    most = max((n for _, n in view.incidents), default=1)
    for when, number in view.incidents:
        start = datetime.combine(when, time(), UTC)
        left, right = scale.x(start), scale.x(start + timedelta(days=1))
        tall = (HEAP - 18) * number / most
        yield Markup(
            '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="heap">'
            "<title>{}: {}</title></rect>"
        ).format(left + 0.5, bottom - tall, max(right - left - 1, 1.5), tall, day(when), number)
        if right - left > 14:
            yield text((left + right) / 2, bottom - tall - 4, str(number), kind="soft small", anchor="middle")


def _now(now: datetime | None, scale: Scale, bottom: float, words: str) -> Iterator[Markup]:
    if now is not None:
        x = scale.x(now)
        yield Markup('<path d="M{:.1f} {}V{}" class="now"/>').format(x, TOP - 8, int(bottom) + 6)
        yield text(x, bottom + 22, words, anchor="end" if x > WIDTH - 120 else "middle")
