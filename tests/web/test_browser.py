"""The pages in a real browser: no barrier by axe, a way by keyboard, one without scripts, nothing fetched."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from books import PROCESS

from ceasefire.register import needs
from ceasefire.web.screens import SCREENS

HERE = f"/p/{PROCESS}"
PATHS = (
    *(f"{HERE}/{key}" for key, (title, _) in SCREENS.items() if title),
    f"{HERE}/board?open=withdrawal-done",
    f"{HERE}/why/withdrawal-done",
    f"{HERE}/counts",
    f"{HERE}/compare/withdrawal-done",
    f"{HERE}/actors/syria-government",
    f"{HERE}/report?day=2012-04-12",
    f"{HERE}/timeline?day=2012-04-12",
    f"{HERE}/map?day=2012-04-12&place=169577",
    f"{HERE}/board?place=169577",
    "/elsewhere",
)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def look(browser, address):
    """Open a page as somebody asks for it; afterwards nothing may have gone wrong or outside."""
    opened, wrong = [], []

    def open_page(path, **context):
        made = browser.new_context(base_url=address, reduced_motion="reduce", **context)
        page = made.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console", lambda m: wrong.append(m.text) if m.type == "error" and "404" not in m.text else None
        )
        page.route(
            lambda url: not url.startswith(address),
            lambda route: (wrong.append(route.request.url), route.abort()),
        )
        page.goto(path)
        page.wait_for_selector("main")
        opened.append(made)
        return page

    yield open_page
    for made in opened:
        made.close()
    assert wrong == []


def first_source(page):
    page.goto(f"{HERE}/sources")
    return page.locator("tbody a").first.get_attribute("href")


@pytest.mark.parametrize("locale", ["en-GB", "ar-SY"])
def test_no_screen_has_a_barrier_in_light_or_dark_or_scrolls_sideways(look, locale):
    page = look(HERE + "/sources", locale=locale, viewport={"width": 1280, "height": 900})
    found = {}
    for path in (*PATHS, first_source(page)):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        page.wait_for_selector("main")
        found |= barriers(page, f"{path} light", RULES)
        page.emulate_media(color_scheme="dark")  # only colours change
        found |= barriers(page, f"{path} dark", {"runOnly": ["color-contrast"]})
        page.set_viewport_size({"width": 390, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found[path] = "scrolls sideways at 390 px"
    assert found == {}


def barriers(page, where, rules):
    violations = Axe().run(page, options=rules).response["violations"]
    return {f"{where} {v['id']}": [n["html"][:160] for n in v["nodes"][:3]] for v in violations}


def test_the_search_for_barriers_finds_them(look):
    page = look(f"{HERE}/waiting", color_scheme="dark")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=/static/icon.svg>')")
    assert any("image-alt" in key for key in barriers(page, "", RULES))


@pytest.mark.parametrize("locale", ["ru-RU", "ar-SY"])
def test_a_telephone_shows_the_board_without_a_barrier(look, locale):
    page = look(f"{HERE}/board", locale=locale, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("h1").bounding_box()["y"] < 400  # the content begins on the first screen
    assert barriers(page, locale, RULES) == {}


def test_from_the_board_to_the_sentence_by_keyboard_alone(look):
    page = look(f"{HERE}/board")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cell[href*=\"withdrawal-done\"]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer mark")
    assert "every unit has left the towns" in page.locator("#drawer mark").all_inner_texts()
    assert "open=withdrawal-done" in page.url
    page.wait_for_function("document.activeElement.id === 'drawer'")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.cell')")


def test_the_slider_asks_as_of_a_day(look):
    page = look(f"{HERE}/board")
    slider = page.locator("#slider-published_by")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("published_by=2012-04-1"))
    page.wait_for_function("document.querySelector('#published_by').value.startsWith('2012-04-1')")


def test_everything_can_be_reached_without_scripts(look):
    page = look(f"{HERE}/board", java_script_enabled=False)
    page.locator('.cell[href*="withdrawal-done"]').click()
    assert page.locator("mark", has_text="every unit has left the towns").count() == 1
    page.get_by_role("link", name="open the page at these words").first.click()
    assert page.locator("mark.chosen").count() >= 1
    page.goto(f"{HERE}/board")
    page.locator("#published_by").fill("2012-04-11")
    page.get_by_role("button", name="Show").click()
    assert "published_by=2012-04-11" in page.url
    page.goto(f"{HERE}/map")
    page.locator(".places a").first.click()
    assert page.locator("#chosen blockquote").count() >= 1


def test_the_counts_of_a_large_board_follow_with_and_without_scripts(look, monkeypatch):
    monkeypatch.setattr(needs, "WHOLE", 0)
    board = f"{HERE}/board?as_of=2012-04-12"
    plain = look(board, java_script_enabled=False)
    assert plain.locator(".counts b").first.inner_text() == "…"
    with_script = look(board)
    counted = with_script.locator(".counts b", has_text=re.compile(r"^\d+$"))
    counted.first.wait_for()
    assert with_script.locator(".head").count() == 1
    assert counted.count() == with_script.locator(".counts li").count()
    plain.get_by_role("link", name="Show", exact=True).click()
    assert plain.locator(".counts b").all_inner_texts() == counted.all_inner_texts()


def test_a_day_and_a_place_are_chosen_and_carried_without_scripts(look):
    page = look(f"{HERE}/timeline", java_script_enabled=False)
    page.locator('svg a[href*="day=2012-04-12"]').first.click()
    assert "day=2012-04-12" in page.url
    page.get_by_role("link", name="Map", exact=True).click()
    assert "/map?day=2012-04-12" in page.url
    page.locator(".places a", has_text="Homs").first.click()
    assert page.locator("#chosen blockquote", has_text="Shells fell on Homs").count() == 1
    page.locator("#chosen").get_by_role("link", name="Timeline").click()
    assert "place=169577" in page.url
    assert page.locator(".moments li").count() == 1
    page.get_by_role("link", name="any day").click()
    assert page.locator(".moments li").count() == 2
    page.get_by_role("link", name="any place").click()
    assert "place=" not in page.url


def test_a_day_is_chosen_on_the_timeline_by_keyboard_alone(look):
    page = look(f"{HERE}/timeline")
    found = "document.activeElement.matches('svg a[href*=\"day=2012-04-12\"]')"
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(found):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("day=2012-04-12"))
    page.wait_for_selector(".chosen-day")


def test_a_province_is_chosen_on_the_map_and_the_marks_by_pointer(look):
    page = look(f"{HERE}/map", viewport={"width": 1280, "height": 900})
    if not page.locator(".region").count():
        pytest.skip("the assets are not built here; python hatch_build.py makes them")
    page.locator('a[href*="region%3ASY-DY"]').first.click(position={"x": 60, "y": 60})
    page.wait_for_url(re.compile("region%3ASY-DY"))
    assert page.locator("#chosen .none").count() == 1
    page.locator("g[data-place] a[href*='place=169577']").first.click()
    page.wait_for_url(re.compile("place=169577"))
    assert page.locator("#chosen blockquote").count() == 2
    assert page.locator(".chosen-place").count() >= 1


def test_map_and_list_light_each_other(look):
    page = look(f"{HERE}/map")
    page.locator("li[data-place]").first.hover()
    assert page.locator("g[data-place].lit").count() == 1
    before = page.locator(".zoomed").get_attribute("transform")
    page.locator("button[data-zoom='1.6']").click()
    page.wait_for_function("document.querySelector('.zoomed').getAttribute('transform') !== null")
    assert before is None


def test_hostile_words_do_nothing(look):
    page = look(f"{HERE}/why/withdrawal-done")
    assert page.evaluate("window.broken === undefined")
    assert page.locator("main img, main script").count() == 0
    assert "<script>" in page.locator("main").inner_text()


def test_the_board_prints_whole_and_without_its_controls(look):
    page = look(f"{HERE}/why/withdrawal-done")
    page.emulate_media(media="print")
    assert not page.locator(".times").is_visible()
    assert page.locator("blockquote").first.is_visible()


def test_the_first_paint_of_the_board_is_quick_and_light(look):
    page = look(f"{HERE}/board")
    size = page.evaluate(
        "performance.getEntries().reduce((sum, e) => sum + (e.encodedBodySize || e.transferSize || 0), 0)"
    )
    assert size < 400_000
