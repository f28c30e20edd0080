"""A headless Chromium for the tests in this folder; they are skipped by name where there is none."""

import os

import pytest
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser import CHROMIUM
from tests.browser.sample import make_network

# Playwright's own loop makes Django believe it were called from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


# The portal's own addresses, and some that fail.
ADDRESSES = "tests.network_portal.test_errors"


def pytest_collection_modifyitems(items):
    """One worker runs all browser tests: two browsers would be slower than one on two cores."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if "site" not in item.fixturenames:
                item.add_marker(pytest.mark.django_db(transaction=True))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium was not found"))


def is_complaint(line) -> bool:
    """Whether the console reports an error; “not found” and “gone” are none where a test has asked for them."""
    return line.type == "error" and not {"404", "410"} & set(line.text.split())


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """Address of the portal with the sample network: made and served once for all tests of a module; they only read."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF=ADDRESSES, ALLOWED_HOSTS=["localhost"]):
        make_network()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def window(chromium):
    """One window for all tests of a module. Nothing moves in it, and what a test puts into a page may have styles."""
    context = chromium.new_context(locale="de-DE", reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def look(window, site):
    """Opens a page of the sample, such as ``look("/angebote/", width=320, height=256)``, light unless asked."""

    def open_page(path, *, width=1280, height=800):
        window.emulate_media(color_scheme="light", media="screen")
        window.set_viewport_size({"width": width, "height": height})
        window.goto(site + path)
        return window

    return open_page


@pytest.fixture
def visit(chromium, live_server):
    """Opens an address in a new window, such as ``visit("/", script=False)``; errors of the console fail the test."""
    contexts, complaints = [], []

    def open_page(path, *, width=360, script=True, scheme="light", bypass_csp=False):
        context = chromium.new_context(
            viewport={"width": width, "height": 740},
            java_script_enabled=script,
            color_scheme=scheme,
            locale="de-DE",
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
