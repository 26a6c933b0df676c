"""A process file in; a `Process` out, or the faults that keep it from being one, each with its line."""

import warnings
from collections.abc import Container
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from ceasefire.model import After, Precision, Problem, Process, Timing, Undertaking, When
from ceasefire.processes import crosscheck
from ceasefire.processes.sheet import Fault, Sheet, line_of, record
from ceasefire.processes.tables import PROCESS
from ceasefire.processes.times import zone

Loaded = tuple[Process | None, tuple[Problem, ...]]
EMPTY = "the file is empty; `ceasefire process new` writes one to fill in"


def load(path_or_text: Path | str, name: str = "", *, known_actors: Container[str] | None = None) -> Loaded:
    """Read one process file (a `Path`) or its text (a `str`).

    `name` stands in the faults; for a path it defaults to the file's name. `known_actors` are ids that
    are defined outside the file; None leaves the names of actors unchecked. The process is None when
    any fault is more than a note. Faults come in the order of their lines. Never raises on bad data.
    """
    if isinstance(path_or_text, Path):
        source = name or path_or_text.name
        try:
            words = path_or_text.read_bytes().decode("utf-8-sig")
        except OSError as error:
            return None, (Problem(source, f"cannot be read: {error.strerror}"),)
        except UnicodeDecodeError as error:
            return None, (Problem(source, "is not UTF-8 text", f"byte {error.start}"),)
    else:
        source, words = name or "process", path_or_text
    return _load(words, Sheet(source), known_actors)


def check(path: Path, *, known_actors: Container[str] | None = None) -> tuple[Problem, ...]:
    """Return the faults of one process file, in the order of their lines; none means it can be used."""
    return load(path, str(path), known_actors=known_actors)[1]


def _load(words: str, sheet: Sheet, known_actors: Container[str] | None) -> Loaded:
    root = _compose(words, sheet)
    values = _read(root, sheet) if root is not None else {}
    if not sheet.problems:
        crosscheck.uses(sheet, known_actors)
        made = _process(values)
        crosscheck.process(made, sheet)
        if all(problem.note for problem in sheet.problems):
            return made, _sorted(sheet)
    return None, _sorted(sheet)


def _compose(words: str, sheet: Sheet) -> Node | None:
    try:
        # Not the round-trip kind: it marks the folds of a text with control characters.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # aliases are refused below
            root = YAML(typ="safe", pure=True).compose(words)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sheet.fault(mark.line + 1 if mark else 1, f"this is not YAML: {error.problem or error.context}")
        return None
    except YAMLError as error:
        sheet.problems.append(Problem(sheet.source, f"this is not YAML: {str(error).splitlines()[0]}"))
        return None
    except RecursionError:
        sheet.problems.append(Problem(sheet.source, "this is nested far too deeply for a process file"))
        return None
    if root is None:
        sheet.problems.append(Problem(sheet.source, EMPTY))
        return None
    return root if _is_tree(root, sheet) else None


def _is_tree(root: Node, sheet: Sheet) -> bool:
    """Refuse aliases: a node that stands in two places can hold itself, or grow without end."""
    seen, waiting = set(), [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            sheet.fault(line_of(node), "this part is used again further on (*); write it out there")
            return False
        seen.add(id(node))
        if isinstance(node, MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)
    return True


def _read(root: Node, sheet: Sheet) -> dict[str, Any]:
    """Read the zone first, wherever it stands: every date is read in it."""
    for key, value in root.value if isinstance(root, MappingNode) else ():
        if key.value == "zone":
            try:
                zone(value, sheet)
            except Fault:
                break  # noted when the field itself is read
    try:
        return record(root, PROCESS, "the process", sheet)
    except Fault as fault:
        sheet.fault(line_of(fault.node), fault.message)
        return {}


def _process(values: dict[str, Any]) -> Process:
    made = Process(**values)
    dated = {event.id: (event.on, event.text) for event in made.events if event.on}
    dated |= {a.id: (a.effective, a.title) for a in made.agreements if a.effective}
    agreements = []
    for agreement in made.agreements:
        clauses = tuple(
            replace(c, undertakings=tuple(_settle(u, made, dated) for u in c.undertakings))
            for c in agreement.clauses
        )
        agreements.append(replace(agreement, clauses=clauses))
    return replace(made, agreements=tuple(agreements))


def _settle(undertaking: Undertaking, made: Process, dated: dict[str, tuple[When, str]]) -> Undertaking:
    """Turn times that hang on a dated event into times; those that hang on an undertaking stay open."""

    def settled(time: Timing | None) -> Timing | None:
        if not isinstance(time, After) or time.event not in dated:
            return time
        start, words = dated[time.event]
        return _shift(start, time.delay, words, made.zone)

    return replace(
        undertaking,
        process=made.id,
        opens=settled(undertaking.opens),
        due=settled(undertaking.due),
        ends=settled(undertaking.ends),
    )


def _shift(start: When, delay: timedelta, words: str, home: str) -> When:
    earliest, latest = start.earliest + delay, start.latest + delay
    local = earliest.astimezone(ZoneInfo(start.zone or home))
    exact = start.precision is Precision.MINUTE
    day = start.precision is Precision.DAY and not delay % timedelta(days=1)
    ends = latest.astimezone(local.tzinfo).isoformat()
    value = local.isoformat() if exact else f"{local:%Y-%m-%d}" if day else f"{local.isoformat()}/{ends}"
    return replace(start, value=value, earliest=earliest, latest=latest, inferred=True, hangs_on=words)


def _sorted(sheet: Sheet) -> tuple[Problem, ...]:
    def line(problem: Problem) -> int:
        return int(problem.where.removeprefix("line ")) if problem.where else 0

    return tuple(sorted(sheet.problems, key=line))
