"""What holds of every status, whatever is said: drawn undertakings, drawn testimony, drawn times."""

import itertools
import os
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from judge_makers import D0, POWERS, as_of, at, day, undertaking, voice

from ceasefire.judge import deadline_history, occasions, status
from ceasefire.model import (
    Act,
    ActKind,
    After,
    AllOf,
    AnyOf,
    Aspect,
    Holds,
    Mode,
    Not,
    Outcome,
    Phase,
    Precision,
    Quantity,
    Report,
    Standing,
    Voice,
    When,
)

EXAMPLES = int(os.environ.get("JUDGE_EXAMPLES", "80"))  # a thousand and more by hand, before a release
DONE = {Outcome.FULFILLED, Outcome.FULFILLED_LATE}
LAST = 24
moments = st.integers(0, LAST)
speakers = st.sampled_from(("A", "B", "V", "W", "M", "X", "minister", "outlet1", "outlet2", "outlet3"))


@st.composite
def whens(draw):
    n = draw(moments)
    kind = draw(st.sampled_from(("day", "day", "day", "hour", "span", "zoneless", "month")))
    if kind == "hour":
        start = D0 + timedelta(days=n, hours=draw(st.integers(0, 23)))
        return When(start.isoformat(), start, start + timedelta(hours=1), Precision.HOUR, "UTC")
    if kind == "span":
        first, last = day(n), day(n + draw(st.integers(1, 6)))
        return When(f"{first.value}/{last.value}", first.earliest, last.earliest, Precision.DAY, "UTC")
    if kind == "zoneless":
        d = day(n)
        hours = timedelta(hours=1)
        return replace(d, earliest=d.earliest - 14 * hours, latest=d.latest + 12 * hours, zone=None)
    if kind == "month":
        return When("2030-01", D0, D0 + timedelta(days=31), Precision.MONTH, "UTC")
    return day(n)


timings = st.one_of(
    st.none(),
    whens(),
    st.builds(
        After,
        st.sampled_from(("u", "h", "k", "nowhere")),
        st.integers(-3, 9).map(lambda n: timedelta(days=n)),
        st.sampled_from(("due", "done")),
    ),
)
holds = st.builds(
    Holds, st.sampled_from(("h", "k", "event", "u")), st.just(""), st.sampled_from((None, None, "A"))
)
conditions = st.recursive(
    holds,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=4,
)


@st.composite
def undertakings(draw, name="u"):
    return replace(
        undertaking(draw(st.sampled_from(Mode))),
        id=name,
        creditor=draw(st.sampled_from(("B", "B", None, "A"))),
        aspect=draw(st.sampled_from(Aspect)),
        opens=draw(timings),
        due=draw(st.one_of(st.just(day(10)), timings)),
        ends=draw(timings),
        every=draw(st.sampled_from((None, None, None, timedelta(days=1), timedelta(days=3), timedelta(0)))),
        condition=draw(st.one_of(st.none(), conditions)),
        quantity=draw(st.sampled_from((None, Quantity(10, "trucks"), Quantity(0, "trucks")))),
        verifiers=draw(st.sampled_from((frozenset(), frozenset("V"), frozenset("VW"), frozenset("AV")))),
        powers=draw(st.sampled_from((frozenset(), POWERS))),
        agreed=draw(st.sampled_from(((), (("A", day(0)),), (("B", day(1)),), (("A", day(7)),)))),
    )


@st.composite
def said_of_them(draw):
    said = []
    for n in range(draw(st.integers(0, 12))):
        who, when = draw(speakers), draw(whens())
        told, known = at(draw(moments)), at(draw(moments))
        of = draw(st.sampled_from(("u", "u", "u", "h", "k", "event")))
        heard = voice(who, draw(st.sampled_from((None, "wire", "agency"))))
        corrects = f"{draw(st.integers(0, n)):03d}" if draw(st.integers(0, 5)) == 0 else None
        if draw(st.integers(0, 2)):
            amount = draw(st.sampled_from((None, None, 0.0, 4.0, 10.0, float("nan"))))
            label = draw(st.sampled_from(("whole", "whole", "i1", "i2")))
            rest = (label, amount, draw(st.booleans()), corrects, draw(st.integers(0, 4)) > 0)
            said.append(Report(f"{n:03d}", of, heard, draw(st.booleans()), when, told, known, *rest))
        else:
            kind, denied = draw(st.sampled_from(ActKind)), draw(st.integers(0, 3)) == 0
            said.append(
                Act(
                    f"{n:03d}",
                    of,
                    heard,
                    kind,
                    when,
                    told,
                    known,
                    draw(st.none() | whens()),
                    denied,
                    corrects,
                )
            )
    return said


