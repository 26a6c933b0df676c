"""The example pages say what they are, keep to our own words, and cover what the board shows."""

import json
import re
from pathlib import Path

import pytest

from ceasefire.processes import examples, shipped

PAGES = sorted(path for path in examples().rglob("*") if path.suffix in {".txt", ".html"})
DISCLOSED = "This page was written for the ceasefire project; the outlet does not exist."
MADE_UP = (
    "Harbour Courier",
    "Lowland Post",
    "Quayside Gazette",
    "Thornridge Herald",
    "Saltmarsh Observer",
    "Cape Lantern Radio",
    "Meridian Wire",
    "Sept Écluses",
    "المنارة البعيدة",
)
RUN = 10


def words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def runs(text: str) -> set[tuple[str, ...]]:
    said = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text).lower())
    return {tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1)}


def texts(path: Path) -> list[str]:
    if path.suffix != ".jsonl":
        return [words(path)]
    records = (json.loads(line) for line in words(path).splitlines())
    return [value for record in records for value in record.values() if isinstance(value, str)]


def test_there_are_pages_for_both_years_of_syria_and_enough_of_them() -> None:
    folders = {page.parent.name for page in PAGES}
    assert len(PAGES) >= 16
    assert folders <= {process.id for process in shipped()}
    assert folders == {"syria-2012", "syria-2016"}
    assert sum(page.suffix == ".html" for page in PAGES) >= 4


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_that_its_outlet_does_not_exist(page: Path) -> None:
    assert DISCLOSED in words(page)
    assert any(name.lower() in words(page).lower() for name in MADE_UP)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_puts_no_words_into_the_mouth_of_a_named_person(page: Path) -> None:
    """Real people speak in indirect speech only; quotation marks stand where a voice gave no name."""
    spoken = re.sub(r"(?s)<script.*?</script>|<[^>]*>|string\([^\n]*", " ", words(page))
    quoting = [line for line in spoken.splitlines() if re.search(r"[“”«\"]", line)]
    assert all("gave no name" in line for line in quoting)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_stands_in_the_list(page: Path) -> None:
    listed = words(examples() / "README.md")
    series = re.sub(
        r"/\d\d-meridian-wire-bulletin.*", "/07…10-meridian-wire-bulletin", f"{page.parent.name}/{page.name}"
    )
    assert series in listed


def test_no_run_of_ten_words_is_shared_with_the_texts_beside_the_project(shared: Path) -> None:
    folders = ("reports", "gold", "corpora")
    others = [p for f in folders for p in sorted((shared / f).glob("*")) if p.suffix in {".txt", ".jsonl"}]
    theirs = set().union(*(runs(text) for path in others for text in texts(path)))
    assert len(theirs) > 1000
    ours = [*PAGES, *(examples().parent / "processes").glob("*.yaml")]
    taken = [(path.name, " ".join(run)) for path in ours for run in runs(words(path)) & theirs]
    assert taken == []


def test_copies_of_one_wire_share_most_of_the_shorter_ones_words() -> None:
    def body(name: str) -> set[tuple[str, ...]]:
        return runs(words(examples() / "syria-2012" / name))

    full = body("03-quayside-gazette-guarantees.txt")
    for copy in ("04-lowland-post-guarantees.html", "05-thornridge-herald-guarantees.txt"):
        assert len(full & body(copy)) / len(body(copy)) > 0.5
