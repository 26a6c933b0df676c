"""One small process file, whole and right; the tests break it in one place each."""

import pytest

SMALL = """\
id: small-2020
title: A small peace
zone: Africa/Nairobi
window: {from: 2020-01-01, to: 2021-01-01}
sides:
  - id: government
    name: The government
actors:
  - id: gov
    kind: state
    names: [The Government]
  - id: army
    kind: group
    names: [The Opposition Army]
  - id: watch
    kind: body
    names: [The Watch]
participants:
  - actor: gov
    role: party
    side: government
  - actor: army
    role: party
  - actor: watch
    role: verifier
    mandate: [accord]
events:
  - id: day-zero
    text: The day zero
    on: 2020-03-01
agreements:
  - id: accord
    title: The accord
    kind: accord
    announced: 2020-02-20
    effective: 2020-03-01 00:00
    parties: [gov, army]
    references: [Own archive]
    coverage:
      - {actor: army, stand: joined, according_to: gov}
    clauses:
      - id: article-1
        point: "1"
        text: Troops go home.
        reference: Accord, article 1
        undertakings:
          - id: withdrawal
            debtor: gov
            creditor: army
            text: Pull troops back.
            actions: [withdraw]
            mode: achieve
            due: 2020-03-03 06:00
            quantity: 500 soldiers
            verifiers: [watch]
            agreed:
              - {actor: gov, on: 2020-02-20}
          - id: ceasefire
            debtor: army
            creditor: gov
            text: Hold fire.
            actions: [cease_fire]
            mode: maintain
            opens: {after: withdrawal, by: 48 hours}
            condition: {all: [withdrawal, day-zero]}
            powers:
              - {actor: army, may: [agree, suspend]}
          - id: pause
            debtor: gov
            text: Keep a pause for aid.
            actions: [aid]
            mode: maintain
            opens: {after: day-zero, by: 10 days}
            every: 1 day
"""


@pytest.fixture(scope="session")
def small() -> str:
    return SMALL
