"""Pages that cannot be read, or not wholly: each is named, none stops the others."""

from pathlib import Path

import pytest

from ceasefire.intake import Capture, captures, read
from ceasefire.model import Document, Problem

PROSE = "The mediator said on Friday that both sides had accepted a truce – and would sign it in the café.\n"


def problems_of(data: bytes, media: str = "text/plain") -> list[str]:
    found = read(Capture("page", data, media))
    return [found.message] if isinstance(found, Problem) else [p.message for p in found.problems]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf  \n", "empty"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x01\x02\x03abc" * 50, "binary"),
    ],
)
def test_what_is_no_page_is_refused(data, message):
    found = read(Capture("page", data))
    assert isinstance(found, Problem)
    assert message in found.message
    assert found.source == "page"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_are_read_without_a_word(encoding):
    found = read(Capture("page", PROSE.encode(encoding)))
    assert isinstance(found, Document)
    assert found.text == PROSE
    assert found.problems == ()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le"])
def test_guessed_encodings_are_read_and_reported(encoding):
    found = read(Capture("page", PROSE.encode(encoding)))
    assert isinstance(found, Document)
    assert found.text == PROSE
    assert encoding in found.problems[0].message


def test_a_declared_charset_is_taken():
    head = '<html><head><meta charset="windows-1251"></head>'
    page = f"{head}<body><p>Министр сказал, что войска уйдут.</p></body></html>"
    found = read(Capture("page", page.encode("cp1251"), "text/html"))
    assert isinstance(found, Document)
    assert "Министр" in found.text
    assert not any("guess" in p.message for p in found.problems)


def test_a_letter_cut_in_two_is_reported():
    assert "not sound UTF-8" in problems_of((PROSE * 3).encode()[:-3])[0]


def test_garbled_letters_are_reported():
    assert any(
        "garbled" in m for m in problems_of("The minister saidâ€™ no more of the matter today.\n".encode())
    )


def test_a_page_of_furniture_only():
    found = read(Capture("page", b"Home | News | World\nSubscribe\nWe use cookies to make this site work.\n"))
    assert isinstance(found, Document)
    assert found.passages == ()
    assert any("nothing but page furniture" in p.message for p in found.problems)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("Published: 3 May 2013\nPosted on 9 May 2013\n", "contradict"),
        ("Published: 9 May 2013 10:00 GMT\nLast updated: 3 May 2013 10:00 GMT\n", "before it was published"),
        ("Wed May 03, 2013 10:00\n", "was a Friday"),
        ("Published: 03/05/2013\n", "day first or month first"),
    ],
)
def test_dates_that_contradict_each_other(head, message):
    assert any(message in m for m in problems_of((head + PROSE).encode()))


def test_files_and_folders(tmp_path: Path):
    (tmp_path / "b.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "a.html").write_text(f"<p>{PROSE}</p>", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "notes.md").write_text("about", encoding="utf-8")
    (tmp_path / "table.csv").write_text("a,b", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "none").mkdir()
    found = list(captures([tmp_path, tmp_path / "none", tmp_path / "gone.txt"]))
    names = [Path(c.name).name for c in found if isinstance(c, Capture)]
    faults = {Path(p.source).name: (p.message, p.note) for p in found if isinstance(p, Problem)}
    assert names == ["a.html", "b.txt"]
    assert set(faults) == {"table.csv", "empty.txt", "none", "gone.txt"}
    assert faults["table.csv"][1]
    assert not faults["empty.txt"][1]


def test_a_sidecar_says_what_the_page_does_not(tmp_path: Path):
    page = tmp_path / "page.txt"
    page.write_text(PROSE, encoding="utf-8")
    sidecar = tmp_path / "page.txt.yaml"
    sidecar.write_text(
        "source: Sample Post\npublished: 2013-05-03 08:10\nzone: Asia/Damascus\n", encoding="utf-8"
    )
    capture = next(captures([page]))
    assert isinstance(capture, Capture)
    found = read(capture)
    assert isinstance(found, Document)
    assert found.source == "Sample Post"
    assert found.published is not None
    assert found.published.value == "2013-05-03T08:10:00+03:00"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sauce: Sample Post\n", "unknown field"),
        ("published: last week\n", "not an ISO date"),
        ("zone: Valley/Riverton\n", "not an IANA zone"),
        ("a: [b\n", "not YAML"),
        ("- a\n", "should hold fields"),
    ],
)
def test_a_faulty_sidecar_is_named_and_the_page_read(tmp_path: Path, text, message):
    page = tmp_path / "page.txt"
    page.write_text(PROSE, encoding="utf-8")
    (tmp_path / "page.txt.yaml").write_text(text, encoding="utf-8")
    fault, capture = captures([page])
    assert isinstance(fault, Problem)
    assert message in fault.message
    assert isinstance(capture, Capture)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        ("Министр обороны заявил в пятницу, что войска начали отходить от моста на севере долины.", "ru"),
        (
            "Der Vermittler sagte am Freitag, dass beide Seiten der Waffenruhe im Norden zugestimmt hätten.",
            "de",
        ),
        ("قال الوسيط يوم الجمعة إن الجانبين قبلا الهدنة في شمال الوادي وإن الجيش سينسحب من الجسر", "ar"),
        ("12:30", "und"),
    ],
)
def test_the_language_is_told(text, language):
    found = read(Capture("page", text.encode()))
    assert isinstance(found, Document)
    assert found.language == language
