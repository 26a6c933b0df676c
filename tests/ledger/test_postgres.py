"""The contract on a PostgreSQL server, and what only a server can do wrong."""

import logging

import pytest
from contract import LedgerContract
from ledger_made import Place, day, said

from ceasefire.ledger import (
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    LedgerRefused,
    LedgerUnreachable,
    NotALedger,
    open_ledger,
    safe_name,
)
from ceasefire.ledger.errors import plainly


class TestPostgres(LedgerContract):
    @pytest.fixture
    def place(self, postgres_place: Place) -> Place:
        return postgres_place


@pytest.mark.parametrize("table", ["entry", "page", "words", "migration"])
def test_truncate_is_refused(postgres_place: Place, table: str) -> None:
    with open_ledger(postgres_place.where):
        with pytest.raises(LedgerRefused, match="append-only"), plainly("here"):
            postgres_place.run(f"TRUNCATE {table}")
        with pytest.raises(LedgerRefused, match="append-only"), plainly("here"):
            postgres_place.run(f"DELETE FROM {table} WHERE false")  # noqa: S608


def test_a_conflict_that_updates_is_refused(postgres_place: Place) -> None:
    with open_ledger(postgres_place.where) as ledger:
        ledger.append([said("a")], recorded_at=day(0))
        with pytest.raises(LedgerRefused), plainly("here"):
            postgres_place.run(
                "INSERT INTO entry SELECT * FROM entry ON CONFLICT (seq) DO UPDATE SET kind = 'other'"
            )
        assert next(iter(ledger.history("u1"))).entry == said("a")


def test_a_second_writer_is_told_to_wait(postgres_place: Place) -> None:
    import psycopg

    with (
        open_ledger(postgres_place.where, wait=0.2) as ledger,
        psycopg.connect(postgres_place.where) as other,
    ):
        other.execute(f"SELECT pg_advisory_xact_lock({0x63656173})")
        with pytest.raises(LedgerLocked, match="another program is writing"):
            ledger.append([said("b")], recorded_at=day(2))
        assert list(ledger.entries()) == [], "readers do not wait"
        other.rollback()
        assert ledger.append([said("b")], recorded_at=day(2)).new == 1


def test_an_empty_database_is_no_ledger_to_read(postgres_place: Place) -> None:
    with pytest.raises(LedgerMissing, match="Check the place"):
        open_ledger(postgres_place.where, read_only=True)
    postgres_place.run("CREATE TABLE stamps (id int)")
    with pytest.raises(NotALedger, match="empty database"):
        open_ledger(postgres_place.where)


def test_a_user_without_the_right_to_write_is_told(postgres, postgres_place: Place) -> None:
    with open_ledger(postgres_place.where) as ledger:
        ledger.append([said("a")], recorded_at=day(0))
    schema = postgres_place.where.rpartition("%3D")[2]
    postgres.run(
        "DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        f"GRANT USAGE ON SCHEMA {schema} TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader"
    )
    with open_ledger(postgres.address(schema, user="reader")) as ledger:
        assert len(list(ledger.entries())) == 1
        with pytest.raises(LedgerReadOnly, match="may not write"):
            ledger.append([said("b")], recorded_at=day(1))
    postgres.run("DROP OWNED BY reader")


SECRET = "hunter2-Secret"  # noqa: S105 - made up


def test_a_wrong_password_is_said_without_it(
    postgres, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    postgres.require_password("guest", "right")
    with caplog.at_level(logging.DEBUG):
        for address in (
            f"postgresql://guest:{SECRET}@/postgres?host={postgres.folder}",
            f"postgresql://guest@/postgres?host={postgres.folder}&password={SECRET}",
        ):
            with pytest.raises(LedgerUnreachable, match="refused the user or password") as caught:
                open_ledger(address)
            assert caught.value.__cause__ is None
            assert caught.value.__suppress_context__
            assert SECRET not in str(caught.value)
        open_ledger(f"postgresql://guest:right@/postgres?host={postgres.folder}", wait=1).close()
    assert SECRET not in caplog.text + "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"postgresql://me:{SECRET}@127.0.0.1:9/x", "does not answer"),
        (f"postgresql://me:{SECRET}@127.0.0.1:port/x", "percent-encoded"),
        (f"postgres://me:{SECRET}@[::1/x", "percent-encoded"),
        (f"postgresql://me:{SECRET}@no-such-host.invalid/x", "does not answer"),
        (f"postgresql://me:{SECRET}@127.0.0.1:9/x?no_such_option=1", "option"),
    ],
)
def test_a_wrong_address_is_said_without_its_secret(
    address: str, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(LedgerUnreachable, match=says) as caught:
        open_ledger(address)
    assert SECRET not in str(caught.value) + caplog.text


def test_no_such_database_is_said(postgres) -> None:
    with pytest.raises(LedgerUnreachable, match="no such database"):
        open_ledger(postgres.address(database="nowhere"))


def test_a_name_to_print_has_no_secret() -> None:
    assert safe_name("postgresql://a:b@h:5433/d?sslmode=require&password=c") == "postgresql://a@h:5433/d"
    assert safe_name("postgresql://a:b@/d?host=/run/pg") == "postgresql://a@/d?host=/run/pg"
    assert safe_name("postgresql://a:b@[::1/d") == "postgresql://…"
    assert safe_name("some/file.db") == "some/file.db"