@st.composite
def times(draw):
    def bound():
        return draw(st.one_of(st.none(), moments))

    n, published, known = bound(), bound(), bound()
    asked = as_of(n or 0, published=published, known=known)
    return asked if n is not None else replace(asked, valid_at=None)


cases = st.tuples(undertakings(), undertakings("h"), undertakings("k"), said_of_them(), times())
SPEAKS_FOR = {"minister": "A"}


def ask(case, testimony=None, **changed):
    u, h, k, said, asked = case
    others = {"u": u, "h": h, "k": k}
    given = {"others": others, "speaks_for": SPEAKS_FOR} | changed
    return status(u, said if testimony is None else testimony, asked, **given)


def seen_of(case):
    *_, said, asked = case
    return [
        t
        for t in said
        if (asked.published_by is None or t.reported_at <= asked.published_by)
        and (asked.known_at is None or t.recorded_at <= asked.known_at)
    ]


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_raises(case, random):
    mixed = list(case[3])
    random.shuffle(mixed)
    assert ask(case, mixed) == ask(case)
    assert ask(case, mixed + mixed) == ask(case)
    u, h, k, said, asked = case
    others = {"u": u, "h": h, "k": k}
    assert occasions(u, mixed, asked, others=others) == occasions(u, said, asked, others=others)
    assert deadline_history(u, mixed, asked, others=others) == deadline_history(u, said, asked, others=others)


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases)
def test_nothing_looks_ahead(case):
    seen = seen_of(case)
    assert ask(case, seen) == ask(case)
    valid_at = case[4].valid_at
    corrected = {t.supersedes for t in seen if t.supersedes != t.id}

    def past(t):
        return valid_at is None or t.occurred.earliest <= valid_at

    s = ask(case)
    assert ask(case, [t for t in seen if past(t) or t.supersedes or t.id in corrected]) == s
    ids = {t.id for t in seen if past(t)} - corrected
    assert {*s.because, *s.for_ids, *s.against_ids, *s.purported} <= ids


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases)
def test_never_more_certain_than_the_words(case):
    u, said, s = case[0], case[3], ask(case)
    if s.standing is Standing.DISPUTED:
        assert s.outcome not in {*DONE, Outcome.VIOLATED}
    if s.outcome in {*DONE, Outcome.VIOLATED}:
        assert s.standing in {Standing.CLAIMED, Standing.ACKNOWLEDGED, Standing.VERIFIED}
        assert s.because
        assert s.for_ids if s.outcome in DONE else s.against_ids
    if s.existence is Standing.DISPUTED or s.phase is Phase.PROPOSED:
        assert s.outcome is not Outcome.VIOLATED
    if s.standing is Standing.UNREPORTED:
        assert s.outcome in {Outcome.NOT_OWED, Outcome.OPEN, Outcome.OVERDUE}
    if s.standing is Standing.VERIFIED:
        mandated = {t.id for t in said if t.voice.speaker in u.verifiers - {u.debtor, u.creditor}}
        assert set(s.because) & mandated
    if s.outcome is Outcome.OVERDUE:
        assert s.due is not None
    words = [t for t in said if isinstance(t, Report) and t.undertaking == "u" and t.direct]
    if not any(t.complied and not t.partial for t in words) and u.aspect in {Aspect.WHOLE, Aspect.CONTINUE}:
        assert s.outcome not in DONE
    if not any(not t.complied for t in words):
        assert s.outcome is not Outcome.VIOLATED


