"""Ways as parents see them, with today's offers; and where a step has a gap."""

import pytest
from django.urls import reverse

from referrals.models import Chain, ChainStatus, ChainStep
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_membership,
    make_municipality,
    make_offer,
    make_situation,
)
from tests.referrals.chain_rows import bring, make_chain, make_step
from tests.referrals.rows import make_inbox, make_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def way():
    """A way of two steps: the first one has an offer in Finsterwalde, the second one by telephone everywhere."""
    make_network()
    near, far = make_municipality(postcode="03238"), make_municipality("Jessen", latitude="51.79", longitude="12.95")
    first, second = make_inbox(name="Beratung e.V."), make_inbox()
    chain = make_chain(ChainStatus.IN_FORCE, partners=[first, second])
    offer = make_offer(title="Sprechstunde", partner=first, locations=[make_location(first, municipality=near)])
    make_offer(title="Telefonberatung", partner=second, delivery=["phone"])
    chain.near, chain.far, chain.offer = near, far, offer
    return chain


def titles(response):
    return [[card.title for card in day.cards] for day in response.context["steps"]]


def test_way_shows_todays_offers_at_the_place_of_the_caller_and_says_where_there_is_none(client, way):
    assert titles(client.get(way.get_absolute_url())) == [["Sprechstunde"], ["Telefonberatung"]]
    assert titles(client.get(way.get_absolute_url(), {"ort": "03238"})) == [["Sprechstunde"], ["Telefonberatung"]]
    page = client.get(way.get_absolute_url(), {"ort": "Jessen"})
    assert titles(page) == [[], ["Telefonberatung"]]
    assert [day.is_gap for day in page.context["steps"]] == [True, False]
    assert page.cookies == {}


def test_way_says_whom_to_call_for_on_paper_a_link_leads_nowhere(client, way):
    make_contact(way.offer.partner, phone="+493023125042")
    make_contact(way.offer.partner, phone="+493023125043", is_public=False)
    assert [day.phone for day in client.get(way.get_absolute_url()).context["steps"]] == ["+493023125042", ""]


def test_way_names_the_fallback_of_a_gap_and_no_partner_that_has_left(client, way):
    other = make_inbox(name="Ersatz e.V.")
    chain = make_chain(partners=[other])
    step = make_step(chain, policy_field=make_field(), fallback_partner=other, fallback="Bürgertelefon 115")
    chain = bring(chain, ChainStatus.IN_FORCE)
    text = client.get(chain.get_absolute_url()).content.decode()
    assert (step.fallback in text, text.count("Ersatz e.V.")) == (True, 2)
    type(other).objects.filter(pk=other.pk).update(membership="former")
    assert client.get(chain.get_absolute_url()).content.decode().count("Ersatz e.V.") == 0


@pytest.mark.parametrize("status", [ChainStatus.DRAFT, ChainStatus.ASKED, ChainStatus.AGREED])
def test_only_ways_in_force_are_public(client, status):
    chain = make_chain(status, life_situation=make_situation(slug="not"))
    assert client.get(chain.get_absolute_url()).status_code == 404
    pages = [reverse("referrals:chains"), reverse("home"), reverse("sitemap"), "/lebenslagen/not/"]
    assert [client.get(page).content.decode().count(chain.slug) for page in pages] == [0, 0, 0, 0]


def test_way_in_force_is_found_from_the_start_the_situation_and_by_machines(client):
    chain = make_chain(ChainStatus.IN_FORCE, life_situation=make_situation(slug="not"))
    pages = [reverse("referrals:chains"), reverse("home"), reverse("sitemap"), "/lebenslagen/not/"]
    assert [client.get(page).content.decode().count(f"/wege/{chain.slug}/") for page in pages] == [1, 1, 1, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_way_needs_no_more_queries_for_more_steps(client, count, django_assert_num_queries):
    chain = make_chain(ChainStatus.IN_FORCE, partners=[make_inbox() for _ in range(count)])
    for step in chain.steps.all():
        make_offer(partner=step.partner)
    client.get(chain.get_absolute_url())
    with django_assert_num_queries(QUERIES_OF_A_WAY):
        page = client.get(chain.get_absolute_url())
    assert [len(day.cards) for day in page.context["steps"]] == [1] * count


QUERIES_OF_A_WAY = 25  # fifteen of them build the index, which a transaction cannot keep


def gaps(client, chain):
    """The steps that are red, by place."""
    page = client.get(reverse("referrals:chain-gaps", args=[chain.slug]))
    return {row.municipality.name: [cell.is_gap for cell in row.cells] for row in page.context["rows"]}


def test_taking_the_only_offer_offline_turns_the_step_red_in_the_same_request(client_of, way):
    client = client_of("coordinator")
    assert gaps(client, way) == {"Finsterwalde": [False, False], "Jessen": [True, False]}
    manager = make_membership(partner=way.offer.partner, role="manager").user
    browser = type(client)()
    browser.force_login(manager)
    step = reverse("offers:step", args=[way.offer.pk, "archive"])
    assert browser.post(step).status_code == 302
    assert gaps(client, way) == {"Finsterwalde": [True, False], "Jessen": [True, False]}
    inside = client.get(reverse("referrals:own-chains"))
    assert [count for _chain, count in inside.context["rows"]] == [2]


@pytest.mark.parametrize("values", [{"status": "paused"}, {"status": "planned"}, {"visible_until": "2020-01-01"}])
def test_offer_that_does_not_help_today_leaves_a_gap(client_of, way, values):
    type(way.offer).objects.filter(pk=way.offer.pk).update(**values)
    assert gaps(client_of("coordinator"), way)["Finsterwalde"] == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_gaps_need_no_more_queries_for_more_chains(client_of, count, django_assert_num_queries):
    make_municipality()
    client = client_of("coordinator")
    for _ in range(count):
        make_chain(ChainStatus.IN_FORCE)
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        page = client.get(reverse("referrals:own-chains"))
    assert [found for _chain, found in page.context["rows"]] == [2] * count


QUERIES_OF_THE_LIST = 30  # the same


@pytest.mark.django_db(transaction=True)
def test_finished_pages_show_a_change_of_a_way_at_once(client):
    chain = make_chain(ChainStatus.IN_FORCE)
    address = chain.get_absolute_url()
    assert client.get(address).content.decode().count("Neuer Titel") == 0
    ChainStep.objects.filter(chain=chain, position=1).update(title="Neuer Titel")
    assert client.get(address).content.decode().count("Neuer Titel") > 0
    Chain.objects.filter(pk=chain.pk).update(status="retired", retired_on="2026-01-01", version_in_force=None)
    assert client.get(address).status_code == 404
