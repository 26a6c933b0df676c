"""Pages of a ledger held to be large say the same as when every word is held, and how much of it is shown."""

import re
import time

import pytest
from books import PROCESS
from starlette.testclient import TestClient

from ceasefire.register import needs
from ceasefire.web import create_app
from ceasefire.web.screens import SCREENS

HERE = f"/p/{PROCESS}"
SHOWN = [f"{HERE}/{key}" for key, (title, _) in SCREENS.items() if title]
SUBJECTS = (
    f"{HERE}/why/withdrawal-done",
    f"{HERE}/compare/withdrawal-done",
    f"{HERE}/actors/syria-government",
    f"{HERE}/report?day=2012-04-12",
    f"{HERE}/board?open=withdrawal-done",
    f"{HERE}/board?day=2012-04-12",
    f"{HERE}/timeline?day=2012-04-12",
    f"{HERE}/sources?day=2012-04-12",
)
TIMES = ("", "as_of=2012-04-12", "published_by=2012-04-12", "as_of=2012-04-13&published_by=2012-04-12")


@pytest.fixture
def large(place, monkeypatch):
    monkeypatch.setattr(needs, "WHOLE", 0)
    return TestClient(create_app(place))


def cells(page):
    found = re.findall(r'<a class="cell[^>]*href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {key.split("?")[0]: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words)) for key, words in found}


def totals(page):
    return re.findall(r"<b>(\d+)</b>", page.split('class="counts"')[1].split("</ul>")[0])


@pytest.mark.parametrize("path", [*SHOWN, *SUBJECTS])
def test_every_screen_is_drawn(large, path):
    assert large.get(path).status_code == 200


@pytest.mark.parametrize("times", TIMES)
def test_the_cells_are_those_of_the_whole(client, large, times):
    assert cells(large.get(f"{HERE}/board?{times}").text) == cells(client.get(f"{HERE}/board?{times}").text)


@pytest.mark.parametrize("path", ["why/withdrawal-done", "compare/withdrawal-done", "waiting", "actors"])
def test_reasons_and_comparisons_are_those_of_the_whole(client, large, path):
    assert large.get(f"{HERE}/{path}").text == client.get(f"{HERE}/{path}").text


def test_the_reader_marks_the_same_statements(client, large):
    (key, *_) = re.findall(r"/sources/([0-9a-f]{64})", client.get(f"{HERE}/sources").text)
    assert large.get(f"{HERE}/sources/{key}").text == client.get(f"{HERE}/sources/{key}").text


def test_what_is_left_out_is_said(place, monkeypatch):
    monkeypatch.setattr(needs, "WHOLE", 0)
    monkeypatch.setattr(needs, "_latest", lambda _sight, rows, _size: rows[:1])
    page = TestClient(create_app(place)).get(f"{HERE}/map").text
    assert re.search(r"the latest 1 of \d+ statements are shown here", page)


def test_the_board_is_paged_by_clauses(place, monkeypatch):
    monkeypatch.setattr(needs, "WHOLE", 0)
    monkeypatch.setattr(needs.clause_page, "__kwdefaults__", {"size": 3})
    client = TestClient(create_app(place))
    pages = [client.get(f"{HERE}/board?n={n}").text for n in (1, 2, 99)]
    assert re.search(r"1 / \d", pages[0])
    assert not cells(pages[0]).keys() & cells(pages[1]).keys()
    assert cells(pages[2])


def test_totals_and_the_choice_of_a_status_follow_when_all_are_judged(client, large, monkeypatch):
    first = large.get(f"{HERE}/board")
    assert f'hx-get="{HERE}/counts"' in first.text
    for _ in range(200):
        if "…</b>" not in large.get(f"{HERE}/counts").text:
            break
        time.sleep(0.05)
    page = large.get(f"{HERE}/board", headers={"if-none-match": first.headers["etag"]}).text
    chosen = f"{HERE}/board?status=disputed"
    counted, disputed = totals(page), cells(large.get(chosen).text)
    monkeypatch.undo()  # now the same of every word held
    assert counted == totals(client.get(f"{HERE}/board").text) != []
    assert disputed == cells(client.get(chosen).text)


def test_the_json_says_which_part_it_is_from(large):
    answer = large.get(f"/api/{PROCESS}/board").json()
    assert answer["part"]["n"] == 1
    assert answer["answer"]["rows"]
