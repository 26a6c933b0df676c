"""Who waits for whom in, the drawing of the graph out: parties on a circle, rings thick and in red."""

from collections.abc import Iterator
from math import cos, hypot, pi, sin

from markupsafe import Markup

from ceasefire.views.drawing.canvas import Drawing, Href, cut, joined, link, text
from ceasefire.views.waiting import WaitingView

WIDTH, BOX, TALL = 720, 190, 40


def draw_waiting(view: WaitingView, *, href: Href, title: str = "Who waits for whom") -> Drawing:
    """Draw the waits between parties; an arrow leads from who waits to whom it waits for."""
    names = list(dict.fromkeys(n for w in view.waits for n in (w.waiter, w.waits_for)))
    height = 150 if len(names) <= 2 else 360
    at = _places(names, height)
    ringed = {pair for ring in view.rings for pair in zip(ring, (*ring[1:], ring[0]), strict=True)}
    pairs: dict[tuple[str, str], int] = {}
    for wait in view.waits:
        pair = (wait.waiter, wait.waits_for)
        pairs[pair] = pairs.get(pair, 0) + 1
    arrows = (_arrow(at, pair, number, href, ringed=pair in ringed) for pair, number in pairs.items())
    return Drawing(title, WIDTH, height, joined((*arrows, *_boxes(at))), "graph")


def _places(names: list[str], height: int) -> dict[str, tuple[float, float]]:
    middle, radius_x, radius_y = (WIDTH / 2, height / 2), WIDTH / 2 - BOX / 2 - 6, height / 2 - TALL / 2 - 8
    if len(names) <= 2:
        radius_y = 0
    turn = pi if len(names) <= 2 else -pi / 2
    angles = {name: turn + 2 * pi * n / max(len(names), 1) for n, name in enumerate(names)}
    return {
        name: (middle[0] + radius_x * cos(a), middle[1] + radius_y * sin(a)) for name, a in angles.items()
    }


def _boxes(at: dict[str, tuple[float, float]]) -> Iterator[Markup]:
    for name, (x, y) in at.items():
        yield Markup(
            '<rect x="{:.1f}" y="{:.1f}" width="{}" height="{}" rx="8" class="node"><title>{}</title></rect>'
        ).format(x - BOX / 2, y - TALL / 2, BOX, TALL, name)
        yield text(x, y + 4, cut(name, 26), anchor="middle", kind="label")


def _arrow(
    at: dict[str, tuple[float, float]], pair: tuple[str, str], number: int, href: Href, *, ringed: bool
) -> Markup:
    """Draw one arrow, bent to its left so that two that answer each other stay apart."""
    (x1, y1), (x2, y2) = at[pair[0]], at[pair[1]]
    length = hypot(x2 - x1, y2 - y1) or 1.0
    across = (-(y2 - y1) / length, (x2 - x1) / length)
    bend = (x1 + x2) / 2 - across[0] * 46, (y1 + y2) / 2 - across[1] * 46
    start, end = _edge((x1, y1), bend), _edge((x2, y2), bend)
    tilt = hypot(end[0] - bend[0], end[1] - bend[1]) or 1.0
    ahead = (end[0] - bend[0]) / tilt, (end[1] - bend[1]) / tilt
    back = end[0] - 11 * ahead[0], end[1] - 11 * ahead[1]
    head = " ".join(f"{back[0] + s * ahead[1]:.1f},{back[1] - s * ahead[0]:.1f}" for s in (-5, 5))
    shape = Markup(
        '<path d="M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}" class="wait{}"/>'
        '<polygon points="{:.1f},{:.1f} {}" class="arrow{}"/>'
    ).format(*start, *bend, *end, " in-ring" if ringed else "", *end, head, " in-ring" if ringed else "")
    words = f"{pair[0]} → {pair[1]}: {number}"
    middle = (start[0] + 2 * bend[0] + end[0]) / 4, (start[1] + 2 * bend[1] + end[1]) / 4
    count = (
        text(
            middle[0] - across[0] * 10,
            middle[1] + 4 - across[1] * 10,
            str(number),
            anchor="middle",
            kind="halo",
        )
        if number > 1
        else Markup("")
    )
    return link(href("wait", f"{pair[0]}|{pair[1]}"), words, joined((shape, count)))


def _edge(box: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    """Return where a line from the middle of a box leaves it."""
    dx, dy = towards[0] - box[0], towards[1] - box[1]
    scale = min((BOX / 2 + 3) / abs(dx) if dx else 1e9, (TALL / 2 + 3) / abs(dy) if dy else 1e9)
    return box[0] + dx * min(scale, 1), box[1] + dy * min(scale, 1)
