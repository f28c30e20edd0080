"""Everything works with the keyboard alone; that the focus is seen, test_accessibility.py measures."""

import pytest
from playwright.sync_api import expect

from tests.browser.moves import press_key

WALKED = [
    "/", "/angebote/", "/angebote/beratung/", "/ansprechpartner/", "/heute/", "/merkzettel/?o=900001.1",
    "/lebenslagen/gewalt/", "/hilfe-sofort/", "/gibt-es-nicht/",
]  # fmt: skip


@pytest.mark.parametrize("path", WALKED)
def test_tab_reaches_every_control_in_order(look, path):
    page = look(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#inhalt"
    reached = []
    for name in page.evaluate("layout.names()"):
        page.keyboard.press("Tab")
        while page.evaluate("layout.focused()") == (reached or [None])[-1] != name:  # hours and minutes of one field
            page.keyboard.press("Tab")
        reached.append(page.evaluate("layout.focused()"))
    assert reached == page.evaluate("layout.names()")


@pytest.mark.parametrize("path", WALKED)
def test_skip_link_leads_past_the_menu(look, path):
    page = look(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    press_key(page, "Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_errors_of_a_form_lead_to_their_fields(look):
    page = look("/angebote/beratung/fehler/")
    page.get_by_role("button", name="Absenden").focus()
    press_key(page, "Enter")
    expect(page.locator(".summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.matches('[name=kind]:checked')")
