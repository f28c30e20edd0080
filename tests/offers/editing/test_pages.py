"""The list, the overview, the preview, copies, versions and the waste basket."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.models import CostOption, NextStep, Offer, OpeningTime, PendingChange
from offers.models.choices import Publication
from offers.versions import KEEPS
from offers.workflow import take_step
from partners.models import Network
from tests.factories import make_contact, make_field, make_location, make_offer, make_opening, make_partner, make_topic

pytestmark = pytest.mark.django_db


def full_offer(partner, **values):
    """An offer with something in every section."""
    offer = make_offer(
        partner=partner, topics=[make_topic(), make_topic()], contacts=[make_contact(partner)],
        locations=[make_location(partner)], **values,
    )  # fmt: skip
    make_opening(offer)
    CostOption.objects.create(offer=offer, amount=5)
    NextStep.objects.create(offer=offer, text="Rufen Sie an.")
    return offer


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_no_more_queries_for_more_offers(client_of, count, django_assert_num_queries):
    partner = make_partner()
    offers = [full_offer(partner) for _number in range(count)]
    full_offer(make_partner())  # something that could leak
    client = client_of("editor", partner)
    with django_assert_num_queries(19):
        page = client.get(reverse("offers:mine"))
    assert [line["offer"] for line in page.context["lines"]] == offers


@pytest.mark.parametrize("count", [1, 3])
def test_overview_needs_no_more_queries_for_more_rows(client_of, count, django_assert_num_queries):
    offer = full_offer(make_partner())
    for number in range(count):
        make_opening(offer, "TU")
        offer.topics.add(make_topic())
        CostOption.objects.create(offer=offer, amount=number)
        offer.contacts.add(make_contact(offer.partner))
    client = client_of("editor", offer.partner)
    with django_assert_num_queries(24):
        page = client.get(reverse("offers:workspace", args=[offer.pk]))
    assert len(page.context["sections"]) == 7


def test_list_finds_by_name_and_partner(client_of):
    first, second = make_partner(), make_partner()
    client = client_of("coordinator")
    advice, course = make_offer(partner=first, title="Rat"), make_offer(partner=second, title="Kurs")
    found = [client.get(reverse("offers:mine"), query) for query in ({"q": "rat"}, {"partner": second.slug})]
    assert [[line["offer"] for line in page.context["lines"]] for page in found] == [[advice], [course]]


ADDRESSES = [
    (name, arguments) for name, arguments in [
        ("workspace", []), ("edit", ["what"]), ("edit", ["more"]), ("preview", []), ("preview-file", [1]),
        ("versions", []), ("version", [1]), ("copy", []),
    ]
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments"), ADDRESSES)
def test_pages_of_other_partners_do_not_exist(client_of, name, arguments):
    offer = full_offer(make_partner(), title="Kanarienvogel")
    client, address = client_of("editor"), reverse(f"offers:{name}", args=[offer.pk, *arguments])
    answers = [client.get(address), client.post(address, {"title": "x"})]
    assert {answer.status_code for answer in answers} <= {404, 405}
    assert not any("Kanarienvogel" in answer.content.decode() for answer in answers)
    assert Offer.objects.count() == 1


def test_preview_shows_a_draft_and_no_secret_address(client_of):
    partner = make_partner()
    place = make_location(partner, street="Geheimweg 1", postcode="04910", is_hidden=True)
    offer = make_offer(partner=partner, title="Frauenhaus", locations=[place], publication=Publication.DRAFT)
    page = client_of("editor", partner).get(reverse("offers:preview", args=[offer.pk])).content.decode()
    assert ("Frauenhaus" in page, "Geheimweg" in page) == (True, False)


def test_preview_is_open_to_the_moderator_once_the_offer_is_submitted(client_of):
    moderator = make_partner()
    offer = make_offer(policy_field=make_field(moderator=moderator), publication=Publication.DRAFT)
    client, address = client_of("moderator", moderator), reverse("offers:preview", args=[offer.pk])
    draft = client.get(address).status_code
    Offer.objects.update(publication=Publication.SUBMITTED)
    assert (draft, client.get(address).status_code) == (404, 200)


@pytest.mark.django_db(transaction=True)
def test_copy_locks_its_source_on_every_database(client_of):
    # Within the transaction of a test PostgreSQL would not notice a lock that has none of its own.
    source = make_offer()
    response = client_of("editor", source.partner).post(reverse("offers:copy", args=[source.pk]))
    assert (response.status_code, Offer.objects.count()) == (302, 2)


def test_copy_says_the_same_as_a_draft_of_its_own(client_of):
    source = full_offer(make_partner(), title="Rat", description="Gern.", confirmed_on=timezone.localdate())
    client_of("editor", source.partner).post(reverse("offers:copy", args=[source.pk]))
    copy = Offer.objects.exclude(pk=source.pk).get()
    assert (copy.title, copy.slug, copy.publication, copy.confirmed_on) == (
        "Kopie von Rat", "kopie-von-rat", Publication.DRAFT, None
    )  # fmt: skip
    assert (copy.description, list(copy.topics.all())) == ("Gern.", list(source.topics.all()))
    rows = [[str(row) for row in getattr(offer, name).all()] for offer in (source, copy)
            for name in ("opening_times", "costs", "next_steps")]  # fmt: skip
    assert rows[:3] == rows[3:]
    assert source.opening_times.count() == 1


def grow_old(offer):
    """Let all kept versions be a day older."""
    for model in (Offer, OpeningTime, CostOption, NextStep):
        for record in model.history.all():
            record.history_date -= timedelta(days=1)
            record.save()
    return offer.history.first().history_id


def test_version_shows_what_would_change_and_comes_back(client_of):
    offer = full_offer(make_partner(), title="Rat")
    old, client = grow_old(offer), client_of("editor", offer.partner)
    offer.title, offer.editor = "Tat", client.user  # who was responsible then may have left
    offer.save()
    offer.costs.all().delete()
    address = reverse("offers:version", args=[offer.pk, old])
    changes = [(change.old, change.new) for change in client.get(address).context["changes"]]
    assert changes == [("Tat", "Rat"), ("", "5,00 €")]
    client.post(address)
    offer.refresh_from_db()
    assert (offer.title, [str(row) for row in offer.costs.all()]) == ("Rat", ["5,00 €"])
    assert offer.editor == client.user
    assert offer.history.first().history_user == client.user


def test_version_waits_for_approval_like_any_change(client_of):
    Network.objects.create(name="Netz", changes_need_approval=True)
    offer = full_offer(make_partner(), title="Rat")
    old = grow_old(offer)
    offer.title = "Tat"
    offer.save()
    client_of("editor", offer.partner).post(reverse("offers:version", args=[offer.pk, old]))
    offer.refresh_from_db()
    waiting = PendingChange.objects.get()
    assert (offer.title, waiting.section, waiting.data["title"]) == ("Tat", "what", ["Rat"])


def test_version_of_another_offer_is_not_found(client_of):
    offer, other = make_offer(), make_offer()
    address = reverse("offers:version", args=[offer.pk, other.history.first().history_id])
    client = client_of("editor", offer.partner)
    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert set(KEEPS) >= {"publication", "slug"}


def test_waste_basket_gives_back_what_was_deleted_lately(client_of):
    offer = make_offer(publication=Publication.DRAFT)
    client, stranger = client_of("editor", offer.partner), client_of("editor")
    take_step(offer, "delete", by=client.user)
    assert [list(browser.get(reverse("offers:trash")).context["offers"]) for browser in (client, stranger)] == [
        [offer], []
    ]  # fmt: skip
    assert stranger.post(reverse("offers:trash"), {"offer": offer.pk}).status_code == 404
    assert client.post(reverse("offers:trash"), {"offer": "9" * 5000}).status_code == 404
    client.post(reverse("offers:trash"), {"offer": offer.pk})
    offer.refresh_from_db()
    assert offer.publication == Publication.DRAFT
    take_step(offer, "delete", by=client.user, on=timezone.localdate() - timedelta(days=31))
    assert list(client.get(reverse("offers:trash")).context["offers"]) == []


def test_overview_leads_coordinators_to_the_partner(client_of):
    offer = make_offer()
    page = client_of("coordinator").get(reverse("offers:workspace", args=[offer.pk])).content.decode()
    assert page.count(f'href="{reverse("partners:profile", args=[offer.partner.slug])}"') == 1
