"""Axe finds nothing: on every page and in every state a visitor can bring it to, narrow and wide, light and dark.

Each page is looked at in one of six ways, ``make accessibility`` takes all of them. Small windows and large letters are
tried on the same visit.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import WAYS, findings_in, ways_for
from tests.browser.conftest import to_desk
from tests.browser.fit import fit_faults
from tests.browser.moves import press
from tests.browser.shapes import PATHS

STATES = [WAYS[0], WAYS[-1]]  # the narrowest in light, the widest in dark


@pytest.mark.parametrize(("number", "path"), list(enumerate(PATHS)))
def test_page_is_accessible_and_fits(look, number, path):
    page = look(path)
    assert findings_in(page, ways_for(number)) == {}
    to_desk(page)
    assert fit_faults(page, page.evaluate("layout.words()")) == {}


def test_list_with_open_filters_is_accessible(look):
    page = look("/angebote/", width=320)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert findings_in(page, STATES) == {}


def test_list_after_a_change_in_place_is_accessible(look):
    page = look("/angebote/")
    page.get_by_label("kostenlos").check()
    page.wait_for_url("**kosten=free*")
    assert findings_in(page, STATES) == {}


def test_offer_in_plain_language_is_accessible(look):
    page = look("/angebote/beratung/")
    page.locator("details.plain > summary").click()
    assert findings_in(page, STATES) == {}


def test_errors_of_a_form_are_accessible(look):
    page = look("/angebote/beratung/fehler/")
    press(page.get_by_role("button", name="Absenden"))
    expect(page.locator(".summary")).to_be_focused()
    assert findings_in(page, STATES) == {}


def test_form_whose_time_is_over_is_accessible(look):
    page = look("/angebote/beratung/fehler/")
    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').remove()")
    assert press(page.get_by_role("button", name="Absenden")).status == 403
    assert findings_in(page, STATES) == {}
