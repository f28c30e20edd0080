"""Consents come to an end: what still waits ends with them, and who works with one is warned in time."""

from django.db import transaction
from django.utils import timezone

from referrals import notify, reasons
from referrals.endings import end_each, withdraw
from referrals.models import Consent, Referral, Status
from referrals.models.consent import WARNING
from referrals.workflow import lock

WAITING = {Status.SENT, Status.QUESTION, Status.WAITLISTED}
WARNED_OF = {Status.WAITLISTED, Status.ACCEPTED, Status.IN_PROGRESS}


def watch_consents(now) -> int:
    """Withdraw what waits for an answer without a consent, and warn of consents about to end; how many."""
    return warn_of_ends(now) + end_each(
        [(lapsed(now), lambda referral, now: withdraw(referral, reasons.CONSENT_ENDED, now))], now
    )


def lapsed(now):
    """Referrals that wait for an answer although their consent has ended."""
    return Referral.objects.filter(status__in=WAITING, consent__valid_until__lt=timezone.localdate(now))


def about_to_end(now):
    """Referrals at work whose consent ends within 14 days, and whose sides nobody has warned yet."""
    last_day = timezone.localdate(now) + WARNING
    return Referral.objects.filter(
        status__in=WARNED_OF, consent__valid_until__lte=last_day, consent__warned_on=None, consent__revoked_at=None
    ).exclude(pk__in=lapsed(now))


def warn_of_ends(now) -> int:
    """One mail to each side of a referral whose consent is about to end; how many referrals."""
    on = timezone.localdate(now)
    return sum(_warn(referral, on) for referral in about_to_end(now).order_by("pk"))


@transaction.atomic
def _warn(referral, on) -> bool:
    """Note the warning with the consent: 14 days later the recipient's view may lock."""
    referral = lock(referral)
    if not Consent.objects.filter(pk=referral.consent_id, warned_on=None).update(warned_on=on):
        return False
    for partner in (referral.sender, referral.recipient):
        notify.tell(referral, partner, "consent_ends", on, until=referral.consent.valid_until)
    return True
