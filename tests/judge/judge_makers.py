"""Short makers for the judge's tests: days of an invented January, invented parties."""

from datetime import UTC, datetime, timedelta

from ceasefire.model import Act, Action, ActKind, AsOf, Mode, Precision, Report, Undertaking, Voice, When

D0 = datetime(2030, 1, 1, tzinfo=UTC)
POWERS = frozenset(
    {
        ("A", ActKind.AGREE),
        ("A", ActKind.WITHDRAW),
        ("B", ActKind.RELEASE),
        ("M", ActKind.SUSPEND),
        ("M", ActKind.RESUME),
        ("M", ActKind.EXTEND),
    }
)


def at(n):
    """Noon of day n."""
    return D0 + timedelta(days=n, hours=12)


def day(n):
    start = D0 + timedelta(days=n)
    return When(start.date().isoformat(), start, start + timedelta(days=1), Precision.DAY, "UTC")


def undertaking(mode=Mode.ACHIEVE, **fields):
    given = {
        "opens": day(0),
        "due": day(10),
        "verifiers": frozenset({"V"}),
        "powers": POWERS,
        "creditor": "B",
    } | fields
    return Undertaking("u", "p", "A", Action.WITHDRAW, "Withdraw", mode=mode, **given)


def voice(who, origin=None):
    outlet = who if who.startswith("outlet") else ""
    return Voice(None if outlet else who, origin or f"o-{who}", outlet)


def report(n, who, done, on, occasion="whole", *, of="u", told=None, known=None, origin=None, **fields):
    """Report number n: who says of day `on` that it was done (or not), told that day or on day `told`."""
    told = on if told is None else told
    return Report(
        f"{n:03d}",
        of,
        voice(who, origin),
        done,
        day(on),
        at(told),
        at(told if known is None else known),
        occasion,
        **fields,
    )


def act(n, who, kind, on, *, of="u", told=None, known=None, **fields):
    told = on if told is None else told
    return Act(
        f"{n:03d}",
        of,
        voice(who),
        ActKind(kind),
        day(on),
        at(told),
        at(told if known is None else known),
        **fields,
    )


AGREED = act(1, "A", "agree", 0)


def as_of(n, *, published=None, known=None):
    return AsOf(at(n), None if published is None else at(published), None if known is None else at(known))
