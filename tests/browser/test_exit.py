"""“Leave this page” in a real browser."""

import shutil
from contextlib import contextmanager

import pytest
from django.urls import reverse

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
ELSEWHERE = "https://weather.example.org/"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True),
]


@contextmanager
def opened_page(live_server, settings, **options):
    """The page about traces, as a visitor has it before them; the other site is played by us."""
    settings.EXIT_URL = ELSEWHERE
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_context(**options).new_page()
        page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Sun</title>", content_type="text/html"))
        page.goto(live_server.url + reverse("imprint"))
        page.goto(live_server.url + reverse("safety"))
        yield page
        browser.close()


def press_shift(page, times):
    for _time in range(times):
        page.keyboard.press("Shift")


def test_shift_three_times_leaves(live_server, settings):
    with opened_page(live_server, settings) as page:
        press_shift(page, 3)
        page.wait_for_url(ELSEWHERE)
        assert page.title() == "Sun"


def test_shift_while_writing_does_not_leave(live_server, settings):
    with opened_page(live_server, settings) as page:
        press_shift(page, 2)
        page.keyboard.press("a")
        press_shift(page, 2)
        page.wait_for_timeout(300)
        assert page.url == live_server.url + reverse("safety")


def test_click_leaves_no_way_back_to_the_page(live_server, settings):
    with opened_page(live_server, settings) as page:
        page.locator("a[data-exit]").first.click()
        page.wait_for_url(ELSEWHERE)
        page.go_back()
        assert page.url == live_server.url + reverse("imprint")


def test_page_goes_blank_even_if_the_other_site_never_answers(live_server, settings):
    with opened_page(live_server, settings) as page:
        page.unroute(ELSEWHERE)
        page.route(ELSEWHERE, lambda route: route.fulfill(status=204))  # 204: the browser stays where it is
        press_shift(page, 3)
        page.wait_for_function("document.body.hidden")
        assert (page.title(), page.locator("h1").is_visible()) == ("…", False)


def test_link_leaves_without_script(live_server, settings):
    with opened_page(live_server, settings, java_script_enabled=False) as page:
        page.locator("a[data-exit]").first.click()
        page.wait_for_url(ELSEWHERE)
        assert page.title() == "Sun"
