"""The terms of a referral: set when a step is taken, stopped by a question, resumed by its answer."""

from datetime import timedelta

from referrals.deadlines import Clock, due_day, expiry_days
from referrals.models import Rules, Status


def set_terms(referral, name, on):
    """Set when the referral is due and when it ends without an answer, after the step ``name`` on the day ``on``.

    Each step begins a new round with reminders of its own; a reminder never moves a term.
    """
    rules = Rules.objects.current()
    if name == "ask":
        _pause(referral, on)
    referral.due_on = _resumed(referral, on) if name == "answer" else due_day(referral, on, rules)
    if referral.is_outside or referral.status not in (Status.SENT, Status.QUESTION):
        referral.expires_on = None
    elif name != "answer":
        referral.expires_on = on + timedelta(days=expiry_days(referral, rules))
    referral.round += 1


def _pause(referral, on):
    """Remember what is left of the recipient's terms while it waits for an answer."""
    referral.days_left = Clock(referral.recipient).between(on, referral.due_on)
    referral.expiry_left = max((referral.expires_on - on).days, 0)


def _resumed(referral, on):
    """The recipient's day anew, from what was left; whoever was late has one working day."""
    referral.expires_on = on + timedelta(days=max(referral.expiry_left, 1))
    due = Clock(referral.recipient).after(on, max(referral.days_left, 1))
    referral.days_left = referral.expiry_left = None
    return due
