"""A question in; a template and what it shows out: comparisons, actors and the daily report."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from ceasefire.model import Undertaking
from ceasefire.views.actors import ActorRow, actor, actors
from ceasefire.views.board import cell
from ceasefire.views.book import BearingRow, Folio
from ceasefire.views.choice import Ids
from ceasefire.views.compare import Accord, Comparison, Incident, compare, compare_incident, incidents
from ceasefire.views.report import DailyReport, report
from ceasefire.web import choosing
from ceasefire.web.parts import Page, part
from ceasefire.web.shelf import Asked, NotFound

LISTED = 60


def compare_(asked: Asked) -> Page:
    """Set the voices side by side for one undertaking or incident; without one, list what can be compared."""
    folio, subject = asked.folio, asked.question.subject
    found: tuple[Incident, ...] = asked.kept("incidents", lambda: incidents(folio))
    if not subject:
        return _comparable(asked, found)
    if subject in folio.undertakings:
        view = asked.kept(f"compare:{subject}", lambda: compare(folio, folio.undertakings[subject]))
        return _compared(view, folio.undertakings[subject])
    incident = next((i for i in found if f"incident/{i.key}" == subject), None)
    if incident is None:
        raise NotFound("There is nothing of this name to compare. Choose from the list under Compare.")
    return _compared(compare_incident(folio, incident), None)


def _compared(view: Comparison, undertaking: Undertaking | None) -> Page:
    counts = Counter(fact.accord for fact in view.facts)
    accords = [(accord, counts[accord]) for accord in Accord]
    return "compare.html", {"view": view, "undertaking": undertaking, "accords": accords}


def _comparable(asked: Asked, found: tuple[Incident, ...]) -> Page:
    folio, q = asked.folio, asked.question.q.casefold()
    said = [(u, cell(folio, u)) for key, u in folio.undertakings.items() if key in folio.by_undertaking]
    only = choosing.only(asked)
    said = [(u, c) for u, c in said if c.voices and q in f"{u.text} {folio.name(u.debtor)}".casefold()]
    said = [(u, c) for u, c in said if _kept(folio.by_undertaking[u.id], only)]
    said.sort(key=lambda pair: (pair[0].origin != "clause", -pair[1].voices))
    fitting = [i for i in found if q in i.place.casefold() or q in i.day.isoformat()]
    fitting = [i for i in fitting if _kept(i.rows, only)]
    shown, pages, number = part(fitting, asked.question.n)
    return "comparable.html", {
        "undertakings": said[:LISTED],
        "incidents": shown,
        "pages": pages,
        "number": number,
        "found": len(fitting),
    }


def _kept(rows: Iterable[BearingRow], only: Ids | None) -> bool:
    return only is None or any(r.id in only for r in rows)


def actors_(asked: Asked) -> Page:
    """List everybody heard, or show one actor: what it undertook, demanded, refused, and how it moved."""
    folio, subject = asked.folio, asked.question.subject
    if subject:
        page = asked.kept(f"actor:{subject}", lambda: actor(folio, subject))
        if page is None:
            raise NotFound(f"{folio.process.id} neither lists nor hears {subject!r}. Look under Actors.")
        return "actor.html", {"page": page, "listed": LISTED}
    rows: tuple[ActorRow, ...] = asked.kept("actors", lambda: actors(folio))
    q = asked.question.q.casefold()
    fitting = [r for r in rows if q in f"{r.name} {r.side} {' '.join(r.roles)}".casefold()]
    shown, pages, number = part(fitting, asked.question.n, size=80)
    return "actors.html", {"rows": shown, "pages": pages, "number": number, "found": len(fitting)}


def report_(asked: Asked) -> Page:
    """Write the report of one day: the one in the address, else the last day that pages are of."""
    day = report_day(asked)
    view, folio = daily(asked, day)
    return "report.html", {
        "view": view,
        "folio": folio,
        "day_before": asked.question.but(day=(day - timedelta(days=1)).isoformat()),
        "day_after": asked.question.but(day=(day + timedelta(days=1)).isoformat()),
        "source": asked.shelf.boundaries((), "en").source,
    }


def report_day(asked: Asked) -> date:
    """Return the day reported on; raise what `asking` raises for a day that does not exist."""
    words = asked.question.day or asked.question.as_of[:10]
    if words:
        return choosing.day_of(words)
    return asked.span[1] if asked.span else date.fromisoformat(asked.process.window[0])


def daily(asked: Asked, day: date) -> tuple[DailyReport, Folio]:
    """Return the report of a day, from what was out and about times up to its end and the end before.

    The folio holds the words that it names.
    """
    with _at(asked, day) as now, _at(asked, day - timedelta(days=1)) as before:
        return now.kept(f"report:{day}", lambda: report(now.folio, before.folio, day)), now.folio


@contextmanager
def _at(asked: Asked, day: date) -> Iterator[Asked]:
    end = day.isoformat()
    by = min(asked.question.published_by, end) if asked.question.published_by else end
    with asked.shelf.asked(replace(asked.question, as_of=end, published_by=by), asked.say) as found:
        yield found
