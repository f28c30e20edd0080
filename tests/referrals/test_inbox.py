"""What must I do now, until when? The list of both sides, the menu and the tasks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.templatetags.workspace import entries_for
from referrals.inbox import ended, open_lines
from referrals.models import Inquiry, Referral, Side, Status
from referrals.permissions import with_sides
from referrals.tasks import count_of, tasks_of
from referrals.turns import GOES_ON, MINE, OTHERS, group_of, own_sides, waiting_for
from tests.factories import make_membership, make_offer
from tests.referrals.rows import CONCERN, NAME, PHONE, acting, make_inbox, make_referral, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
# In which group each side finds a fresh referral; None: not in its list.
GROUPS = {
    Status.DRAFT: ("mine", None), Status.AWAITING_CONSENT: ("others", None), Status.SENT: ("others", "mine"),
    Status.QUESTION: ("mine", "others"), Status.WAITLISTED: ("others", "goes-on"), Status.ACCEPTED: ("others", "mine"),
    Status.IN_PROGRESS: ("others", "goes-on"), Status.COMPLETED: ("ended", "ended"), Status.UNMET: ("mine", "others"),
    Status.DECLINED: ("mine", "others"), Status.WITHDRAWN: ("ended", None), Status.EXPIRED: ("mine", None),
}  # fmt: skip


def page_of(user, **query):
    client = Client()
    client.force_login(user)
    return client.get(reverse("referrals:inbox"), query)


def due(referral, days):
    Referral.objects.filter(pk=referral.pk).update(due_on=timezone.localdate() + timedelta(days=days))
    return referral


@pytest.mark.parametrize("status", Status)
def test_referral_stands_in_the_group_of_its_ball(status):
    on, referral = timezone.localdate(), make_referral(status)
    groups = []
    for partner in (referral.sender, referral.recipient):
        row = with_sides(acting(partner).user).first()
        groups.append(group_of(row, own_sides(row), on) if row else None)
        # The count of the menu is made in the database; it says the same.
        assert waiting_for(acting(partner).user, on).count() == (groups[-1] == MINE)
    assert tuple(groups) == GROUPS[status]


def test_running_help_is_ones_turn_on_its_day_only():
    referral, on = make_referral(Status.IN_PROGRESS), timezone.localdate()
    user = acting(referral.recipient).user
    assert [line.referral for line in open_lines(user, "", on)[GOES_ON]] == [referral]
    due(referral, 0)
    assert [line.referral for line in open_lines(user, "", on)[MINE]] == [referral]
    assert count_of(user, on) == 1


def test_body_outside_stays_with_the_sender():
    referral = make_referral(Status.DRAFT)
    Referral.objects.filter(pk=referral.pk).update(recipient=None, outside_body="Amtsgericht")
    row = with_sides(acting(referral.sender).user).get()
    assert own_sides(row) == {Side.SENDER, Side.RECIPIENT}
    assert waiting_for(acting(referral.sender).user, timezone.localdate()).get() == referral


def test_overdue_stands_first_and_says_so():
    inbox, on = make_inbox(), timezone.localdate()
    later = due(make_referral(Status.SENT, recipient=inbox), 3)
    soon = due(make_referral(Status.ACCEPTED, recipient=inbox), 1)
    late = due(make_referral(Status.SENT, recipient=inbox), -2)
    asked = make_referral(Status.QUESTION, recipient=inbox)
    lines = open_lines(inbox.person, "", on)
    assert [line.referral for line in lines[MINE]] == [late, soon, later]
    assert [line.is_overdue for line in lines[MINE]] == [True, False, False]
    assert [line.referral for line in lines[OTHERS]] == [asked]
    assert {line.todo for line in lines[OTHERS]} == {""}
    html = page_of(inbox.person).content.decode()
    assert (html.count("überfällig seit"), html.count("Bitte antworten.")) == (1, 2)


def test_list_says_nothing_about_the_parent():
    referral = make_referral(Status.SENT, is_urgent=True)
    for partner in (referral.sender, referral.recipient):
        html = page_of(acting(partner).user).content.decode()
        assert html.count(f'<a href="{referral.get_absolute_url()}">{referral}</a>') == 1
        assert [word for word in (NAME, PHONE, CONCERN) if word in html] == []


def test_switches_show_one_direction_and_one_state():
    partner = make_inbox()
    sent = make_referral(Status.QUESTION, sender=partner)
    received = make_referral(Status.SENT, recipient=partner)
    over = make_referral(Status.COMPLETED, recipient=partner)

    def shown(**query):
        context = page_of(partner.person, **query).context
        lines = [line for _name, _heading, rows in context["groups"] for line in rows] + context["ended"]
        return {line.referral for line in lines}

    assert shown() == {sent, received, over}
    assert shown(richtung="eingang") == {received, over}
    assert shown(richtung="ausgang") == {sent}
    assert shown(stand="offen") == {sent, received}
    assert shown(stand="beendet") == {over}
    assert shown(richtung="irgendwo", stand="irgendwie", seite="x") == {sent, received, over}


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_no_more_queries_for_more_rows(count, django_assert_num_queries):
    inbox = make_inbox()
    for status in (Status.SENT, Status.COMPLETED):
        for _ in range(count):
            make_referral(status, recipient=inbox, offer=make_offer(partner=inbox))
    user = type(inbox.person).objects.get(pk=inbox.person.pk)
    with django_assert_num_queries(4):  # memberships, open ones, ended ones counted and shown
        lines = open_lines(user, "", timezone.localdate())
        rows = ended(user, "")
        assert (len(lines[MINE]), rows.count(), len([row.recipient.name for row in rows])) == (count, count, count)


def test_who_acts_for_two_partners_sees_for_which():
    inbox = make_inbox(name="Eingang West")
    make_referral(Status.SENT, recipient=inbox)
    make_membership(inbox.person, make_inbox(name="Eingang Ost"))
    assert page_of(inbox.person).content.decode().count("für Eingang West") == 1


def test_menu_and_tasks_count_what_waits():
    inbox, on = make_inbox(), timezone.localdate()
    referral = due(make_referral(Status.SENT, recipient=inbox), -1)
    inquiry = Inquiry.objects.create(partner=inbox, due_on=on)
    tasks = tasks_of(inbox.person, on)
    assert [(task.url, task.due_on) for task in tasks] == [
        (referral.get_absolute_url(), on - timedelta(days=1)), (inquiry.get_absolute_url(), on),
    ]  # fmt: skip
    assert [label for url, label in entries_for(inbox.person) if url == reverse("referrals:inbox")] == [
        "Vermittlungen (2)"
    ]
    client = Client()
    client.force_login(inbox.person)
    assert client.get(reverse("workspace")).content.decode().count(referral.get_absolute_url()) == 1
    step(referral, "ask", by=acting(inbox))
    Inquiry.objects.update(status="answered")
    assert tasks_of(inbox.person, on) == []
    assert count_of(inbox.person, on) == 0


def test_who_reads_no_referrals_has_neither_entry_nor_tasks_nor_list():
    referral = make_referral(Status.SENT)
    person = make_membership(partner=referral.recipient, reads_referrals=False).user
    assert tasks_of(person, timezone.localdate()) == []
    assert reverse("referrals:inbox") not in [url for url, _label in entries_for(person)]
    assert page_of(person).status_code == 404
