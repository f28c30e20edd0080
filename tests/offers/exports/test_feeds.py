"""Feeds of new offers and of news: valid Atom, with marks that outlive a change of address."""

import re
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from network_portal.models import NewsItem
from offers.models import Offer
from offers.models.choices import Publication
from tests.factories import make_offer

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return Xml.fromstring(answer.content)  # noqa: S314 (our own text)


def texts(element, *names):
    return [element.findtext(ATOM + name) for name in names]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def make_news(**values):
    return NewsItem.objects.create(**{"title": "A & B", "slug": "a", "teaser": "<b>", "is_published": True} | values)


@pytest.mark.parametrize("name", ["offers:feed", "news-feed"])
def test_feed_has_all_that_rfc_4287_asks_for(client, name):
    make_offer(title="A & B <i>")
    make_news()
    feed = read(client, reverse(name))
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Netzwerk für Alleinerziehende"
    assert links(feed)["self"] == f"http://testserver{reverse(name)}"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        mark, title, updated = texts(part, "id", "title", "updated")
        assert mark.startswith("tag:127.0.0.1,2026:")
        assert title.strip()
        assert parse_datetime(updated).tzinfo
        assert links(part)["alternate"].startswith("http://testserver/")
    marks = [part.text for part in feed.iter(f"{ATOM}id")]
    assert len(marks) == len(set(marks)) == 2


def test_offers_appear_in_the_order_in_which_they_became_public(client):
    first, second, draft = make_offer(publication=Publication.DRAFT), make_offer(), make_offer(publication="draft")
    first.publication = Publication.PUBLISHED
    first.save()
    feed = read(client, reverse("offers:feed"))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [first.title, second.title]
    assert draft.title not in Xml.tostring(feed, "unicode")


def test_mark_of_an_offer_stays_when_its_address_changes(client):
    offer = make_offer()
    before = texts(read(client, reverse("offers:feed")).find(f"{ATOM}entry"), "id")
    Offer.objects.filter(pk=offer.pk).update(slug="neu")
    entry = read(client, reverse("offers:feed")).find(f"{ATOM}entry")
    assert (texts(entry, "id"), links(entry)["alternate"]) == (before, "http://testserver/angebote/neu/")


def test_feed_of_a_field_holds_its_offers_only(client):
    offer = make_offer()
    make_offer()
    feed = read(client, reverse("offers:feed-of-field", args=[offer.policy_field.slug]))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [offer.title]
    assert client.get(reverse("offers:feed-of-field", args=["gibt-es-nicht"])).status_code == 404


def test_news_feed_holds_what_is_published_by_today(client):
    make_news()
    make_news(slug="b", date=date(2126, 1, 1))
    make_news(slug="c", is_published=False)
    feed = read(client, reverse("news-feed"))
    assert [entry.findtext(f"{ATOM}summary") for entry in feed.iter(f"{ATOM}entry")] == ["<b>"]


@pytest.mark.parametrize("name", ["offers:feed", "news-feed", "offers:calendar"])
def test_empty_feed_is_the_same_each_time(client, name):
    before = client.get(reverse(name))
    assert client.get(reverse(name))["ETag"] == before["ETag"]


def test_pages_lead_to_their_feeds_and_calendars(client):
    offer = make_offer()
    offer.opening_times.create(weekdays=["MO"], opens="9:00", closes="10:00")
    field = offer.policy_field
    ways = {
        "/": [reverse("offers:feed"), reverse("news-feed")],
        "/angebote/": [reverse("offers:feed")],
        "/aktuelles/": [reverse("news-feed")],
        field.get_absolute_url(): [reverse("offers:feed-of-field", args=[field.slug])],
        offer.get_absolute_url(): [reverse("offers:offer-calendar", args=[offer.slug])],
    }
    for address, targets in ways.items():
        page = client.get(address).content.decode()
        assert re.findall(r'<link rel="alternate" type="[^"]+" href="([^"]+)"', page) == targets
