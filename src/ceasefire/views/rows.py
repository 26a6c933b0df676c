"""Pages, statements and bearings as views take them: typed, each with what it stands on."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ceasefire.model import (
    Bearing,
    Statement,
    Voice,
    When,
)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A captured page as the ledger holds it. `origin` is shared by documents that print one copy."""

    id: str
    name: str
    source: str
    language: str
    published: When | None
    title: str
    origin: str
    body: dict[str, Any] = field(repr=False)

    @property
    def label(self) -> str:
        """The outlet, or the file's name where the page names none."""
        return self.source or self.name.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its entry id and the page it stands on."""

    id: str
    seq: int
    statement: Statement
    document: DocumentRow
    reported_at: datetime | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class BearingRow:
    """A bearing with its entry id and its statement."""

    id: str
    seq: int
    bearing: Bearing
    said: StatementRow

    @property
    def since(self) -> datetime:
        """From when on the words are about the world: the time they give, else the time they were said.

        "Has withdrawn", said on the 12th, is no word on the 10th.
        """
        said = self.said
        if said.statement.when is None and said.reported_at is not None:
            return said.reported_at
        return self.bearing.occurred.earliest

    @property
    def voice(self) -> Voice:
        """Who is heard: the one whose word it is, through the origin that carries it."""
        heard = self.bearing.heard
        named = heard.speaks_for or heard.speaker
        words = self.said.statement.speaker
        return Voice(
            speaker=named or (words.text if words else None),
            origin=self.said.document.origin,
            outlet=self.said.document.label,
        )


def told_order(row: BearingRow) -> tuple[str, str, int, str]:
    """Order bearings as their reports do: by time of report, page, place on the page."""
    said = row.said
    at = said.reported_at.isoformat() if said.reported_at else "no date"
    return (at, said.document.id, said.statement.quote.start, row.id)
