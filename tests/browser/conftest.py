"""A headless Chromium for the tests in this folder; they are skipped by name where there is none."""

import os

import pytest

from tests.browser import CHROMIUM

# Playwright's own loop makes Django believe it were called from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    """One worker runs all browser tests: two browsers would be slower than one on two cores."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
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
