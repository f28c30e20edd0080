"""“Leave this page” in a real browser."""

from contextlib import contextmanager

import pytest
from django.urls import reverse

ELSEWHERE = "https://weather.example.org/"


@pytest.fixture
def opened_page(chromium, live_server, settings):
    """Opens the page about traces, as a visitor has it before them; the other site is played by us."""
    settings.EXIT_URL = ELSEWHERE

    @contextmanager
    def opened(**options):
        context = chromium.new_context(**options)
        page = context.new_page()
        page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Sun</title>", content_type="text/html"))
        page.goto(live_server.url + reverse("imprint"))
        page.goto(live_server.url + reverse("safety"))
        yield page
        context.close()

    return opened


def press_shift(page, times):
    for _time in range(times):
        page.keyboard.press("Shift")


def test_shift_three_times_leaves(opened_page):
    with opened_page() as page:
        press_shift(page, 3)
        page.wait_for_url(ELSEWHERE)
        assert page.title() == "Sun"


def test_shift_while_writing_does_not_leave(opened_page, live_server):
    with opened_page() as page:
        press_shift(page, 2)
        page.keyboard.press("a")
        press_shift(page, 2)
        page.wait_for_timeout(300)
        assert page.url == live_server.url + reverse("safety")


def test_click_leaves_no_way_back_to_the_page(opened_page, live_server):
    with opened_page() as page:
        page.locator("a[data-exit]").first.click()
        page.wait_for_url(ELSEWHERE)
        page.go_back()
        assert page.url == live_server.url + reverse("imprint")


def test_page_goes_blank_even_if_the_other_site_never_answers(opened_page):
    with opened_page() as page:
        page.unroute(ELSEWHERE)
        page.route(ELSEWHERE, lambda route: route.fulfill(status=204))  # 204: the browser stays where it is
        press_shift(page, 3)
        page.wait_for_function("document.body.hidden")
        assert (page.title(), page.locator("h1").is_visible()) == ("…", False)


def test_link_leaves_without_script(opened_page):
    with opened_page(java_script_enabled=False) as page:
        page.locator("a[data-exit]").first.click()
        page.wait_for_url(ELSEWHERE)
        assert page.title() == "Sun"
