"""A language in; its words, dates and counts out. Catalogues are .po files that a translator can edit."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from ceasefire.model import Precision, When
from ceasefire.views.evidence import INFERRED

LANGUAGES: Mapping[str, str] = {"en": "English", "ar": "العربية", "ru": "Русский"}
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "ps", "ku", "sd", "dv", "yi", "syr"})
IN_PART = ", in part"
"""What the board puts after the word of a status that is claimed for a part only."""
DATE = re.compile(r"\b\d{4}-\d\d-\d\d(?: \d\d:\d\d)?\b")
FINE = (Precision.HOUR, Precision.MINUTE, Precision.SECOND)


MINUTE = When("", datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), Precision.MINUTE)


def direction(language: str) -> str:
    """Return the direction in which a language is written; unknown ones are left to the browser."""
    if language in ("", "und"):
        return "auto"
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def chosen(asked: str, accepted: str) -> str:
    """Return the language of a page: the one in the address, else the browser's first that we have."""
    if asked in LANGUAGES:
        return asked
    wanted = [part.split(";")[0].strip().lower()[:2] for part in accepted.split(",")]
    return next((w for w in wanted if w in LANGUAGES), "en")


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the words of a language; English is what the templates themselves say."""
    if language == "en":
        return NullTranslations()
    file = files("ceasefire.web") / "locale" / f"{language}.po"
    with file.open("rb") as stream:
        read = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return Translations(compiled)


class Speech:
    """How one language says times and numbers."""

    def __init__(self, language: str) -> None:
        self.language = language
        # Western digits in Arabic: dates stand beside deadlines quoted from pages, which use them.
        self._locale = Locale.parse(language)
        self._minute = f"d MMM y{'،' if language == 'ar' else ','} HH:mm"
        self.words = catalogue(language)

    def __call__(self, text: str) -> str:
        """Translate words that a view or a table gives; what has no translation stays as it is."""
        whole, part = text.removesuffix(IN_PART), text.endswith(IN_PART)
        said = str(self.words.gettext(whole)) if whole else ""
        return said + str(self.words.gettext(IN_PART)) if part else said

    def number(self, value: float) -> str:
        """Write a number."""
        return str(format_decimal(value, locale=self._locale, numbering_system="latn"))

    def day(self, value: date | datetime) -> str:
        """Write a day."""
        return _latin(format_date(value, "d MMM y", locale=self._locale))

    def short_day(self, value: date | datetime) -> str:
        """Write a day without its year."""
        return _latin(format_date(value, "d MMM", locale=self._locale))

    def when(self, value: When | None) -> str:
        """Write a time as exactly as it was given, in its own zone, never more exactly."""
        if value is None:
            return ""
        if "/" in value.value:
            return " – ".join(self._part(part, value) for part in value.value.split("/", 1))
        return self._part(value.value, value)

    def _part(self, text: str, value: When) -> str:
        try:
            if len(text) == len("2012"):
                return text
            if len(text) == len("2012-04"):
                pattern = "LLLL y"
                return _latin(format_date(date.fromisoformat(f"{text}-01"), pattern, locale=self._locale))
            if len(text) == len("2012-04-10"):
                return self.day(date.fromisoformat(text))
            return self._moment(datetime.fromisoformat(text), value)
        except ValueError:
            return text

    def _moment(self, at: datetime, value: When) -> str:
        if value.precision not in FINE:
            return self.day(at.date())
        shown = _latin(format_datetime(at, self._minute, tzinfo=at.tzinfo, locale=self._locale))
        return f"{shown} ({_city(value.zone)})" if value.zone else shown

    def dates(self, text: str) -> str:
        """Write the ISO days and times in a text as this language does; everything else stays as it is."""
        plain = text.replace(" to ", " – ").replace(f"({INFERRED})", f"({self(INFERRED)})")
        return DATE.sub(lambda found: self._part(found[0].replace(" ", "T"), MINUTE), plain)

    def instant(self, at: datetime | None, zone: str = "UTC") -> str:
        """Write an instant in a zone."""
        if at is None:
            return ""
        local = at.astimezone(ZoneInfo(zone) if zone else UTC)
        shown = _latin(format_datetime(local, self._minute, tzinfo=local.tzinfo, locale=self._locale))
        return f"{shown} ({_city(zone)})"


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def _latin(text: str) -> str:
    return str(text).translate(_DIGITS)
