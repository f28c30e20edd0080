"""The page of one offer."""

import json
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from offers.models import CostOption, FormerSlug, NextStep, OfferLink, OpeningException
from offers.models.choices import Publication, Status
from offers.page.content import offer_content
from offers.page.hours import unbroken
from offers.page.rows import page_rows
from partners.models import ClosingPeriod, SchoolHoliday
from tests.factories import (
    make_contact,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_partner,
    make_topic,
)

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 6, 8, 10, tzinfo=BERLIN)
QUERIES = 9  # seven of the page, one each of the page cache and the index


def page(client, offer, **query):
    return client.get(reverse("offers:detail", args=[offer.slug]), query)


def content_of(offer, now=MONDAY):
    return offer_content(page_rows(offer.slug, now.date()), now)


def full_offer(count, **values):
    """An offer with ``count`` rows of everything."""
    partner, topic = make_partner(), make_topic()
    offer = make_offer(
        partner=partner,
        topics=[make_topic() for _ in range(count)] + [topic],
        locations=[make_location(partner, municipality=make_municipality(f"Ort {n}")) for n in range(count)],
        contacts=[make_contact(partner, name=f"Team {n}") for n in range(count)],
        service_area=[make_municipality(f"Dorf {n}") for n in range(count)],
        residence="municipalities",
        **values,
    )
    for number in range(count):
        make_opening(offer, "MO", f"{8 + number}:00", f"{9 + number}:00")
        CostOption.objects.create(offer=offer, amount=number)
        NextStep.objects.create(offer=offer, text=f"Schritt {number}", position=number)
        OfferLink.objects.create(offer=offer, title=f"Bogen {number}", url="https://example.org/")
        OpeningException.objects.create(offer=offer, starts_on=date(2026, 7, 1 + number), ends_on=date(2026, 7, 8))
        ClosingPeriod.objects.create(partner=partner, starts_on=date(2026, 8, 1 + number), ends_on=date(2026, 8, 8))
        SchoolHoliday.objects.create(
            state="BB", name="Ferien", starts_on=date(2026, 7, 1 + number), ends_on=date(2026, 8, 8)
        )
        make_offer(topics=[topic])
        make_offer().follows.add(offer)
        offer.co_owners.add(make_partner())
    return offer


@pytest.mark.django_db(transaction=True)  # within one transaction no index is kept
@pytest.mark.parametrize("count", [1, 3])
def test_offer_page_needs_no_more_queries_for_more_rows(client, count, django_assert_num_queries):
    offer, other = full_offer(count), make_offer()
    page(client, other)  # builds the index of this moment
    with django_assert_num_queries(QUERIES):
        response = page(client, offer)
    assert (len(response.context["content"].related), len(response.context["content"].follow)) == (count, count)
    with django_assert_num_queries(2):  # the page cache and the index ask whether something has changed
        page(client, offer, merk="1")


def test_offer_content_sorts_small_tables():
    offer = make_offer()
    for position, text in [(2, "Dann kommen Sie."), (1, "Rufen Sie an.")]:
        NextStep.objects.create(offer=offer, position=position, text=text)
    NextStep.objects.create(offer=offer, position=1, text="Nur für Fachleute", starter="professional")
    assert [step.text for step in content_of(offer).steps] == ["Rufen Sie an.", "Dann kommen Sie."]


def test_offer_page_shows_amounts_the_german_way(client):
    offer = make_offer(cost_kind="priced")
    CostOption.objects.create(
        offer=offer, label="Kurs", amount="4.50", unit="Stunde", reduced_amount="2", reduced_for="Bürgergeld"
    )
    items = re.findall(r"<li>\s*(Kurs.*?)\s*</li>", page(client, offer).content.decode())
    assert items == ["Kurs: 4,50 € je Stunde; ermäßigt 2 € (Bürgergeld)"]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 200),
        ({"status": Status.PLANNED}, 200),
        ({"status": Status.PAUSED}, 200),
        ({"status": Status.ENDED}, 410),
        ({"status": Status.ENDED, "publication": Publication.ARCHIVED}, 410),
        ({"visible_until": date(2020, 1, 1)}, 410),
        ({"visible_from": date(2099, 1, 1)}, 404),
        ({"publication": Publication.ARCHIVED}, 404),
        ({"publication": Publication.DRAFT}, 404),
        ({"publication": Publication.DRAFT, "status": Status.ENDED}, 404),
        ({"publication": Publication.SUBMITTED}, 404),
        ({"publication": Publication.HIDDEN}, 404),
    ],
)
def test_offer_page_answers_by_what_the_public_may_know(client, values, status):
    assert page(client, make_offer(**values)).status_code == status


