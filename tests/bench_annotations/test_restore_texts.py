"""`bench/annotations`: texts are cut out as they were annotated, and meet their own annotations only."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ceasefire.model import Action, Force

FOLDER = Path(__file__).parents[2] / "bench" / "annotations"


@pytest.fixture
def bench(monkeypatch):
    """Import the two modules beside the annotations, which are scripts and of no package."""
    monkeypatch.syspath_prepend(str(FOLDER))
    for name in ("sources", "restore"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import restore
    import sources

    yield restore, sources
    for name in ("sources", "restore"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def rows():
    return [json.loads(line) for line in (FOLDER / "quick.jsonl").read_text("utf-8").splitlines()]


EVENTS = b"""
Date: 2009-05-01
Intelligence_Payload:
  Armed_conflicts:
    - Valley: ["The Hill Front frees ten men. (Valley Post) (Hill Radio)", The Coast rests.]
  Sport:
"""
AG = (
    b'"1","The  Front\\talks","quot;We talk,quot; the #39;Front#39; says.\\&lt;b&gt;More."\n'
    b'"4","A","A second row"\n'
)
FAKES = (
    b"unit_id,article_title,article_content,source,date,location,labels\n"
    b'77,Talks \xe9t\xe9," The Front left.\n\nSo it says. ",postal,1/2/2015,hill,1\n'
)
STORY = b"""<REUTERS TOPICS="NO" NEWID="12">
<DATE>1-APR-1987</DATE><TEXT><TITLE>FRONT &lt;HF> LEAVES</TITLE>
<BODY>The Front left
the hill.
    It said so
on radio.
 Reuter
&#3;</BODY></TEXT></REUTERS>
<REUTERS NEWID="13"><TEXT>no body</TEXT></REUTERS>
"""
TOKENS = b"""-DOCSTART- -X- O O

FRONT NNP I O
LEAVES VBZ I O

Ann NNP I O
Hill NNP I O

VALLEY NNP I O
1996-08-25 CD I O

" NN I O
We PRP I O
do VBP I O
n't RB I O
stay VB I O
, , I O
" NN I O
it PRP I O
said VBD I O
. . I O

It PRP I O
left VBD I O
. . I O
"""


def packed(table):
    """Return a zip with the table of tokens that the source `vo` holds."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("ner_dataset.csv", table)
    return made.getvalue()


TABLE = (
    "Sentence #,Word,POS,Tag\r\n"
    "Sentence: 1,One,CD,O\r\n,.,.,O\r\n"
    "Sentence: 2,The,DT,O\r\n,Front,NNP,O\r\n,'s,POS,O\r\n,men,NNS,O\r\n,left,VBD,O\r\n,.,.,O\r\n"
    'Sentence: 3,"""",``,O\r\n,Stay,VB,O\r\n,",",",",O\r\n,"""",``,O\r\n,it,PRP,O\r\n,said,VBD,O\r\n'
    "Sentence: 4,Talks,NNS,O\r\n,failed,VBD,O\r\n"
)


@pytest.mark.parametrize(
    ("key", "files", "expected"),
    [
        (
            "ce",
            {"p.yaml": EVENTS, "q.yaml": b"a: [", "r.yaml": b"{}"},
            ("p.yaml", None, "The Hill Front frees ten men."),
        ),
        ("ag", {"t.csv": AG}, ("0", "The Front talks", "\"We talk,\" the 'Front' says. More.")),
        ("fk", {"f.csv": FAKES}, ("77", "Talks été", "The Front left.\n\nSo it says.")),
        (
            "re",
            {"r.sgm": STORY},
            ("12", "FRONT <HF> LEAVES", "The Front left the hill.\n\nIt said so on radio."),
        ),
        (
            "cn",
            {"data/eng.testa": TOKENS, "data/eng.train": b"-DOCSTART- -X-\n"},
            (".testa-1", "FRONT LEAVES", '"We don\'t stay," it said.\nIt left.'),
        ),
        (
            "vo",
            {"n.zip": packed(TABLE)},
            ("1-3", None, 'The Front\'s men left. "Stay," it said Talks failed'),
        ),
    ],
)
def test_texts_are_cut_as_they_were_annotated(bench, key, files, expected):
    found = [(t.at, t.title, t.text) for t in bench[1].SOURCES[key].texts(files)]
    assert expected in found


