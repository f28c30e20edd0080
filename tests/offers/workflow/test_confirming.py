"""Confirming: by the link from the mail, without a login, and with an account."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from offers.models import Offer
from offers.reviews import code_for
from tests.factories import make_contact, make_location, make_offer, make_opening, make_partner
from tests.offers.workflow.test_reviews import code_made
from tests.offers.workflow.test_steps import ready_offer

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.localdate() - timedelta(days=400)


def due_offer(partner, **values):
    return ready_offer(partner=partner, confirmed_on=LONG_AGO, **values)


def link(partner, code=None):
    return f"{reverse('offers:confirm-by-link')}?code={code or code_for(partner)}"


def confirmed(*offers):
    today = timezone.localdate()
    return [Offer.objects.get(pk=offer.pk).confirmed_on == today for offer in offers]


def test_link_shows_what_is_due_and_changes_nothing(client):
    partner = make_partner()
    due, hidden = due_offer(partner, title="A"), due_offer(partner, title="B", publication="hidden")
    ready_offer(partner=partner, confirmed_on=timezone.localdate())
    due_offer(make_partner())
    page = client.get(link(partner))
    assert ([row.offer for row in page.context["rows"]], confirmed(due, hidden)) == ([due, hidden], [False, False])
    assert page.headers["Cache-Control"].count("no-store") == 1


def test_five_entries_are_confirmed_by_one_press_without_a_login():
    partner, client = make_partner(short_name="Kiesel"), Client(enforce_csrf_checks=True)
    offers = [due_offer(partner) for _ in range(4)] + [due_offer(partner, publication="hidden")]
    page = client.get(link(partner))
    token = client.cookies["csrf"].value
    keys = [row.offer.pk for row in page.context["rows"]]
    response = client.post(link(partner), {"offer": keys, "csrfmiddlewaretoken": token})
    after = client.get(response.url)
    assert (after.context["rows"], after.context["done"], confirmed(*offers)) == ([], 5, [True] * 5)
    first = Offer.objects.get(pk=offers[0].pk)
    assert (first.confirmed_by, first.updated_at) == ("Kiesel, über den Link in der Mail", offers[0].updated_at)
    assert Offer.objects.get(pk=offers[4].pk).publication == "published"
    assert first.history.latest().history_user is None


def test_one_entry_can_be_confirmed_alone(client):
    partner = make_partner()
    offers = [due_offer(partner), due_offer(partner)]
    client.post(link(partner), {"offer": offers[0].pk})
    assert confirmed(*offers) == [True, False]


@pytest.mark.parametrize("sent", [[], ["x"], ["9" * 30], "other", "both"])
def test_link_confirms_nothing_of_others(client, sent):
    partner = make_partner()
    mine, other = due_offer(partner), due_offer(make_partner())
    keys = {"other": [other.pk], "both": [mine.pk, other.pk]}.get(sent, sent) if isinstance(sent, str) else sent
    assert client.post(link(partner), {"offer": keys}).status_code == 404
    assert confirmed(mine, other) == [False, False]


def test_pressing_twice_is_no_error(client):
    offer = due_offer(make_partner())
    answers = [client.post(link(offer.partner), {"offer": offer.pk}).status_code for _ in range(2)]
    assert (answers, Offer.history.filter(history_change_reason="confirmed").count()) == ([302, 302], 1)


def test_hidden_entry_that_lacks_facts_says_which(client):
    partner = make_partner()
    offer = make_offer(partner=partner, confirmed_on=LONG_AGO, publication="hidden", delivery=["phone"])
    page = client.post(link(partner), {"offer": offer.pk})
    assert (page.status_code, len(page.context["refused"]["reasons"]), confirmed(offer)) == (409, 3, [False])


def test_link_shows_no_more_than_any_visitor_sees(client):
    partner = make_partner()
    secret = make_contact(partner, name="Kanarie", is_public=False)
    hidden = make_location(partner, street="Kanarienweg 1", is_hidden=True)
    offer = due_offer(partner, partner_note="Kanarie im Keller")
    offer.contacts.add(secret)
    offer.locations.add(hidden)
    assert b"Kanarie" not in client.get(link(partner)).content


def test_old_link_sends_a_new_one_to_the_known_address_only(client, monkeypatch):
    partner = make_partner(inbox_email="inbox@example.org")
    due_offer(partner, title="Kanarie")
    address = link(partner, code_made(monkeypatch, partner, 61))
    page = client.get(address)
    assert (page.status_code, b"Kanarie" in page.content, "email" in page.context["form"].fields) == (410, False, False)
    for _press in range(2):
        client.post(address, {"email": "fremd@example.org"})
    assert list(OutgoingMail.objects.values_list("name", "to")) == [("confirm_link", "inbox@example.org")]
    assert client.post(address, {"offer": Offer.objects.get().pk}).status_code == 200
    assert confirmed(Offer.objects.get()) == [False]


def test_broken_link_answers_the_same_to_known_and_unknown_addresses(client):
    make_partner(inbox_email="inbox@example.org")
    address = f"{reverse('offers:confirm-by-link')}?code=kaputt"
    pages = [client.post(address, {"email": email}) for email in ("fremd@example.org", "INBOX@example.org")]
    assert pages[0].content == pages[1].content
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["inbox@example.org"]


def test_broken_link_does_the_same_work_for_known_and_unknown_addresses(client):
    make_partner(inbox_email="inbox@example.org")
    address = f"{reverse('offers:confirm-by-link')}?code=kaputt"
    written = []
    for email in ("fremd@example.org", "inbox@example.org"):
        with CaptureQueriesContext(connection) as queries:
            client.post(address, {"email": email})
        written.append(sum("INSERT INTO" in query["sql"] and "outgoingmail" in query["sql"] for query in queries))
    assert (written, OutgoingMail.objects.count()) == ([1, 1], 1)


def test_link_of_a_partner_that_is_gone_leads_nowhere(client):
    partner = make_partner()
    address = link(partner)
    partner.delete()
    page = client.get(address)
    assert (page.status_code, page.context["partner"]) == (410, None)


@pytest.mark.parametrize("count", [1, 3])
def test_link_page_needs_no_more_queries_for_more_entries(client, count, django_assert_num_queries):
    partner = make_partner()
    for _ in range(count):
        offer = due_offer(partner, locations=[make_location(partner)])
        make_opening(offer)
    with django_assert_num_queries(7):
        client.get(link(partner))


def test_member_confirms_what_is_due(client_of):
    partner = make_partner()
    offers = [due_offer(partner), due_offer(partner)]
    client = client_of("editor", partner)
    page = client.get(reverse("offers:confirm"))
    assert len(page.context["rows"]) == 2
    response = client.post(reverse("offers:confirm"), {"offer": [offer.pk for offer in offers]})
    assert (response.url, confirmed(*offers)) == (reverse("workspace"), [True, True])
    assert Offer.objects.get(pk=offers[0].pk).confirmed_by == "Alex"


@pytest.mark.parametrize("role", ["editor", "moderator", "nobody"])
def test_nobody_confirms_entries_of_others(client_of, role):
    offer = due_offer(make_partner())
    response = client_of(role).post(reverse("offers:confirm"), {"offer": offer.pk})
    assert (response.status_code, confirmed(offer)) == (404, [False])
