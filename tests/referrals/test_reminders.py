"""Reminders and ends that come by themselves, day by day with a moved clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from network_portal.mail import absolute
from network_portal.models import OutgoingMail
from partners.models import Absence, Membership
from partners.models.partner import MembershipKind
from referrals.endings import end_what_is_over
from referrals.handing import Target, start_referrals
from referrals.models import Content, Referral, Reminder
from referrals.reminders import remind
from tests.factories import make_contact, make_field, make_membership, make_partner
from tests.referrals.rows import CONTENT, acting, make_inbox, make_network, make_referral, step

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 3, 3)  # no holiday in Brandenburg until Good Friday, 18 April
LONG_AGO = date(2020, 1, 1)
MODERATOR, DEPUTY = "fachbereich@example.org", "vertretung@example.org"


def at(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def field():
    """A field with somebody who moderates it, in a network that works as Brandenburg does."""
    make_network(email="buero@example.org")
    moderator = make_membership(moderates=True, since=LONG_AGO)
    type(moderator.user).objects.filter(pk=moderator.user_id).update(email=MODERATOR)
    return make_field(moderator=moderator.partner)


@pytest.fixture
def recipient():
    partner = make_inbox(inbox_email="empfang@example.org")
    partner.memberships.update(since=LONG_AGO)
    partner.deputy = make_contact(partner, name="Vertretung", email=DEPUTY)
    partner.save()
    return partner


@pytest.fixture
def sender():
    return make_inbox(inbox_email="absender@example.org")


def mails_by_day(last, *, start=MONDAY, jobs=(end_what_is_over, remind)):
    """What goes out on each day up to ``last`` days after ``start``, or on these days: mails and who gets them."""
    OutgoingMail.objects.all().delete()
    found = {}
    for number in range(last + 1) if isinstance(last, int) else last:
        count = sum(job(at(start + timedelta(days=number))) for job in jobs)
        if count:
            found[number] = sorted(OutgoingMail.objects.values_list("name", "to"))
            assert sum(job(at(start + timedelta(days=number))) for job in jobs) == 0  # safe to repeat
            OutgoingMail.objects.all().delete()
    return found


def reminder(to):
    return ("referral_reminder", to)


OVERDUE = [("referral_overdue", MODERATOR), ("referral_overdue", DEPUTY)]


def test_unanswered_referral_reminds_then_tells_others_then_ends(field, sender, recipient):
    referral = make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert mails_by_day([*range(9), 29, 30, 36, 37, 45]) == {
        2: [reminder("empfang@example.org")],
        4: [reminder("empfang@example.org")],
        7: OVERDUE,
        30: [("referral_over", "empfang@example.org"), ("referral_turn", "absender@example.org")],
        37: [reminder("absender@example.org")],
    }
    referral.refresh_from_db()
    assert (referral.status, referral.due_on) == ("expired", date(2025, 4, 9))


def test_urgent_referral_reminds_once_and_ends_after_ten_days(field, sender, recipient):
    make_referral("sent", sender=sender, recipient=recipient, policy_field=field, is_urgent=True, now=at(MONDAY))
    days = mails_by_day([0, 1, 2, 3, 9, 10])
    assert (days[1], days[2], sorted(days)) == ([reminder("empfang@example.org")], OVERDUE, [1, 2, 10])


def test_open_question_reminds_the_sender(field, sender, recipient):
    make_referral("question", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert mails_by_day([6, 7, 8, 10, 11, 12, 29]) == {
        7: [reminder("absender@example.org")],
        11: [reminder("absender@example.org")],
    }


def test_answered_question_begins_a_round_with_reminders_of_its_own(field, sender, recipient):
    referral = make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert sorted(mails_by_day(2)) == [2]
    step(referral, "ask", by=acting(recipient), now=at(MONDAY + timedelta(days=2)))
    referral = step(referral, "answer", by=acting(sender), now=at(MONDAY + timedelta(days=7)))
    due_on = referral.due_on
    # Three working days are left from the Monday after: reminders after one and two of them.
    assert mails_by_day(3, start=MONDAY + timedelta(days=7)) == {
        1: [reminder("empfang@example.org")], 2: [reminder("empfang@example.org")], 3: OVERDUE,
    }  # fmt: skip
    referral.refresh_from_db()
    assert referral.due_on == due_on == MONDAY + timedelta(days=10)


def test_accepted_referral_without_contact_reaches_the_moderator(field, sender, recipient):
    make_referral("accepted", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert mails_by_day([3, 4, 5, 6, 7, 8, 20]) == {
        4: [reminder("empfang@example.org")],
        7: [("referral_overdue", MODERATOR)],
    }


@pytest.mark.parametrize(("status", "days"), [("waitlisted", [30, 45]), ("in_progress", [30, 60, 90])])
def test_silence_is_asked_about_and_reaches_the_moderator(field, sender, recipient, status, days):
    make_referral(status, sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    *asked, silent = days
    expected = {day: [reminder("empfang@example.org")] for day in asked} | {silent: [("referral_overdue", MODERATOR)]}
    assert mails_by_day([29, 30, 31, 44, 45, 46, 59, 60, 61, 89, 90, 91]) == expected


def test_check_in_begins_the_silence_anew(field, sender, recipient):
    referral = make_referral("in_progress", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    later = MONDAY + timedelta(days=29)
    step(referral, "check_in", by=acting(recipient), now=at(later))
    assert sorted(mails_by_day([1, 29, 30, 31], start=later)) == [30]


@pytest.mark.parametrize("status", ["declined", "unmet", "expired"])
def test_sender_is_reminded_of_what_it_has_to_decide(field, sender, recipient, status):
    referral = make_referral(status, sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert mails_by_day([6, 7, 8, 30]) == {7: [reminder("absender@example.org")]}
    step(referral, "settle", by=acting(sender), now=at(MONDAY + timedelta(days=31)))
    assert mails_by_day([7, 20], start=MONDAY + timedelta(days=31)) == {}


@pytest.mark.parametrize("status", ["draft", "completed", "withdrawn"])
def test_nobody_is_reminded_where_nobody_has_to_act(field, sender, recipient, status):
    make_referral(status, sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert mails_by_day([7, 30, 60], jobs=[remind]) == {}


def test_body_outside_reminds_the_sender_on_the_follow_up_day(field, sender):
    by = acting(sender)
    (referral,) = start_referrals([Target(outside="Amt")], sender=sender, by=by, content=CONTENT, policy_field=field)
    step(referral, "send", by=by, now=at(MONDAY))
    assert mails_by_day([20, 21, 22, 60]) == {21: [reminder("absender@example.org")]}


def test_after_days_without_a_timer_only_the_latest_reminder_goes_out(field, sender, recipient):
    make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert mails_by_day([0, 1, 2, 3], start=MONDAY + timedelta(days=5)) == {
        0: [reminder("empfang@example.org")],
        2: OVERDUE,
    }


def test_consent_that_never_came_withdraws_and_erases_after_its_last_day(field, sender, recipient):
    referral = make_referral("awaiting_consent", sender=sender, recipient=recipient, now=at(MONDAY))
    assert mails_by_day([13, 14, 15, 16]) == {15: [("referral_news", "absender@example.org")]}
    referral.refresh_from_db()
    assert (referral.status, referral.reason.code) == ("withdrawn", "consent_missing")
    assert not Content.objects.exists()


def test_partner_that_left_loses_its_open_referrals(field, sender, recipient):
    rows = {name: make_referral(name, sender=sender, recipient=recipient, now=at(MONDAY))
            for name in ("sent", "in_progress", "completed")}  # fmt: skip
    type(recipient).objects.filter(pk=recipient.pk).update(membership=MembershipKind.FORMER)
    assert end_what_is_over(at(MONDAY)) == 2
    statuses = Referral.objects.filter(reason__code="partner_left").values_list("pk", "status")
    assert dict(statuses) == {rows["sent"].pk: "withdrawn", rows["in_progress"].pk: "withdrawn"}
    assert OutgoingMail.objects.filter(to="absender@example.org", name="referral_news").count() >= 2


def test_deputy_gets_reminders_while_the_partner_is_away(field, sender, recipient):
    Absence.objects.create(partner=recipient, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=3))
    make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert mails_by_day(4) == {2: [reminder(DEPUTY)], 4: [reminder("empfang@example.org")]}


def test_partner_without_account_is_reminded_with_a_link_that_opens_the_referral(field, sender):
    recipient = make_partner(takes_referrals=True, inbox_email="empfang@example.org")
    make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    Membership.objects.filter(partner=recipient).delete()
    remind(at(MONDAY + timedelta(days=2)))
    mail = OutgoingMail.objects.get(name="referral_reminder")
    assert absolute(reverse("referrals:by-link")) in mail.body


def test_mail_to_moderators_says_nothing_but_number_field_day_and_link(field, sender, recipient):
    referral = make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    remind(at(MONDAY + timedelta(days=7)))
    mail = OutgoingMail.objects.get(name="referral_overdue", to=MODERATOR)
    words = mail.subject + mail.body
    assert [part in words for part in (str(referral), field.name, absolute(reverse("referrals:overview")))] == [
        True
    ] * 3
    private = [*CONTENT.values(), sender.name, recipient.name]
    assert [part for part in private if part != "phone" and part in words] == []


def test_reminder_is_stored_with_its_mail_or_not_at_all(field, sender, recipient, monkeypatch):
    make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    monkeypatch.setattr("referrals.notify.queue_mail", broken)
    with pytest.raises(ExceptionGroup):
        remind(at(MONDAY + timedelta(days=2)))
    assert Reminder.objects.count() == 0


def broken(*args, **kwargs):
    raise OSError("planted")


def test_reminders_ask_no_more_for_more_referrals(field, sender, recipient, django_assert_max_num_queries):
    for _number in range(3):
        make_referral("sent", sender=sender, recipient=recipient, policy_field=field, now=at(MONDAY))
    assert remind(at(MONDAY)) == 0
    with django_assert_max_num_queries(5):
        remind(at(MONDAY))
