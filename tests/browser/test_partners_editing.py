"""Two colleagues on one section, and a login that ends while somebody types: no text is lost."""

from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.browser.authenticator import app_code
from tests.browser.moves import press
from tests.factories import SECRET, make_offer
from tests.network_portal.accounts.steps import PASSWORD
from tests.offers.editing.forms import edit_address


def summary_of(page):
    return page.get_by_label("Was ist es, in einem Satz?")


def save(page):
    press(page.locator("p.save").get_by_role("button", name="Speichern"))


def test_second_of_two_colleagues_sees_who_changed_what_and_keeps_her_text(visit, client_of):
    offer = make_offer(title="Rat", summary="Alt.")
    people = {"first_name": "Anna", "last_name": "Muster"}, {"first_name": "Bea", "last_name": "Beispiel"}
    anna, bea = (visit(edit_address(offer, "what"), client=client_of("editor", offer.partner, **who)) for who in people)
    summary_of(anna).fill("Von Anna.")
    summary_of(bea).fill("Von Bea.")
    save(anna)
    save(bea)
    meanwhile = bea.locator(".meanwhile")
    assert meanwhile.locator("h2").inner_text().startswith("Anna Muster")
    assert meanwhile.locator("li p").first.inner_text() == "Was ist es, in einem Satz? Jetzt steht da: „Von Anna.“"
    assert summary_of(bea).input_value() == "Von Bea."
    save(bea)
    assert bea.url.endswith(reverse("offers:workspace", args=[offer.pk]))
    texts = offer.history.order_by("history_date").values_list("summary", "history_user__first_name")
    assert list(texts)[-3:] == [("Alt.", None), ("Von Anna.", "Anna"), ("Von Bea.", "Bea")]


def test_text_is_in_the_form_again_after_a_login_that_had_ended(visit, client_of):
    offer = make_offer()
    client = client_of("editor", offer.partner, password=PASSWORD)
    page = visit(edit_address(offer, "what"), client=client)
    summary_of(page).fill("Drei Sätze & mehr.")
    Session.objects.all().delete()
    save(page)
    assert page.locator("h1").inner_text() == "Anmelden"
    page.get_by_label("E-Mail").fill(client.user.email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    press(page.get_by_role("button", name="Anmelden", exact=True))
    page.get_by_label("Code").fill(app_code(SECRET))
    press(page.get_by_role("button", name="Anmelden", exact=True))
    assert page.url.endswith(edit_address(offer, "what"))
    assert summary_of(page).input_value() == "Drei Sätze & mehr."
    save(page)
    offer.refresh_from_db()
    assert offer.summary == "Drei Sätze & mehr."
