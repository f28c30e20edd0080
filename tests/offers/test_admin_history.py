"""The kept versions of an offer: shown with their differences, and brought back with all their rows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.models import CostOption, NextStep, Offer, OpeningTime
from partners.history import difference, moments, restore
from tests.admin_forms import make_coordinator, person
from tests.factories import make_contact, make_offer, make_opening, make_partner, make_topic

pytestmark = pytest.mark.django_db
ROWS = ("opening_times", "opening_exceptions", "costs", "next_steps", "links")


def age_records(offer, days=1):
    """Let everything kept so far be older, so that what follows is another moment."""
    for model in (Offer, OpeningTime, CostOption, NextStep):
        for record in model.history.all():
            record.history_date -= timedelta(days=days)
            record.save()


@pytest.fixture
def offer():
    """An offer whose title, topics and rows were changed by Bert a day after it was made."""
    partner = make_partner()
    topics = [make_topic(name="Recht"), make_topic(name="Schulden")]
    offer = make_offer(partner=partner, title="Rat", slug="rat", topics=topics[:1], contacts=[make_contact(partner)])
    make_opening(offer, "MO", "9:00", "12:00")
    CostOption.objects.create(offer=offer, label="Kurs", amount="5.00")
    age_records(offer)
    offer._history_user = person("bert")
    offer.title, offer.slug = "Tat", "tat"
    offer.save()
    offer.topics.set(topics[1:])
    offer.opening_times.update_or_create(defaults={"closes": timezone.datetime(2026, 1, 1, 13).time()})
    offer.costs.get().delete()
    NextStep.objects.create(offer=offer, text="Kommen Sie vorbei.")
    return Offer.objects.get()


def test_moments_tell_what_one_person_saved_in_one_go(offer):
    for record in [*OpeningTime.history.all(), *CostOption.history.all(), *NextStep.history.all()]:
        record.history_user = Offer.history.first().history_user
        record.save()
    newest, oldest = moments(offer, ROWS)[0], moments(offer, ROWS)[-1]
    assert [(change.label, change.old, change.new) for change in newest.changes] == [
        ("Adresse", "rat", "tat"),
        ("Titel", "Rat", "Tat"),
        ("Themen", "Recht", "Schulden"),
        ("Öffnungszeit – Schließt", "12:00", "13:00"),
        ("Preis", "Kurs 5,00 €", ""),
        ("Nächster Schritt", "", "Kommen Sie vorbei."),
    ]
    assert (newest.user.username, oldest.is_first) == ("bert", True)


def first_version(offer):
    return moments(offer, ROWS)[-1].version


def test_difference_shows_what_would_come_back(offer):
    changes = {change.label: (change.old, change.new) for change in difference(offer, first_version(offer), ROWS)}
    assert changes == {
        "Adresse": ("tat", "rat"),
        "Titel": ("Tat", "Rat"),
        "Themen": ("Schulden", "Recht"),
        "Öffnungszeit – Schließt": ("13:00", "12:00"),
        "Preis": ("", "Kurs 5,00 €"),
        "Nächster Schritt": ("Kommen Sie vorbei.", ""),
    }


def test_restoring_brings_back_fields_topics_and_rows(offer):
    restore(offer, first_version(offer), children=ROWS, keep=("slug",), by=None)
    offer = Offer.objects.get()
    assert (offer.title, offer.slug) == ("Rat", "tat")
    assert [topic.name for topic in offer.topics.all()] == ["Recht"]
    assert [f"{row.closes:%H:%M}" for row in offer.opening_times.all()] == ["12:00"]
    assert [(row.label, str(row.amount)) for row in offer.costs.all()] == [("Kurs", "5.00")]
    assert not offer.next_steps.exists()


def test_restored_version_can_be_taken_back(offer):
    before = moments(offer, ROWS)[0].version
    restore(offer, first_version(offer), children=ROWS, by=None)
    assert difference(offer, before, ROWS) != []
    restore(Offer.objects.get(), before, children=ROWS, by=None)
    assert difference(Offer.objects.get(), before, ROWS) == []


def test_rows_written_without_a_history_stay(offer):
    NextStep.objects.bulk_create([NextStep(offer=offer, text="Aus der Einfuhr.")])
    restore(offer, first_version(offer), children=ROWS, by=None)
    assert [step.text for step in offer.next_steps.all()] == ["Aus der Einfuhr."]


def test_version_page_asks_first_and_then_brings_back(client, offer):
    anna = make_coordinator("anna")
    client.force_login(anna)
    address = reverse("admin:offers_offer_version", args=[offer.pk, first_version(offer)])
    labels = [change.label for change in client.get(address).context["changes"]]
    assert (Offer.objects.get().title, labels[0]) == ("Tat", "Titel")
    assert client.post(address)["Location"] == reverse("admin:offers_offer_change", args=[offer.pk])
    offer = Offer.objects.get()
    assert (offer.title, offer.slug) == ("Rat", "tat")
    assert offer.history.first().history_user == anna


def test_version_of_another_offer_is_refused(client, offer):
    client.force_login(make_coordinator("anna"))
    foreign = make_offer().history.first().history_id
    address = reverse("admin:offers_offer_version", args=[offer.pk, foreign])
    assert client.post(address)["Location"] == reverse("admin:offers_offer_history", args=[offer.pk])
    assert Offer.objects.get(pk=offer.pk).title == "Tat"


def test_history_page_needs_no_more_queries_for_more_versions(client, offer, django_assert_max_num_queries):
    client.force_login(make_coordinator("anna"))
    for number in range(5):
        age_records(offer)
        offer.title = f"Tat {number}"
        offer.save()
    address = reverse("admin:offers_offer_history", args=[offer.pk])
    client.get(address)
    with django_assert_max_num_queries(30):
        page = client.get(address)
    assert len(page.context["page"].object_list) >= 6
