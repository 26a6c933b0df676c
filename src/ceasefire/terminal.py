"""Views in, Rich renderables out: how a board, its reasons and its lists look in a terminal.

Colour only repeats what a shape and a word already say; without colour nothing is lost.
"""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ceasefire.model import Problem
from ceasefire.pipeline import Outcome
from ceasefire.register.needs import ClausePage
from ceasefire.views.board import Board, Cell
from ceasefire.views.book import Extent, StatementRow
from ceasefire.views.evidence import Line
from ceasefire.views.lists import Source
from ceasefire.views.sections import Said, Section
from ceasefire.views.timeline import Moment
from ceasefire.views.waiting import WaitingView
from ceasefire.views.why import Why
from ceasefire.views.wording import SHAPES, Mark, count, time_words

STYLES = {
    Mark.KEPT: "blue",
    Mark.CLAIMED: "cyan",
    Mark.DUE: "yellow",
    Mark.DISPUTED: "magenta",
    Mark.BREACHED: "red",
    Mark.UNKNOWN: "dim",
}
SHOWN = 12
# Fewest characters in which a clause and a cell can be read; below that the grid becomes a list.
CLAUSE, CELL = 24, 34


def board(view: Board, *, width: int, every: bool = False) -> Iterator[RenderableType]:
    """Draw a board: the grid, or a list where the terminal is too narrow for it, then the lists beside it.

    `every` shows each item of the lists, not the first dozen.
    """
    yield Text(view.title, style="bold")
    facts = f"{count(view.documents, 'page')}, {count(view.voices, 'voice')}; ledger head {view.head[:16]}"
    yield Text(f"{facts}; read by machine, not reviewed", "dim")
    columns = [key for key, _ in view.columns]
    yield _grid(view, columns) if width >= CLAUSE + CELL * len(columns) else _list(view)
    yield legend()
    yield from (section(s, every=every) for s in view.sections if s.items)


def _grid(view: Board, columns: list[str]) -> Table:
    table = Table(show_lines=True, expand=True, pad_edge=False)
    table.add_column("Clause", ratio=2)
    for _, name in view.columns:
        table.add_column(name, ratio=3)
    for row in view.rows:
        cells = dict(row.cells)
        drawn = (Group(*_cells(cells[key])) if key in cells else Text("·", "dim") for key in columns)
        table.add_row(Text.assemble((f"{row.point} ", "bold"), row.text), *drawn)
    return table


def _list(view: Board) -> Group:
    names = dict(view.columns)
    parts: list[RenderableType] = []
    for row in view.rows:
        parts.append(Text.assemble("\n", (f"{row.point} ", "bold"), (row.text, "bold")))
        for key, cells in row.cells:
            parts.append(Text(f"{names[key]}:", "underline"))
            parts += [Padding(cell, (0, 0, 0, 2)) for cell in _cells(cells)]
    return Group(*parts)


def _cells(cells: Iterable[Cell]) -> Iterator[Text]:
    for number, cell in enumerate(cells):
        text = Text("\n" if number else "")
        text.append(f"{SHAPES[cell.mark]} {cell.word}", STYLES[cell.mark])
        text.append(f"\n{cell.text}")
        facts = (f"due {cell.deadline}" if cell.deadline else "", count(cell.voices, "voice"))
        text.append("\n" + " · ".join(f for f in facts if f), "dim")
        if cell.reason:
            text.append(f"\n{cell.reason}", "dim")
        for term in cell.terms:
            text.append(f"\nas reported: by {term.words} ({', '.join(term.voices)})", "italic")
        for condition in cell.conditions:
            text.append(
                f"\ncondition asserted by {condition.speaker}: {_short(condition.quote.exact)}", "italic"
            )
        text.append(f"\nwhy: {cell.undertaking}", "dim")
        yield text


def part_shown(extents: Mapping[str, Extent], page: ClausePage | None = None) -> Iterator[Text]:
    """Say which part of a large ledger is shown, and how to see the rest."""
    if page is not None and page.pages > 1:
        yield Text(f"\npage {page.number} of {page.pages}, clauses {page.found}: --page", "dim")
    for name, extent in extents.items():
        if not extent.whole:
            yield Text(f"{name}: the latest {extent.shown} of {extent.all} statements are here", "dim")


def legend() -> Text:
    """Say what each shape means."""
    return Text("   ".join(f"{SHAPES[m]} {m}" for m in Mark), "dim")


def section(view: Section, *, every: bool = False) -> RenderableType:
    """Draw one list beside the grid."""
    table = Table(title=view.title, title_justify="left", expand=True, show_edge=False, pad_edge=False)
    table.add_column("Who", ratio=2)
    table.add_column("What", ratio=5)
    table.add_column("Pages", ratio=2)
    shown = view.items if every else view.items[:SHOWN]
    for item in shown:
        table.add_row(item.who, _short(item.what, 220), _pages(item))
    if len(shown) < len(view.items):
        table.add_row("", Text(f"{len(view.items) - len(shown)} more: --all", "dim"), "")
    return Group(Text(), table)


def _pages(item: Said) -> str:
    outlets = dict.fromkeys(f"{entry.outlet} {entry.published}".strip() for entry in item.lines)
    return "; ".join(outlets)


