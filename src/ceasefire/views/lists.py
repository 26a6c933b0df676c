"""A book in, plain lists out: statements as read, and sources with their copies."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ceasefire.views.book import Book, DocumentRow, StatementRow
from ceasefire.views.wording import time_words


@dataclass(frozen=True, slots=True)
class Source:
    """A captured page: what it is, when it was published, how many statements it gave, whose copy it is."""

    id: str
    name: str
    outlet: str
    title: str
    language: str
    published: str
    statements: int
    origin: str
    copies: tuple[str, ...]


def sources(book: Book) -> tuple[Source, ...]:
    """Return every page of the book, by name."""
    return listed(book.documents.values(), Counter(row.document.id for row in book.statements.values()))


def listed(pages: Iterable[DocumentRow], statements: Mapping[str, int]) -> tuple[Source, ...]:
    """Return pages by name; `statements` counts those of each, by its id."""
    ordered = sorted(pages, key=lambda d: (d.name, d.id))
    same: dict[str, list[DocumentRow]] = {}
    for page in ordered:
        same.setdefault(page.origin, []).append(page)
    return tuple(_source(d, same[d.origin], statements.get(d.id, 0)) for d in ordered)


def statements(book: Book, *, page: str = "") -> tuple[StatementRow, ...]:
    """Return the statements as read, page by page, in the order of their words.

    `page` keeps those of one page: the start of its id, or the end of its name.
    """
    rows = (r for r in book.statements.values() if not page or _is(r.document, page))
    return tuple(sorted(rows, key=lambda r: (r.document.name, r.statement.quote.start, r.id)))


def _is(document: DocumentRow, page: str) -> bool:
    return document.id.startswith(page) or document.name.endswith(page)


def _source(page: DocumentRow, same: list[DocumentRow], found: int) -> Source:
    return Source(
        id=page.id,
        name=page.name,
        outlet=page.source,
        title=page.title,
        language=page.language,
        published=time_words(page.published)
        + (" (inferred)" if page.published and page.published.inferred else ""),
        statements=found,
        origin=page.origin,
        copies=tuple(d.label for d in same if d.id != page.id),
    )
