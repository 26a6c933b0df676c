"""A question about a large ledger in; the words that its screen shows out, and how many of how many they are.

One row a screen; what a row chooses is bounded, so that any question has an answer in a bounded time.
"""

from collections.abc import Callable, Mapping
from datetime import date

from ceasefire.model import Clause
from ceasefire.register import needs
from ceasefire.register.needs import ClausePage, Needed
from ceasefire.register.table import Column
from ceasefire.views.book import Folio
from ceasefire.web import choosing
from ceasefire.web.shelf import Asked


def folio(asked: Asked) -> Folio:
    """Open the folio of a question."""
    ask = asked.question
    if ask.screen == "sources" and ask.subject:
        return asked.opening.page(ask.subject) or asked.opening.folio(needs.join())
    return asked.opening.folio(WANTED[ask.screen](asked), bodies=ask.screen == "why" or bool(ask.open))


def page_of(asked: Asked) -> ClausePage | None:
    """Return the clauses of the page asked for, None where all are held."""
    return None if asked.whole else clauses(asked)


def clauses(asked: Asked) -> ClausePage:
    """Return the clauses of the page asked for: those of the party, the words, the day and place chosen."""
    return asked.kept("clauses", lambda: _clauses(asked))


def _clauses(asked: Asked) -> ClausePage:
    ask, among = asked.question, chosen(asked)
    about = None if among is None else set(_undertakings(asked, among))
    marks = asked.marks if ask.status else None
    q = ask.q.casefold()

    def fits(clause: Clause) -> bool:
        return any(
            (not ask.party or u.debtor == ask.party)
            and (about is None or u.id in about)
            and (marks is None or marks.get(u.id) == ask.status)
            and q in f"{clause.point} {clause.text} {u.text}".casefold()
            for u in clause.undertakings
        )

    number = int(ask.n) if ask.n.isascii() and ask.n.isdigit() else 1
    return needs.clause_page(asked.process, number, fits)


def chosen(asked: Asked) -> Column | None:
    """Tell which rows may be about the day and place of the address; None where nothing is chosen."""
    sight, day, named = asked.opening.sight, choosing.day_in(asked), choosing.named(asked)
    masks = [needs.about_day(sight, day)] if day else []
    masks += [needs.about_place(sight, named)] if named else []
    return masks[0] if len(masks) == 1 else masks[0] & masks[1] if masks else None


def _undertakings(asked: Asked, among: Column) -> list[str]:
    sight = asked.opening.sight
    codes = set(sight.column("undertaking")[among].tolist())
    return [sight.register.pools.words[code] or "" for code in codes if code >= 0]


def _board(asked: Asked) -> Needed:
    sight, among = asked.opening.sight, chosen(asked)
    page = clauses(asked)
    parts = [needs.of_cells(sight, page.undertakings, asked.opening.status), needs.beside(sight)]
    if among is not None:
        parts.append(needs.of_undertakings(sight, page.undertakings, among))
    if asked.question.open:
        parts.append(_on(asked, asked.question.open))
    return needs.join(*parts)


def _timeline(asked: Asked) -> Needed:
    return needs.of_undertakings(asked.opening.sight, clauses(asked).undertakings, chosen(asked))


def _map(asked: Asked) -> Needed:
    return needs.placed(asked.opening.sight, chosen(asked))


def _compare(asked: Asked) -> Needed:
    subject = asked.question.subject
    if subject and not subject.startswith("incident/"):
        return _on(asked, subject)
    day = subject.removeprefix("incident/").split("/")[0]
    sight, among = asked.opening.sight, chosen(asked)
    if subject and day:
        try:
            return needs.incidents(sight, needs.about_day(sight, date.fromisoformat(day)), needs.MOST)
        except ValueError:
            return needs.join()
    return needs.incidents(sight, among)


def _on(asked: Asked, undertaking: str) -> Needed:
    return needs.of_undertakings(asked.opening.sight, (undertaking,))


def _actors(asked: Asked) -> Needed:
    subject = asked.question.subject
    return needs.of_voice(asked.opening.sight, subject) if subject else needs.join()


def _report(asked: Asked) -> Needed:
    words = asked.question.as_of[:10] or asked.question.day
    return needs.out_on(asked.opening.sight, choosing.day_of(words)) if words else needs.join()


WANTED: Mapping[str, Callable[[Asked], Needed]] = {
    "board": _board,
    "why": lambda asked: _on(asked, asked.question.subject),
    "timeline": _timeline,
    "map": _map,
    "compare": _compare,
    "actors": _actors,
    "waiting": lambda asked: needs.waits(asked.opening.sight),
    "sources": lambda _: needs.join(),
    "counts": lambda _: needs.join(),
    "report": _report,
}
