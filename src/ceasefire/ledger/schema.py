"""The tables of a ledger, and the triggers by which the database itself keeps them append-only.

In: a SQLAlchemy connection. Out: tables and guards of one schema version, each step with its record.

`entry` holds what was said, `page` the chain over it (one link for each page appended), `words` the
texts of documents, which the law may ask to erase. `known_at` needs no column in `entry`: a page's
`recorded_at` never goes back, so a time known is a highest sequence number.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

APPLICATION_ID = 0x63656173
"""Marks an SQLite file as a ledger ("ceas"); `file` and `PRAGMA application_id` show it."""

metadata = MetaData()
# Bytewise order on both databases: instants are compared as text.
_Text = Text().with_variant(Text(collation="C"), "postgresql")
_Seq = BigInteger().with_variant(Integer(), "sqlite")

entry = Table(
    "entry",
    metadata,
    Column("seq", _Seq, primary_key=True, autoincrement=False),
    Column("id", _Text, nullable=False, unique=True),
    Column("kind", _Text, nullable=False),
    Column("subject", _Text, nullable=False),
    Column("speaker", _Text),
    Column("valid_from", _Text),
    Column("valid_to", _Text),
    Column("precision", _Text, nullable=False),
    Column("reported_at", _Text),
    Column("recorded_by", _Text, nullable=False),
    Column("supersedes", _Text),
    Column("body", _Text, nullable=False),
    CheckConstraint("valid_to >= valid_from", name="entry_interval"),
    CheckConstraint("supersedes <> id", name="entry_not_itself"),
    Index("entry_subject", "subject", "seq"),
    Index("entry_kind", "kind", "seq"),
)
# Few entries supersede another; the index holds only those.
Index("entry_supersedes", entry.c.supersedes, sqlite_where=entry.c.supersedes.is_not(None),
      postgresql_where=entry.c.supersedes.is_not(None))  # fmt: skip

page = Table(
    "page",
    metadata,
    Column("number", _Seq, primary_key=True, autoincrement=False),
    Column("first", _Seq, nullable=False, unique=True),
    Column("last", _Seq, nullable=False, unique=True),
    Column("recorded_at", _Text, nullable=False),
    Column("clock", _Text),  # what the clock said, where it stood behind the page before
    Column("prev_hash", _Text, nullable=False),
    Column("hash", _Text, nullable=False),
    CheckConstraint("last >= first", name="page_holds_entries"),
    Index("page_recorded_at", "recorded_at", "number"),
)

words = Table(
    "words",
    metadata,
    Column("document", _Text, primary_key=True),
    Column("sha256", _Text, primary_key=True),
    Column("text", _Text),
)

migration = Table(
    "migration",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", _Text, nullable=False),
    Column("applied_at", _Text, nullable=False),
    Column("applied_by", _Text, nullable=False),
)

ENTRY_COLUMNS = tuple(column.name for column in entry.columns)
PAGE_COLUMNS = tuple(column.name for column in page.columns)

_HEAD = [column for column in ENTRY_COLUMNS if column not in {"seq", "body"}]
_QUOTED = " || ',' || ".join(f'ceasefire_quote("{column}")' for column in _HEAD)
LINES_SQL = {
    database: f"SELECT seq, {line} FROM entry ORDER BY seq"  # noqa: S608
    for database, line in {
        "sqlite": f"CAST(json_array({', '.join(_HEAD)}) || body AS BLOB)",
        "postgresql": f"convert_to('[' || {_QUOTED} || ']' || body, 'UTF8')",
    }.items()
}
"""Every entry's number and line (`canonical.line_of`), as bytes; written in C by the database itself."""

_GUARDED = ("entry", "page", "words", "migration")

# An erased text does not come back, whoever reads the page again.
_ERASED = (
    "NEW.text IS NOT NULL AND EXISTS (SELECT 1 FROM entry WHERE kind = 'erasure' AND subject = NEW.document)"
)

_SAME_WORDS = "EXISTS (SELECT 1 FROM words WHERE document = NEW.document AND sha256 = NEW.sha256)"

_SQLITE_NEXT = {
    "entry": "NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)"
    " OR EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)",
    "page": "NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM page)"
    " OR NEW.first IS NOT (SELECT coalesce(max(last), 0) + 1 FROM page)"
    " OR NEW.recorded_at < (SELECT max(recorded_at) FROM page)",
    "words": f"{_ERASED} OR {_SAME_WORDS}",
    "migration": "EXISTS (SELECT 1 FROM migration WHERE version >= NEW.version)",
}

