"""Who gets into the administration: every address of it, as everybody, reading and writing, with canaries."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse
from django.utils import timezone

from offers.models import ErrorReport, LexiconEntry, Offer, Translation, UnmetSearch
from offers.models.choices import Publication
from partners.models.membership import Role
from referrals.models import Inquiry, Reason
from tests.admin_forms import form_data
from tests.factories import (
    make_field,
    make_membership,
    make_municipality,
    make_offer,
    make_partner,
    make_topic,
    make_user,
)
from tests.offers.test_admin import make_full_offer
from tests.referrals.rows import make_inbox, make_referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_refusals")]
CANARY = "Kanarienvogel"
# What moderators open, and what of it they may send a form to.
LISTS = {"offers_offer", "offers_errorreport", "offers_translation", "offers_unmetsearch", "referrals_inquiry"}
OPEN = {
    "index",
    "app_list",
    "jsi18n",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "view_on_site",
}
OPEN |= {"view_on_site"} | {f"{name}_changelist" for name in LISTS}


class Field:
    """A policy field with a row of each kind that moderators see."""

    def __init__(self, word):
        self.partner = make_partner()
        self.field = make_field(moderator=self.partner)
        topic = make_topic(policy_field=self.field)
        self.offer = make_full_offer(title=f"{word} Rat", policy_field=self.field, summary=f"{word} hilft.")
        Offer.objects.filter(pk=self.offer.pk).update(publication=Publication.SUBMITTED)
        LexiconEntry.objects.create(phrase=f"{word}fragen".lower(), concepts=[f"topic:{topic.key}"])
        kind = ContentType.objects.get_for_model(Offer)
        values = {"content_type": kind, "object_id": self.offer.pk, "field": "title", "language": "en"}
        self.rows = {
            "offers_offer": self.offer,
            "offers_errorreport": ErrorReport.objects.create(offer=self.offer, kind="phone", text=word, token=word),
            "offers_translation": Translation.objects.create(text=f"{word} advice", **values),
            "offers_unmetsearch": UnmetSearch.objects.create(
                words=f"{word}fragen".lower(), week=timezone.localdate() - timedelta(days=3), count=7
            ),
            "referrals_inquiry": Inquiry.objects.create(
                partner=make_inbox(), policy_field=self.field, code_hash=word, due_on="2020-01-02"
            ),
        }


@pytest.fixture
def own():
    return Field("Amsel")


@pytest.fixture
def foreign():
    return Field(CANARY)


@pytest.fixture
def moderator(client_of, own):
    return client_of("moderator", own.partner)


def addresses(rows):
    """Name and address of every page of the administration; ``rows`` are those asked about, by kind."""
    resolver = get_resolver().namespace_dict["admin"][1]
    patterns = [pattern for part in resolver.url_patterns for pattern in getattr(part, "url_patterns", [part])]
    known = {"content_type_id": 1, "version": 1}
    kinds = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}
    for pattern in patterns:
        if pattern.name in (None, "app_list", "final_catch_all"):
            continue
        kind = pattern.name.rpartition("_")[0]
        row = rows.get(kind) or (kinds[kind]._default_manager.first() if kind in kinds else None)
        values = {name: known.get(name, row.pk if row else "0") for name in pattern.pattern.converters}
        yield pattern.name, reverse(f"admin:{pattern.name}", kwargs=values)
    yield from (("app_list", reverse("admin:app_list", args=[app])) for app in ("offers", "referrals", "partners"))


def is_closed(response) -> bool:
    """Whether the answer is a closed door: the login, or none of the person's business."""
    return response.status_code in (403, 404, 405) or (
        response.status_code == 302 and response["Location"].startswith((reverse("account_login"), "/verwaltung/login"))
    )


def is_gone(response) -> bool:
    """Whether the row was looked for in vain."""
    return response.status_code == 302 and response["Location"] == reverse("admin:index")


@pytest.mark.parametrize("role", ["visitor", "manager"])
def test_nobody_else_opens_any_page(client_of, foreign, role):
    client, opened = client_of(role), set()
    for name, address in addresses(foreign.rows):
        for method in ("get", "post"):
            response = getattr(client, method)(address)
            assert CANARY.encode() not in response.content
            if not is_closed(response):
                opened.add(name)
    assert opened <= {"logout", "login", "jsi18n"}


