"""Consents that come to an end, with a moved clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from network_portal.models import OutgoingMail
from referrals.consent_jobs import watch_consents
from referrals.models import Side
from referrals.permissions import may_read_content
from referrals.workflow import NotPossibleError
from tests.referrals.rows import acting, give_consent, make_inbox, make_network, make_referral, step

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 3, 3)
ENDS = MONDAY + timedelta(days=60)


def at(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def partners():
    make_network()
    partners = make_inbox(inbox_email="absender@example.org"), make_inbox(inbox_email="empfang@example.org")
    for partner in partners:
        partner.memberships.update(since=date(2020, 1, 1))
    return partners


def make_released(status, partners, valid_until=ENDS):
    """A referral in that status whose consent ends on that day."""
    sender, recipient = partners
    referral = make_referral(sender=sender, recipient=recipient, now=at(MONDAY))
    give_consent(referral, given_on=MONDAY, valid_until=valid_until)
    steps = {"sent": [], "question": ["ask"], "waitlisted": ["waitlist"], "accepted": ["accept"],
             "in_progress": ["accept", "contact"], "completed": ["accept", "complete"]}[status]  # fmt: skip
    referral = step(referral, "send", by=acting(sender), now=at(MONDAY))
    for name in steps:
        referral = step(referral, name, by=acting(recipient), now=at(MONDAY))
    OutgoingMail.objects.all().delete()
    return referral


def mails():
    return sorted(OutgoingMail.objects.values_list("name", "to"))


@pytest.mark.parametrize("status", ["sent", "question", "waitlisted"])
def test_what_waits_for_an_answer_ends_with_its_consent(partners, status):
    referral = make_released(status, partners)
    watch_consents(at(ENDS))
    referral.refresh_from_db()
    assert referral.status == status
    watch_consents(at(ENDS + timedelta(days=1)))
    referral.refresh_from_db()
    assert (referral.status, referral.reason.code) == ("withdrawn", "consent_ended")
    assert watch_consents(at(ENDS + timedelta(days=2))) == 0


@pytest.mark.parametrize("status", ["waitlisted", "accepted", "in_progress"])
def test_both_sides_are_warned_once_two_weeks_before(partners, status):
    make_released(status, partners)
    assert [watch_consents(at(ENDS - timedelta(days=days))) for days in (15, 14, 13, 1)] == [0, 1, 0, 0]
    assert mails() == [("consent_ends", "absender@example.org"), ("consent_ends", "empfang@example.org")]


def test_view_locks_the_day_after_the_end_when_warned_in_time(partners):
    referral = make_released("accepted", partners)
    watch_consents(at(ENDS - timedelta(days=14)))
    referral.refresh_from_db()
    days = [ENDS, ENDS + timedelta(days=1)]
    assert [may_read_content({Side.RECIPIENT}, referral, on=day) for day in days] == [True, False]
    assert may_read_content({Side.SENDER}, referral, on=days[1])


def test_late_warning_gives_two_weeks_all_the_same(partners):
    referral = make_released("in_progress", partners)
    late = ENDS + timedelta(days=10)  # the timer stood still
    watch_consents(at(late))
    referral.refresh_from_db()
    days = [late + timedelta(days=13), late + timedelta(days=14)]
    assert [may_read_content({Side.RECIPIENT}, referral, on=day) for day in days] == [True, False]


def test_consent_for_fewer_days_is_warned_of_at_once(partners):
    make_released("accepted", partners, valid_until=MONDAY + timedelta(days=5))
    assert watch_consents(at(MONDAY)) == 1


def test_new_consent_opens_the_view_again_and_is_watched_anew(partners):
    referral = make_released("in_progress", partners)
    watch_consents(at(ENDS - timedelta(days=14)))
    give_consent(referral, given_on=ENDS - timedelta(days=3), valid_until=ENDS + timedelta(days=100))
    referral.refresh_from_db()
    assert may_read_content({Side.RECIPIENT}, referral, on=ENDS + timedelta(days=90))
    assert watch_consents(at(ENDS + timedelta(days=86))) == 1


@pytest.mark.parametrize("status", ["sent", "question", "waitlisted", "completed"])
def test_without_work_going_on_the_view_locks_with_the_consent(partners, status):
    referral = make_released(status, partners)
    seen = [may_read_content({Side.RECIPIENT}, referral, on=day) for day in (ENDS, ENDS + timedelta(days=1))]
    assert seen == [True, False]


def test_nothing_is_accepted_after_the_consent_has_ended(partners):
    referral = make_released("sent", partners)
    with pytest.raises(NotPossibleError):
        step(referral, "accept", by=acting(partners[1]), now=at(ENDS + timedelta(days=1)))
    assert step(referral, "accept", by=acting(partners[1]), now=at(ENDS)).status == "accepted"


def test_ended_referral_is_left_alone(partners):
    make_released("completed", partners)
    assert watch_consents(at(ENDS + timedelta(days=1))) == 0
