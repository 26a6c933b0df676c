"""A small process, written for these tests, and a way to put words into its book."""

from datetime import UTC, datetime

from ceasefire.ledger import entry_id
from ceasefire.model import (
    Action,
    ActKind,
    Agreement,
    AsOf,
    Bearing,
    BearingKind,
    Clause,
    Entry,
    Figure,
    Force,
    Heard,
    Mention,
    Mode,
    Participant,
    Precision,
    Process,
    Quote,
    Recorded,
    Role,
    Statement,
    Undertaking,
    When,
)
from ceasefire.records import bearing_entry, plain, statement_entry
from ceasefire.views.book import make_book


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day(text):
    start = at(text)
    return When(text, start, start.replace(hour=23, minute=59), Precision.DAY, "UTC")


def some_time_up_to(text):
    """The time that words without one of their own may mean, as `matching.bearings.occurred` has it."""
    return When(text, at("2030-01-01"), day(text).latest, Precision.DAY, "UTC", inferred=True)


LEAVE = Undertaking(
    id="leave",
    process="valley",
    debtor="north",
    creditor="south",
    action=Action.WITHDRAW,
    text="Leave the valley.",
    due=When(
        "2030-04-10T06:00:00+00:00", at("2030-04-10T06:00"), at("2030-04-10T06:01"), Precision.MINUTE, "UTC"
    ),
    agreed=(("north", day("2030-03-25")),),
    powers=frozenset({("north", ActKind.AGREE)}),
)
QUIET = Undertaking(
    id="quiet",
    process="valley",
    debtor="south",
    creditor="north",
    action=Action.CEASE_FIRE,
    text="Keep the truce.",
    mode=Mode.MAINTAIN,
    opens=day("2030-04-12"),
    agreed=(("south", day("2030-03-25")),),
    powers=frozenset({("south", ActKind.AGREE)}),
)
VALLEY = Process(
    id="valley",
    title="The valley",
    zone="UTC",
    window=("2030-01-01", None),
    participants=(
        Participant("north", Role.PARTY, "n"),
        Participant("south", Role.PARTY, "s"),
    ),
    agreements=(
        Agreement(
            "plan",
            "Plan",
            "plan",
            clauses=(
                Clause("one", "1", "Leave.", (LEAVE,)),
                Clause("two", "2", "Truce.", (QUIET,)),
            ),
        ),
    ),
)
NAMES = {"north": "The North", "south": "The South", "watch": "The Watch"}


class Desk:
    """Collects words and opens the book they make."""

    def __init__(self):
        self.rows = []
        self.origins = {}

    def say(
        self, words, *, page, speaker, published="2030-04-09", undertaking=None, kind=BearingKind.NOTED,
        complied=None, counts=False, force=Force.REPORT, action=Action.WITHDRAW, origin=None, actors=(),
        condition="", figure=None, deadline=None, condition_action=None, awaited=(),
    ):  # fmt: skip
        """Have `speaker` (an actor's id, None for the outlet) say something on a page."""
        self._page(page, published)
        self.origins[page] = origin or page
        statement = Statement(
            document=page,
            passage=0,
            quote=Quote(words, 0, len(words)),
            force=force,
            action=action,
            rule="test",
            speaker=Mention(speaker, 0, 1) if speaker else None,
            condition=Mention(condition, 0, 1) if condition else None,
            figure=Figure(figure, "min", "killed") if figure else None,
            deadline=deadline,
        )
        said = statement_entry(statement, reader="test", reported_at=at(published))
        self._add(said)
        bearing = Bearing(
            statement=entry_id(said),
            process="valley",
            kind=kind,
            row="test-row",
            why="as the test has it",
            heard=Heard(speaker=speaker, speaks_for=speaker, actors=tuple(actors), awaited=tuple(awaited)),
            occurred=some_time_up_to(published),
            undertaking=undertaking,
            counts=counts,
            complied=complied,
            deadline=deadline,
            condition_action=condition_action,
        )
        self._add(bearing_entry(bearing, reader="test", reported_at=at(published)))

    def folio(self, valid_at="2030-04-09"):
        """Open the book at the valley as of a day."""
        as_of = AsOf(valid_at=at(valid_at).replace(hour=23))
        made = make_book(
            self.rows, as_of=as_of, processes=(VALLEY,), origins=self.origins, names=NAMES.get, head="0" * 64
        )
        return made.folio(VALLEY)

    def _page(self, page, published):
        if page not in self.origins:
            body = plain(
                {"name": f"{page}.txt", "source": page, "language": "en", "published": day(published)}
            )
            self._add(Entry("document", page, body, "test", reported_at=at(published)))

    def _add(self, entry):
        self.rows.append(Recorded(len(self.rows) + 1, entry_id(entry), at("2030-05-01"), entry))