def test_ended_offer_leads_to_others(client):
    topic = make_topic()
    other = make_offer(topics=[topic])
    response = page(client, make_offer(status=Status.ENDED, topics=[topic]))
    assert response.context["related"] == [other]


def test_former_address_leads_to_the_present_one_for_good(client):
    offer = make_offer(slug="neu")
    FormerSlug.objects.create(slug="alt", offer=offer)
    response = client.get("/angebote/alt/?merk=1.2")
    assert (response.status_code, response.url) == (301, "/angebote/neu/?merk=1.2")


def test_former_address_of_draft_is_not_told(client):
    FormerSlug.objects.create(slug="alt", offer=make_offer(publication=Publication.DRAFT))
    assert client.get("/angebote/alt/").status_code == 404


def test_related_offers_are_of_other_partners_and_public():
    topic, partner = make_topic(), make_partner()
    offer = make_offer(partner=partner, topics=[topic])
    make_offer(partner=partner, topics=[topic])
    make_offer(topics=[topic], publication=Publication.DRAFT)
    make_offer()
    other = make_offer(topics=[topic])
    assert content_of(offer).related == [other]


def test_related_offers_that_share_all_topics_come_first():
    one, two = make_topic(), make_topic()
    offer = make_offer(topics=[one, two])
    some = [make_offer(topics=[one]) for _ in range(3)]
    every = make_offer(topics=[one, two])
    related = content_of(offer).related
    assert (related[0], set(related[1:])) == (every, set(some))


def test_following_offers_are_not_among_the_related():
    topic = make_topic()
    offer, after = make_offer(topics=[topic]), make_offer(topics=[topic])
    after.follows.add(offer)
    assert (content_of(offer).follow, content_of(offer).related) == ([after], [])


def test_hidden_address_stands_nowhere_on_the_page(client):
    place = make_location(
        name="Haus Kanarie", street="Kanariengasse 7", postcode="03238",
        municipality=make_municipality("Kanarienstadt"),
        is_hidden=True, directions="Hinter dem Kanarienhof", latitude="51.12345", longitude="13.54321",
    )  # fmt: skip
    offer = make_offer(partner=place.partner, locations=[place])
    make_opening(offer, location=place)
    text = page(client, offer).content.decode()
    found = [word for word in ("Kanarie", "kanarie", "03238", "51.12", "51,12", "13.54") if word in text]
    assert (found, text.count("03…")) == ([], 1)


def test_contacts_for_partners_only_stand_nowhere_on_the_page(client):
    secret = make_contact(name="Kanarie", phone="+493023125999", is_public=False)
    text = page(client, make_offer(contacts=[secret], partner_note="Kanariennotiz")).content.decode()
    assert [word for word in ("anarie", "23125999") if word in text] == []


def test_biggest_button_calls_the_first_contact_with_a_telephone(client):
    contacts = [make_contact(name="A", phone="", email="a@example.org"), make_contact(name="B", phone="+493023125007")]
    text = page(client, make_offer(contacts=contacts)).content.decode()
    assert re.findall(r'class="btn wide call" href="([^"]*)"', text) == ["tel:+493023125007"]


def test_state_and_today_are_right_to_the_minute():
    offer = make_offer(hours_known="times")
    make_opening(offer, "MO TU", "9:00", "12:00")
    hours = content_of(offer, MONDAY).hours
    assert (hours.state, hours.tone, hours.tables[0].lines) == (
        "jetzt erreichbar bis 12 Uhr", "yes", [("Montag und Dienstag", unbroken("9–12 Uhr"), True)],
    )  # fmt: skip


def test_next_dates_are_named_for_what_is_rare():
    offer = make_offer(hours_known="times")
    make_opening(offer, "SA", "9:00", "12:00", frequency="monthly", week_of_month=1)
    assert content_of(offer).hours.dates == [
        "Sa, 4. Juli, 9–12 Uhr", "Sa, 1. August, 9–12 Uhr", "Sa, 5. September, 9–12 Uhr",
    ]  # fmt: skip


