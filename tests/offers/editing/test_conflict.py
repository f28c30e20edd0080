"""Two colleagues edit one section: the second one is told, keeps her text, and may take what is stored."""

import pytest
from django.urls import reverse

from network_portal.accounts.sign_ins import end_all
from offers.models import CostOption, PendingChange
from partners.models import Network
from tests.factories import make_offer
from tests.offers.editing.forms import edit_address, sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of):
    """Bea has typed a new title; meanwhile Anna has stored another one, a summary and a price."""
    offer = make_offer(title="Rat", summary="Alt.")
    anna = client_of("editor", offer.partner, first_name="Anna", last_name="Muster")
    bea = client_of("editor", offer.partner)
    address = edit_address(offer, "what")
    typed = sent_by(bea, address, title="Von Bea")
    anna.post(address, sent_by(anna, address, title="Von Anna", summary="Neu."))
    return offer, bea, address, typed


def test_conflict_names_who_changed_what_and_keeps_the_text(desk):
    offer, bea, address, typed = desk
    page = bea.post(address, typed)
    form = page.context["form"]
    offer.refresh_from_db()
    assert (page.status_code, offer.title) == (409, "Von Anna")
    assert page.context["who"].startswith("Anna Muster")
    assert {change.name: (change.now, change.is_taken) for change in page.context["meanwhile"]} == {
        "title": ("Von Anna", False),
        "summary": ("Neu.", True),
    }
    # Her own words stay; what she had not touched is taken over.
    assert (form["title"].value(), form["summary"].value()) == ("Von Bea", "Neu.")


def test_conflict_saving_again_stores_what_is_in_the_form(desk):
    offer, bea, address, typed = desk
    page = bea.post(address, typed)
    again = typed | {"edit_version": page.context["edit_version"], "summary": page.context["form"]["summary"].value()}
    assert bea.post(address, again).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.summary) == ("Von Bea", "Neu.")


def test_conflict_lets_her_take_the_stored_text(desk):
    offer, bea, address, typed = desk
    page = bea.post(address, typed)
    page = bea.post(address, typed | {"edit_version": page.context["edit_version"], "take": "title"})
    assert page.context["form"]["title"].value() == "Von Anna"
    offer.refresh_from_db()
    assert offer.title == "Von Anna"


def test_conflict_in_rows_brings_back_what_a_colleague_removed(client_of):
    offer = make_offer()
    price = CostOption.objects.create(offer=offer, amount=5, label="Kurs")
    anna, bea = client_of("editor", offer.partner), client_of("editor", offer.partner)
    address = edit_address(offer, "cost")
    typed = sent_by(bea, address, cost_text="Fragen Sie.")
    anna.post(address, sent_by(anna, address, **{"costs-0-DELETE": "on"}))
    page = bea.post(address, typed)
    assert [(change.name, change.now) for change in page.context["meanwhile"]] == [("costs", "")]
    kept = bea.post(address, typed | {"edit_version": page.context["edit_version"]})
    assert (kept.status_code, [str(row) for row in offer.costs.all()]) == (302, ["Kurs 5,00 €"])
    assert offer.costs.get().pk != price.pk


def test_conflict_of_changes_that_wait_for_approval(client_of):
    Network.objects.create(name="Netz", changes_need_approval=True)
    offer = make_offer()
    anna, bea = client_of("editor", offer.partner), client_of("editor", offer.partner)
    address = edit_address(offer, "what")
    typed = sent_by(bea, address, title="Von Bea")
    anna.post(address, sent_by(anna, address, title="Von Anna"))
    page = bea.post(address, typed)
    assert [change.name for change in page.context["meanwhile"]] == ["waiting"]
    assert PendingChange.objects.get().data["title"] == ["Von Anna"]


def test_other_sections_are_no_conflict(client_of):
    offer = make_offer()
    anna, bea = client_of("editor", offer.partner), client_of("editor", offer.partner)
    typed = sent_by(bea, edit_address(offer, "what"), title="Von Bea")
    anna.post(edit_address(offer, "for_whom"), sent_by(anna, edit_address(offer, "for_whom"), not_for="Paare"))
    bea.post(edit_address(offer, "what"), typed)
    offer.refresh_from_db()
    assert (offer.title, offer.not_for) == ("Von Bea", "Paare")


def test_text_of_an_ended_session_is_shown_again(client_of):
    offer = make_offer(title="Rat")
    client = client_of("editor", offer.partner)
    address = edit_address(offer, "what")
    typed = sent_by(client, address, title="Noch nicht gespeichert")
    end_all(client.user)
    client.post(address, typed)
    client.force_login(client.user)
    page = client.get(address)
    assert page.context["form"]["title"].value() == "Noch nicht gespeichert"
    assert page.context["is_kept"]
    offer.refresh_from_db()
    assert offer.title == "Rat"


def test_typed_html_is_only_text(client_of):
    offer = make_offer()
    client, address = client_of("editor", offer.partner), edit_address(offer, "what")
    client.post(address, sent_by(client, address, summary="<b>fett</b>"))
    page = client.get(reverse("offers:preview", args=[offer.pk])).content.decode()
    assert ("<b>fett</b>" in page, "&lt;b&gt;fett&lt;/b&gt;" in page) == (False, True)
