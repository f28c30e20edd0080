"""The interface: which entries it gives, in what pages, with which headers, and what it refuses."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from network_portal.pagecache import PageCacheMiddleware
from offers.exports.hsds import views
from offers.exports.hsds.ids import uuid_of
from offers.exports.hsds.modified import clock_change
from offers.models import CostOption
from offers.models.choices import Publication, Status
from partners.models import Partner
from tests.addresses import addresses
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_partner,
    make_situation,
    make_topic,
)
from tests.offers.hsds.entries import BASE, ask, full_offer, ids, make_network

pytestmark = pytest.mark.django_db
OPENAPI = json.loads(Path(views.__file__).with_name("openapi.json").read_text(encoding="utf-8"))
LISTS = ["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"]


def named(page: dict) -> list[str]:
    return [entry["name"] for entry in page["contents"]]


def test_root_says_what_this_is(client):
    make_network(data_licence="cc0-1.0")
    assert ask(client) == {
        "version": "3.0",
        "profile": "http://127.0.0.1:8000/api/",
        "openapi_url": "http://127.0.0.1:8000/api/hsds/openapi.json",
        "name": "Netzwerk Beispiel",
        "license": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
    }


def test_services_come_in_pages_that_neither_repeat_nor_skip(client):
    offers = [make_offer() for _ in range(5)]
    pages = [ask(client, "services", per_page=2, page=number) for number in (1, 2, 3, 4)]
    assert [uuid_of("service", offer.pk) for offer in offers] == [ident for page in pages for ident in ids(page)]
    heads = [{name: value for name, value in page.items() if name != "contents"} for page in pages]
    common = {"total_items": 5, "total_pages": 3}
    assert heads[0] == common | {"page_number": 1, "size": 2, "first_page": True, "last_page": False, "empty": False}
    assert heads[2] == common | {"page_number": 3, "size": 1, "first_page": False, "last_page": True, "empty": False}
    assert heads[3] == common | {"page_number": 4, "size": 0, "first_page": False, "last_page": True, "empty": True}


def test_secrets_are_in_no_answer(client):
    secret = "Kanarienvogel"
    partner = make_partner(inbox_email="kanarienvogel@example.org", takes_referrals=True)
    place = make_location(
        partner, name=secret, street=secret, postcode="04910", town=secret, directions=secret, is_hidden=True,
        latitude="51.46001", longitude="13.52002",
    )  # fmt: skip
    shown = make_offer(
        partner=partner, locations=[place], partner_note=secret, referral_needs=secret, moderator_note=secret,
        confirmed_by=secret, confirmed_on=timezone.localdate(), notice=secret, notice_until=date(2020, 1, 1),
        contacts=[make_contact(partner, name=secret, is_public=False)],
    )  # fmt: skip
    make_opening(shown, location=place)
    today = timezone.localdate()
    for values in (
        {"publication": Publication.DRAFT}, {"publication": Publication.HIDDEN}, {"status": Status.ENDED},
        {"visible_from": today + timedelta(days=1)}, {"visible_until": today - timedelta(days=1)},
        {"publication": Publication.DELETED, "deleted_on": today, "deleted_from": "published"},
    ):  # fmt: skip
        make_offer(title=secret, partner=partner, **values)
    make_partner(name=secret, membership="former")
    texts = [client.get(BASE + table, {"full": "true"}).content.decode() for table in LISTS[:3]]
    for table in LISTS:
        response = client.get(BASE + table)
        texts.append(response.content.decode())
        texts += [
            client.get(f"{BASE}{table}/{each['id']}").content.decode() for each in response.json()["contents"][:3]
        ]
    everything = "\n".join(texts).casefold()
    assert uuid_of("service", shown.pk) in everything
    assert [word for word in (secret.casefold(), "04910", "51.46", "13.52") if word in everything] == []
    assert "04…" in everything


@pytest.mark.parametrize(
    "path", ["services?full=true", "service_at_locations?full=true", "organizations?full_service=true"]
)
def test_lists_need_no_more_queries_for_more_rows(client, django_assert_max_num_queries, path):
    full_offer(1)
    client.get(BASE + path)
    counts = []
    for number in (2, 3):
        with django_assert_max_num_queries(60) as queries:
            assert client.get(BASE + path).json()["total_items"] > 0
        counts.append(len(queries))
        full_offer(number)
    assert counts[0] == counts[1]


def test_search_keeps_the_order_of_the_portal(client):
    field = make_field(name="Geld")
    make_topic(name="Schulden", policy_field=field)
    for title in ("Schuldnerberatung", "Hilfe bei Schulden", "Eltern-Café", "Beratung zu Schulden und Geld"):
        make_offer(title=title, policy_field=field)
    shown = client.get(reverse("offers:list"), {"q": "schulden"}).context
    order = [card.title for card in [*shown["cards"], *shown["uncertain_cards"]]]
    assert named(ask(client, "services", search="schulden")) == order
    assert len(order) == 3


def test_services_are_chosen_by_terms_and_organization(client):
    topic, situation, partner = make_topic(), make_situation(), make_partner()
    below = make_topic(parent=topic, policy_field=topic.policy_field)
    first = make_offer(title="A", topics=[topic], policy_field=topic.policy_field, kind="course")
    second = make_offer(title="B", topics=[below], situations=[situation], partner=partner)
    second.co_owners.add(first.partner)

    def chosen(**query):
        return named(ask(client, "services", **query))

    assert chosen(taxonomy_term_id=uuid_of("topic", topic.pk)) == ["A", "B"]
    assert chosen(taxonomy_term_id=uuid_of("topic", below.pk)) == ["B"]
    assert chosen(taxonomy_term_id=uuid_of("policy_field", topic.policy_field_id)) == ["A"]
    assert chosen(taxonomy_term_id=uuid_of("situation", situation.pk)) == ["B"]
    assert chosen(taxonomy_term_id=uuid_of("kind", "course")) == ["A"]
    assert chosen(taxonomy_term_id=uuid_of("kind", "unknown")) == []
    assert chosen(taxonomy_id=uuid_of("taxonomy", "situations")) == ["B"]
    assert chosen(organization_id=uuid_of("organization", partner.pk)) == ["B"]
    assert chosen(organization_id=uuid_of("organization", first.partner_id)) == ["A", "B"]


def test_places_are_chosen_by_postcode_and_distance(client):
    here = make_municipality("Hier", postcode="04910", latitude="51.4600", longitude="13.5200")
    there = make_municipality("Dort", postcode="03238", in_region=False)
    near, far = make_location(municipality=here), make_location(municipality=there)
    secret = make_location(municipality=here, is_hidden=True)
    make_offer(title="nah", locations=[near, far])
    make_offer(title="geheim", locations=[secret])
    make_offer(title="nur dort", locations=[near], residence="municipalities", service_area=[there])

    def chosen(table, **query):
        return [entry.get("service", entry)["name"] for entry in ask(client, table, **query)["contents"]]

    assert chosen("services", postcode="04910") == ["nah", "geheim"]
    assert chosen("service_at_locations", postcode="04910") == ["nah", "nah", "geheim"]
    assert chosen("service_at_locations", postcode="04910", proximity=5000) == ["nah"]
    assert chosen("services", postcode="03238") == ["nur dort"]


def test_modified_after_knows_parts_that_are_gone_and_what_the_calendar_changes(client, monkeypatch):
    offer, other = make_offer(title="mit Preis"), make_offer(title="ohne")
    price = CostOption.objects.create(offer=offer, amount=5)
    moment = timezone.now()

    def changed():
        return named(ask(client, "services", modified_after=moment.isoformat()))

    assert changed() == []
    price.delete()
    assert changed() == ["mit Preis"]
    other.partner.save()
    assert changed() == ["mit Preis", "ohne"]
    assert named(ask(client, "services", modified_after="2999-01-01")) == []
    assert clock_change(date(2026, 11, 22)) == date(2026, 10, 25)
    assert clock_change(date(2026, 10, 24)) == date(2026, 3, 29)


def test_minimal_gives_all_ids_on_one_page(client):
    offers = [make_offer() for _ in range(51)]
    page = ask(client, "services", minimal="true")
    assert (ids(page), page["total_pages"]) == ([uuid_of("service", offer.pk) for offer in offers], 1)
    assert set(page["contents"][0]) == {"id", "modified_date"}
    assert len(views._minimal([offers[0].pk, 999_999])) == 1  # gone since the keys were read


def test_per_page_is_capped(client):
    Partner.objects.bulk_create(Partner(name=f"P {n}", slug=f"p-{n}", kind="association") for n in range(101))
    page = ask(client, "organizations", per_page=999_999)
    assert (page["size"], page["total_items"], page["total_pages"]) == (100, 101, 2)


@pytest.mark.parametrize(("query", "status", "words"), [
    ("services?seach=x", 400, "There is no parameter “seach” here. There are: search, "),
    ("services?page=0", 400, "The parameter “page” takes: a whole number from 1."),
    ("services?page=1&page=2", 400, "The parameter “page” stands there more than once."),
    ("services?full=vielleicht", 400, "The parameter “full” takes: true, false."),
    ("services?modified_after=gestern", 400, "The parameter “modified_after” takes: a day or a moment, such as "),
    ("services?taxonomy_term_id=7", 400, "The parameter “taxonomy_term_id” takes: an id, such as "),
    ("services?proximity=500", 400, "The parameter “proximity” needs a postcode."),
    ("services?postcode=99999", 404, "We do not know this postcode."),
    ("services?format=xml", 400, "The parameter “format” takes: json."),
    ("services?search=" + "x" * 201, 400, "The parameter “search” takes: at most 200 characters."),
    ("services/7", 404, "There is no entry with this id in “services”, or no longer."),
    ("organizations/7", 404, "There is no entry with this id in “organizations”, or no longer."),
    ("nichts/da", 404, "There is nothing at this address. See /api/ for what there is."),
])  # fmt: skip
@override("en")
def test_what_cannot_be_answered_is_refused_in_json(client, query, status, words):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    response = client.get(BASE + query)
    body = response.json()
    assert (response.status_code, body["status"], response["Content-Type"]) == (
        status,
        status,
        "application/problem+json",
    )
    assert body["detail"].startswith(words)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_every_site_may_read_and_nobody_write(client):
    make_network()
    response = client.get(BASE + "services")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert response.cookies == {}
    preflight = client.options(BASE + "services")
    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    refused = client.post(BASE + "services")
    assert (refused.status_code, refused["Allow"], refused.json()["status"]) == (405, "GET, HEAD, OPTIONS", 405)


@pytest.mark.django_db(transaction=True)  # within one transaction no page is kept
def test_unchanged_answers_are_short_and_only_usual_questions_are_kept(monkeypatch):
    stores = []
    real = PageCacheMiddleware.__init__
    monkeypatch.setattr(
        PageCacheMiddleware, "__init__", lambda self, get: (real(self, get), stores.append(self.store))[0]
    )
    make_offer()
    client = Client()
    tag = client.get(BASE + "services")["ETag"]
    again = client.get(BASE + "services", headers={"If-None-Match": tag})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    kept = {key[0] for store in stores for key in store.pages}
    for query in ("page=2", "per_page=7", "search=abc", "modified_after=2026-01-01", "&&&&page=1", "%70age=1", "x=1"):
        client.get(f"{BASE}services?{query}")
    assert {key[0] for store in stores for key in store.pages} == kept == {BASE + "services"}
    client.get(f"{BASE}services?full=true&page=1")
    assert {key[0] for store in stores for key in store.pages} == kept | {f"{BASE}services?full=true&page=1"}


def test_description_names_the_addresses_and_their_parameters(client):
    make_network(short_name="UNA")
    described = ask(client, "openapi.json")
    assert described["info"]["title"] == "UNA: HSDS 3.0"
    assert described["servers"] == [{"url": "http://127.0.0.1:8000/api/hsds"}]
    assert described["paths"] == OPENAPI["paths"]
    routes = {name.removeprefix("offers:") for name, _view in addresses() if name.startswith("offers:hsds")}
    assert len(routes) == len(described["paths"]) + 2  # the description itself, and what is no address
    for path, ways in described["paths"].items():
        names = [entry["$ref"].rpartition("/")[2] for entry in ways["get"].get("parameters", [])]
        refusal = client.get(BASE + path.lstrip("/").replace("{id}", "7"), {"?": "1"}).json()["detail"]
        assert refusal.endswith(f": {', '.join(names) or '–'}.")


def test_page_for_web_masters_leads_on(client):
    make_network(data_licence="dl-de-by-2.0")
    text = client.get("/api/").content.decode()
    assert "https://www.govdata.de/dl-de/by-2-0" in text
    assert 'href="/api/hsds/openapi.json"' in text
