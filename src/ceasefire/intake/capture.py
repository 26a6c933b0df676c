"""Files and folders -> captures: the bytes of each page, and what the user says of it."""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ceasefire.intake.sidecar import NOTHING_GIVEN, SIDECAR_ENDING, Given, read_sidecar
from ceasefire.model import Problem

LOG = logging.getLogger(__name__)

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
# A captured page of news is some kilobytes; a file of this size is something else.
LARGEST = 32 * 1024 * 1024
# Files that go along with pages and are no pages: passed over without a word.
COMPANIONS = frozenset({SIDECAR_ENDING, ".md", ".rst"})


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured page: where it was found, its bytes, its media type, and what its sidecar says."""

    name: str
    data: bytes = field(repr=False)
    media_type: str = "text/plain"
    given: Given = NOTHING_GIVEN


def captures(paths: Iterable[Path]) -> Iterator[Capture | Problem]:
    """Yield the pages of files and folders (in the order of names, folders wholly).

    A file named by itself is read whatever its ending; in a folder, hidden files are passed over,
    companions (sidecars, Markdown) too, and any other ending is noted. A missing path, an unreadable
    or empty file and a folder without a page are problems.
    """
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield from _file(path)
        else:
            yield Problem(str(path), "there is no such file or folder")


def media_type_of(name: str, data: bytes) -> str:
    """Return the media type by the ending of the name, or else by the first bytes."""
    by_name = MEDIA_TYPES.get(Path(name).suffix.lower())
    if by_name:
        return by_name
    start = data[:1024].lstrip().lower()
    return "text/html" if start.startswith((b"<!doctype html", b"<html", b"<?xml")) else "text/plain"


def _folder(folder: Path) -> Iterator[Capture | Problem]:
    found = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if name.startswith(".") or path.suffix.lower() in COMPANIONS:
                continue
            if path.suffix.lower() not in MEDIA_TYPES:
                yield Problem(str(path), "not a page (.txt or .html): passed over", note=True)
                continue
            found += 1
            yield from _file(path)
    if not found:
        yield Problem(str(folder), "the folder holds no page (.txt or .html)")


def _file(path: Path) -> Iterator[Capture | Problem]:
    try:
        if path.stat().st_size > LARGEST:
            yield Problem(str(path), f"larger than {LARGEST // 1024 // 1024} MB: not a page")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Problem(str(path), f"cannot be read: {error.strerror or error}")
        return
    if not data.strip():
        yield Problem(str(path), "the file is empty")
        return
    given = read_sidecar(path)
    if isinstance(given, Problem):
        yield given
        given = NOTHING_GIVEN
    yield Capture(str(path), data, media_type_of(path.name, data), given)
