"""Characters that come in by pasting, and what must never be stored."""

import pytest
from django.urls import reverse

from tests.admin_forms import form_data
from tests.factories import make_offer

pytestmark = pytest.mark.django_db


def test_what_no_feed_or_spreadsheet_could_hold_is_never_stored(client, coordinator):
    offer = make_offer(title="Alt")
    data = form_data(client, offer) | {"title": "Ein\x0bneuer \x01Titel\ufffe", "description": "Zeile\nZeile\tSpalte"}
    assert client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.description.split()) == ("Ein neuer Titel", ["Zeile", "Zeile", "Spalte"])
    answers = [
        client.get(address) for address in (reverse("offers:feed"), "/verwaltung/offers/offer/tabelle/?als=xlsx")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
