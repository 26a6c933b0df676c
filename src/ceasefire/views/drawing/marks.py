"""Status marks as drawings: a shape for each, so that none is told by colour alone."""

from markupsafe import Markup

from ceasefire.views.wording import Mark

# Each is drawn in a square of 16; `fill-paper` is the ground, everything else the colour of its status.
SHAPES: dict[Mark, str] = {
    Mark.KEPT: '<circle cx="8" cy="8" r="7" class="full"/><path d="M4.6 8.3l2.3 2.3 4.5-4.9" class="cut"/>',
    Mark.CLAIMED: '<circle cx="8" cy="8" r="5.8" class="ring"/>',
    Mark.DUE: '<circle cx="8" cy="8" r="6.2" class="thin"/><path d="M8 4.4V8l2.6 1.6" class="thin"/>',
    Mark.DISPUTED: '<circle cx="8" cy="8" r="6.2" class="thin"/>'
    '<path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" class="full"/>',
    Mark.BREACHED: '<path d="M8 .6L15.4 8 8 15.4.6 8z" class="full"/>'
    '<path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" class="cut"/>',
    Mark.UNKNOWN: '<circle cx="8" cy="8" r="6.2" class="dashed"/>',
}


def sprite(*, bare: bool = False) -> Markup:
    """Return the shapes once, to be placed at the head of a page and used by name; `bare` without a box."""
    symbols = "".join(
        f'<symbol id="mark-{mark}" viewBox="0 0 16 16">{shape}</symbol>' for mark, shape in SHAPES.items()
    )
    shapes = Markup(symbols)  # noqa: S704 - constants of this file
    return shapes if bare else Markup('<svg class="sprite" aria-hidden="true">{}</svg>').format(shapes)


def mark(name: str) -> Markup:
    """Return one mark; the word that says it stands beside it."""
    return Markup(
        '<svg class="mark mark-{0}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<use href="#mark-{0}"/></svg>'
    ).format(name)


def placed(name: str, x: float, y: float, size: float = 16) -> Markup:
    """Return one mark inside a drawing, centred on a point."""
    return Markup(
        '<use href="#mark-{}" class="mark-{}" x="{:.1f}" y="{:.1f}" width="{}" height="{}"/>'
    ).format(name, name, x - size / 2, y - size / 2, size, size)
