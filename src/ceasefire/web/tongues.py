"""A folio and a language in; the same folio with names and texts in that language out. Nothing is judged."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from ceasefire.model import Process
from ceasefire.processes import told_in
from ceasefire.views.book import Folio
from ceasefire.web.words import Speech, direction

Names = Callable[[str], str | None]
# The script in which a language is written, as Unicode names its letters; Latin where none is given.
SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC"}


def written(names: Sequence[str], language: str) -> str:
    """Return the first name in the script of a language, else the first."""
    script = SCRIPTS.get(language, "LATIN")
    return next((name for name in names if _script(name) == script), names[0])


def in_language(folio: Folio, say: Speech, names: Names) -> Folio:
    """Return a folio whose process, names and joining words are in the language of a page."""
    if say.language == folio.process.language:
        return folio
    process = told_in(folio.process, say.language)
    actors = tuple(replace(a, names=(written(a.names, say.language), *a.names)) for a in process.actors)
    book = replace(folio.book, names=names, say=say)
    return replace(folio, book=book, process=replace(process, actors=actors))


def title(process: Process, language: str) -> str:
    """Return a process's title in a language, else as its file has it."""
    found = (t.title for t in process.translations if t.language == language)
    return next(found, "") or process.title


def marked(text: str, language: str, native: str = "en") -> Markup:
    """Return the attributes of an element whose words may be in another language than its page.

    What is not in the script of the page's language is in `native`, that of the process file: a screen
    reader changes its voice, and full stops stay at the end of their sentences.
    """
    script = SCRIPTS.get(language, "LATIN")
    foreign = native != language if script == "LATIN" else _script(text) != script
    return Markup(' lang="{}" dir="{}"').format(native, direction(native)) if foreign else Markup("")


def _script(text: str) -> str:
    """Return the script of the first letter."""
    letter = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""
