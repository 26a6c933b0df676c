"""The sources of the annotated texts: where each stands, and how its texts are taken out of its files.

In: the files of one commit of a public git repository, by their paths. Out: every text they hold, cut as it
was when it was annotated: an annotation counts in characters of that text. Nothing here reads a file.
"""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Text:
    """One text of a source: where in it (a path, a row, a number), its headline if it has one, its outlet."""

    at: str
    title: str | None
    outlet: str
    text: str


@dataclass(frozen=True)
class Source:
    """One repository; `files` is a pattern of the paths that are read, `licence` that of the texts."""

    repository: str
    commit: str
    files: str
    licence: str
    texts: Callable[[Files], Iterator[Text]]


# Outlets that are cited in brackets at the end of an item.
CITED = re.compile(r"(\s*\([^()]{2,60}\))+\s*$")


def current_events(files: Files) -> Iterator[Text]:
    """Yield the items of each day's file, without the outlets cited at their ends; several have one path."""
    loader = YAML(typ="safe")
    for path, raw in files.items():
        try:
            stack: list[Any] = [loader.load(raw.decode())["Intelligence_Payload"]]
        except (YAMLError, KeyError, TypeError):
            continue  # some days are no YAML, or empty; none of their items was annotated
        while stack:
            at = stack.pop()
            if isinstance(at, str):
                yield Text(path, None, "Wikipedia Current Events", CITED.sub("", at.strip()).strip())
            elif at:
                stack += at.values() if isinstance(at, dict) else at


# The corpus has lost the "&" of its marks and writes "\" for the end of a line.
AG_TITLE_MARKS = (("\\", " "), ("#39;", "'"), ("quot;", '"'))
AG_MARKS = (*AG_TITLE_MARKS, ("&lt;", "<"), ("&gt;", ">"))


