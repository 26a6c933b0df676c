"""A value of the model in, plain data that JSON can hold out, and back.

Every record and word is named by its class, since a field may hold one of several; a file written so can
hold nothing else than the model's own values.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from ceasefire import model

KIND = "_"
"""The key that names the class of a record or word."""


def freeze(value: Any) -> Any:
    """Write a value as plain data; fields that hold their default are left out."""
    if isinstance(value, Enum):
        return {KIND: type(value).__name__, "v": value.value}
    if is_dataclass(value):
        held = {f.name: getattr(value, f.name) for f in fields(value)}
        kept = {f.name: freeze(held[f.name]) for f in fields(value) if held[f.name] != _default(f)}
        return {KIND: type(value).__name__, **kept}
    if isinstance(value, tuple):
        return [freeze(part) for part in value]
    for kind, write, _ in _OTHERS:
        if isinstance(value, kind):
            return {KIND: kind.__name__, "v": write(value)}
    return value


def thaw(value: Any) -> Any:
    """Read what `freeze` wrote; raise `KeyError` or `TypeError` for anything else."""
    if isinstance(value, list):
        return tuple([thaw(part) for part in value])
    if not isinstance(value, dict):
        return value
    kind = value[KIND]
    if kind in _READ:
        return _READ[kind](value["v"])
    made = _CLASSES[kind]
    if "v" in value and issubclass(made, Enum):
        return made(value["v"])
    return made(**{name: thaw(part) for name, part in value.items() if name != KIND})


def _default(field: Any) -> Any:
    return field.default if field.default is not MISSING else MISSING


_OTHERS: tuple[tuple[type, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    (datetime, lambda at: at.isoformat(), datetime.fromisoformat),
    (timedelta, lambda span: span.total_seconds(), lambda seconds: timedelta(seconds=seconds)),
    (frozenset, lambda some: sorted(map(freeze, some), key=repr), lambda some: frozenset(map(thaw, some))),
)
_READ = {kind.__name__: read for kind, _, read in _OTHERS}
_CLASSES: dict[str, Any] = {
    name: held
    for module in (model, model.words)
    for name, held in vars(module).items()
    if isinstance(held, type) and (is_dataclass(held) or issubclass(held, Enum))
}
