"""Documents, their passages, and the exact words in them. Every offset points into `Document.text`."""

from dataclasses import dataclass
from enum import StrEnum

from ceasefire.model.problem import Problem
from ceasefire.model.time import When


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words with their surroundings (W3C TextQuoteSelector) and half-open character offsets."""

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of the captured text that names something; `[start, end)` in characters."""

    text: str
    start: int
    end: int


class PassageKind(StrEnum):
    """What a passage is on its page."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    POST = "post"
    QUOTATION = "quotation"
    CAPTION = "caption"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, headline, list item or live-blog post: `Document.text[start:end]`.

    `published` is the passage's own time (a live-blog post), None where the document's holds.
    `repeats` is the index of an earlier passage in the same words; repeats are kept, not read.
    """

    index: int
    kind: PassageKind
    start: int
    end: int
    published: When | None = None
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A run of the captured text that is page furniture, and the row or rule that says so."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One captured page or report, cleaned.

    `id` is the SHA-256 of the captured bytes (hex). `text` is the whole captured page as text (for
    HTML: its text nodes in order), never altered; `passages` are the parts that speak, in order, and
    `dropped` the furniture. `name` is where it was found (path or address). `source` is the outlet's
    name as the page gives it, "" if unknown. `language` is ISO 639-1, "und" if undetermined.
    `place` is the place line ("MOSCOW", "Moscow - Apr 10"). `published` carries zone, precision and
    whether it was inferred; None if the page leaves it open.
    """

    id: str
    name: str
    source: str
    media_type: str
    language: str
    text: str
    passages: tuple[Passage, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    title: Mention | None = None
    place: Mention | None = None
    published: When | None = None
    modified: When | None = None
    problems: tuple[Problem, ...] = ()

    def words(self, passage: Passage) -> str:
        """Return the passage's words as captured."""
        return self.text[passage.start : passage.end]
