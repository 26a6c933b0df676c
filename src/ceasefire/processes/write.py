"""A `Process` in; the text of a process file out, which reads back as the same process."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import timedelta
from enum import Enum
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from ceasefire.model import (
    After,
    AllOf,
    AnyOf,
    Condition,
    Holds,
    Not,
    Process,
    Quantity,
    Translation,
    Undertaking,
    When,
)
from ceasefire.processes.times import UNITS

# What the loader works out and the file does not hold.
DERIVED = {Undertaking: frozenset({"process", "clause", "action", "origin"})}
# Where the word in the file differs from the word in the code.
NAMES = {"tenures": "titles"}


def dump(process: Process) -> str:
    """Return the process as YAML.

    Comments are not part of a process and are lost. A time that hung on a dated event is written as
    the time it was worked out to be.
    """
    out = StringIO()
    yaml = YAML()
    yaml.width = 110
    yaml.dump(_plain(process), out)
    return out.getvalue()


def _plain(value: Any) -> Any:
    for kind, write in WRITE:
        if isinstance(value, kind):
            return write(value)
    return _block(value) if is_dataclass(value) else value


def _block(value: Any) -> dict[str, Any]:
    """Write the fields that are not as they would be if left out."""
    block: dict[str, Any] = {}
    derived: frozenset[str] = DERIVED.get(type(value), frozenset())
    for field in fields(value):
        held = getattr(value, field.name)
        if held == field.default or field.name in derived:
            continue
        block[NAMES.get(field.name, field.name)] = SPECIAL.get(field.name, _plain)(held)
    return block


def _window(window: tuple[str, str | None]) -> dict[str, str]:
    start, end = window
    return {"from": start} | ({"to": end} if end else {})


def _powers(powers: frozenset[tuple[str, Any]]) -> list[dict[str, Any]]:
    actors = sorted({actor for actor, _ in powers})
    return [
        {"actor": actor, "may": sorted(act.value for who, act in powers if who == actor)} for actor in actors
    ]


def _agreed(agreed: tuple[tuple[str, When], ...]) -> list[dict[str, Any]]:
    return [{"actor": actor, "on": _plain(on)} for actor, on in agreed]


SPECIAL: dict[str, Callable[[Any], Any]] = {"window": _window, "powers": _powers, "agreed": _agreed}


def _condition(value: Condition) -> Any:
    match value:
        case AllOf():
            return {"all": [_condition(part) for part in value.parts]}
        case AnyOf():
            return {"any": [_condition(part) for part in value.parts]}
        case Not():
            return {"not": _condition(value.part)}
    if not value.words and value.asserted_by is None:
        return value.subject
    written = {"holds": value.subject, "words": value.words, "asserted_by": value.asserted_by}
    return {name: held for name, held in written.items() if held}


def _translation(value: Translation) -> dict[str, Any]:
    written: dict[str, Any] = {"language": value.language, "title": value.title}
    written |= {name: dict(getattr(value, name)) for name in ("sides", "actors", "texts")}
    return {name: held for name, held in written.items() if held}


def _after(time: After) -> dict[str, str]:
    return {"after": time.event, "by": _span(time.delay), "counted_from": time.side}


def _when(time: When) -> str:
    return time.words if time.words and time.hangs_on is None else _moment(time)


def _moment(time: When) -> str:
    """Write the value as a file has it: no seconds, the zone's shift kept."""
    return time.value.replace(":00+", "+").replace(":00-", "-") if "T" in time.value else time.value


def _span(span: timedelta) -> str:
    unit, length = next((name, one) for name, one in reversed(UNITS.items()) if not span % one)
    count = span // length
    return f"{count} {unit}{'s' if count > 1 else ''}"


# How each kind of value stands in a file; blocks follow the names of their fields.
WRITE: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (When, _when),
    (After, _after),
    (Translation, _translation),
    ((Holds, AllOf, AnyOf, Not), _condition),
    (Quantity, lambda value: f"{value.value:g} {value.unit}"),
    (timedelta, _span),
    (Enum, lambda value: value.value),
    (frozenset, lambda value: sorted(_plain(item) for item in value)),
    (tuple, lambda value: [_plain(item) for item in value]),
)
