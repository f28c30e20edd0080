"""The page cache: never stale, right to the minute, nothing of the visitor in it."""

import pytest
from django.db import connection
from django.urls import reverse

from network_portal import pagecache
from network_portal.changes import content_version, counted_tables
from offers.models import Offer
from tests.factories import make_offer, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(client):
    """The text of the list of offers as a visitor gets it now."""
    return lambda: client.get(reverse("offers:list")).content.decode()


def test_page_from_the_cache_needs_one_query(client, django_assert_num_queries):
    make_offer()
    client.get(reverse("offers:list"))
    with django_assert_num_queries(1):
        client.get(reverse("offers:list"))


@pytest.mark.parametrize(
    "change",
    [
        lambda offer: offer.delete(),
        lambda offer: Offer.objects.update(publication="hidden"),
        lambda offer: Offer.objects.filter(pk=offer.pk).update(status="ended"),
    ],
)
def test_change_shows_at_the_next_request(page, change):
    offer = make_offer(title="Gone in a moment")
    assert page().count(offer.title) > 0
    change(offer)
    assert page().count(offer.title) == 0


def test_raw_sql_and_links_between_rows_count_as_changes():
    offer, topic = make_offer(), make_topic()
    numbers = [content_version()]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE offers_offer SET title = 'by hand'")
    numbers.append(content_version())
    offer.topics.add(topic)
    numbers.append(content_version())
    assert numbers == sorted(set(numbers))


def test_every_table_of_the_public_pages_is_counted():
    assert {"offers_offer", "offers_offer_topics", "partners_partner", "network_portal_page"} <= set(counted_tables())


def test_answer_has_an_etag_and_is_not_sent_twice(client):
    make_offer()
    first = client.get(reverse("offers:list"))
    again = client.get(reverse("offers:list"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_visitor_gets_no_cookie_and_says_nothing_of_himself(client):
    response = client.get(reverse("offers:list"))
    assert response.cookies.items() == {}.items()
    assert "Cookie" not in response.headers.get("Vary", "")


def test_page_is_the_same_for_a_coordinator(client, admin_client):
    make_offer()
    assert client.get(reverse("offers:list")).content == admin_client.get(reverse("offers:list")).content


@pytest.mark.parametrize(
    "query",
    [
        "seite=-1", "seite=99999999999999", "q=%00", "q=%ff%fe", "ort=" + "x" * 10_000, "unbekannt=1",
        "alter=abc&tag=gestern", "feld=a&feld=b", "von=25:00", "bis=00:00",
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_gets_a_page(client, query):
    make_offer()
    assert client.get(f"/angebote/?{query}").status_code == 200


def test_small_pages_do_not_fill_the_memory():
    store = pagecache.PageStore(limit=100_000)
    for number in range(1_000):
        store.put(number, pagecache.Page(b"x", {}))
    assert (len(store.pages), store.get(999) is not None, store.size <= store.limit) == (16, True, True)
