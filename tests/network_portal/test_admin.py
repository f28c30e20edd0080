"""The coordinators' site itself, pages and news."""

import re
from datetime import date

import pytest
from django.urls import reverse

from network_portal.models import NewsItem, Page
from offers.models import HelpLine, LexiconEntry
from partners.models import Network
from referrals.models import Reason, Rules
from tests.admin_forms import form_data
from tests.factories import make_contact, make_location

pytestmark = pytest.mark.django_db


def test_start_page_bears_the_name_of_the_network_and_groups_what_can_be_edited(client, coordinator):
    Network.objects.create(name="Netzwerk Beispiel", short_name="Beispiel")
    context = client.get(reverse("admin:index")).context
    assert context["site_header"] == "Verwaltung – Beispiel"
    assert [group["app_label"] for group in context["app_list"]] == [
        "entries", "network", "referrals", "portal", "words", "search", "region", "accounts",
    ]  # fmt: skip


def test_start_page_leads_to_the_pages_of_the_workspace_for_coordinators(client, coordinator):
    html = client.get(reverse("admin:index")).content.decode()
    for name in ("offers:moderation", "referrals:overview", "referrals:desk"):
        assert html.count(f'href="{reverse(name)}"') == 1
        assert client.get(reverse(name)).status_code == 200


def test_page_of_an_app_leads_to_the_first_page(client, coordinator):
    assert client.get(reverse("admin:app_list", args=["offers"])).url == reverse("admin:index")


def test_page_and_news_pages_open_for_coordinators(client, coordinator):
    rows = [Page.objects.create(key="imprint", title="Impressum", body="Text"), make_news()]
    for row in rows:
        pages = {"changelist": [], "add": [], "change": [row.pk], "history": [row.pk]}
        name = f"admin:network_portal_{row._meta.model_name}"
        assert {client.get(reverse(f"{name}_{page}", args=keys)).status_code for page, keys in pages.items()} == {200}


def make_news(**values):
    return NewsItem.objects.create(**{"title": "Fest", "slug": "fest", "teaser": "Ein Fest.", "body": "Text"} | values)


def make_line():
    return HelpLine.objects.create(key="eins", name="Eins", group="crisis", phone="+493023125000")


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (make_news, "teaser"), (make_contact, "function"), (make_location, "directions"), (make_line, "note"),
        (lambda: LexiconEntry.objects.create(use="filter", phrase="später", concepts=["when=now"]), "phrase"),
        (Reason.objects.first, "sentence"), (Rules.objects.create, "check_in_days"),
    ],
)  # fmt: skip
def test_second_coordinator_is_told_and_overwrites_nothing(client, coordinator, make, field):
    entry = make()
    address = reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])
    mine = form_data(client, entry)
    client.post(address, mine | {field: "11"})
    form = client.post(address, mine | {field: "12"}).context["adminform"].form
    entry.refresh_from_db()
    assert (str(getattr(entry, field)), form[field].value()) == ("11", "12")


@pytest.mark.parametrize("key", ["x", "²", "1" * 5000])
@pytest.mark.parametrize(("page", "field"), [("partners_contact_add", "partner"), ("offers_topic_add", "situations")])
def test_key_that_no_list_offers_is_refused(client, coordinator, page, field, key):
    response = client.post(reverse(f"admin:{page}"), {field: key})
    assert (response.status_code, field in response.context["adminform"].form.errors) == (200, True)


def test_pages_load_no_script_or_style_but_files(client, coordinator):
    make_news()
    for name in ("index", "network_portal_newsitem_changelist", "network_portal_newsitem_add"):
        page = client.get(reverse(f"admin:{name}")).content.decode()
        assert (page.count("<style"), page.count(" style="), page.count("onclick"), page.count("theme.js")) == (
            0,
            0,
            0,
            0,
        )
        assert page.count("<script>") == 0


def test_lists_show_days_and_telephone_numbers_in_one_line(client, coordinator):
    make_news(date=date(2026, 11, 3))
    make_contact(phone="+493023125000")
    days = client.get(reverse("admin:network_portal_newsitem_changelist")).content.decode()
    assert days.count('<td class="field-date">03.11.2026</td>') == 1
    assert days.count('class="sortable column-date') == 1
    numbers = client.get(reverse("admin:partners_contact_changelist")).content.decode()
    assert numbers.count('<td class="field-phone">030 23125000</td>') == 1


def test_filters_bear_their_own_names(client, coordinator):
    html = client.get(reverse("admin:partners_partner_changelist")).content.decode()
    assert re.findall("<summary> (.*?)</summary>", html) == ["Art", "Mitgliedschaft", "Nimmt Vermittlungen an"]
