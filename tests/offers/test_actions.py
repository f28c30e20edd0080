"""Publishing, confirming, moving an offer."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from offers.actions import NotReadyError, archive_offer, change_slug, confirm_offer, hide_offer, publish_offer
from offers.models import FormerSlug, Offer
from tests.admin_forms import person
from tests.factories import make_offer
from tests.offers.test_quality import make_ready_offer

pytestmark = pytest.mark.django_db


def last_record():
    return Offer.history.order_by("history_id").last()


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [(publish_offer, "draft", "published"), (hide_offer, "published", "hidden"), (archive_offer, "hidden", "archived")],
)
def test_action_leaves_its_reason_and_its_author(act, before, after):
    anna = person("anna")
    offer = make_ready_offer(publication=before)
    act(offer, by=anna)
    record = last_record()
    assert Offer.objects.get().publication == after
    assert (record.history_change_reason, record.history_user) == (after, anna)
    assert Offer.objects.get().updated_at > Offer.objects.get().created_at


def test_publishing_an_unfinished_offer_is_refused_with_reasons():
    offer = make_offer(publication="draft", delivery=["phone"])
    with pytest.raises(NotReadyError) as refusal:
        publish_offer(offer, by=person("anna"))
    assert len(refusal.value.reasons) == 3
    assert Offer.objects.get().publication == "draft"


def test_confirming_leaves_the_date_of_the_change():
    offer = make_offer()
    confirm_offer(offer, by=person("anna", first_name="Anna", last_name="Muster"), on=date(2026, 3, 1))
    now = Offer.objects.get()
    assert (now.confirmed_on, now.confirmed_by, now.updated_at) == (date(2026, 3, 1), "Anna Muster", offer.updated_at)
    assert last_record().history_change_reason == "confirmed"


def test_reason_of_one_change_does_not_stick_to_the_next():
    offer = make_offer()
    confirm_offer(offer, by=person("anna"))
    offer.save()
    assert last_record().history_change_reason is None


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
