"""The way of a parent on a phone, with and without script: start, filter, offer, telephone, print, Merkzettel."""

import re

import pytest

from offers.models import LifeSituation
from partners.models import Network
from tests.browser.moves import press
from tests.factories import make_contact, make_location, make_municipality, make_offer, make_partner

both_ways = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])


@pytest.fixture(autouse=True)
def _network():
    """A town, a partner with a telephone number, an offer that costs nothing and one that does."""
    Network(name="Netzwerk Beispielkreis", region="Beispielkreis").save()
    town, partner = make_municipality("Finsterwalde", postcode="03238"), make_partner(name="Beratungsstelle")
    LifeSituation.objects.create(
        key="debts", name="Schulden", slug="schulden", title="Schulden drücken", prominent=True
    )
    place, contact = make_location(partner, municipality=town), make_contact(partner)
    both = {"partner": partner, "locations": [place], "contacts": [contact]}
    make_offer(title="Schuldnerberatung", slug="schuldnerberatung", cost_kind="free", **both)
    make_offer(title="Elternkurs", slug="elternkurs", cost_kind="priced", **both)


def titles(page):
    """The titles of the offers on a list."""
    return sorted(page.locator("article.card h3").all_inner_texts())


@both_ways
def test_from_the_start_to_the_telephone(visit, script):
    page = visit("/", script=script)
    page.locator("input[name=q]").first.fill("Schuldnerberatung")
    press(page.get_by_role("button", name="Suchen"))
    assert titles(page) == ["Schuldnerberatung"]
    press(page.get_by_role("link", name="Schuldnerberatung", exact=True))
    assert page.locator("h1").inner_text() == "Schuldnerberatung"
    assert page.locator('a[href="tel:+493023125000"]').first.is_visible()


@both_ways
def test_filters_narrow_the_list(visit, script):
    page = visit("/angebote/", script=script)
    assert titles(page) == ["Elternkurs", "Schuldnerberatung"]
    page.locator("details.filter > summary").click()
    page.get_by_label("kostenlos").check()
    if script:
        page.get_by_role("status").filter(has_text="1 Angebot passt.").wait_for()
    else:
        press(page.get_by_role("button", name="Angebote zeigen"))
    assert titles(page) == ["Schuldnerberatung"]
    page.wait_for_url(re.compile("kosten=free(&|$)"))  # the window hears of an address changed in place a little later
    press(page.get_by_role("link", name="Filter entfernen: kostenlos"))
    assert titles(page) == ["Elternkurs", "Schuldnerberatung"]


def test_filters_in_place_keep_the_focus(visit):
    page = visit("/angebote/", width=1280)
    box = page.get_by_label("kostenlos")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("status").filter(has_text="1 Angebot passt.").wait_for()
    assert page.evaluate("document.activeElement.value") == "free"


@both_ways
def test_merkzettel_lives_in_the_address(visit, script):
    page = visit("/angebote/schuldnerberatung/", script=script)
    press(page.locator('a[href*="/merkzettel/?o="]').first)
    assert "/merkzettel/?o=" in page.url
    assert page.get_by_role("link", name="Schuldnerberatung").first.is_visible()


def test_print_hides_what_paper_does_not_need(visit):
    page = visit("/angebote/schuldnerberatung/", width=1280)
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert page.get_by_text("030 23125000").first.is_visible()


@both_ways
def test_nothing_is_stored_on_the_device(visit, script):
    page = visit("/angebote/", script=script)
    page.goto(page.url.replace("/angebote/", "/angebote/schuldnerberatung/"))
    assert page.context.cookies() == []
    assert page.context.storage_state()["origins"] == []


def test_everything_can_be_reached_by_keyboard(visit):
    page = visit("/angebote/", width=1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhalt"
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Schuldnerberatung", "Elternkurs"} <= set(seen)
