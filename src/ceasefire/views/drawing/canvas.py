"""Pieces of SVG in, a drawing out that a page, a printer and a notebook can show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ceasefire.views.drawing.marks import sprite

# Where a mark leads: the kind of thing ("why", "evidence", "place") and its id in, an address out.
Href = Callable[[str, str], str]

# A notebook has no style sheet of ours: the light colours, and what the shapes need to be seen.
NOTEBOOK = """
svg{--kept:#1859c1;--claimed:#1f90e0;--due:#bd8218;--disputed:#73316a;--breached:#ba200e;--unknown:#7a7f86;
--paper:#fff;--ink:#14171a;--soft:#454b54;--line:#d5d9de;--sand:#b9a47c;font-family:sans-serif}
.mark-kept{color:var(--kept)}.mark-claimed{color:var(--claimed)}.mark-due{color:var(--due)}
.mark-disputed{color:var(--disputed)}.mark-breached{color:var(--breached)}.mark-unknown{color:var(--unknown)}
.full{fill:currentColor}.cut{stroke:var(--paper);stroke-width:1.8;fill:none}
.ring{fill:var(--paper);stroke:currentColor;stroke-width:2.6}.thin{fill:none;stroke:currentColor;stroke-width:1.7}
.dashed{fill:var(--paper);stroke:currentColor;stroke-width:1.6;stroke-dasharray:2.6 2.2}
text{fill:var(--ink);font-size:12px}.soft{fill:var(--soft)}.grid{stroke:var(--line)}.bar{stroke:currentColor;stroke-width:6;stroke-linecap:round;opacity:.35}
.heap{fill:var(--sand)}.now{stroke:var(--ink);stroke-width:1.5}.bracket{fill:none;stroke:currentColor;stroke-width:2}
.other{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:2 2}.small{font-size:11px}
.node{fill:var(--paper);stroke:var(--soft)}.wait{fill:none;stroke:var(--soft);stroke-width:1.5}
.in-ring{stroke:var(--breached);stroke-width:3}.arrow{fill:var(--soft)}
.sea{fill:#dbe3ea}.land{fill:#efece4;stroke:var(--line);stroke-width:.6}
.region{fill:var(--paper);stroke:#8b8677;stroke-width:.7}.disputed{stroke-dasharray:3 2}
.tint-1{fill:#ece5d3}.tint-2{fill:#dccfae}.tint-3{fill:#c8b586}.tint-4{fill:#b39c64}
.dot{fill:var(--ink);opacity:.55}.aid{fill:var(--soft);stroke:var(--paper)}.frame{fill:none;stroke:var(--soft)}
.halo,.region-name{paint-order:stroke;stroke:var(--paper);stroke-width:3px}
.chosen-day{fill:#ffe8a3}.column{fill:transparent}.chosen-place{fill:none;stroke:var(--ink);stroke-width:2}
.region.chosen{stroke:var(--ink);stroke-width:2.2}
"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG drawing. `title` says what it shows; `body` is safe markup in a box of `width` × `height`."""

    title: str
    width: int
    height: int
    body: Markup
    name: str = "drawing"

    def __html__(self) -> str:
        """Return the drawing for a page that has the style sheet and the shapes."""
        return str(self._svg(Markup("")))

    def _repr_svg_(self) -> str:
        """Return the drawing whole, for a notebook or a file."""
        style = Markup("<style>{}</style><g>{}</g>").format(
            Markup(NOTEBOOK),  # noqa: S704 - a constant of this file
            sprite(bare=True),
        )
        return str(self._svg(style))

    def _svg(self, head: Markup) -> Markup:
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="{}" viewBox="0 0 {} {}" width="{}" height="{}" '
            'role="group" aria-label="{}">{}{}</svg>'
        ).format(self.name, self.width, self.height, self.width, self.height, self.title, head, self.body)


def joined(pieces: Iterable[Markup]) -> Markup:
    """Put pieces one after another."""
    return Markup("").join(pieces)


def text(x: float, y: float, words: str, *, kind: str = "", anchor: str = "start") -> Markup:
    """Return words at a point."""
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}" text-anchor="{}">{}</text>').format(
        x, y, kind, anchor, words
    )


def link(address: str, words: str, body: Markup) -> Markup:
    """Return a piece that leads somewhere; `words` are what a reader hears and a pointer shows."""
    return Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(address, words, words, body)


def cut(words: str, most: int) -> str:
    """Return words shortened to a number of characters, at a space where there is one."""
    if len(words) <= most:
        return words
    short = words[: most - 1]
    return (short.rsplit(" ", 1)[0] if " " in short[most // 2 :] else short).rstrip(" ,;.") + "…"