def why(view: Why) -> Iterator[RenderableType]:
    """Draw the reasons of one cell: the rows that decided, then every word, each in its passage."""
    head = Text.assemble(
        (f"{SHAPES[view.mark]} {view.word}", STYLES[view.mark]),
        f"\n{view.undertaking.text}\nwho must: {view.debtor}",
        f"\ndeadline: {view.deadline}" if view.deadline else "",
        f"\nreference: {view.undertaking.reference}" if view.undertaking.reference else "",
        f"\nphase {view.status.phase}, outcome {view.status.outcome}, standing {view.status.standing}, "
        f"undertaken at all: {view.status.existence}; {count(view.voices, 'voice')}",
    )
    yield Panel(head, title=view.undertaking.id, title_align="left")
    for rule in view.rules:
        yield Text(f"rule  {rule}")
    for record in view.record:
        yield Text(f"record  {record}")
    for title, lines in (("Weighed", view.weighed), ("Beside the question", view.beside)):
        if lines:
            yield Text(f"\n{title}", "bold")
            yield from (evidence(entry) for entry in lines)
    if not view.weighed and not view.beside:
        yield Text("\nNo reports.")
    yield Text(f"\nledger head {view.head}", "dim")


def evidence(entry: Line) -> RenderableType:
    """Draw one line of evidence with its words marked in their passage."""
    who = entry.speaker + (f", through {', '.join(entry.relay)}" if entry.relay else "")
    tree = Tree(Text.assemble((entry.kind, "bold"), f" · {who}"))
    quote = entry.quote
    tree.add(
        Text.assemble(
            "…",
            quote.prefix.replace("\n", " "),
            (quote.exact, "reverse"),
            quote.suffix.replace("\n", " "),
            "…",
        )
    )
    page = f"{entry.outlet} · {entry.published or 'no date'} · {entry.name}"
    facts = [
        f"{page} · characters {quote.start}–{quote.end}",
        f"row {entry.row}: {entry.why}",
        f"read by {entry.rule}",
    ]
    for word, value in (
        ("when", entry.when),
        ("by", entry.deadline),
        ("condition", entry.condition),
        ("figure", entry.figure),
    ):
        if value:
            facts.append(f"{word}: {value}")
    if entry.copies:
        facts.append(f"one copy with {', '.join(entry.copies)}: one voice")
    for fact in facts:
        tree.add(Text(fact, "dim"))
    return tree


def timeline(view: Iterable[Moment]) -> RenderableType:
    """Draw happenings in order of time."""
    table = Table(expand=True, pad_edge=False)
    for name, ratio in (("When", 2), ("Who", 2), ("What", 1), ("Words", 5), ("Page", 2)):
        table.add_column(name, ratio=ratio)
    for moment in view:
        entry = moment.line
        shown = moment.shown
        if entry is None:
            table.add_row(Text(shown, "bold"), "", "", Text(moment.what, "bold"), moment.undertaking)
        else:
            table.add_row(shown, entry.speaker, moment.what, _short(entry.quote.exact, 220), entry.outlet)
    return table


def waiting(view: WaitingView) -> Iterator[RenderableType]:
    """Draw who waits for whom, then the rings, if the words hold any."""
    table = Table(expand=True, pad_edge=False)
    for name, ratio in (
        ("Who waits", 2),
        ("for whom", 2),
        ("in these words", 5),
        ("before", 2),
        ("according to", 2),
    ):
        table.add_column(name, ratio=ratio)
    for wait in view.waits:
        sources = "; ".join(dict.fromkeys(f"{entry.speaker} in {entry.outlet}" for entry in wait.lines))
        table.add_row(wait.waiter, wait.waits_for, _short(wait.for_what, 220), wait.before, sources)
    yield table if view.waits else Text("Nobody is said to wait for anybody.")
    for ring in view.rings:
        yield Text("Deadlock: " + " → ".join((*ring, ring[0])), "bold magenta")
    if not view.rings:
        yield Text("No ring of waiting is held by these words.", "dim")


def sources(view: Iterable[Source]) -> RenderableType:
    """Draw the pages of a ledger."""
    table = Table(expand=True, pad_edge=False)
    for name in ("Outlet", "Title", "Published", "Language", "Statements", "Same copy as", "File"):
        table.add_column(name, overflow="fold")
    for page in view:
        table.add_row(
            page.outlet or "not named", page.title, page.published or "no date", page.language,
            str(page.statements), ", ".join(page.copies), page.name,
        )  # fmt: skip
    return table


def statements(view: Iterable[StatementRow]) -> RenderableType:
    """Draw statements as read."""
    table = Table(expand=True, pad_edge=False)
    for name, ratio in (
        ("Page", 2),
        ("Speaker", 2),
        ("Force", 1),
        ("Action", 1),
        ("Actor", 2),
        ("When / by", 2),
        ("Words", 6),
    ):
        table.add_column(name, ratio=ratio)
    for row in view:
        said = row.statement
        times = " / by ".join(t for t in (time_words(said.when), time_words(said.deadline)) if t)
        table.add_row(
            row.document.label, said.speaker.text if said.speaker else "(the outlet)",
            said.force, said.action, said.actor.text if said.actor else "", times,
            _short(said.quote.exact, 300),
        )  # fmt: skip
    return table


def read_summary(outcomes: Iterable[Outcome]) -> str:
    """Say what was read, what was there already, what was refused."""
    seen = tuple(outcomes)
    read = [o for o in seen if not o.refused]
    said = sum(o.statements for o in read)
    refused = len(seen) - len(read)
    new = sum(o.new for o in read)
    parts = (
        count(len(read), "page") + " read",
        count(said, "statement"),
        f"{count(new, 'new entry', 'new entries')}",
    )
    return ", ".join((*parts, f"{refused} refused") if refused else parts) + "."


def problem(found: Problem) -> Text:
    """Draw a problem or a note."""
    return Text.assemble(
        (" note " if found.note else " problem ", "dim" if found.note else "bold red"), str(found)
    )


def _short(words: str, most: int = 90) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + " …"
