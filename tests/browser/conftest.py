"""A headless Chromium for the tests in this folder; they are skipped by name where there is none."""

import os
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser import ARGUMENTS, CHROMIUM
from tests.browser.sample import make_network
from tests.browser.shapes import ERRORS

# Playwright's own loop makes Django believe it were called from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The portal's own addresses, and some that fail.
ADDRESSES = "tests.network_portal.test_errors"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction="site" not in item.fixturenames))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium was not found"))


def is_complaint(line) -> bool:
    """Whether the console reports an error; “not found”, “conflict” and “gone” are none where a test asks for them."""
    return line.type == "error" and not {"404", "409", "410"} & set(line.text.split())


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # milliseconds; a machine with much to do may need them
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(django_db_setup):
    """Serves the pages of ``site``; not pytest-django's ``live_server``, which empties the database after each test."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def site(server, django_db_blocker):
    """Address of the portal with the sample network: made once for all tests of a module, then rolled back."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF=ADDRESSES, ALLOWED_HOSTS=["localhost"]):
        assert connection.is_in_memory_db()  # the server shares this connection, and nobody's own rows are in it
        with transaction.atomic():
            make_network()
            yield server.url
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def window(chromium, site):
    """One window for all tests of a module. Nothing moves in it, and what a test puts into a page may have styles."""
    context = chromium.new_context(locale="de-DE", reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(path=Path(__file__).with_name("layout.js"))
    yield context.new_page()
    context.close()


def to_desk(page, *, width=1280, height=800):
    """The page as on the screen of a desk by day."""
    page.emulate_media(color_scheme="light", media="screen")
    page.set_viewport_size({"width": width, "height": height})


@pytest.fixture
def look(window, site):
    """Opens a page of the sample, such as ``look("/angebote/", width=320, height=256)``, light unless asked."""

    def open_page(path, *, width=1280, height=800):
        to_desk(window, width=width, height=height)
        answer = window.goto(site + path)
        assert answer.status < 500 or path in ERRORS  # a page that fails has few faults to find
        return window

    return open_page


def cookies_of(client, url):
    """The cookies of a client of Django's tests, for a window of the browser: it is logged in, too."""
    return [{"name": name, "value": morsel.value, "url": url} for name, morsel in client.cookies.items()]


@pytest.fixture
def visit(chromium, live_server):
    """Opens an address in a new window, such as ``visit("/", script=False)``; errors of the console fail the test.

    With ``client``, of Django's tests, the window is logged in like that one.
    """
    contexts, complaints = [], []

    def open_page(path, *, width=360, script=True, scheme="light", bypass_csp=False, client=None):
        context = chromium.new_context(
            viewport={"width": width, "height": 740},
            java_script_enabled=script,
            color_scheme=scheme,
            locale="de-DE",
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        context.add_cookies(cookies_of(client, live_server.url) if client else [])
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