def test_closures_near_at_hand_stand_on_top_and_later_ones_with_the_times():
    offer = make_offer()
    make_opening(offer)
    OpeningException.objects.create(
        offer=offer, starts_on=date(2026, 6, 10), ends_on=date(2026, 6, 11), reason="Ausflug"
    )
    ClosingPeriod.objects.create(partner=offer.partner, starts_on=date(2026, 7, 20), ends_on=date(2026, 7, 31))
    hours = content_of(offer).hours
    assert ([row.words for row in hours.closures_soon], [row.words for row in hours.different]) == (
        ["10. Juni bis 11. Juni: geschlossen (Ausflug)"],
        ["10. Juni bis 11. Juni: geschlossen (Ausflug)", "20. Juli bis 31. Juli: geschlossen"],
    )


def test_closing_days_of_the_partner_close_the_offer():
    offer = make_offer()
    make_opening(offer)
    ClosingPeriod.objects.create(partner=offer.partner, starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 8))
    assert content_of(offer).hours.state == "heute geschlossen"


def test_paused_offer_is_never_open():
    offer = make_offer(status=Status.PAUSED, paused_until=date(2026, 9, 1))
    make_opening(offer)
    content = content_of(offer)
    assert (content.hours.state, content.words["status"]) == (
        "macht gerade Pause", "Dieses Angebot macht Pause bis 1. September 2026.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "until", "dates"),
    [
        ("paused", date(2026, 6, 22), ["Mo, 29. Juni, 9–12 Uhr", "Mo, 6. Juli, 9–12 Uhr", "Mo, 13. Juli, 9–12 Uhr"]),
        ("paused", date(2026, 6, 7), ["Mo, 15. Juni, 9–12 Uhr", "Mo, 22. Juni, 9–12 Uhr", "Mo, 29. Juni, 9–12 Uhr"]),
        ("paused", None, []),
        ("planned", None, []),
    ],
)
def test_next_dates_lie_outside_of_a_pause(status, until, dates):
    offer = make_offer(status=status, paused_until=until)
    make_opening(offer, "MO", "9:00", "12:00")
    assert content_of(offer).hours.dates == dates


@pytest.mark.parametrize(("status", "is_today"), [("active", True), ("paused", False), ("planned", False)])
def test_times_of_what_is_not_there_are_not_marked_as_today(status, is_today):
    offer = make_offer(status=status)
    make_opening(offer, "MO", "9:00", "12:00")
    assert [line[2] for table in content_of(offer).hours.tables for line in table.lines] == [is_today]


def test_pause_is_over_after_its_last_day():
    offer = make_offer(status="paused", paused_until=date(2026, 6, 7))
    make_opening(offer, "MO", "9:00", "12:00")
    content = content_of(offer)
    assert (content.hours.state, content.words["status"]) == ("jetzt erreichbar bis 12 Uhr", "")


def test_structured_data_cannot_leave_its_script(client):
    offer = make_offer(title="</script><b>&amp;", cost_kind="free", contacts=[make_contact(phone="+493023125000")])
    make_opening(offer, "MO", "9:00", "12:00")
    text = page(client, offer).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    data = json.loads(script)
    assert (data["@type"], data["name"], data["hoursAvailable"][0]["dayOfWeek"], "<" in script) == (
        "Service", "</script><b>&amp;", ["https://schema.org/Monday"], False,
    )  # fmt: skip


def test_structured_data_of_an_authority_says_so(client):
    offer = make_offer(partner=make_partner(kind="authority"))
    text = page(client, offer).content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text)[1])
    assert (data["@type"], data["provider"]["@type"]) == ("GovernmentService", "GovernmentOrganization")


def test_note_link_appends_to_the_list_in_the_address(client):
    offer = make_offer()
    context = page(client, offer, merk="12.x.34").context
    assert context["notepad_address"] == f"/merkzettel/?o=12.34.{offer.pk}"


def test_offer_page_sets_no_cookie_and_may_be_kept(client):
    response = page(client, make_offer())
    assert (dict(response.cookies), response.headers["Cache-Control"]) == ({}, "public, no-cache")


@pytest.mark.parametrize("query", ["merk=%00", "merk=" + "9" * 10_000, "merk=%ff%fe", "merk=-1..", "x=1&x=2"])
def test_offer_page_survives_whatever_stands_in_the_address(client, query):
    assert client.get(f"{make_offer().get_absolute_url()}?{query}").status_code == 200
