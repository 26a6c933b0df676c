"""Captured bytes -> text, with what was wrong with them; binary data is refused."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from ceasefire.model import Problem

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that are no text whatever their name says.
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed data"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
)
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# UTF-8 that some earlier program took for Windows-1252: a curly quote, a dash, an accented letter.
GARBLED = re.compile("â€[™œ\x9d“”˜¦]|Ã[©¨¡±¼¶]|Â[ «»°]")
SEEN = 65536


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read in, and problems that did not stop the reading."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(name: str, data: bytes, *, html: bool = False) -> Decoded | Problem:
    """Return the text of a page, unchanged but for a byte-order mark, or why it has none.

    Order: byte-order mark, UTF-8, the charset that HTML declares, then a guess, which is reported.
    """
    if not data.strip():
        return Problem(name, "the page is empty")
    magic = next((what for start, what in MAGIC if data.startswith(start)), "")
    if magic:
        return Problem(name, f"{magic}, not a page", "byte 0")
    found = _by_mark(name, data) or _without_mark(name, data, html=html)
    if isinstance(found, Problem):
        return found
    if not found.text.strip("\ufeff \t\r\n\f\v"):
        return Problem(name, "the page is empty")
    if len(CONTROL.findall(found.text, 0, SEEN)) > 0.02 * min(len(found.text), SEEN):
        return Problem(name, "binary data, not text")
    return Decoded(found.text, found.encoding, (*found.problems, *_garbled(name, found.text)))


def _garbled(name: str, text: str) -> tuple[Problem, ...]:
    hit = GARBLED.search(text)
    where = f"character {hit.start()}" if hit else ""
    return (Problem(name, "letters were garbled before the page was saved", where),) if hit else ()


def _by_mark(name: str, data: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            try:
                return Decoded(body.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                fault = Problem(name, f"marked as {encoding} but not so", f"byte {error.start + len(mark)}")
                return Decoded(body.decode(encoding, errors="replace"), encoding, (fault,))
    return None


def _without_mark(name: str, data: bytes, *, html: bool) -> Decoded | Problem:
    if b"\x00" in data[:SEEN]:
        return _wide(name, data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        fault = error
    declared = DECLARED.search(data[:4096]) if html else None
    if declared:
        read = _declared(data, declared[1].decode("ascii"))
        if read:
            return read
    nearly = data.decode("utf-8", errors="replace")
    broken = nearly.count("\ufffd")
    wide = sum(1 for c in nearly[:SEEN] if ord(c) > 127) - broken
    # Mostly sound UTF-8 with a few broken bytes (a page cut in the middle of a letter).
    if broken <= 0.05 * wide or (broken == 1 and fault.start > len(data) - 4):
        problem = Problem(name, f"{broken} letters are not sound UTF-8", f"byte {fault.start}")
        return Decoded(nearly, "utf-8", (problem,))
    encoding = _guess(data)
    message = f"not UTF-8; read as {encoding}, which is a guess"
    return Decoded(
        data.decode(encoding, errors="replace"), encoding, (Problem(name, message, f"byte {fault.start}"),)
    )


def _declared(data: bytes, name: str) -> Decoded | None:
    # Browsers read every page that says Latin-1 as Windows-1252, so pages are written for that.
    encoding = "cp1252" if name.lower() in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else name
    try:
        return Decoded(data.decode(encoding), encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _wide(name: str, data: bytes) -> Decoded | Problem:
    """Two bytes a letter without a mark: zero bytes stand on one side of nearly every pair."""
    sample = data[:4096]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    half = max(1, len(sample) // 2)
    encoding = "utf-16-le" if odd > 0.4 * half > even else "utf-16-be" if even > 0.4 * half > odd else ""
    if encoding:
        try:
            fault = Problem(name, f"no byte-order mark; read as {encoding}, which is a guess", "byte 0")
            return Decoded(data.decode(encoding), encoding, (fault,))
        except UnicodeDecodeError:
            pass
    return Problem(name, "binary data, not text", f"byte {data.find(0):#x}")


def _guess(data: bytes) -> str:
    sample = data[:SEEN]
    high = sum(1 for byte in sample if byte > 127)
    # A page nearly all ASCII with a few high bytes is Windows-1252 nine times in ten; statistics on
    # those few bytes name rarer code pages.
    if high < 0.05 * len(sample) and not any(byte in sample for byte in b"\x81\x8d\x8f\x90\x9d"):
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
