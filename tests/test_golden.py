"""The example pages' boards, reasons and timelines, as they are printed.

After a wanted change: `GOLDEN=write pytest tests/test_golden.py`, then read the difference, line by line.
"""

import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ceasefire import processes
from ceasefire.cli import app
from ceasefire.cli.shared import out

GOLDEN = Path(__file__).parent / "golden"
HEAD = re.compile(r"\b[0-9a-f]{64}\b|(?<=head )[0-9a-f]{16}\b")

SHOWN = {
    "board-2012-04-09": [
        "board",
        "-p",
        "syria-2012",
        "--as-of",
        "2012-04-09",
        "--published-by",
        "2012-04-09",
    ],
    "board-2012-04-10": [
        "board",
        "-p",
        "syria-2012",
        "--as-of",
        "2012-04-10 18:00",
        "--published-by",
        "2012-04-10",
    ],
    "board-2012-04-25": ["board", "-p", "syria-2012", "--as-of", "2012-04-25", "--all"],
    "board-2016-03-15": ["board", "-p", "syria-2016", "--as-of", "2016-03-15"],
    "why-withdrawal-begun": ["why", "withdrawal-begun", "-p", "syria-2012", "--as-of", "2012-04-10 18:00"],
    "why-withdrawal-done": ["why", "withdrawal-done", "-p", "syria-2012", "--as-of", "2012-04-25"],
    "timeline-2012": ["timeline", "-p", "syria-2012", "--as-of", "2012-04-25"],
    "waiting-2012": ["waiting", "-p", "syria-2012", "--as-of", "2012-04-10"],
    "sources": ["sources"],
}


def printed(*arguments):
    # Set on the console itself: a worker of xdist starts with its own idea of how wide a terminal is.
    out.width = 160
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    lines = HEAD.sub("<head>", result.stdout).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of the example pages, read from their own folder so that no path of a machine is in it."""
    place = tmp_path_factory.mktemp("golden") / "examples.ledger"
    here = Path.cwd()
    os.chdir(processes.examples())
    try:
        printed("read", "syria-2012", "syria-2016", "--ledger", str(place))
    finally:
        os.chdir(here)
    return place


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown(ledger, name):
    shown = printed(*SHOWN[name], "--ledger", str(ledger))
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(shown, "utf-8")
    assert shown == file.read_text("utf-8")
