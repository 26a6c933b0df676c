"""The contract on a PostgreSQL server, and what only a server can do wrong."""

import pytest
from contract import LedgerContract
from ledger_made import Place


class TestPostgres(LedgerContract):
    @pytest.fixture
    def place(self, postgres_place: Place) -> Place:
        return postgres_place
