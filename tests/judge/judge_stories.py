"""Stories as data: an undertaking, dated lines of testimony, and what is to be said of it at times.

A line of testimony reads `ID TIME WHO WORD OPTIONS…`: WORD is done, not-done, agrees, denies, suspends,
resumes, releases, withdraws or extends. Options: `part`, `beside` (words that decide nothing), `of=ID`
(another undertaking or event), `told=TIME`, `known=TIME`, `amount=N`, `occasion=NAME`, `origin=NAME`,
`to=TIME` (a new deadline), `corrects=ID`. WHO `outlet:NAME` is an outlet's own word.
Times are read in the story's zone: 2030-01, 2030-01-05, 2030-01-05T06:00, or A/B for all of [A, B).
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from ceasefire.model import (
    Act,
    Action,
    ActKind,
    After,
    AllOf,
    AnyOf,
    AsOf,
    Aspect,
    Holds,
    Mode,
    Not,
    Precision,
    Quantity,
    Report,
    Undertaking,
    Voice,
    When,
)

STORIES = tuple(sorted((Path(__file__).parent / "stories").glob("*.yaml")))
ACTS = {
    "agrees": ActKind.AGREE,
    "denies": ActKind.AGREE,
    "suspends": ActKind.SUSPEND,
    "resumes": ActKind.RESUME,
    "releases": ActKind.RELEASE,
    "withdraws": ActKind.WITHDRAW,
    "extends": ActKind.EXTEND,
}
UNITS = {"h": "hours", "d": "days", "m": "minutes"}


def load(path):
    story = YAML(typ="safe", pure=True).load(path)
    zone = ZoneInfo(story.get("zone", "UTC"))
    u = undertaking("u", story["undertaking"], zone)
    others = {k: undertaking(k, v, zone) for k, v in story.get("others", {}).items()}
    testimony = [line(row, zone) for row in story.get("testimony", [])]
    return u, others | {"u": u}, testimony, story.get("speaks_for", {}), story["expect"], zone


def when(value, zone):
    value = str(value)
    if "/" in value:
        first, last = (when(part, zone) for part in value.split("/"))
        return When(value, first.earliest, last.earliest, Precision.DAY, zone.key)
    if "T" in value:
        start = datetime.fromisoformat(value).replace(tzinfo=zone).astimezone(UTC)
        return When(value, start, start + timedelta(minutes=1), Precision.MINUTE, zone.key)
    if value.count("-") == 1:
        year, month = map(int, value.split("-"))
        first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        return When(value, midnight(first, zone), midnight(after, zone), Precision.MONTH, zone.key)
    first = date.fromisoformat(value)
    return When(
        value, midnight(first, zone), midnight(first + timedelta(days=1), zone), Precision.DAY, zone.key
    )


def midnight(day, zone):
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def instant(value, zone):
    """A day is asked about at its noon."""
    found = when(value, zone)
    return found.earliest if found.precision is Precision.MINUTE else found.earliest + timedelta(hours=12)


def delay(value):
    return timedelta(**{UNITS[value[-1]]: int(value[:-1])})


def timing(value, zone):
    if value is None or not isinstance(value, dict):
        return None if value is None else when(value, zone)
    return After(value["after"], delay(value["by"]), value.get("side", "due"))


def condition(value):
    if value is None:
        return None
    if "all" in value:
        return AllOf(tuple(map(condition, value["all"])))
    if "any" in value:
        return AnyOf(tuple(map(condition, value["any"])))
    if "not" in value:
        return Not(condition(value["not"]))
    return Holds(value["holds"], value.get("words", ""), value.get("asserted_by"))


def undertaking(name, row, zone):
    amount = row.get("quantity")
    return Undertaking(
        id=name,
        process="story",
        debtor=row.get("debtor", "A"),
        creditor=row.get("creditor"),
        action=Action.OTHER,
        text=row.get("text", ""),
        mode=Mode(row.get("mode", "achieve")),
        aspect=Aspect(row.get("aspect", "whole")),
        opens=timing(row.get("opens"), zone),
        due=timing(row.get("due"), zone),
        ends=timing(row.get("ends"), zone),
        every=delay(row["every"]) if "every" in row else None,
        condition=condition(row.get("condition")),
        quantity=Quantity(*amount) if amount else None,
        verifiers=frozenset(row.get("verifiers", ())),
        powers=frozenset((who, ActKind(kind)) for who, kind in row.get("powers", ())),
        agreed=tuple((who, when(on, zone)) for who, on in row.get("agreed", {}).items()),
    )


def line(row, zone):
    ident, on, who, word, *options = row.split()
    given = dict(o.split("=") if "=" in o else (o, True) for o in options)
    told = instant(given.get("told", on.split("/")[-1]), zone)
    known = instant(given["known"], zone) if "known" in given else told
    outlet = who.removeprefix("outlet:") if who.startswith("outlet:") else ""
    voice = Voice(None if outlet else who, given.get("origin", f"page-{ident}"), outlet)
    times = (when(on, zone), told, known)
    subject, corrects = given.get("of", "u"), given.get("corrects")
    if word in ACTS:
        to = when(given["to"], zone) if "to" in given else None
        return Act(ident, subject, voice, ACTS[word], *times, to, word == "denies", corrects)
    assert word in {"done", "not-done"}, row
    amount = float(given["amount"]) if "amount" in given else None
    return Report(
        ident,
        subject,
        voice,
        word == "done",
        *times,
        given.get("occasion", "whole"),
        amount,
        "part" in given,
        corrects,
        direct="beside" not in given,
    )


def as_of(row, zone):
    def bound(key):
        return instant(row[key], zone) if key in row else None

    return AsOf(bound("at"), bound("published"), bound("known"))
