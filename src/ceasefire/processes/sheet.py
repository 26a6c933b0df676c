"""YAML nodes in; plain values by a table of fields out, with every fault noted at its line.

The file is composed, not constructed: scalars stay the characters that were typed (a date is not
turned into a number behind the writer's back) and every node knows its line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ceasefire.model import Problem

# What a writer leaves where the template has nothing to say yet.
BLANK = frozenset({"", "~", "null"})


class Fault(Exception):
    """A value that cannot be read; caught where its field is read, so that reading goes on."""

    def __init__(self, node: Node, message: str) -> None:
        super().__init__(message)
        self.node, self.message = node, message


@dataclass(frozen=True, slots=True)
class Use:
    """A place of the file that names something by its id."""

    kind: str
    id: str
    field: str
    line: int


@dataclass
class Sheet:
    """One file while it is read: its zone, the faults found, the ids defined and the ids used."""

    source: str
    zone: str = "UTC"
    problems: list[Problem] = field(default_factory=list)
    defined: dict[str, dict[str, int]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    at: dict[tuple[str, str], int] = field(default_factory=dict)

    def fault(self, line: int, message: str, *, note: bool = False) -> None:
        """Note that something is wrong on this line of the file."""
        self.problems.append(Problem(self.source, message, f"line {line}", note=note))

    def define(self, kind: str, name: str, line: int) -> None:
        """Record that `name` is defined here; a second definition is a fault that names the first."""
        first = self.defined.setdefault(kind, {}).setdefault(name, line)
        if first != line:
            self.fault(line, f"the id '{name}' is used twice; it is already on line {first}")


Read = Callable[[Node, Sheet], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a table of fields: its name in the file, how it is read, whether it must be there."""

    name: str
    read: Read
    required: bool = False


def line_of(node: Node) -> int:
    """Return the line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint at the nearest known word, or the choice if none is near and the list is short."""
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean '{near[0]}'?"
    return f"; use one of: {', '.join(known)}" if known and len(known) <= 25 else ""


def is_blank(node: Node) -> bool:
    """Tell whether a node is an empty scalar: a field that was left to be filled in."""
    return isinstance(node, ScalarNode) and node.style is None and node.value.strip() in BLANK


@dataclass
class _Block:
    """One block while it is read: the table it follows, the values so far and the lines they stand on."""

    what: str
    table: dict[str, Field]
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def record(node: Node, fields: Sequence[Field], what: str, sheet: Sheet) -> dict[str, Any]:
    """Read a block of `field: value` lines by its table; blank optional fields are left out."""
    if not isinstance(node, MappingNode):
        raise Fault(node, f"{what} must be written as 'field: value' lines")
    block = _Block(what, {f.name: f for f in fields})
    for key, value in node.value:
        _one_field(key, value, block, sheet)
    for f in fields:
        if f.required and f.name not in block.lines:
            sheet.fault(line_of(node), f"{what} lacks the field '{f.name}'")
    for name, line in block.lines.items():
        sheet.at[str(block.values.get("id", "")), name] = line
    return block.values


def _one_field(key: Node, value: Node, block: _Block, sheet: Sheet) -> None:
    name, line = str(key.value), line_of(key)
    if name not in block.table:
        sheet.fault(line, f"{block.what} has no field '{name}'{did_you_mean(name, list(block.table))}")
    elif name in block.lines:
        sheet.fault(line, f"the field '{name}' is given twice; it is already on line {block.lines[name]}")
    elif not is_blank(value):
        block.lines[name] = line
        try:
            block.values[name] = block.table[name].read(value, sheet)
        except Fault as fault:
            sheet.fault(line_of(fault.node), f"{name}: {fault.message}")
    elif block.table[name].required:
        block.lines[name] = line
        sheet.fault(line, f"{block.what}: the field '{name}' is empty")


def text(node: Node, _sheet: Sheet) -> str:
    """Read words; runs of white space count as one."""
    if not isinstance(node, ScalarNode):
        raise Fault(node, "words are wanted here, not a list or a block")
    words = " ".join(str(node.value).split())
    if words.startswith("<") and words.endswith(">"):
        raise Fault(node, f"still to be filled in: {words}; or delete the line")
    return words


def items(read: Read) -> Read:
    """Read a list of values; a single value counts as a list of one."""

    def read_items(node: Node, sheet: Sheet) -> tuple[Any, ...]:
        if not isinstance(node, SequenceNode):
            return (read(node, sheet),)
        found = []
        for child in node.value:
            try:
                found.append(read(child, sheet))
            except Fault as fault:
                sheet.fault(line_of(fault.node), fault.message)
        return tuple(found)

    return read_items


def pairs(read_key: Read, read: Read) -> Read:
    """Read a block of `key: value` lines whose keys the file chooses; pairs come in its order."""

    def read_pairs(node: Node, sheet: Sheet) -> tuple[tuple[Any, Any], ...]:
        if not isinstance(node, MappingNode):
            raise Fault(node, "'id: words' lines are wanted here")
        return tuple((read_key(key, sheet), read(value, sheet)) for key, value in node.value)

    return read_pairs


def choice(words: type[Enum]) -> Read:
    """Read one word of a closed vocabulary; spaces, hyphens and underscores count as the same."""

    def read_choice(node: Node, sheet: Sheet) -> Enum:
        said = text(node, sheet)
        by_word = {_flat(str(member.value)): member for member in words}
        if _flat(said) not in by_word:
            hint = did_you_mean(said, [str(member.value) for member in words])
            raise Fault(node, f"'{said}' is not a known word{hint}")
        return by_word[_flat(said)]

    return read_choice


def _flat(word: str) -> str:
    return word.lower().replace("-", " ").replace("_", " ")


def defines(kind: str) -> Read:
    """Read an id and record that it is defined here."""

    def read_id(node: Node, sheet: Sheet) -> str:
        name = text(node, sheet)
        if not name.replace("-", "").replace("_", "").isalnum() or name != name.lower():
            raise Fault(node, f"'{name}' is no id; ids are small letters, digits and hyphens")
        sheet.define(kind, name, line_of(node))
        return name

    return read_id


def names(kind: str, what: str) -> Read:
    """Read an id that must be defined elsewhere and record the use."""

    def read_name(node: Node, sheet: Sheet) -> str:
        name = text(node, sheet)
        sheet.uses.append(Use(kind, name, what, line_of(node)))
        return name

    return read_name
