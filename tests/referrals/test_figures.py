"""How long partners take to answer: the median over a year, the unanswered counting as longest."""

from datetime import date, timedelta
from math import inf

import pytest

from partners.models import ClosingPeriod
from referrals.figures import AnswerTime, answer_times
from referrals.models import Referral, Status
from tests.referrals.rows import give_consent, make_inbox, make_network, make_referral

pytestmark = pytest.mark.django_db
TODAY, MONDAY = date(2026, 6, 30), date(2026, 6, 1)


@pytest.fixture
def recipient():
    make_network()
    return make_inbox()


def answered(recipient, *days, status=Status.DECLINED, sent_on=MONDAY):
    """Referrals that were answered after so many days; None: not at all."""
    for count in days:
        referral = make_referral(Status.DRAFT, recipient=recipient)
        values = {"sent_on": sent_on, "answered_on": count and sent_on + timedelta(days=count)}
        Referral.objects.filter(pk=referral.pk).update(**values)
        if count is None:
            set_status(referral, status)


def set_status(referral, status):
    """Bring a referral without an answer into a status, by the way that the database lets pass."""
    give_consent(referral)
    values = {"status": status, "ended_on": TODAY} if status == Status.EXPIRED else {"status": status}
    Referral.objects.filter(pk=referral.pk).update(due_on=MONDAY + timedelta(days=7), **values)


def days_of(recipient, on=TODAY):
    return answer_times([recipient], on)[recipient.pk].days


def test_median_counts_working_days(recipient):
    answered(recipient, 1, 1, 2, 7, 8)
    assert days_of(recipient) == 2


def test_fewer_than_five_cases_are_no_figure(recipient):
    answered(recipient, 1, 1, 1, 1)
    assert days_of(recipient) is None
    answered(recipient, 1)
    assert days_of(recipient) == 1


def test_unanswered_ones_count_as_longest(recipient):
    answered(recipient, 1, 1)
    answered(recipient, None, None, status=Status.EXPIRED)
    answered(recipient, None, status=Status.SENT)
    assert days_of(recipient) == inf
    assert days_of(recipient, MONDAY + timedelta(days=7)) is None  # one is not due yet: four cases


def test_days_off_and_older_cases_do_not_count(recipient):
    ClosingPeriod.objects.create(partner=recipient, starts_on=date(2026, 6, 2), ends_on=date(2026, 6, 3))
    answered(recipient, 3, 3, 3, 3, 3)
    answered(recipient, *[30] * 6, sent_on=date(2025, 6, 1))
    assert days_of(recipient) == 1


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "Übliche Antwortzeit: noch nicht bekannt"),
        (inf, "Meist keine Antwort"),
        (0, "Antwortet meist am selben Tag"),
        (1, "Antwortet meist in 1 Arbeitstag"),
        (3, "Antwortet meist in 3 Arbeitstagen"),
    ],
)
def test_figure_is_said_in_words(days, words):
    assert AnswerTime(days).words == words


@pytest.mark.parametrize("count", [1, 3])
def test_answer_times_need_three_queries_for_any_number(recipient, count, django_assert_num_queries):
    partners = [make_inbox() for _number in range(count)]
    with django_assert_num_queries(3):
        answer_times(partners, TODAY)
