"""A name in any script in, its folded words out: case, accents, marks and articles taken away."""

import re
import unicodedata
from functools import lru_cache

# Letters that do not decompose, and Arabic letters that are one letter in two dresses.
_ALIKE = str.maketrans(
    dict(zip("ıøđðłəħŧأإآٱىیکئؤہھەۀ", "ioddlahtااااييكيوهههه", strict=True))
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ـ": None, "ء": None, "\u200c": " "}
)
_MARKS = re.compile(r"['’‘`´ʼʻʿʾ′ʹ\"“”«»]")
_POSSESSIVE = re.compile(r"(?<=\w)['’`´ʼ‘]s\b|(?<=s)['’`´ʼ‘](?=\s|$)", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_WORD = re.compile(r"[^\W_]+")
_ARABIC_ARTICLE = re.compile(r"^(?:ال|لل)(?=\w{2})")
ARTICLES = frozenset({"al", "el", "ul", "the", "as", "ash", "ad", "adh", "ar", "az", "an", "at", "ath", "es",
                      "esh", "ed", "er", "ez", "en", "et", "le", "la", "les", "ol"})  # fmt: skip
"""Articles as they stand alone or before a hyphen, with the assimilated forms of the Arabic one."""


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """Split a name into folded words: no case, accent, apostrophe, possessive or control character.

    Initials set with points stay together ("U.N." is "un"). Articles are kept; see `bare`.
    """
    text = unicodedata.normalize("NFKC", name)
    text = _POSSESSIVE.sub("", text)
    text = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", text)
    text = unicodedata.normalize("NFD", text.casefold().translate(_ALIKE).replace("й", "\ue000"))
    text = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf", "Cc", "Me"} or c.isspace())
    text = _MARKS.sub("", text.replace("\ue000", "й"))
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text)))


def bare(name: str) -> tuple[str, ...]:
    """Split a name into folded words without articles; a name that is an article only stays itself."""
    found = words(name)
    kept = tuple(_ARABIC_ARTICLE.sub("", w) for w in found if w not in ARTICLES)
    return kept or found


def key(name: str) -> str:
    """Return the folded name without articles, words joined by single spaces."""
    return " ".join(bare(name))
