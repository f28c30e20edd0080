"""What came of an anonymous question, however many offices it has passed: her code opens it, and erases it."""

import pytest
from django.test import Client

from referrals.handing import Target, forward, new_slip_code
from referrals.inquiries import erase, hand_on
from referrals.models import Content, Inquiry
from referrals.parents import behind
from referrals.proposals import propose
from tests.factories import make_membership
from tests.referrals.parents import make_desk, make_inquiry
from tests.referrals.rows import acting, give_consent, make_inbox, step

pytestmark = pytest.mark.django_db


class Asked:
    """A question at the desk, and a referral to a helper that was proposed because of it."""

    def __init__(self):
        self.desk, self.helper, self.third = make_desk(), make_inbox(), make_inbox()
        self.code, self.inquiry = make_inquiry()
        self.referral = propose(self.inquiry, Target(self.helper), by=self.desk.person, concern="Miete")

    def consent(self):
        """On paper: for the helper, which may hand on to a third partner."""
        give_consent(self.referral, facts=["concern"], forward_to=self.third)
        self.referral.refresh_from_db()

    def send(self):
        self.consent()
        self.referral = step(self.referral, "send", by=acting(self.desk))

    def forwarded(self):
        self.send()
        return forward(self.referral, Target(self.third), by=acting(self.helper))

    def page(self, user) -> str:
        """The thread of the question, as somebody sees it who answers it."""
        client = Client()
        client.force_login(user)
        return client.get(self.inquiry.get_absolute_url()).content.decode()


@pytest.fixture
def asked():
    return Asked()


def test_code_opens_what_was_forwarded_too(asked):
    child = asked.forwarded()
    assert [(row.pk, row.status) for row in behind(asked.code).referrals] == [
        (child.pk, "sent"), (asked.referral.pk, "declined"),
    ]  # fmt: skip


def test_erasing_ends_and_erases_what_was_forwarded_too(asked):
    child = asked.forwarded()
    erase(Inquiry.objects.get())
    child.refresh_from_db()
    assert (child.status, child.code_hash, Content.objects.count()) == ("withdrawn", "", 0)


def test_slip_for_a_proposal_does_not_take_it_from_the_code_of_the_question(asked):
    slip = new_slip_code(asked.referral)
    assert [behind(code).referrals for code in (asked.code, slip)] == [[asked.referral]] * 2
    assert behind(slip).inquiry is None


def test_consent_that_names_the_former_sender_does_not_count_for_the_next(asked):
    asked.consent()
    hand_on(asked.inquiry, asked.third, by=asked.desk.person)
    asked.referral.refresh_from_db()
    assert (asked.referral.sender, asked.referral.consent) == (asked.third, None)


def test_thread_names_referrals_only_to_who_may_open_them(asked):
    asked.send()
    number, colleague = str(asked.referral), make_membership(partner=asked.desk)
    asked.referral.readers.create(membership=asked.desk.memberships.exclude(pk=colleague.pk).get())
    assert [asked.page(user).count(f">{number}<") for user in (asked.desk.person, colleague.user)] == [1, 0]
    other = make_inbox()
    hand_on(asked.inquiry, other, by=asked.desk.person)
    assert asked.page(other.person).count(number) == 0
