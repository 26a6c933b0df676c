"""Views in, plain rows out: one dict a row, ready for a data frame or a spreadsheet.

`frame(board_rows(view))` is a table of pandas, where that is installed; the rows themselves need nothing.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from ceasefire.model import CeasefireError
from ceasefire.views.board import Board
from ceasefire.views.compare import Comparison
from ceasefire.views.lanes import Lanes
from ceasefire.views.map import Atlas
from ceasefire.views.timeline import Moment

Row = dict[str, object]


class PandasMissing(CeasefireError):
    """A data frame was asked for where pandas is not installed."""


def frame(rows: Iterable[Row]) -> Any:
    """Return rows as a pandas DataFrame; raise `PandasMissing` where there is no pandas."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise PandasMissing("Data frames need pandas: pip install pandas. The rows work without.") from None
    return pandas.DataFrame(list(rows))


def board_rows(view: Board) -> list[Row]:
    """Return one row for each cell of a board."""
    names = dict(view.columns)
    return [
        {
            "clause": row.point, "undertaking": c.undertaking, "text": c.text, "debtor": names[party],
            "mark": str(c.mark), "status": c.word, "deadline": c.deadline, "voices": c.voices,
            "reason": c.reason,
        }
        for row in view.rows for party, cells in row.cells for c in cells
    ]  # fmt: skip


def lane_rows(view: Lanes) -> list[Row]:
    """Return one row for each mark of a timeline; times are aware UTC."""
    return [
        {"undertaking": lane.undertaking, "debtor": lane.debtor, "at": t.at, "kind": t.kind, "words": t.words}
        for lane in view.lanes
        for t in (*lane.ticks, *lane.moved)
    ]


def moment_rows(moments: Iterable[Moment]) -> list[Row]:
    """Return one row for each thing said, with its words and where they stand."""
    return [
        {
            "at": m.at, "shown": m.shown, "what": m.what, "undertaking": m.undertaking,
            "speaker": m.line.speaker if m.line else "", "outlet": m.line.outlet if m.line else "",
            "quote": m.line.quote.exact if m.line else "", "document": m.line.document if m.line else "",
            "start": m.line.quote.start if m.line else None, "end": m.line.quote.end if m.line else None,
        }
        for m in moments
    ]  # fmt: skip


def pin_rows(view: Atlas) -> list[Row]:
    """Return one row for each pin of a map, in WGS 84 degrees."""
    return [
        {"layer": str(p.layer), "place": p.name, "lat": p.spot.lat, "lon": p.spot.lon, "words": p.words,
         "voices": p.voices, "statements": len(p.lines)}
        for p in (*view.pins, *view.wide)
    ]  # fmt: skip


def fact_rows(view: Comparison) -> list[Row]:
    """Return one row for each fact of a comparison, a column per voice."""
    rows: list[Row] = []
    for fact in view.facts:
        voices = {c.name: "; ".join(a) for c, a in zip(view.columns, fact.answers, strict=True)}
        rows.append({"fact": fact.name, "accord": str(fact.accord), **voices})
    return rows
