"""The contract on one SQLite file, and what only a file can do wrong."""

import pytest
from contract import LedgerContract
from ledger_made import Place


class TestSqlite(LedgerContract):
    @pytest.fixture
    def place(self, sqlite_place: Place) -> Place:
        return sqlite_place
