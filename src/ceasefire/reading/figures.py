"""A run of tokens in, its figure out: digits and number words, their bounds, vague ones by the guidelines."""

import re
from dataclasses import dataclass

from ceasefire.model import Bound, Figure
from ceasefire.reading.words import Token

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12, "score": 20}
# Guidelines, settled case 9.
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6}
BOUNDS = {
    "more than": Bound.MIN, "at least": Bound.MIN, "over": Bound.MIN, "up to": Bound.MAX,
    "as many as": Bound.MAX,
    "fewer than": Bound.MAX, "less than": Bound.MAX, "at most": Bound.MAX, "about": Bound.ABOUT,
    "around": Bound.ABOUT,
    "some": Bound.ABOUT, "approximately": Bound.ABOUT, "nearly": Bound.ABOUT, "almost": Bound.ABOUT,
    "roughly": Bound.ABOUT, "close to": Bound.ABOUT, "an estimated": Bound.ABOUT, "estimated": Bound.ABOUT,
    "no fewer than": Bound.MIN, "no less than": Bound.MIN, "in excess of": Bound.MIN, "upwards of": Bound.MIN,
    "no more than": Bound.MAX, "a minimum of": Bound.MIN, "a maximum of": Bound.MAX, "well over": Bound.MIN,
    "at-least": Bound.MIN, "more": Bound.MIN,
}  # fmt: skip
NUMBER = re.compile(r"^\d{1,3}(?:[,.  ]\d{3})+$|^\d+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its value, its bound, and the tokens [start, end) that say it."""

    value: int | float
    bound: Bound
    start: int
    end: int


def _digits(word: str) -> int | float | None:
    if not NUMBER.match(word):
        return None
    if re.match(r"^\d+\.\d{1,2}$", word):
        return float(word)
    return int(re.sub(r"[,.  ]", "", word))


def read_value(words: list[str]) -> int | float | None:
    """Return the value of a run of number words ("twenty", "-", "one"), None if it is none."""
    total: float = 0
    current: float | None = None
    for word in words:
        if word in {"-", "and", "a"}:
            continue
        digits = _digits(word)
        if word in UNITS or digits is not None:
            current = (current or 0) + (UNITS[word] if digits is None else digits)
        elif word in SCALES:
            scale = SCALES[word]
            current = (1 if current is None else current) * scale
            if scale >= 1000:
                total, current = total + current, None
        else:
            return None
    if current is None and not total:
        return None
    value = total + (current or 0)
    return int(value) if value == int(value) else value


def number_at(noun: Token) -> Number | None:
    """Return the number that counts a noun: "at least nine soldiers", "dozens of people", "2,500"."""
    found = _counting(noun)
    if found is not None and (_is_year(found, noun) or (noun.tag_ == "NN" and found.value > 1)):
        # "the 2005 accord", "a 12-hour truce": what stands in the singular is not counted.
        return None
    return found


def _is_year(number: Number, noun: Token) -> bool:
    written = " ".join(t.text for t in noun.doc[number.start : number.end])
    return (
        number.bound is Bound.EXACT
        and len(written) == 4
        and written.isdigit()
        and 1900 <= number.value < 2100
    )


def _counting(noun: Token) -> Number | None:
    counters = [
        c for c in noun.lefts if c.dep_ in {"nummod", "quantmod"} or c.like_num or c.lower_ in {"dozen", "a"}
    ]
    counters = [c for c in counters if c.like_num or c.lower_ in SCALES]
    if counters:
        return _around(counters[-1])
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if above.lower_ in VAGUE:
        return Number(VAGUE[above.lower_], Bound.MIN, above.i, above.i + 1)
    if noun.lower_ in VAGUE:
        return Number(VAGUE[noun.lower_], Bound.MIN, noun.i, noun.i + 1)
    if noun.like_num and noun.tag_ == "CD" and noun.dep_ not in {"nummod", "compound"}:
        return _around(noun)
    return None


def _around(token: Token) -> Number | None:
    """Widen from one number word to the whole number and its bound."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and start > token.sent.start and _is_number_word(doc[start - 1]):
        start -= 1
    while end < token.sent.end and _is_number_word(doc[end]):
        end += 1
    while start < end and doc[start].lower_ in {"-", "and", "a"} and doc[start].lower_ != "a":
        start += 1
    while end > start and doc[end - 1].lower_ in {"-", "and"}:
        end -= 1
    value = read_value([t.lower_ for t in doc[start:end]])
    if value is None:
        return None
    bound, start = _bound(doc, start)
    return Number(value, bound, start, end)


def _is_number_word(token: Token) -> bool:
    lower = token.lower_
    return lower in UNITS or lower in SCALES or lower in {"-", "and"} or _digits(lower) is not None


def _bound(doc: object, start: int) -> tuple[Bound, int]:
    words = [t.lower_ for t in doc[max(0, start - 3) : start]]  # type: ignore[index]
    for length in (3, 2, 1):
        phrase = " ".join(words[-length:]) if len(words) >= length else ""
        if phrase in BOUNDS and phrase != "more":
            return BOUNDS[phrase], start - length
    return Bound.EXACT, start


def figure_of(noun: Token, counted: str) -> Figure | None:
    """Return the figure that counts a noun or, for "dozens of people", the noun's own number."""
    for one in [noun, *(c for c in noun.children if c.dep_ == "nmod")]:
        number = number_at(one)
        if number is not None:
            return Figure(number.value, number.bound, counted)
    return None