def shown(s):
    return (
        s.phase,
        s.outcome,
        s.standing,
        s.existence,
        s.progress,
        s.row,
        s.standing_row,
        s.for_voices,
        s.against_voices,
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases, st.integers(0, 11), st.integers(0, 9))
def test_copies_and_relays_add_nothing(case, which, later):
    said = [replace(t, supersedes=None) for t in case[3]]
    if not said:
        return
    t = said[which % len(said)]
    copy = replace(t, id="copy", reported_at=t.reported_at + timedelta(days=later))
    if t.voice.speaker is None:
        copy = replace(copy, voice=Voice(None, t.voice.origin, f"{t.voice.outlet} z"))
    elif later == 0:
        copy = replace(copy, voice=replace(t.voice, origin="relay"))
    if isinstance(t, Report):
        assert shown(ask(case, [*said, copy])) == shown(ask(case, said))


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases)
def test_words_that_stand_beside_decide_nothing(case):
    said = case[3]
    direct = [t for t in said if not isinstance(t, Report) or t.direct or t.supersedes]
    decided = [
        (s.phase, s.outcome, s.standing, s.row, s.because, s.progress)
        for s in (ask(case), ask(case, direct))
        if not any(isinstance(t, Report) and not t.direct and t.voice.speaker is None for t in said)
    ]
    assert len(set(decided)) <= 1


NEW = {"A": "Zeta", "B": "Eta", "V": "Alpha", "W": "Beta", "M": "Mu", "X": "Xi", "minister": "envoy"}


def renamed(u):
    return replace(
        u,
        debtor=NEW[u.debtor],
        creditor=u.creditor and NEW[u.creditor],
        verifiers=frozenset(NEW[v] for v in u.verifiers),
        powers=frozenset((NEW[who], kind) for who, kind in u.powers),
        agreed=tuple((NEW[who], when) for who, when in u.agreed),
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases)
def test_names_of_parties_change_nothing(case):
    u, h, k, said, asked = case
    told = [replace(t, voice=replace(t.voice, speaker=NEW.get(t.voice.speaker))) for t in said]
    others = {x.id: renamed(x) for x in (u, h, k)}
    s = status(others["u"], told, asked, others=others, speaks_for={"envoy": "Zeta"})
    assert (shown(s), s.because, s.purported, s.due) == (
        shown(ask(case)),
        ask(case).because,
        ask(case).purported,
        ask(case).due,
    )


@settings(max_examples=EXAMPLES, deadline=None)
@given(cases)
def test_acts_without_the_power_change_nothing_but_what_is_purported(case):
    u = replace(case[0], powers=frozenset())
    said = [t for t in case[3] if not (isinstance(t, Act) and t.kind is ActKind.AGREE)]
    case = (u, *case[1:3], said, case[4])
    without = [t for t in said if not (isinstance(t, Act) and t.undertaking == "u") or t.supersedes]
    a, b = ask(case), ask(case, without)
    assert shown(a) == shown(b)
    assert a.due == b.due


def test_the_tables_are_total():
    from ceasefire.judge.outcome import Facts, outcome_row
    from ceasefire.judge.standing import EXISTENCE_ROWS, STANDING_ROWS, Answer, Answers, standing_row
    from ceasefire.judge.truces import TRUCE_ROWS
    from ceasefire.model import TruceState

    sets = [frozenset(c) for n in range(5) for c in itertools.combinations(Answer, n)]
    for v, a, all_, denied in itertools.product(sets, sets, sets, (False, True)):
        answers = Answers(v, a, all_ | v | a, denied)
        for rows in (STANDING_ROWS, EXISTENCE_ROWS):
            row = standing_row(answers, rows)
            assert (row.standing is Standing.VERIFIED) <= bool(v)
    flags = (False, True)
    combos = itertools.product(Phase, flags, (*Answer, None), Standing, Standing, flags, flags, flags, flags)
    for phase, kept, answer, standing, existence, past, ended, late, end in combos:
        row = outcome_row(Facts(phase, kept, answer, standing, existence, past, ended, late, end))
        if answer is None:
            assert row.outcome not in {*DONE, Outcome.VIOLATED}
        if phase is Phase.PROPOSED:
            assert row.outcome is Outcome.NOT_OWED
    for n in range(len(TruceState) + 1):
        for states in itertools.combinations(TruceState, n):
            assert any(row.fits(frozenset(states)) for row in TRUCE_ROWS)
