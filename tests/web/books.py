"""A small ledger about the shipped process of 2012: every kind of thing the pages show, and hostile words.

The words and outlets are made up for these tests.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from ceasefire import processes
from ceasefire.ledger import entry_id, open_ledger
from ceasefire.model import (
    Action,
    Bearing,
    BearingKind,
    Document,
    Figure,
    Force,
    Heard,
    Mention,
    Passage,
    PassageKind,
    Precision,
    Quote,
    Statement,
    When,
)
from ceasefire.model.words import CoverageStand, TruceState
from ceasefire.records import bearing_entry, process_entry, statement_entry

PROCESS = "syria-2012"
GOVERNMENT, OPPOSITION, UN = "syria-government", "syrian-armed-opposition", "united-nations"
LONG = "x" * 100_000
HOSTILE = (
    "<script>window.broken=1</script> {{ 7*7 }} \u202egnihtyna\u202c "
    "\"'><img src=//evil.example/x onerror=alert(1)>"
)
NOW = datetime(2012, 5, 2, 9, tzinfo=UTC)


def day(text: str) -> When:
    start = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(text, start, start + timedelta(days=1), Precision.DAY, "UTC")


class Page:
    """Collects the sentences of one page, then its statements."""

    def __init__(self, name: str, outlet: str, out: str, language: str = "en", title: str = "") -> None:
        self.name, self.outlet, self.out, self.language, self.title = name, outlet, out, language, title
        self.sentences: list[str] = []
        self.said: list[tuple[str, dict]] = []

    def passage(self, words: str) -> "Page":
        self.sentences.append(words)
        return self

    def says(self, quote: str, **fields) -> "Page":
        self.said.append((quote, fields))
        return self

    def written(self) -> tuple[Document, list]:
        texts = [t for t in (self.title, *self.sentences) if t]
        text, passages, at = "", [], 0
        for index, words in enumerate(texts):
            kind = PassageKind.HEADLINE if self.title and index == 0 else PassageKind.BODY
            passages.append(Passage(index, kind, at, at + len(words)))
            text += words + "\n\n"
            at = len(text)
        key = sha256(f"{self.name}{text}".encode()).hexdigest()
        document = Document(
            id=key,
            name=self.name,
            source=self.outlet,
            media_type="text/plain",
            language=self.language,
            text=text,
            passages=tuple(passages),
            published=day(self.out),
            title=Mention(self.title, 0, len(self.title)) if self.title else None,
        )
        return document, [self._entries(document, quote, dict(fields)) for quote, fields in self.said]

    def _entries(self, document: Document, quote: str, f: dict) -> list:
        start = document.text.index(quote)
        passage = next(p.index for p in document.passages if p.start <= start < p.end)
        at = datetime.fromisoformat(f.pop("out", self.out)).replace(hour=12, tzinfo=UTC)
        mention = lambda key: Mention(f[key], start, start + 1) if key in f else None  # noqa: E731
        speaker = f.get("by")
        statement = Statement(
            document=document.id,
            passage=passage,
            quote=Quote(quote, start, start + len(quote)),
            force=f.get("force", Force.REPORT),
            action=f.get("action", Action.WITHDRAW),
            rule="by-hand",
            speaker=Mention(f.get("named", speaker), start, start + 1) if speaker else None,
            actor=mention("actor"),
            target=mention("target"),
            condition=mention("condition"),
            place=tuple(Mention(p, start, start + 1) for p in f.get("places", ())),
            when=f.get("when"),
            deadline=f.get("deadline"),
            figure=f.get("figure"),
        )
        said = statement_entry(statement, reader="test", reported_at=at)
        rows = [said]
        for undertaking in f.get("on", (None,)):
            bearing = Bearing(
                statement=entry_id(said),
                process=PROCESS,
                kind=f.get("kind", BearingKind.NOTED),
                row="by-hand",
                why="as the test has it",
                undertaking=undertaking,
                counts=f.get("counts", undertaking is not None),
                heard=Heard(
                    speaker=speaker,
                    speaks_for=speaker,
                    actors=f.get("actors", ()),
                    targets=f.get("targets", ()),
                ),
                occurred=f.get("when") or day(self.out),
                complied=f.get("complied"),
                deadline=f.get("deadline"),
                truce=f.get("truce"),
                stand=f.get("stand"),
            )
            rows.append(bearing_entry(bearing, reader="test", reported_at=at))
        return rows


DONE = {"on": ("withdrawal-done",), "kind": BearingKind.COMPLIES, "complied": True}
NOT_DONE = {"on": ("withdrawal-done",), "kind": BearingKind.BREACHES, "complied": False}


def pages() -> list[Page]:
    """Return the pages of the ledger."""
    ask = {"force": Force.REQUIRE, "action": Action.GUARANTEE}
    hit = {"force": Force.ACCUSE, "action": Action.ATTACK, "on": ("ceasefire-government",)}
    hit |= {"kind": BearingKind.BREACHES, "complied": False}
    return [
        Page("one.txt", "Hill Gazette", "2012-04-11", title="All units are out, ministry says")
        .passage("The ministry told reporters on Wednesday that every unit has left the towns. It took none.")
        .passage("A monitor heard of rival counts, and said that 26 people were killed in the north.")
        .says(
            "every unit has left the towns",
            by=GOVERNMENT,
            named="The ministry",
            actor="every unit",
            actors=(GOVERNMENT,),
            **DONE,
        )
        .says(
            "26 people were killed",
            by="watch",
            named="A monitor",
            force=Force.COUNT,
            action=Action.ATTACK,
            figure=Figure(26, "exact", "killed"),
        ),
        Page("two.txt", "Valley Post", "2012-04-12", title="Tanks still in town")
        .passage("Residents denied it: tanks stand in the square as before, they told this paper.")
        .passage(
            "Shells fell on Homs, the opposition said; near Aleppo two trucks burned, and a hut by Nowhere."
        )
        .passage("Each side must first see the other's promise in writing, both camps insist.")
        .says(
            "tanks stand in the square as before",
            by="residents",
            named="Residents",
            actor="tanks",
            actors=(GOVERNMENT,),
            **NOT_DONE,
        )
        .says("Shells fell on Homs", by=OPPOSITION, places=("Homs",), when=day("2012-04-12"), **hit)
        .says(
            "near Aleppo two trucks burned", by=OPPOSITION, places=("Aleppo",), when=day("2012-04-12"), **hit
        )
        .says("a hut by Nowhere", by=OPPOSITION, places=("Nowhere-upon-Sea",), **hit)
        .says(
            "Each side must first see",
            by=GOVERNMENT,
            actors=(OPPOSITION,),
            condition="the other's promise in writing",
            **ask,
        )
        .says(
            "the other's promise in writing",
            by=OPPOSITION,
            actors=(GOVERNMENT,),
            condition="both camps insist",
            **ask,
        ),
        Page("three.txt", "صحيفة الوادي", "2012-04-13", "ar", "الدبابات ما زالت في البلدة")
        .passage("قال المراقبون إن الدبابات لم تغادر الساحة حتى الجمعة. ولم يصدر أي توضيح.")
        .says(
            "الدبابات لم تغادر الساحة",
            by=UN,
            named="المراقبون",
            actor="الدبابات",
            actors=(GOVERNMENT,),
            **NOT_DONE,
        ),
        Page("four.txt", "Hill Gazette", "2012-04-14", title="A truce in Homs, some say")
        .passage(
            "A truce is in effect in Homs, the government says. Aid reached Hama. It would leave by 20 April."
        )
        .says(
            "A truce is in effect in Homs",
            by=GOVERNMENT,
            action=Action.CEASE_FIRE,
            places=("Homs",),
            truce=TruceState.IN_EFFECT,
        )
        .says("Aid reached Hama", by=UN, action=Action.AID, places=("Hama",), on=("aid-pause",), counts=False)
        .says(
            "would leave by 20 April",
            by=GOVERNMENT,
            force=Force.UNDERTAKE,
            on=("withdrawal-done",),
            kind=BearingKind.FOUNDS,
            deadline=day("2012-04-20"),
        ),
        Page("hostile.txt", f"Evil {HOSTILE}", "2012-04-12", title=HOSTILE)
        .passage(f"He said {HOSTILE} and left.")
        .passage(LONG)
        .says(HOSTILE, by="stranger", named=HOSTILE, actor=HOSTILE, places=(HOSTILE,), **NOT_DONE)
        .says(LONG[:500], by="stranger", force=Force.OPPOSE, stand=CoverageStand.REJECTED),
    ]


def write(place: str) -> None:
    """Write the ledger."""
    files = {p.id: (p, text) for p, text in processes.shipped_files()}
    with open_ledger(place) as ledger:
        process, text = files[PROCESS]
        ledger.append([process_entry(process, text)], recorded_at=NOW)
        for page in pages():
            document, groups = page.written()
            at = datetime.fromisoformat(page.out).replace(hour=12, tzinfo=UTC)
            ledger.put_document(document, recorded_at=NOW, recorded_by="test", reported_at=at)
            ledger.append([e for group in groups for e in group], recorded_at=NOW)