def spaced(text: str) -> str:
    """Return a text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def plain(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    """Return a text with its marks read."""
    for mark, meant in marks:
        text = text.replace(mark, meant)
    return text


def ag_news(files: Files) -> Iterator[Text]:
    """Yield the rows of the test file, by their numbers from 0: class, headline, first sentences."""
    for raw in files.values():
        for number, (_, title, text) in enumerate(csv.reader(io.StringIO(raw.decode()))):
            told = re.sub(r"<[^>]*>", "", plain(text, AG_MARKS))
            yield Text(str(number), spaced(plain(title, AG_TITLE_MARKS)), "AG news", spaced(told))


def fa_kes(files: Files) -> Iterator[Text]:
    """Yield the articles on the war in Syria, by their `unit_id`."""
    for raw in files.values():
        for row in csv.reader(io.StringIO(raw.decode("latin-1"))):
            if len(row) >= 5:
                yield Text(row[0], row[1], row[3], row[2].strip())


REUTERS_ITEM = re.compile(r'<REUTERS[^>]*NEWID="(\d+)".*?</REUTERS>', re.DOTALL)
REUTERS_END = re.compile(r"\s*(Reuter|REUTER)\s*&?#?3?;?$")


def within(tag: str, text: str) -> str | None:
    """Return what stands between a tag and its end, its marks read; None where there is none."""
    found = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    return html.unescape(found[1]) if found else None


def reuters(files: Files) -> Iterator[Text]:
    """Yield the stories of Reuters-21578 by their NEWID: paragraphs apart, without the last line."""
    for raw in files.values():
        for item in REUTERS_ITEM.finditer(raw.decode("latin-1")):
            title, body = within("TITLE", item[0]), within("BODY", item[0])
            if body is None:
                continue
            body = REUTERS_END.sub("", body.replace("\x03", "").strip()).strip()
            body = "\n\n".join(spaced(part) for part in re.split(r"\n {3,}", body))
            yield Text(item[1], title and title.strip(), "Reuters", body)


CONLL_FILES = ("data/eng.train", "data/eng.testa", "data/eng.testb")
DATELINE = re.compile(r"^\S+( \S+)* \d{4}-\d\d-\d\d$")
BYLINE_WORDS = 3
CLOSED_UP = (
    (r" ([.,;:!?%)\]])", r"\1"),
    (r"([(\[$]) ", r"\1"),
    (r" ('s|'re|'ve|'ll|'d|n't|'m)\b", r"\1"),
)


def joined(words: list[str]) -> str:
    """Return a sentence from its tokens, marks closed up to their words where that is plain."""
    text = " ".join(words)
    for pattern, closed in CLOSED_UP:
        text = re.sub(pattern, closed, text)
    parts = text.split('"')
    if len(parts) % 2:
        text = "".join('"' + part.strip() + '"' if n % 2 else part for n, part in enumerate(parts))
    return re.sub(r"(\w) '( |$)", r"\1'\2", text).strip()


def sentences(block: str) -> list[list[str]]:
    """Return the tokens of each sentence of one story: one token a line, an empty line between sentences."""
    made: list[list[str]] = [[]]
    for line in block.splitlines()[1:]:
        words = line.split()
        if words:
            made[-1].append(words[0])
        elif made[-1]:
            made.append([])
    return [sentence for sentence in made if sentence]


def conll(files: Files) -> Iterator[Text]:
    """Yield the stories of CoNLL-2003, by file and number over all files; one sentence a line.

    The first sentence is the headline; a byline after it and the line of place and day are left out.
    """
    number = 0
    for path in CONLL_FILES:
        for block in files.get(path, b"").decode(errors="replace").split("-DOCSTART-")[1:]:
            told = sentences(block)
            if told:
                body = told[2:] if len(told) > 1 and len(told[1]) <= BYLINE_WORDS else told[1:]
                lines = (joined(words) for words in body if not DATELINE.match(" ".join(words)))
                yield Text(f"{path[-6:]}-{number}", joined(told[0]), "Reuters", "\n".join(lines))
            number += 1


RUNS = range(3, 10)


def token_table(raw: bytes) -> list[list[str]]:
    """Return the tokens of each sentence: one token a row, the first column filled where one begins."""
    rows = csv.reader(io.StringIO(raw.decode("latin-1")))
    next(rows)
    made: list[list[str]] = []
    for begins, word, *_ in rows:
        if begins:
            made.append([])
        made[-1].append(word)
    return made


def broadcasts(files: Files) -> Iterator[Text]:
    """Yield every run of three to nine sentences by the numbers of its first and last, from 0.

    The table does not say where an item ends. The runs that were annotated are guesses at items.
    """
    for raw in files.values():
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            told = [joined(words) for words in token_table(packed.read("ner_dataset.csv"))]
        for first in range(len(told)):
            for end in (first + length for length in RUNS if first + length <= len(told)):
                yield Text(f"{first}-{end - 1}", None, "VOA", " ".join(told[first:end]))


# By the first letters of the ids.
SOURCES = {
    "ce": Source(
        "ianrastall/current-events-context",
        "4ff6f7d243c81c1df4a919fb4280d9d7e9559bd8",
        r"20(0[2-9]|1[0-5])/\d\d/.*\.yaml",  # later years are kept for scoring: never read
        "Wikipedia, CC BY-SA 4.0",
        current_events,
    ),
    "ag": Source(
        "mhjabreel/CharCnn_Keras",
        "555590db4219b1243abb1918effd6a7425a2d75f",
        r"data/ag_news_csv/test\.csv",
        "AG's corpus of news articles: for research and other non-commercial use",
        ag_news,
    ),
    "fk": Source(
        "fmohsen/Fake-news-res",
        "396124a80e3c4ae447d3b708487a5033cf82b400",
        r"FA-KES-Dataset\.csv",
        "FA-KES, CC BY 4.0 as its authors give it; the articles are their outlets'",
        fa_kes,
    ),
    "re": Source(
        "loki86/ksr_zadanie1V2",
        "d16457fd9d6d2b623fffc163746092b89a6e2fef",
        r"reut2-\d+(-full)?\.sgm",
        "Reuters-21578: for research use, Reuters and Carnegie Group",
        reuters,
    ),
    "cn": Source(
        "timwee/bilstm_crf",
        "556af0bd6b2561580a517f043d51d3d709ffb669",
        r"data/eng\.(train|testa|testb)",
        "CoNLL-2003 English, stories of Reuters of 1996: for research use",
        conll,
    ),
    "vo": Source(
        "codingtime123/Named-Entity-Recognition-with-NLP",
        "bae7eccc99b1ca894587a959e3d1a707d7f0853a",
        r"ner_dataset\.csv\.zip",
        "Groningen Meaning Bank, broadcasts of Voice of America: public domain",
        broadcasts,
    ),
}
