"""The processes, the empty form and the example pages that come with the package."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from ceasefire.model import CeasefireError, Process
from ceasefire.processes.load import load

FORM = "template.yaml"


class ShippedProcessFaulty(CeasefireError):
    """A process file inside the package was edited and no longer passes the check."""


def _folder(name: str) -> Path:
    return Path(str(files("ceasefire").joinpath("data", name)))


def shipped() -> tuple[Process, ...]:
    """Return the processes that come with the package, by id; raise `ShippedProcessFaulty` on a fault."""
    return tuple(process for process, _ in shipped_files())


@cache
def shipped_files() -> tuple[tuple[Process, str], ...]:
    """Return the shipped processes, each with the text of its file; raise as `shipped` does."""
    made = []
    for path in sorted(_folder("processes").glob("*.yaml")):
        if path.name == FORM:
            continue
        process, problems = load(path)
        if process is None:
            raise ShippedProcessFaulty(f"{ShippedProcessFaulty.__doc__} " + "; ".join(map(str, problems)))
        made.append((process, path.read_text(encoding="utf-8")))
    return tuple(made)


def template() -> str:
    """Return the commented process file to fill in."""
    return (_folder("processes") / FORM).read_text(encoding="utf-8")


def examples() -> Path:
    """Return the folder of example pages; each process with pages has a folder of its id in it."""
    return _folder("examples")
