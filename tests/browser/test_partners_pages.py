"""Pages behind the login, and behind the links of mails: accessible, and at home in small windows and large letters."""

import pytest
from playwright.sync_api import expect

from offers.models import Offer
from tests.browser.axe import THOROUGH, WAYS, findings, findings_in
from tests.browser.conftest import cookies_of
from tests.browser.fit import fit_faults
from tests.browser.inside import make_codes, make_inside
from tests.browser.sample import KEPT
from tests.browser.shapes import OFFER, OWN, PATHS_INSIDE

WITH_ERRORS = [
    ("visitor", "/konto/anmelden/"),
    ("visitor", "/mitmachen/"),
    ("manager", f"{OWN}/angebote/neu/"),
    ("manager", f"{OFFER}/was/bearbeiten/"),
    ("manager", f"{OWN}/team/einladen/"),
]


@pytest.fixture(scope="module")
def inside(site):
    """Browsers of all kinds of people, and what the links of mails carry."""
    return make_inside(), make_codes() | {"version": Offer.history.filter(id=KEPT).earliest().pk}


@pytest.fixture
def look_as(look, window, inside, site):
    """Opens a page as one of the people of ``tests.browser.inside``; nobody is led elsewhere."""
    people, codes = inside

    def open_page(who, path):
        window.context.clear_cookies()
        window.context.add_cookies(cookies_of(people[who], site))
        page = look(path.format(**codes))
        assert page.url == site + path.format(**codes)
        return page

    return open_page


def accessibility_faults(page, path):
    """What axe finds in the narrowest window, the hardest; by width and light where it looks in all ways."""
    if THOROUGH:
        return findings_in(page, WAYS)
    page.set_viewport_size({"width": 320, "height": 800})
    return findings(page)


@pytest.mark.parametrize(("who", "path"), PATHS_INSIDE)
def test_page_is_accessible_and_fits(look_as, who, path):
    page = look_as(who, path)
    words = page.evaluate("layout.words()")  # which unfolds everything
    assert accessibility_faults(page, path) in ([], {})
    assert fit_faults(page, words) == {}


@pytest.mark.parametrize(("who", "path"), WITH_ERRORS)
def test_form_with_errors_is_accessible_and_fits(look_as, who, path):
    page = look_as(who, path)
    with page.expect_navigation():
        page.locator("main form.form").first.evaluate(
            """form => {
              for (const field of form.querySelectorAll("input:not([type=hidden]), textarea")) field.value = "";
              form.requestSubmit();
            }"""
        )
    expect(page.locator(".summary")).to_be_focused()
    assert findings(page) == []
    assert fit_faults(page, page.evaluate("layout.words()")) == {}
