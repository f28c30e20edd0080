"""“Who helps with … in …?” inside, and the ways that lead to a referral."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from offers.models.choices import Capacity
from referrals.handing import Target
from referrals.models import Status
from tests.factories import make_location, make_municipality, make_offer, make_partner
from tests.referrals.rows import make_inbox, make_referral

pytestmark = pytest.mark.django_db
WHO_HELPS, NEW = reverse("referrals:who-helps"), reverse("referrals:new")


@pytest.fixture
def person():
    """A browser of somebody who hands parents on."""
    client = Client()
    client.force_login(make_inbox().person)
    return client


def titles(response):
    return {candidate.offer.title for candidate in response.context["candidates"]}


def test_field_and_place_narrow_the_candidates(person):
    town, far = make_municipality(), make_municipality("Lübeck", latitude="53.87", longitude="10.69", in_region=False)
    here, there = make_partner(), make_partner()
    place, other = make_location(here, municipality=town), make_location(there, municipality=far)
    near = make_offer(title="Nah", partner=here, locations=[place], residence="anywhere")
    make_offer(title="Fern", partner=there, locations=[other], policy_field=near.policy_field, residence="anywhere")
    make_offer(title="Anderes Feld", partner=here, locations=[place])
    response = person.get(WHO_HELPS, {"feld": near.policy_field.slug, "ort": "Finsterwalde"})
    assert titles(response) == {"Nah"}
    assert f'name="gemeinde" value="{town.pk}"' in response.content.decode()


def test_words_find_candidates(person):
    make_offer(title="Schuldnerberatung")
    make_offer(title="Spielgruppe")
    assert titles(person.get(WHO_HELPS, {"q": "Schuldnerberatung"})) == {"Schuldnerberatung"}


def test_candidate_says_how_full_and_how_quick_it_is(person):
    make_offer(
        partner=make_inbox(), takes_referrals=True, capacity=Capacity.FREE, capacity_as_of=timezone.localdate(),
        expected_wait="zwei Wochen",
    )  # fmt: skip
    (candidate,) = person.get(WHO_HELPS).context["candidates"]
    assert (candidate.tone, candidate.wait, candidate.answers.days) == ("yes", "zwei Wochen", None)
    assert candidate.answers.words == "Übliche Antwortzeit: noch nicht bekannt"


def test_candidates_are_asked_for_the_offer_the_partner_or_not_at_all(person):
    offer = make_offer(title="a", partner=make_inbox(), takes_referrals=True)
    in_general = make_offer(title="b", partner=make_inbox())
    make_offer(title="c")
    found = {row.offer.title: (row.target, row.name, row.value) for row in person.get(WHO_HELPS).context["candidates"]}
    assert found == {
        "a": (Target(offer.partner, offer), "angebot", offer.slug),
        "b": (Target(in_general.partner), "partner", in_general.partner.slug),
        "c": (None, "", ""),
    }


def test_pages_need_no_more_queries_for_more_candidates(person):
    counts = {WHO_HELPS: [], NEW: []}
    offers = []
    person.get(WHO_HELPS)  # the first page of a login needs some of its own
    for more in (1, 2):
        offers += [make_offer(partner=make_inbox(), takes_referrals=True) for _number in range(more)]
        for address, found in counts.items():
            with CaptureQueriesContext(connection) as queries:
                page = person.get(address, {"angebot": [offer.slug for offer in offers]})
            assert len(page.context["candidates"]) == len(offers)
            found.append(len(queries))
    few = {address: found[0] for address, found in counts.items()}
    # Where one is asked, a third partner can be named: one query more.
    assert counts == {WHO_HELPS: [few[WHO_HELPS]] * 2, NEW: [few[NEW], few[NEW] - 1]}


def test_ticked_ones_follow_the_referral_they_were_looked_for(person):
    sender = make_inbox()
    referral = make_referral(Status.DECLINED, sender=sender)
    client = Client()
    client.force_login(sender.person)
    page = client.get(WHO_HELPS, {"nach": referral.number})
    assert page.context["action"] == reverse("referrals:refer-on", args=[referral.number])
    assert person.get(WHO_HELPS, {"nach": referral.number}).status_code == 404
    assert client.get(WHO_HELPS, {"weiter": referral.number}).status_code == 404


def test_only_who_reads_referrals_looks_for_candidates(client_of):
    for role in ("nobody", "coordinator"):
        assert client_of(role).get(WHO_HELPS).status_code == 404


def test_public_pages_lead_colleagues_to_a_referral_only_where_one_is_taken(client):
    taking, silent = make_offer(partner=make_inbox()), make_offer()
    ways = [(taking, f"{NEW}?angebot={taking.slug}"), (taking.partner, f"{NEW}?partner={taking.partner.slug}")]
    for row, way in ways:
        assert f'href="{way}"' in client.get(row.get_absolute_url()).content.decode()
    for row in (silent, silent.partner):
        assert NEW not in client.get(row.get_absolute_url()).content.decode()
