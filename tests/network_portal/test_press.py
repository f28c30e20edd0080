"""The page for the press, and the text for newsletters."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from network_portal.models import NewsItem
from offers.models import Offer
from partners.models import Network
from tests.factories import make_offer, make_partner

pytestmark = pytest.mark.django_db


def test_press_page_counts_what_is_public_only(client):
    Network.objects.create(name="Netz", desk_phone="+493023125000", email="post@example.org")
    make_offer()
    make_offer(publication="draft")
    make_partner(membership="former", member_until=date(2020, 1, 1))
    answer = client.get(reverse("press"))
    assert (answer.context["offer_count"], [count for _field, count in answer.context["fields"]]) == (1, [1])
    assert answer.context["partner_count"] == 2
    assert "mailto:post@example.org" in answer.content.decode()


@pytest.mark.parametrize(("region", "named"), [("Kreis X", "Netz (Kreis X)"), ("", "Netz")])
def test_press_page_names_the_region_once_and_says_how_large_the_logo_is(client, region, named):
    logo = default_storage.save("network/zeichen.png", ContentFile(b"123456"))
    Network.objects.create(name="Netz", region=region, logo=logo)
    context = client.get(reverse("press")).context
    assert (context["named"], context["logo"]) == (named, "PNG, 6\xa0Bytes")


def test_newsletter_holds_what_is_new_since_the_day_as_plain_text(client_of):
    today = timezone.localdate()
    new, old = make_offer(title="A & <b>"), make_offer(title="Alt")
    Offer.history.filter(id=old.pk).update(history_date=timezone.now() - timedelta(days=10))
    make_offer(title="Entwurf", publication="draft")
    NewsItem.objects.create(title="Neues", slug="neu", teaser="Satz", is_published=True)
    client = client_of("editor", new.partner)
    text = client.get(reverse("newsletter"), {"seit": (today - timedelta(days=3)).isoformat()}).context["text"]
    assert [word for word in ("Alt", "Entwurf", "&amp;", "\n\n\n") if word in text] == []
    assert [word for word in ("* A & <b> (", "* Neues (", "/aktuelles/neu/") if word not in text] == []
    assert "* Alt (" in client.get(reverse("newsletter")).context["text"]


@pytest.mark.parametrize(("typed", "is_wrong"), [("", False), ("x", True), ("2999-01-01", True), ("1999-01-01", True)])
def test_newsletter_goes_back_a_month_where_no_day_can_be_read(client_of, typed, is_wrong):
    answer = client_of("coordinator").get(reverse("newsletter"), {"seit": typed})
    assert answer.context["is_wrong"] == is_wrong
    assert answer.context["since"] == timezone.localdate() - timedelta(days=30)
