"""Stories in, statements out; offsets, repeats, rows' own examples."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ceasefire.model import Document, Passage, PassageKind, Precision, When
from ceasefire.reading import Reader, check_lexicon

STORIES = YAML(typ="safe").load((Path(__file__).parent / "stories.yaml").read_text(encoding="utf-8"))


def page(text: str, date: str | None = None, kinds: tuple[PassageKind, ...] = ()) -> Document:
    """Make a document whose lines are passages."""
    passages, start = [], 0
    for n, line in enumerate(text.split("\n")):
        if line.strip():
            kind = kinds[n] if n < len(kinds) else PassageKind.BODY
            passages.append(Passage(len(passages), kind, start, start + len(line)))
        start += len(line) + 1
    published = None
    if date:
        day = datetime.fromisoformat(date).replace(tzinfo=UTC)
        published = When(date, day, day + timedelta(days=1), Precision.DAY)
    return Document("0" * 64, "page", "", "text/plain", "en", text, tuple(passages), published=published)


@pytest.fixture(scope="module")
def grammar() -> Reader:
    return Reader.load(learned=False)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def fits(found, wanted: dict) -> bool:
    said = {
        "force": found.force.value,
        "action": found.action.value,
        "value": found.figure and found.figure.value,
        "bound": found.figure and found.figure.bound.value,
        "when": found.when and found.when.value[:10],
        "deadline": found.deadline and found.deadline.value[:10],
        "place": [m.text for m in found.place],
    }
    named = {
        "actor": found.actor,
        "speaker": found.speaker,
        "condition": found.condition,
        "target": found.target,
    }
    exact = all(said[k] == wanted[k] for k in said if k in wanted)
    return exact and all(_names(named[k], wanted[k]) for k in named if k in wanted)


def _names(mention, wanted: str | None) -> bool:
    return mention is None if wanted is None else mention is not None and wanted in mention.text


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s["text"][:40])
def test_grammar_reads_story(grammar, story):
    found = grammar.read(page(story["text"], story.get("date"))).statements
    for unwanted in story.get("lacks", ()):
        assert not any(fits(s, unwanted) for s in found), unwanted
    for wanted in story.get("reads", ()):
        assert any(fits(s, wanted) for s in found), [
            (s.force, s.action, s.actor, s.speaker, s.when) for s in found
        ]


def test_learned_weights_keep_plain_statements(reader):
    kept = sum(
        any(fits(s, {k: w[k] for k in ("force", "action")}) for s in reader.read(page(t["text"])).statements)
        for t in STORIES
        for w in t.get("reads", ())
    )
    assert kept >= sum(bool(s.get("reads")) for s in STORIES) - 3


def test_every_row_finds_its_own_example():
    assert [str(p) for p in check_lexicon()] == []


def test_background_and_wishes_are_passed_over(grammar):
    text = "The conflict began in 2011. The mood was tense. The weather may change."
    reading = grammar.read(page(text))
    assert reading.statements == ()
    assert all(text[p.start : p.end] and p.reason for p in reading.passed_over)


def test_headline_in_the_words_of_the_body_is_kept_once_in_the_body(grammar):
    text = "Rebels agree to a truce\nRebels agree to a truce, the envoy said on Friday."
    found = grammar.read(page(text, kinds=(PassageKind.HEADLINE,))).statements
    agreed = [s for s in found if s.force == "undertake"]
    assert [s.passage for s in agreed] == [1]


def test_repeated_passages_are_not_read(grammar):
    text = "The rebels agreed to a truce.\nThe rebels agreed to a truce."
    one, two = page(text).passages
    again = Passage(two.index, two.kind, two.start, two.end, repeats=0)
    document = Document("0" * 64, "page", "", "text/plain", "en", text, (one, again))
    assert {s.passage for s in grammar.read(document).statements} == {0}


def test_capitals_are_read(grammar):
    found = grammar.read(page("THE REBELS AGREED TO A TRUCE WITH THE ARMY, THE ENVOY SAID.")).statements
    assert any(s.force == "undertake" and s.quote.exact.isupper() for s in found)


def test_batches_read_as_single_pages(reader):
    pages = [page(s["text"], s.get("date")) for s in STORIES]
    assert [r.statements for r in reader.read_all(pages)] == [reader.read(p).statements for p in pages]


VOCABULARY = """rebels army the a ceasefire truce attacked said that will withdraw , and of troops to agreed
in Omrad talks violated " ( ) 12 killed who if not – … 休戦 هدنة \u202e 🙂 must by Friday The"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200)))
def test_any_text_is_read_with_exact_quotes(reader, text):
    document = page(text)
    for one in reader.read(document).statements:
        mentions = [
            m for m in (one.speaker, one.actor, one.target, one.condition, *one.place, *one.relay) if m
        ]
        assert one.quote.exact == text[one.quote.start : one.quote.end] != ""
        assert all(m.text == text[m.start : m.end] for m in mentions)
        assert one.confidence is None or 0 <= one.confidence <= 1
        assert one.rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ceasefire",
        "the army said that " * 150,
        "rebels and " * 800,
        "the end of " * 500,
        '" ' * 1000,
        "killed | 12 | 14\n" * 60,
        "The army \ud800 attacked the town.",
        "ceasefire" * 2000,
        " ".join(["rebels attacked the army and"] * 600),
    ],
    ids=["empty", "word", "nested", "list", "chain", "quotes", "table", "surrogate", "run", "3000 words"],
)
def test_hostile_texts_are_read_in_bounded_time(reader, text):
    started = datetime.now(tz=UTC)
    reader.read(page(text))
    assert datetime.now(tz=UTC) - started < timedelta(seconds=20)
