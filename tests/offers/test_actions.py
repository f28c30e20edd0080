"""Giving an offer a new address."""

import pytest
from django.core.exceptions import ValidationError

from offers.actions import change_slug
from offers.models import FormerSlug, Offer
from tests.factories import make_offer

pytestmark = pytest.mark.django_db


def test_old_address_is_kept():
    offer = make_offer(slug="alt")
    change_slug(offer, "neu")
    change_slug(offer, "neuer")
    assert sorted(offer.former_slugs.values_list("slug", flat=True)) == ["alt", "neu"]


def test_address_that_comes_back_is_no_former_one():
    offer = make_offer(slug="alt")
    change_slug(offer, "neu")
    change_slug(offer, "alt")
    assert (Offer.objects.get().slug, [former.slug for former in FormerSlug.objects.all()]) == ("alt", ["neu"])


@pytest.mark.parametrize("slug", ["vergeben", "frueher"])
def test_address_of_another_offer_is_refused(slug):
    other, offer = make_offer(slug="vergeben"), make_offer(slug="meins")
    FormerSlug.objects.create(offer=other, slug="frueher")
    with pytest.raises(ValidationError):
        change_slug(offer, slug)
    assert Offer.objects.get(pk=offer.pk).slug == "meins"
