"""The commands as a person runs them, on the project's own example pages."""

import json
import random
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ceasefire import processes
from ceasefire.cli import MISUSE, TROUBLE, app

run = CliRunner().invoke
EXAMPLES = processes.examples()
PAGES = sorted((EXAMPLES / "syria-2012").iterdir())


def said(*arguments, code=0):
    """Run a command, hold it to an exit code, and return what it printed."""
    result = run(app, [str(a) for a in arguments], env={"COLUMNS": "160"})
    assert result.exit_code == code, result.output + repr(result.exception)
    return result.stdout if "--json" in arguments else result.output


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of all example pages."""
    place = tmp_path_factory.mktemp("books") / "examples.ledger"
    said("read", EXAMPLES, "--ledger", place)
    return place


def board_of(ledger, *more):
    return json.loads(said("board", "-p", "syria-2012", "--ledger", ledger, "--json", *more))


def without_head(board):
    return {key: value for key, value in board.items() if key != "head"}


def test_reading_twice_adds_nothing(ledger):
    again = json.loads(said("read", EXAMPLES, "--ledger", ledger, "--json"))
    assert again
    assert not any(page["new"] for page in again)


def test_pages_may_be_read_in_any_order(tmp_path):
    shuffled = random.Random(7).sample(PAGES, len(PAGES))  # noqa: S311 - no secret
    for name, pages in (("one", PAGES), ("two", shuffled)):
        said("read", *pages, "--ledger", tmp_path / name)
    assert without_head(board_of(tmp_path / "one")) == without_head(board_of(tmp_path / "two"))


def test_the_same_page_under_another_name_is_the_same_page(tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(PAGES[0].read_bytes())
    said("read", PAGES[0], "--ledger", tmp_path / "book")
    again = json.loads(said("read", copy, "--ledger", tmp_path / "book", "--json"))
    assert [page["new"] for page in again] == [0]


def test_published_by_hides_what_came_later(ledger):
    early = said("sources", "--ledger", ledger, "--published-by", "2012-04-05", "--json")
    days = [page["published"] for page in json.loads(early)]
    assert days
    assert all(day[:10] <= "2012-04-05" for day in days)


def test_known_at_asks_what_the_ledger_had_recorded(ledger):
    assert json.loads(said("sources", "--ledger", ledger, "--known-at", "2012-12-31", "--json")) == []


def test_every_cell_leads_to_words_in_its_page(ledger):
    cells = [c for row in board_of(ledger)["rows"] for _, group in row["cells"] for c in group]
    paths = {s["id"]: s["name"] for s in json.loads(said("sources", "--ledger", ledger, "--json"))}
    quotes = 0
    for cell in cells:
        why = json.loads(said("why", cell["undertaking"], "-p", "syria-2012", "--ledger", ledger, "--json"))
        for line in (*why.get("weighed", []), *why.get("beside", [])):
            assert line["name"] == Path(paths[line["document"]]).name
            text = Path(paths[line["document"]]).read_text("utf-8")
            quote = line["quote"]
            if line["name"].endswith(".txt"):
                assert text[quote["start"] : quote["end"]] == quote["exact"]
            quotes += 1
    assert quotes > 10


@pytest.mark.parametrize("view", ["board", "timeline", "waiting"])
def test_views_print_tables_too(ledger, view):
    assert len(said(view, "-p", "syria-2016", "--ledger", ledger).splitlines()) > 1


def test_the_demo_prints_both_boards():
    shown = said("demo")
    assert "Syria 2012: the six-point plan" in shown
    assert "withdrawal-begun" in shown
    assert "cessation" in shown


def test_pages_in_other_languages_are_kept_and_listed_as_not_read(ledger):
    languages = {p["language"] for p in json.loads(said("sources", "--ledger", ledger, "--json"))}
    assert {"ar", "en", "fr"} <= languages


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(2000),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_named_the_others_are_read_and_the_exit_code_says_so(tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    shown = said("read", tmp_path / name, PAGES[0], "--ledger", tmp_path / "book", code=TROUBLE)
    assert name in shown
    assert "1 page read" in shown


def test_a_folder_without_pages_is_told(tmp_path):
    (tmp_path / "nothing").mkdir()
    assert "nothing" in said("read", tmp_path / "nothing", "--ledger", tmp_path / "book", code=TROUBLE)


def test_a_missing_page_is_told(tmp_path):
    shown = said("read", tmp_path / "gone.txt", "--ledger", tmp_path / "book", code=TROUBLE)
    assert "gone.txt" in shown


def test_a_process_file_with_a_wrong_field_is_told_with_its_line(tmp_path):
    file = tmp_path / "mine.yaml"
    said("process", "new", file)
    file.write_text("id: mine\ntitel: Wrong\n")
    shown = said("process", "check", file, code=TROUBLE)
    assert "line 2" in shown
    assert "titel" in shown
    assert "line 2" in said(
        "read", PAGES[0], "--process-file", file, "--ledger", tmp_path / "book", code=TROUBLE
    )


def test_a_new_process_file_never_overwrites(tmp_path):
    said("process", "new", tmp_path / "mine.yaml")
    assert "there already" in said("process", "new", tmp_path / "mine.yaml", code=MISUSE)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["board", "-p", "syria-2012", "--as-of", "2012-02-30"], "is no date or time"),
        (["board", "-p", "atlantis"], "knows no process 'atlantis'"),
        (["board"], "Choose one with --process"),
        (["why", "nonsense", "-p", "syria-2012"], "has no undertaking 'nonsense'"),
    ],
)
def test_misuse_is_told_with_what_to_do(ledger, arguments, says):
    assert says in said(*arguments, "--ledger", ledger, code=MISUSE)


def test_asking_makes_no_ledger(tmp_path):
    said("board", "--ledger", tmp_path / "none.ledger", code=MISUSE)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path):
    place = tmp_path / "notes.txt"
    place.write_text("my notes")
    said("read", PAGES[0], "--ledger", place, code=MISUSE)
    assert place.read_text() == "my notes"


def test_a_ledger_can_be_taken_in_ahead(ledger, tmp_path):
    place = tmp_path / "ahead.ledger"
    said("ledger", "backup", place, "--ledger", ledger)
    before = board_of(place)
    told = said("ledger", "project", "--ledger", place)
    assert f"Kept in {place}.register" in told
    assert (tmp_path / "ahead.ledger.register" / "facts.json").is_file()
    assert board_of(place) == before
    (tmp_path / "ahead.ledger.register" / "facts.json").write_text("{}")
    assert board_of(place) == before


def test_verify_names_what_was_altered(tmp_path):
    place = tmp_path / "book.ledger"
    said("read", PAGES[0], "--ledger", place)
    assert "Whole" in said("ledger", "verify", "--ledger", place)
    with sqlite3.connect(place) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE entry SET body = replace(body, 'require', 'support') WHERE seq = 5")
        database.execute("UPDATE entry SET body = body || ' ' WHERE seq = 6")
    assert "Does not fit" in said("ledger", "verify", "--ledger", place, code=TROUBLE)


def test_explain_marks_words_and_records_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = said("read", "--explain", PAGES[0])
    assert "Statements" in shown
    assert "read by" in shown
    assert not list(tmp_path.iterdir())


def test_a_ledger_is_saved_restored_and_copied_whole(ledger, tmp_path):
    whole = said("ledger", "verify", "--ledger", ledger)
    head = whole.split("Head ")[1].strip()
    assert head in said("ledger", "backup", tmp_path / "saved", "--ledger", ledger)
    assert head in said("ledger", "restore", tmp_path / "saved", tmp_path / "restored")
    assert head in said("ledger", "copy", ledger, tmp_path / "copied")
    said("ledger", "backup", tmp_path / "saved", "--ledger", ledger, code=MISUSE)


def test_every_command_is_in_the_docs():
    text = (Path(__file__).parents[1] / "docs" / "commands.md").read_text("utf-8")
    groups = {"": app, **{g.name: g.typer_instance for g in app.registered_groups}}
    for group, commands in groups.items():
        for command in commands.registered_commands:
            name = command.name or command.callback.__name__
            assert f"`{f'{group} {name}'.strip()}" in text, name
