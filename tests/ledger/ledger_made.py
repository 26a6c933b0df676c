"""Entries for tests, in short words of no real report, and the places of ledgers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ceasefire.model import Document, Entry

T0 = datetime(2031, 5, 1, 9, 0, tzinfo=UTC)


def day(n: float) -> datetime:
    return T0 + timedelta(days=n)


def said(
    words: str,
    *,
    subject: str = "u1",
    about: float | None = None,
    reported: float | None = None,
    supersedes: str | None = None,
    kind: str = "bearing",
) -> Entry:
    return Entry(
        kind=kind,
        subject=subject,
        body={"quote": {"exact": words, "start": 0, "end": len(words)}, "complied": True},
        recorded_by="test@1",
        speaker="example-monitor",
        valid_from=None if about is None else day(about),
        reported_at=None if reported is None else day(reported),
        supersedes=supersedes,
    )


def page_of(n: int, *, size: int = 3, start: int = 0) -> list[Entry]:
    return [said(f"page {n} line {i}", subject=f"u{i}", about=n, reported=n + 1) for i in range(start, size)]


def document(text: str = "The monitor says that the road is open.", name: str = "a.txt") -> Document:
    from hashlib import sha256

    return Document(
        id=sha256(f"{name} {text}".encode("utf-8", "surrogatepass")).hexdigest(),
        name=name,
        source="Example Wire",
        media_type="text/plain",
        language="en",
        text=text,
    )


class Place:
    """Where a ledger is, and a way past its guards, as an administrator has it."""

    def __init__(self, where: str, run: Callable[[str], None], unguard: Callable[[], None]) -> None:
        self.where = where
        self.run = run
        self.unguard = unguard
