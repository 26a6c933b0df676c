"""Catalogues are whole, plurals and dates fit, status colours stay apart for every kind of eye."""

import itertools
import re
from datetime import date
from importlib.resources import files

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ceasefire.judge import ACT_ROWS, EXISTENCE_ROWS, OUTCOME_ROWS, STANDING_ROWS
from ceasefire.model import BearingKind, Force, Phase, Role, Standing, TruceState
from ceasefire.model.words import Action, CoverageStand
from ceasefire.views.actors import KINDS
from ceasefire.views.compare import FACTS, Accord
from ceasefire.views.drawing.marks import SHAPES
from ceasefire.views.evidence import BOUNDS, FOR, HARM, INFERRED, OWN_WORDS
from ceasefire.views.map import Layer
from ceasefire.views.sections import NO_PLACE, SECTIONS
from ceasefire.views.why import QUESTIONS
from ceasefire.views.wording import TABLE, Mark
from ceasefire.web.screens import SCREENS
from ceasefire.web.words import Speech, chosen

WEB = files("ceasefire.web")


def asked_for():
    """Return every text that a page may ask a catalogue for."""
    options = {"**.html": {"newstyle_gettext": "true"}}
    found = extract_from_dir(str(WEB / "templates"), [("**.html", "jinja2.ext:babel_extract")], options)
    yield from (message for _, _, message, _, _ in found)
    yield from (row.word for row in TABLE)
    yield from (title for _, title, _ in SECTIONS)
    yield from (title for title, _ in SCREENS.values() if title)
    yield from (title for title, _ in (*KINDS, *FACTS))
    yield from (row.words for row in (*OUTCOME_ROWS, *STANDING_ROWS, *EXISTENCE_ROWS, *ACT_ROWS))
    yield from (*QUESTIONS, INFERRED, OWN_WORDS, FOR, *BOUNDS.values(), *HARM.values(), NO_PLACE)
    for words in (
        Mark,
        Force,
        BearingKind,
        Phase,
        Standing,
        Role,
        Accord,
        Layer,
        Action,
        TruceState,
        CoverageStand,
    ):
        yield from (str(word).replace("_", " ") for word in words)


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_every_text_is_translated(language):
    with (WEB / "locale" / f"{language}.po").open("rb") as file:
        read = read_po(file, locale=language)
    missing = []
    for text in set(asked_for()):
        message = read.get(text[0] if isinstance(text, tuple) else text)
        if message is None or not (all(message.string) if message.pluralizable else message.string):
            missing.append(text)
    assert missing == []


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [("ar", 1, "صوت واحد"), ("ar", 2, "صوتان"), ("ar", 3, "%(number)s أصوات"), ("ar", 11, "%(number)s صوتًا"),
     ("ar", 100, "%(number)s صوت"), ("ru", 1, "%(number)s голос"), ("ru", 3, "%(number)s голоса"),
     ("ru", 11, "%(number)s голосов"), ("ru", 21, "%(number)s голос")],
)  # fmt: skip
def test_plurals(language, number, words):
    assert Speech(language).words.ngettext("%(number)s voice", "%(number)s voices", number) == words


def test_days_are_written_in_each_language():
    written = {key: Speech(key).day(date(2012, 4, 10)) for key in ("en", "ar", "ru")}
    assert written == {"en": "10 Apr 2012", "ar": "10 أبريل 2012", "ru": "10 апр. 2012"}


def test_the_language_is_that_of_the_address_then_of_the_browser():
    assert chosen("ru", "ar") == "ru"
    assert chosen("", "fr-FR, ar;q=0.8") == "ar"
    assert chosen("zz", "") == "en"


# -- colours: OKLab distance (Ottosson 2020) under three colour deficiencies (Machado 2009, full severity)

SEEN = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def oklab(rgb):
    rgb = [min(max(c, 0), 1) for c in rgb]
    lms = times(
        ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
         (0.0883024619, 0.2817188376, 0.6299787005)), rgb,
    )  # fmt: skip
    rooted = [c ** (1 / 3) for c in lms]
    return times(
        ((0.2104542553, 0.7936177850, -0.0040720468), (1.9779984951, -2.4285922050, 0.4505937099),
         (0.0259040371, 0.7827717662, -0.8086757660)), rooted,
    )  # fmt: skip


def luminance(colour):
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def palettes():
    style = (WEB / "static" / "page.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    return {
        name: dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block))
        for name, block in (("light", light), ("dark", dark))
    }


@pytest.mark.parametrize(("name", "least"), [("light", 11.5), ("dark", 14.5)])
def test_marks_stay_apart_for_every_kind_of_eye(name, least):
    palette = palettes()[name]
    for one, two in itertools.combinations(SHAPES, 2):
        for eye in SEEN.values():
            a, b = (oklab(times(eye, linear(palette[str(mark)]))) for mark in (one, two))
            assert 100 * sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 >= least, (one, two)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_can_be_seen_on_their_ground(name):
    palette = palettes()[name]
    ground = luminance({"#fff": "#ffffff"}.get(palette["paper"], palette["paper"]))
    for mark in SHAPES:
        low, high = sorted((ground, luminance(palette[str(mark)])))
        assert (high + 0.05) / (low + 0.05) >= 3, mark


def test_every_status_has_a_shape_of_its_own():
    assert set(SHAPES) == set(Mark)
    assert len(set(SHAPES.values())) == len(Mark)
