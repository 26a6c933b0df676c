"""What goes into an entry's body comes out of it again, and equal values give equal bodies."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ceasefire.model import Bearing, BearingKind, Figure, Heard, Mention, Quote, Statement, When
from ceasefire.model.words import Action, ActKind, Bound, Force, Precision
from ceasefire.records import bearing_entry, bearing_of, statement_entry, statement_of

days = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
whens = st.builds(
    When,
    value=st.just("2012-04-10"),
    earliest=days,
    latest=days,
    precision=st.sampled_from(Precision),
    inferred=st.booleans(),
)
mentions = st.builds(Mention, text=st.text(min_size=1), start=st.integers(0, 99), end=st.integers(0, 99))
statements = st.builds(
    Statement,
    document=st.just("d" * 64),
    passage=st.integers(0, 5),
    quote=st.builds(Quote, exact=st.text(min_size=1), start=st.integers(0, 9), end=st.integers(0, 9)),
    force=st.sampled_from(Force),
    action=st.sampled_from(Action),
    rule=st.just("row"),
    speaker=st.none() | mentions,
    actor=st.none() | mentions,
    place=st.lists(mentions, max_size=2).map(tuple),
    when=st.none() | whens,
    figure=st.none()
    | st.builds(Figure, value=st.integers(0, 9999), bound=st.sampled_from(Bound), of=st.just("killed")),
    confidence=st.none() | st.sampled_from([0.0, 0.25, 1.0]),
)
bearings = st.builds(
    Bearing,
    statement=st.just("s"),
    process=st.just("p"),
    kind=st.sampled_from(BearingKind),
    row=st.just("r"),
    why=st.just("w"),
    heard=st.builds(Heard, speaker=st.none() | st.just("a"), actors=st.just(("a", "b"))),
    occurred=whens,
    complied=st.none() | st.booleans(),
    act=st.none() | st.sampled_from(ActKind),
)


@given(statements)
def test_a_statement_survives_its_entry(statement):
    assert statement_of(statement_entry(statement, reader="r", reported_at=None).body) == statement


@given(bearings)
def test_a_bearing_survives_its_entry(bearing):
    assert bearing_of(bearing_entry(bearing, reader="r", reported_at=None).body) == bearing
