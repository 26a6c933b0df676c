"""The words of intake: a page as blocks, each kept or dropped for a reason; offsets into its text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files

from ruamel.yaml import YAML

from ceasefire.model import PassageKind, When

ZoneOfPlace = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the captured text, `[start, end)` in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or a part of one, of the captured text; `reason` says why it is dropped, "" if it is kept."""

    start: int
    end: int
    reason: str = ""
    kind: PassageKind = PassageKind.BODY
    published: When | None = None

    @property
    def kept(self) -> bool:
        """Whether the block speaks."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says of itself outside its visible text (meta tags, JSON-LD); "" where silent."""

    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page after cleaning: its whole text, its blocks in order, its title, and its own facts.

    `masthead` is the outlet's name as the first lines give it, "" if they do not.
    """

    text: str
    blocks: tuple[Block, ...]
    title: Span | None = None
    facts: Facts = field(default=Facts())
    masthead: str = ""


def load_rows(name: str) -> object:
    """Load one of intake's data files (YAML)."""
    text = (files("ceasefire") / "data" / name).read_text(encoding="utf-8")
    return YAML(typ="safe").load(text)