def test_sentences_are_put_together_three_to_nine_at_a_time(bench):
    table = "Sentence #,Word\r\n" + "".join(f"Sentence: {n},w{n}\r\n" for n in range(11))
    lengths = {}
    for text in bench[1].SOURCES["vo"].texts({"n.zip": packed(table)}):
        first, last = map(int, text.at.split("-"))
        assert text.text == " ".join(f"w{n}" for n in range(first, last + 1))
        lengths[last - first + 1] = lengths.get(last - first + 1, 0) + 1
    assert lengths == {3: 9, 4: 8, 5: 7, 6: 6, 7: 5, 8: 4, 9: 3}


def test_items_of_scored_years_are_not_read(bench):
    pattern = bench[1].SOURCES["ce"].files
    assert re.fullmatch(pattern, "2015/12/2015-12-31.yaml")
    assert not re.fullmatch(pattern, "2016/01/2016-01-01.yaml")


def test_a_text_meets_its_own_annotation(bench):
    restore, sources = bench
    text = "The Hill Front frees ten men."
    statement = {"quote": [15, 28], "force": "report", "action": "release", "speaker": None, "actor": [4, 14]}
    row = {
        "id": "ce-1",
        "at": "p",
        "date": "2009-05-01",
        "text": restore.mark(text),
        "statements": [statement],
    }
    held = {("ce", "p", restore.mark(text)): sources.Text("p", None, "Post", text)}
    docs, gold = restore.restore([row, {**row, "id": "ce-2", "at": "q"}], held, None)
    assert [d["id"] for d in docs] == ["ce-1"]
    assert docs[0]["text"] == text
    assert docs[0]["outlet"] == "Post"
    (made,) = gold[0]["statements"]
    assert (made["quote"], made["speaker"], made["actor"]) == ("frees ten men", None, "Hill Front")


def test_without_mirrors_all_is_left_out_and_counted(bench, tmp_path, capsys):
    bench[0].main(tmp_path / "none", tmp_path / "out")
    said = capsys.readouterr().out
    assert said.count("no mirror") == len(bench[1].SOURCES)
    assert "quick: 0 of 8980 texts" in said
    assert (tmp_path / "out" / "more.docs.jsonl").read_text() == ""


def run(*words):
    subprocess.run([str(word) for word in words], check=True, capture_output=True)  # noqa: S603


@pytest.mark.parametrize("place", ["repo", "repo/.git"])
def test_files_are_read_from_a_mirror(bench, tmp_path, capsys, place):
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not here; the mirrors are git directories")
    restore, sources = bench
    tree, mirror = tmp_path / "tree", tmp_path / "fmohsen+Fake-news-res" / place
    mirror.parent.mkdir(parents=True)
    run(git, "init", "-q", tree)
    (tree / "FA-KES-Dataset.csv").write_bytes(FAKES)
    (tree / "other.csv").write_bytes(AG)
    run(git, "-C", tree, "add", ".")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    run(git, "-C", tree, *who, "commit", "-q", "-m", "x")
    run(git, "clone", "-q", "--bare", tree, mirror)
    source = sources.SOURCES["fk"]
    directory = restore.git_directory(tmp_path, source)
    assert directory == mirror
    assert restore.files(directory, source) == {"FA-KES-Dataset.csv": FAKES}
    assert "is not in the mirror" in capsys.readouterr().out


def test_rows_hold_codes_and_offsets_and_no_text(rows):
    assert len({row["id"] for row in rows}) == len(rows) == 8980
    for row in rows:
        assert set(row) == {"id", "at", "date", "text", "statements"}
        assert not any(character.isspace() for key in ("id", "at", "date", "text") for character in row[key])
    statements = [s for row in rows for s in row["statements"]]
    assert len(statements) == 25523
    assert {s["force"] for s in statements} <= {force.value for force in Force}
    assert {s["action"] for s in statements} <= {action.value for action in Action}
    spans = [s[key] for s in statements for key in ("quote", "speaker", "actor") if s[key] or key == "quote"]
    assert all(0 <= start < end for start, end in spans)


def test_no_text_is_both_fitted_on_and_held_out(rows):
    held = [
        json.loads(line)["text"] for line in (FOLDER / "current_events.jsonl").read_text("utf-8").splitlines()
    ]
    assert not {row["text"] for row in rows} & set(held)
