"""Working days by Land and closing days, and terms that stop for a question and go on with its answer."""

from datetime import UTC, date, datetime

import pytest

from partners.models import ClosingPeriod
from referrals.deadlines import working_days_after, working_days_between
from tests.referrals.rows import acting, make_inbox, make_network, make_referral, step

LAENDER = {"BB", "SN", "TH", "HE"}


def at(year, month, day, hour=9):
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (date(2025, 10, 30), {"HE": date(2025, 11, 3)} | dict.fromkeys(["BB", "SN", "TH"], date(2025, 11, 4))),
        (date(2026, 11, 17), {"SN": date(2026, 11, 20)} | dict.fromkeys(["BB", "TH", "HE"], date(2026, 11, 19))),
        (date(2026, 4, 2), dict.fromkeys(["BB", "SN", "TH", "HE"], date(2026, 4, 8))),
    ],
)
def test_two_working_days_end_as_the_land_has_holidays(start, days):
    ends = {state: working_days_after(start, 2, state) for state in LAENDER}
    assert ends == days
    assert {working_days_between(start, end, state) for state, end in ends.items()} == {2}


def test_working_days_pass_over_the_days_a_partner_is_closed():
    closed = [(date(2025, 3, 4), date(2025, 3, 6))]
    assert working_days_after(date(2025, 3, 3), 2, "BB", closed) == date(2025, 3, 10)
    assert working_days_between(date(2025, 3, 3), date(2025, 3, 10), "BB", closed) == 2


@pytest.mark.django_db
def test_term_counts_the_working_days_of_who_has_the_ball():
    make_network()
    sender, recipient = make_inbox(), make_inbox()
    ClosingPeriod.objects.create(partner=recipient, starts_on=date(2025, 3, 4), ends_on=date(2025, 3, 5))
    ClosingPeriod.objects.create(partner=sender, starts_on=date(2025, 3, 6), ends_on=date(2025, 3, 7))
    referral = make_referral("sent", sender=sender, recipient=recipient, now=at(2025, 3, 3))
    assert referral.due_on == date(2025, 3, 12)  # five days without the recipient's two
    referral = step(referral, "ask", by=acting(recipient), now=at(2025, 3, 3))
    assert referral.due_on == date(2025, 3, 19)  # ten days without the sender's two


@pytest.mark.django_db
def test_question_stops_the_recipients_clock_and_its_answer_starts_it_again():
    make_network()
    referral = make_referral("sent", now=at(2025, 3, 3))
    assert (referral.due_on, referral.expires_on) == (date(2025, 3, 10), date(2025, 4, 2))
    referral = step(referral, "ask", by=acting(referral.recipient), now=at(2025, 3, 5))
    assert referral.due_on == date(2025, 3, 19)
    referral = step(referral, "answer", by=acting(referral.sender), now=at(2025, 3, 12))
    # Three of five working days were left, and 28 of 30 days.
    assert (referral.due_on, referral.expires_on) == (date(2025, 3, 17), date(2025, 4, 9))


@pytest.mark.django_db
def test_urgent_referral_has_shorter_terms():
    make_network()
    referral = make_referral("sent", is_urgent=True, now=at(2025, 3, 3))
    assert (referral.due_on, referral.expires_on) == (date(2025, 3, 5), date(2025, 3, 13))
