"""The daily report as files: Markdown, HTML that stands alone, PDF by a browser, or what to do."""

import re
from io import BytesIO

import pytest
from books import PROCESS
from pypdf import PdfReader

from ceasefire.asking import TimeUnclear
from ceasefire.web import report_files
from ceasefire.web.shelf import open_shelf


@pytest.fixture(scope="module")
def written(place):
    shelf = open_shelf(place)

    def write(form, **options):
        return report_files.write(shelf, process=PROCESS, day="2012-04-12", form=form, **options)

    return write


def test_markdown_has_the_words_escaped_and_the_head(written):
    text = written("md").decode()
    assert "Shells fell on Homs" in text
    assert re.search(r"Ledger head `[0-9a-f]{64}`", text)
    assert "<script>" not in text


def test_html_needs_no_other_file(written):
    text = written("html").decode()
    assert "<link" not in text
    assert "src=" not in re.sub(r"&[a-z#0-9]+;.*?&gt;", "", text)
    assert "<script" not in text


@pytest.mark.usefixtures("chromium")
def test_pdf_has_its_pages_and_words(written):
    made = PdfReader(BytesIO(written("pdf")))
    words = "\n".join(page.extract_text() for page in made.pages)
    assert 1 <= len(made.pages) <= 4
    assert "Daily report" in words
    assert "Annex" in words
    assert "/StructTreeRoot" in made.trailer["/Root"]


@pytest.mark.usefixtures("chromium")
def test_pdf_in_arabic_has_arabic_words_and_its_title(written):
    made = PdfReader(BytesIO(written("pdf", language="ar")))
    words = "\n".join(page.extract_text() for page in made.pages)
    assert 1 <= len(made.pages) <= 4
    assert len(re.findall("[\u0600-\u06ff\ufb50-\ufeff]", words)) > 300
    assert made.trailer["/Root"]["/Lang"] == "ar"


def test_markdown_names_the_outlet_of_every_item_and_the_change(written):
    text = written("md").decode()
    assert re.search(r"\| \w+ \| \d+ \| \d+ \| [+-]\d+ \|", text)
    section = text.split("Figures, each its source's own")[1].split("##")[0]
    assert all("2012-04" in line for line in section.splitlines() if line.startswith("- "))


def test_without_a_browser_it_says_what_to_install(written, monkeypatch):
    monkeypatch.setattr(report_files.shutil, "which", lambda _: None)
    with pytest.raises(report_files.PdfToolMissing, match="apt-get install chromium"):
        written("pdf")


def test_a_day_that_does_not_exist(place):
    with pytest.raises(TimeUnclear, match="is no day"):
        report_files.write(open_shelf(place), process=PROCESS, day="2012-02-31", form="md")