# The one change ever allowed: a text goes, after an entry has said so.
_ERASURE = (
    "NEW.text IS NULL AND NEW.document = OLD.document AND NEW.sha256 = OLD.sha256"
    " AND EXISTS (SELECT 1 FROM entry WHERE kind = 'erasure' AND subject = OLD.document)"
)

_POSTGRES = (
    # The same escapes as Python's json. STABLE, as to_json is, or it would be called and not inlined.
    """CREATE FUNCTION ceasefire_quote(t text) RETURNS text LANGUAGE sql STABLE AS
    $$ SELECT CASE WHEN t IS NULL THEN 'null' ELSE to_json(t)::text END $$""",
    """CREATE FUNCTION ceasefire_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME USING ERRCODE = 'CE001'; END $$""",
    f"""CREATE FUNCTION ceasefire_erase() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' AND NOT ({_ERASED}) THEN RETURN NEW; END IF;
      IF TG_OP = 'UPDATE' AND {_ERASURE} THEN RETURN NEW; END IF;
      RAISE EXCEPTION 'words is append-only' USING ERRCODE = 'CE001';
    END $$""",
    # One check a statement, not a row: the rows that came must continue the sequence without a gap.
    """CREATE FUNCTION ceasefire_entry_next() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE low bigint; high bigint; n bigint; before bigint;
    BEGIN
      SELECT min(seq), max(seq), count(*) INTO low, high, n FROM fresh;
      IF n = 0 THEN RETURN NULL; END IF;
      SELECT coalesce(max(seq), 0) INTO before FROM entry WHERE seq < low;
      IF low <> before + 1 OR high - low + 1 <> n OR EXISTS (SELECT 1 FROM entry WHERE seq > high) THEN
        RAISE EXCEPTION 'entry is append-only: the sequence has no gaps' USING ERRCODE = 'CE001';
      END IF;
      RETURN NULL;
    END $$""",
    """CREATE FUNCTION ceasefire_page_next() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM page)
         OR NEW.first <> (SELECT coalesce(max(last), 0) + 1 FROM page)
         OR NEW.recorded_at < (SELECT max(recorded_at) FROM page) THEN
        RAISE EXCEPTION 'page is append-only: each continues the one before' USING ERRCODE = 'CE001';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER entry_next AFTER INSERT ON entry REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION ceasefire_entry_next()""",
    "CREATE TRIGGER page_next BEFORE INSERT ON page FOR EACH ROW EXECUTE FUNCTION ceasefire_page_next()",
    """CREATE TRIGGER words_next BEFORE INSERT OR UPDATE ON words
    FOR EACH ROW EXECUTE FUNCTION ceasefire_erase()""",
)


GUARDS = {
    "sqlite": {f"{t}_{what}" for t in _GUARDED for what in ("no_update", "no_delete", "next")},
    "postgresql": {"entry_next", "page_next", "words_next"} | {f"{t}_append_only" for t in _GUARDED},
}
"""The triggers that a whole ledger has; `verify` looks for them."""


def create_guards(connection: Connection) -> None:
    """Make the triggers that refuse UPDATE, DELETE, TRUNCATE and `INSERT OR REPLACE`."""
    for statement in _guards(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _guards(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [sql for table in _GUARDED for sql in _sqlite_guards(table)]
    refuse = "FOR EACH STATEMENT EXECUTE FUNCTION ceasefire_refuse()"
    return [
        *_POSTGRES,
        *(
            f"CREATE TRIGGER {table}_append_only BEFORE {events} ON {table} {refuse}"
            for table in _GUARDED
            for events in ["DELETE OR TRUNCATE" if table == "words" else "UPDATE OR DELETE OR TRUNCATE"]
        ),
    ]


def _sqlite_guards(table: str) -> tuple[str, str, str]:
    """INSERT OR REPLACE walks past delete triggers, so rows that are there guard themselves on insert."""
    unless = f"WHEN NOT ({_ERASURE}) " if table == "words" else ""
    stop = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {unless}{stop}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {stop}",
        f"CREATE TRIGGER {table}_next BEFORE INSERT ON {table} WHEN {_SQLITE_NEXT[table]} {stop}",
    )
