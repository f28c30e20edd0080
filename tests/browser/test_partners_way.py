"""The whole way of an offer: a colleague is invited, writes it, a moderator publishes it, a parent finds it."""

from django.urls import reverse

from offers.models import Offer
from offers.models.choices import Publication
from tests.browser.authenticator import app_code
from tests.browser.moves import press
from tests.factories import make_contact, make_field, make_location, make_municipality, make_partner, make_topic
from tests.network_portal.accounts.steps import link_in_mail

PASSWORD = "vier-blaue-Dosen-im-Regal"
TITLE = "Kochtreff für Alleinerziehende"


def heading(page):
    return page.locator("h1").inner_text()


def invite(page):
    """A manager invites a colleague; the address of the link that she gets."""
    page.get_by_label("Name").fill("Kim Beispiel")
    page.get_by_label("E-Mail").fill("kim@example.org")
    press(page.get_by_role("button", name="einladen"))
    return link_in_mail()


def accept(page):
    """The colleague chooses a password and sets up an app for codes; then she is in."""
    page.get_by_label("Vorname").fill("Kim")
    page.get_by_label("Nachname").fill("Beispiel")
    page.get_by_label("Passwort", exact=False).first.fill(PASSWORD)
    press(page.get_by_role("button", name="Konto"))
    press(page.get_by_role("link", name="App einrichten"))
    assert page.locator("svg.qr").bounding_box()["width"] > 100  # pixels; a camera can read it
    page.get_by_label("Code").fill(app_code(page.locator("ol.steps strong").inner_text()))
    press(page.get_by_role("button", name="Fertig"))


def write_offer(page):
    """From the start page of the workspace to submitted: one page asks."""
    press(page.get_by_role("link", name="aufgehoben"))
    press(page.get_by_role("link", name="Aufgaben"))
    assert page.url.endswith(reverse("workspace"))
    press(page.get_by_role("link", name="Angebote", exact=True))
    press(page.get_by_role("link", name="Neues Angebot"))
    page.get_by_label("Wie heißt das Angebot?").fill(TITLE)
    page.get_by_label("Was ist es, in einem Satz?").fill("Wir kochen zusammen und reden.")
    page.get_by_label("Welche Art von Hilfe").select_option("Gruppe")
    page.get_by_label("Zu welchem Themenfeld").select_option("Alltag")
    page.get_by_label("Kochen", exact=True).check()
    page.get_by_label("Wann ist es?").fill("Mo, Mi 16–18 Uhr")
    page.get_by_label("ohne Termin", exact=True).check()
    page.get_by_label("Was sollen Eltern zuerst tun?").fill("Rufen Sie uns an.")
    page.get_by_label("kostenlos").check()
    press(page.get_by_role("button", name="Speichern und einreichen"))


def publish(page):
    """The moderator of the field finds the new offer in her tasks and publishes it."""
    press(page.locator("main").get_by_role("link", name="wartet"))
    press(page.get_by_role("link", name=TITLE))
    press(page.get_by_role("link", name="Veröffentlichen"))
    press(page.get_by_role("button", name="Veröffentlichen"))


def find(page):
    """What a parent reads who searches for it with words of her own."""
    page.locator("input[name=q]").first.fill("kochen")
    press(page.get_by_role("button", name="Suchen"))
    press(page.get_by_role("link", name=TITLE, exact=True))
    return heading(page), page.locator('a[href="tel:+493023125000"]').first.is_visible()


def test_from_an_invitation_to_a_parent_who_finds_the_offer(visit, client_of):
    partner, guide = make_partner(name="Haus am Markt"), make_partner()
    make_location(partner, municipality=make_municipality(postcode="03238"))
    make_contact(partner)
    make_topic(name="Kochen", policy_field=make_field(name="Alltag", moderator=guide))
    page = visit(reverse("partners:invite", args=[partner.slug]), client=client_of("manager", partner))
    page = visit(invite(page))
    accept(page)
    write_offer(page)
    assert Offer.objects.get().publication == Publication.SUBMITTED
    publish(visit(reverse("workspace"), client=client_of("moderator", guide)))
    assert find(visit("/")) == (TITLE, True)
