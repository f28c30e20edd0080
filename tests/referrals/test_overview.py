"""The overview of moderators and coordinators: what is stuck, and never a word about a parent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from offers.tasks import tasks_for
from referrals.models import Inquiry, Message, Referral, Side
from referrals.tasks import tasks_of
from tests.factories import make_field, make_partner
from tests.referrals.rows import NAME, PHONE, make_inbox, make_network, make_referral

pytestmark = pytest.mark.django_db
ADDRESS = "/intern/moderation/vermittlungen/"
CANARY = "Kanarienvogel"


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def field():
    make_network()
    return make_field(moderator=make_partner(), slug="wohnen")


@pytest.fixture
def moderator(client_of, field):
    return client_of("moderator", field.moderator)


def shown(client, **values):
    return [row.referral for row in client.get(ADDRESS, values).context["rows"]]


def test_address_is_the_one_that_mails_name():
    assert reverse("referrals:overview") == ADDRESS


def test_moderators_see_their_fields_and_coordinators_all(client_of, field, moderator):
    mine, other = make_referral("sent", policy_field=field), make_referral("sent", policy_field=make_field())
    make_referral(policy_field=field)  # a draft
    assert shown(moderator) == [mine]
    assert set(shown(client_of("coordinator"))) == {mine, other}


@pytest.mark.parametrize("role", ["editor", "manager", "nobody"])
def test_others_find_nothing(client_of, field, role):
    assert client_of(role).get(ADDRESS).status_code == 404


def test_only_who_may_hand_the_first_contact_over_finds_the_way_there(client_of, moderator):
    link = f'href="{reverse("referrals:desk")}"'
    assert [client.get(ADDRESS).content.decode().count(link) for client in (moderator, client_of("coordinator"))] == [
        0, 1,
    ]  # fmt: skip


def test_tasks_of_moderators_count_what_is_late(client_of, field, moderator):
    on = timezone.localdate()
    for days in (2, 1, 0):
        late = make_referral("sent", policy_field=field)
        Referral.objects.filter(pk=late.pk).update(due_on=on - timedelta(days=days))
    Inquiry.objects.create(partner=late.recipient, policy_field=field, due_on=on - timedelta(days=1))
    found = [
        [(task.text, task.url) for task in tasks_of(client.user, on)] for client in (moderator, client_of("nobody"))
    ]
    assert found == [
        [("2 Vermittlungen sind überfällig.", f"{ADDRESS}?zeigen=ueberfaellig"),
         ("Die Antwort auf 1 Anfrage ist überfällig.", f"{ADDRESS}#inquiries")],
        [],
    ]  # fmt: skip
    groups = dict(tasks_for(moderator.user, on, more=tasks_of(moderator.user, on)).groups)
    assert [task.kind for task in groups["Moderation"]] == ["late-referral", "late-inquiry"]


def test_visitor_is_asked_to_log_in(client):
    assert client.get(ADDRESS).status_code == 302


def test_page_never_tells_who_it_is_about_or_what_was_asked(field, moderator):
    referral = make_referral("question", policy_field=field, content={"name": NAME, "phone": PHONE, "concern": CANARY})
    Message.objects.create(referral=referral, side=Side.SENDER, partner=referral.sender, text=CANARY)
    inquiry = Inquiry.objects.create(partner=make_inbox(), policy_field=field, due_on=timezone.localdate())
    Message.objects.create(inquiry=inquiry, side=Side.PARENT, text=CANARY)
    page = moderator.get(ADDRESS).content.decode()
    assert [word for word in (NAME, PHONE, CANARY) if word in page] == []
    assert [str(referral) in page, str(inquiry) in page] == [True, True]


def test_overdue_ones_come_first_and_whose_turn_it_is_stands_with_them(field, moderator):
    late = make_referral("sent", policy_field=field, now=ago(20))
    asked = make_referral("question", policy_field=field)
    fresh = make_referral("accepted", policy_field=field)
    rows = moderator.get(ADDRESS).context["rows"]
    assert [(row.referral, row.partner, row.is_overdue) for row in rows] == [
        (late, late.recipient, True), (fresh, fresh.recipient, False), (asked, asked.sender, False),
    ]  # fmt: skip


def test_list_is_filtered_by_field_and_state(client_of, field):
    client = client_of("coordinator")
    late, done = (make_referral(status, policy_field=field, now=ago(20)) for status in ("sent", "completed"))
    other = make_referral("waitlisted")
    assert set(shown(client)) == {late, other}
    assert shown(client, feld="wohnen") == [late]
    assert shown(client, stand="completed") == [done]
    assert shown(client, zeigen="ueberfaellig") == [late]
    assert set(shown(client, zeigen="alle")) == {late, done, other}
    assert set(shown(client, feld="gibt-es-nicht", stand="x", zeigen="y", seite="z")) == {late, other}


def test_totals_count_by_field(field, moderator):
    for status in ("sent", "sent", "declined", "completed"):
        make_referral(status, policy_field=field, now=ago(20))
    make_referral("awaiting_consent", policy_field=field, now=ago(20))  # a parent is not late
    assert moderator.get(ADDRESS).context["totals"] == [(field.name, 4, 3, 1)]


def test_waiting_inquiries_stand_with_their_promised_day(field, moderator):
    today, partner = timezone.localdate(), make_inbox()
    late = Inquiry.objects.create(partner=partner, policy_field=field, due_on=today - timedelta(days=1))
    soon = Inquiry.objects.create(partner=partner, policy_field=field, due_on=today)
    Inquiry.objects.create(partner=partner, policy_field=field, status="closed", closed_on=today)
    Inquiry.objects.create(partner=partner, policy_field=make_field(), due_on=today)
    assert list(moderator.get(ADDRESS).context["inquiries"]) == [late, soon]


def test_overview_needs_no_more_queries_for_more_referrals(field, moderator):
    moderator.get(ADDRESS)  # the first page of a login notes it
    counts = []
    for _number in range(2):
        make_referral("sent", policy_field=field)
        make_referral("declined", policy_field=field)
        Inquiry.objects.create(partner=make_inbox(), policy_field=field, due_on=timezone.localdate())
        with CaptureQueriesContext(connection) as queries:
            moderator.get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
