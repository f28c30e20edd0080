"""Two people act at the same moment: one of them decides, the other is told, and nothing happens twice."""

import threading

import pytest
from django.db import connection

from referrals.actors import by_code
from referrals.handing import Target, start_referrals
from referrals.models import Referral, ReferralEvent, Status
from referrals.workflow import NotPossibleError, StepNotOpenError
from tests.factories import make_field
from tests.referrals.rows import CONTENT, acting, give_consent, make_inbox, make_referral, step


def outcome(referral, name, by):
    try:
        return str(step(referral, name, by=by).status)
    except (StepNotOpenError, NotPossibleError):
        return "told"


def at_once(*calls) -> list:
    """What the calls return that begin at the same moment, in the order in which they ended."""
    if connection.vendor == "sqlite":
        return [call() for call in calls]  # it lets one writer in at a time; both have read before
    found, start = [], threading.Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            found.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return found


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_wins():
    referral = make_referral(Status.SENT)
    person, parent = acting(referral.recipient), by_code([referral])
    calls = [(name, by) for name, by in (("decline", person), ("decline", person), ("withdraw", parent))]
    found = at_once(*(lambda name=name, by=by: outcome(referral, name, by) for name, by in calls))
    winners = [name for name in found if name != "told"]
    assert (winners, len(found)) == ([Referral.objects.get().status], 3)
    assert ReferralEvent.objects.exclude(step="send").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_siblings_accepted_at_once_one_is_withdrawn():
    sender, first, second = make_inbox(), make_inbox(), make_inbox()
    by = acting(sender)
    rows = start_referrals(
        [Target(first), Target(second)], sender=sender, by=by, content=CONTENT, policy_field=make_field()
    )
    for row in rows:
        give_consent(row)
        step(row, "send", by=by)
    found = at_once(
        lambda: outcome(rows[0], "accept", acting(first)), lambda: outcome(rows[1], "accept", acting(second))
    )
    assert sorted(found) == ["accepted", "told"]
    assert sorted(Referral.objects.values_list("status", flat=True)) == ["accepted", "withdrawn"]


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_makes_one_referral():
    sender, recipient = make_inbox(), make_inbox()
    by, field = acting(sender), make_field()

    def send():
        rows = start_referrals(
            [Target(recipient)], sender=sender, by=by, content=CONTENT, token="f" * 32, policy_field=field
        )
        return rows[0].number

    found = at_once(send, send, send)
    assert (len(found), len(set(found)), Referral.objects.count()) == (3, 1, 1)
