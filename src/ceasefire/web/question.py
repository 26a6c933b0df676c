"""An address in, the question it asks out, and back: every filter of a screen is in its address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import quote, urlencode

from ceasefire.model import CeasefireError

LONGEST = 300
"""Characters of one value; more is no date, name or search that anybody types."""


class QuestionTooLong(CeasefireError):
    """An address holds a value longer than anybody types."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a page is asked. Every field is the text of the address; "" asks for no bound, no filter.

    `screen` and `subject` make the path, the rest the query. `day` and `place` are chosen on any screen
    and kept on the way to the next. `open` is the undertaking in the drawer, `mark` a statement to be
    shown in its page, `n` the number of the part of a long list.
    """

    process: str = ""
    screen: str = "board"
    subject: str = ""
    as_of: str = ""
    published_by: str = ""
    known_at: str = ""
    status: str = ""
    party: str = ""
    q: str = ""
    outlet: str = ""
    voice: str = ""
    day: str = ""
    place: str = ""
    open: str = ""
    mark: str = ""
    n: str = ""
    lang: str = ""

    @property
    def path(self) -> str:
        """The address without its query."""
        parts = ["p", self.process, self.screen, *([self.subject] if self.subject else [])]
        return "/" + "/".join(quote(part, safe="/" if part is self.subject else "") for part in parts)

    @property
    def address(self) -> str:
        """The whole address, without the host."""
        query = {name: value for name in QUERY if (value := getattr(self, name))}
        return self.path + ("?" + urlencode(query) if query else "")

    def to(self, screen: str, subject: str = "", **changes: str) -> str:
        """Return the address of another screen asked as of the same times, of the same day and place."""
        kept = Question(
            process=self.process, screen=screen, subject=subject, as_of=self.as_of,
            published_by=self.published_by, known_at=self.known_at, lang=self.lang,
            day=self.day, place=self.place,
        )  # fmt: skip
        return replace(kept, **changes).address

    def but(self, **changes: str) -> str:
        """Return the address of this screen with some of its filters changed."""
        return replace(self, **changes).address

    def carried(self, *shown: str) -> tuple[tuple[str, str], ...]:
        """Return the filters that a form must carry along: all but those that it shows itself."""
        left_out = {"process", "screen", "subject", "n", *shown}
        return tuple((k, v) for k, v in asdict(self).items() if v and k not in left_out)


QUERY = tuple(f for f in Question.__dataclass_fields__ if f not in ("process", "screen", "subject"))


def question(process: str, screen: str, subject: str, query: Mapping[str, str]) -> Question:
    """Read an address. Unknown names are passed over; raise `QuestionTooLong` for a value beyond bounds."""
    values = {name: query[name].strip() for name in QUERY if name in query}
    too_long = [name for name, value in values.items() if len(value) > LONGEST]
    if too_long:
        raise QuestionTooLong(
            f"{', '.join(too_long)}: longer than {LONGEST} characters. Shorten it, or start at the board."
        )
    return Question(process=process, screen=screen, subject=subject, **values)
