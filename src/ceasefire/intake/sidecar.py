"""A page's sidecar file (`page.txt.yaml`) -> what the user says of the page: source, address, dates."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ceasefire.model import Problem

SIDECAR_ENDING = ".yaml"
FIELDS = ("source", "published", "url", "zone", "language")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a page from outside it; each empty where nothing is said.

    `published` is ISO 8601 text, `zone` an IANA name, `language` ISO 639-1.
    """

    source: str = ""
    published: str = ""
    url: str = ""
    zone: str = ""
    language: str = ""


NOTHING_GIVEN = Given()


def read_sidecar(page: Path) -> Given | Problem:
    """Read the sidecar beside a page; nothing given if there is none, a problem if it is faulty."""
    path = page.with_name(page.name + SIDECAR_ENDING)
    if not path.is_file():
        return NOTHING_GIVEN
    try:
        rows = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        return Problem(str(path), f"not YAML: {error.problem}", line)
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        return Problem(str(path), f"cannot be read: {error}")
    return _checked(str(path), rows)


def _checked(name: str, rows: object) -> Given | Problem:
    if not isinstance(rows, dict):
        return Problem(name, f"should hold fields: {', '.join(FIELDS)}")
    unknown = [str(key) for key in rows if key not in FIELDS]
    if unknown:
        return Problem(name, f"unknown field {unknown[0]!r}; known: {', '.join(FIELDS)}", unknown[0])
    values = {
        key: value.isoformat() if isinstance(value, (date, datetime)) else str(value)
        for key, value in rows.items()
        if value is not None
    }
    fault = _fault(values)
    return Problem(name, fault[1], fault[0]) if fault else Given(**values)


def _fault(values: dict[str, str]) -> tuple[str, str] | None:
    if "published" in values:
        try:
            datetime.fromisoformat(values["published"])
        except ValueError:
            return "published", f"{values['published']!r} is not an ISO date or time"
    if "zone" in values:
        try:
            ZoneInfo(values["zone"])
        except (KeyError, ValueError, OSError):
            return "zone", f"{values['zone']!r} is not an IANA zone"
    return None
