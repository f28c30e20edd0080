"""The portal's own pages: what they show, what they keep to themselves, how many queries they take."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.models import NewsItem, Page, PageKey
from offers.index import current_index
from offers.models import HelpLine
from offers.models.choices import Publication
from partners.models import Network, Partner
from tests.factories import make_contact, make_field, make_offer, make_partner, make_situation

pytestmark = pytest.mark.django_db
FIXED = ["home", "help-now", "network", "news", *PageKey.values]


def make_news(**values):
    number = NewsItem.objects.count() + 1
    words = {
        "title": f"News {number}",
        "slug": f"news-{number}",
        "teaser": "Soon.",
        "body": "Text.",
        "is_published": True,
    }
    return NewsItem.objects.create(**words | values)


def make_helpline(key="crisis", **values):
    row = {"name": f"Line {key}", "group": "crisis", "phone": "+493023125001"}
    return HelpLine.objects.create(key=key, **row | values)


@pytest.mark.parametrize("name", FIXED)
def test_page_renders_on_an_empty_database(client, name):
    response = client.get(reverse(name))
    assert (response.status_code, response.cookies.output()) == (200, "")
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.content.count(b"<h1>") == 1


@pytest.mark.parametrize("name", FIXED)
def test_page_refuses_post(client, name):
    assert client.post(reverse(name)).status_code == 405


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", ["home", "offers:list", "partners:list"])
def test_page_names_the_methods_it_takes_to_whoever_uses_another(name, method):
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(reverse(name))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    headers = ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "X-Frame-Options")
    assert [name for name in headers if name not in answer.headers] == []
    assert answer.cookies.output() == ""


@pytest.mark.parametrize("name", FIXED)
def test_page_leads_out_right_after_the_skip_link(client, settings, name):
    settings.EXIT_URL = "https://weather.example.org/"
    links = [part.split(b">")[0] for part in client.get(reverse(name)).content.split(b"<a ")[1:3]]
    assert links[0] == b'class="skip" href="#inhalt"'
    assert links[1] == b'class="exit" href="https://weather.example.org/" rel="nofollow noreferrer noopener" data-exit'


@pytest.mark.django_db(transaction=True)  # within one transaction no index is kept
@pytest.mark.parametrize("count", [1, 4])
def test_home_needs_no_more_queries_for_more_rows(client, count, django_assert_num_queries):
    for _number in range(count):
        make_offer()
        make_situation(prominent=True, icon="wallet")
        make_news()
    current_index()
    with django_assert_num_queries(7):
        response = client.get(reverse("home"))
    assert response.status_code == 200


def test_home_counts_published_offers_and_their_partners_only(client):
    partner, field = make_partner(), make_field()
    make_offer(partner=partner, policy_field=field)
    make_offer(partner=partner, policy_field=field)
    make_offer(publication=Publication.DRAFT)
    context = client.get(reverse("home")).context
    assert (context["offer_count"], context["partner_count"]) == (2, 1)
    assert context["fields"] == [(field, 2)]


def test_home_shows_prominent_situations_only(client):
    prominent = make_situation(prominent=True)
    make_situation()
    assert list(client.get(reverse("home")).context["situations"]) == [prominent]


def test_home_shows_neither_drafts_nor_news_of_tomorrow(client):
    shown = make_news()
    make_news(is_published=False)
    make_news(date=timezone.localdate() + timedelta(days=1))
    assert list(client.get(reverse("home")).context["news"]) == [shown]


def test_home_names_the_first_contact(client):
    Network.objects.create(name="Netz", desk_phone="+493023125000", desk_hours="Mo–Fr 9–15 Uhr")
    page = client.get(reverse("home")).content.decode()
    assert page.count('href="tel:+493023125000"') == 2  # tile and footer
    assert page.count("030 23125000") == 2


def test_home_never_shows_a_contact_for_partners_only(client):
    contact = make_contact(phone="+493023125009", is_public=False)
    Network.objects.create(name="Netz", desk=contact.partner, desk_contact=contact)
    assert client.get(reverse("home")).content.count(b"23125009") == 0


def test_help_now_puts_emergencies_first_and_leaves_out_hidden_lines(client):
    crisis, emergency = make_helpline("crisis"), make_helpline("rescue", group="emergency", position=9)
    make_helpline("professionals", is_shown=False, phone="+493023125009")
    response = client.get(reverse("help-now"))
    assert [lines for _group, lines in response.context["groups"]] == [[emergency], [crisis]]
    assert response.content.count(b"23125009") == 0


def test_help_now_never_shows_the_note_for_the_office(client):
    make_helpline(note="Only for the office.")
    assert client.get(reverse("help-now")).content.count(b"Only for the office.") == 0


@pytest.mark.parametrize(("checked_on", "told"), [(None, True), (date(2026, 11, 1), False)])
def test_help_now_says_when_the_office_has_not_checked_a_number(client, checked_on, told):
    make_helpline(checked_on=checked_on)
    assert client.get(reverse("help-now")).context["some_unchecked"] is told


@pytest.mark.parametrize("count", [1, 5])
def test_help_now_needs_no_more_queries_for_more_lines(client, count, django_assert_num_queries):
    for number in range(count):
        make_helpline(f"line-{number}", languages=["de", "pl"])
    with django_assert_num_queries(2):
        client.get(reverse("help-now"))


def test_network_groups_members_and_leaves_out_former_ones(client):
    supporter = make_partner(membership="supporter", kind="company")
    founder = make_partner(membership="founder", kind="authority")
    make_partner(membership="former")
    context = client.get(reverse("network")).context
    assert [(kind.value, rows) for kind, rows in context["by_membership"]] == [
        ("founder", [founder]),
        ("supporter", [supporter]),
    ]
    assert [(kind.value, count) for kind, _heading, count in context["kinds"]] == [("authority", 1), ("company", 1)]


def test_network_of_many_counts_its_members_and_leads_to_the_lists(client):
    rows = [Partner(name=f"Verein {n}", slug=f"verein-{n}", kind="association") for n in range(100)]
    Partner.objects.bulk_create([*rows, Partner(name="Amt", slug="amt", kind="authority")])
    page = client.get(reverse("network")).content.decode()
    assert re.findall(r'<a href="(/partner/.*?)">(.*?) <small>(\d+)</small>', page) == [
        ("/partner/", "Alle", "101"),
        ("/partner/?art=authority", "Behörden und Ämter", "1"),
        ("/partner/?art=association", "Vereine", "100"),
    ]
    assert page.count('href="/partner/verein-') == 0


def test_network_of_a_hundred_names_them_all(client):
    rows = [Partner(name=f"Verein {n}", slug=f"verein-{n}", kind="association") for n in range(100)]
    Partner.objects.bulk_create(rows)
    assert client.get(reverse("network")).content.decode().count('href="/partner/verein-') == 100


def test_network_names_the_funder_and_the_time(client):
    Network.objects.create(
        name="Netz", funder="Ein Ministerium", funded_from=date(2026, 1, 1), funded_until=date(2028, 12, 31)
    )
    page = client.get(reverse("network")).content.decode()
    assert [page.count(words) for words in ("Ein Ministerium", "1. Januar 2026", "31. Dezember 2028")] == [1, 1, 1]


@pytest.mark.parametrize("count", [1, 4])
def test_network_needs_no_more_queries_for_more_members(client, count, django_assert_num_queries):
    for _number in range(count):
        make_field(moderator=make_partner())
    with django_assert_num_queries(4):
        client.get(reverse("network"))


def test_news_lists_the_newest_first(client):
    old, new = make_news(date=date(2026, 1, 1)), make_news(date=date(2026, 2, 1))
    assert list(client.get(reverse("news")).context["page"]) == [new, old]


@pytest.mark.parametrize("page", ["-1", "0", "x", "99999", "1&seite=2"])
def test_news_answers_whatever_page_is_asked_for(client, page):
    make_news()
    assert client.get(f"{reverse('news')}?seite={page}").status_code == 200


def test_news_item_opens(client):
    item = make_news(body="## Where\n\nIn the **park**.")
    page = client.get(item.get_absolute_url()).content.decode()
    assert page.count("<h2>Where</h2>\n<p>In the <strong>park</strong>.</p>") == 1


def test_news_item_of_tomorrow_is_not_there_yet(client):
    item = make_news(date=timezone.localdate() + timedelta(days=1))
    assert client.get(item.get_absolute_url()).status_code == 404


def test_fixed_page_shows_what_the_office_has_written(client):
    Page.objects.create(key="imprint", title="Impressum", body="Wir sind **ein Verein**.", checked_on=date(2026, 3, 4))
    page = client.get(reverse("imprint")).content.decode()
    assert page.count("<p>Wir sind <strong>ein Verein</strong>.</p>") == 1
    assert page.count("4. März 2026") == 1


def test_fixed_page_fills_in_the_network(client):
    Network.objects.create(name="Netz <Süd>", email="buero@example.org")
    page = client.get(reverse("imprint")).content.decode()
    assert page.count('<a href="mailto:buero@example.org">buero@example.org</a>') == 1
    assert page.count("<p>Netz &lt;Süd&gt;</p>") == 1
