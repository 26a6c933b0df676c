"""The two kinds of place that a ledger can be in, as the ledger's own tests have them."""

import importlib.util
import sys
import uuid
from pathlib import Path

import pytest

LEDGER = Path(__file__).parents[1] / "ledger"
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(LEDGER))


def _ledger_fixtures():
    spec = importlib.util.spec_from_file_location("ledger_conftest", LEDGER / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


postgres = _ledger_fixtures().postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    if request.param == "sqlite":
        return tmp_path / f"{uuid.uuid4().hex}.db"
    server = request.getfixturevalue("postgres")
    return server.address(server.new_schema())