def test_moderator_opens_her_lists_and_no_row_of_another_field(moderator, own, foreign):
    make_referral("sent", policy_field=foreign.field)
    opened = set()
    for name, address in addresses(foreign.rows):
        for method in ("get", "post"):
            response = getattr(moderator, method)(address)
            content = getattr(response, "rendered_content", "") or response.content.decode(errors="replace")
            assert CANARY.lower() not in content.lower(), (name, method)
            if name not in ("logout", "login") and not is_closed(response) and not is_gone(response):
                opened.add(name)
            if name == "logout":
                moderator.force_login(moderator.user)
    assert opened <= OPEN
    assert {name for name in OPEN if name.endswith("_changelist")} <= opened


def test_moderator_sees_the_rows_of_her_field(moderator, own, foreign):
    for name, row in own.rows.items():
        rows = moderator.get(reverse(f"admin:{name}_changelist")).context["cl"].result_list
        assert [one.pk for one in rows] == [row.pk], name
        page = moderator.get(reverse(f"admin:{name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert "/verwaltung/partners/" not in page.content.decode()  # no link to a closed door
        other = reverse(f"admin:{name}_change", args=[foreign.rows[name].pk])
        assert (moderator.get(other).status_code, moderator.post(other, {}).status_code) == (404, 404)


@pytest.mark.parametrize("name", ["offers_offer", "offers_errorreport", "referrals_inquiry"])
def test_filters_of_a_moderator_offer_her_fields_alone(moderator, own, foreign, name):
    specs = moderator.get(reverse(f"admin:{name}_changelist")).context["cl"].filter_specs
    fields = [spec.lookup_choices for spec in specs if getattr(spec, "field_path", "").endswith("policy_field")]
    assert {key for choices in fields for key, _name in choices} <= {own.field.pk}


def test_moderator_writes_only_where_she_may(moderator, own):
    codes = {
        name: moderator.post(reverse(f"admin:{name}_change", args=[row.pk]), {}).status_code
        for name, row in own.rows.items()
    }
    assert codes == dict.fromkeys(LISTS, 403) | {"offers_errorreport": 200}  # its form comes back, empty as it was
    for name, row in own.rows.items():
        assert moderator.post(reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert moderator.get(reverse("admin:offers_offer_version", args=[own.offer.pk, 1])).status_code == 403


def test_actions_of_a_moderator_reach_her_field_alone(moderator, own, foreign):
    keys = [own.offer.pk, foreign.offer.pk]
    address = reverse("admin:offers_offer_changelist")
    moderator.post(address, {"action": "publish", "_selected_action": keys, "select_across": "1"})
    moderator.post(address, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})
    states = dict(Offer.objects.values_list("pk", "publication"))
    assert states == {own.offer.pk: "published", foreign.offer.pk: "submitted"}


def test_moderator_does_not_confirm_what_partners_confirm(moderator, own):
    Offer.objects.update(publication=Publication.PUBLISHED, confirmed_on=None)
    moderator.post(reverse("admin:offers_offer_changelist"), {"action": "confirm", "_selected_action": [own.offer.pk]})
    assert Offer.objects.get().confirmed_on is None


def test_search_boxes_tell_a_moderator_nothing_of_other_fields(moderator, own, foreign):
    found = {}
    for model, pages in admin.site._registry.items():
        for page in [pages, *pages.inlines]:
            of = getattr(page, "model", None) or model
            for name in page.autocomplete_fields:
                asked = {"app_label": of._meta.app_label, "model_name": of._meta.model_name, "field_name": name}
                answer = moderator.get(reverse("admin:autocomplete"), asked)
                assert CANARY not in answer.content.decode()
                if answer.status_code != 403:
                    found[f"{of.__name__}.{name}"] = [row["text"] for row in json.loads(answer.content)["results"]]
    assert found == {"Offer.follows": ["Amsel Rat"]}


HIDDEN = {
    "offers_errorreport": "reply_email__startswith=e",
    "referrals_inquiry": "municipality__isnull=True",
    "referrals_referral": "municipality_id=1",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_lists_do_not_answer_for_columns_they_do_not_show(client_of, own, name):
    ErrorReport.objects.update(reply_email="eltern@example.org")
    make_referral("sent", policy_field=own.field, municipality=make_municipality())
    coordinator, address = client_of("coordinator"), reverse(f"admin:{name}_changelist")
    assert coordinator.get(f"{address}?{HIDDEN[name]}").status_code == 400
    if name in LISTS:
        assert client_of("moderator", own.partner).get(f"{address}?{HIDDEN[name]}").status_code == 400


def test_public_page_is_told_of_rows_that_may_be_seen(moderator, client, own, foreign):
    kind = ContentType.objects.get_for_model(Offer).pk
    answers = [
        moderator.get(reverse("admin:view_on_site", args=[kind, row.pk])).status_code
        for row in (own.offer, foreign.offer)
    ]
    referral = make_referral("draft", policy_field=own.field)
    hidden = reverse("admin:view_on_site", args=[ContentType.objects.get_for_model(referral).pk, referral.pk])
    client.force_login(make_user(is_staff=True))
    assert (answers, moderator.get(hidden).status_code, client.get(hidden).status_code) == ([302, 404], 404, 404)


def test_moderator_without_second_factor_sets_it_up_first(moderator, own):
    moderator.user.authenticator_set.all().delete()
    moderator.force_login(moderator.user)
    assert moderator.get(reverse("admin:index")).url == reverse("mfa_index")


def test_moderator_whose_task_has_ended_stays_outside(moderator, own):
    moderator.user.memberships.update(moderates=False)
    assert is_closed(moderator.get(reverse("admin:offers_offer_changelist")))


def test_moderator_who_edits_is_led_to_the_workspace(moderator, own):
    make_membership(moderator.user, own.offer.partner, role=Role.EDITOR)
    page = moderator.get(reverse("admin:offers_offer_change", args=[own.offer.pk])).content.decode()
    assert page.count(f'"{reverse("offers:workspace", args=[own.offer.pk])}"') == 1


def test_answer_of_a_report_reaches_the_reporter(moderator, own, mailoutbox):
    report = own.rows["offers_errorreport"]
    ErrorReport.objects.update(reply_email="eltern@example.org")
    data = form_data(moderator, report) | {"done_on": "2026-11-20", "answer": "Berichtigt."}
    assert moderator.post(reverse("admin:offers_errorreport_change", args=[report.pk]), data).status_code == 302
    report.refresh_from_db()
    assert (str(report.done_on), report.answer, report.reply_email) == ("2026-11-20", "Berichtigt.", "")


REPORTS = ["who-does-what", "gaps", "gap"]


@pytest.mark.parametrize("name", REPORTS)
def test_reports_of_a_moderator_hold_her_fields_alone(moderator, own, foreign, name):
    Offer.objects.update(publication=Publication.PUBLISHED)
    referral = make_referral("declined", policy_field=foreign.field)
    assert referral.reason == Reason.objects.get(kind="decline", code="no_capacity")
    for query in ("", f"?feld={foreign.field.slug}", f"?zeilen=feld&spalten=zeit&feld={foreign.field.slug}"):
        page = moderator.get(reverse(f"reports:{name}") + query).content.decode()
        assert (page.count(CANARY), page.lower().count("kanarienvogelfragen"), page.count(str(referral))) == (0, 0, 0)
        assert page.count(foreign.field.name) == 0


def test_moderator_finds_the_administration_from_her_tasks(moderator, own):
    page = moderator.get(reverse("offers:moderation")).content.decode()
    assert page.count(f'href="{reverse("admin:index")}"') == 1


def test_first_page_counts_a_moderators_queues(moderator, own, foreign):
    waiting = moderator.get(reverse("admin:index")).context["waiting"]
    make_offer(policy_field=foreign.field, publication="submitted")
    assert [(queue.count, len(moderator.get(queue.address).context["cl"].result_list)) for queue in waiting] == [
        (1, 1)
    ] * len(waiting)
    assert len(waiting) == 5


def test_first_page_of_a_moderator_leads_nowhere_she_may_not_go(moderator, own):
    page = moderator.get(reverse("admin:index")).content.decode()
    addresses = re.findall(r'href="(/[^"#]+)', page[page.index('class="workplace') : page.index('id="content-main"')])
    answers = {address: moderator.get(address.replace("&amp;", "&")).status_code for address in addresses}
    assert answers == dict.fromkeys(addresses, 200)
    assert len(answers) > 8
