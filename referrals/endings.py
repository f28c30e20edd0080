"""What the portal ends by itself: no answer, no consent, or a recipient that has left the network."""

from django.db import transaction
from django.utils import timezone

from partners.models.partner import MembershipKind
from referrals import reasons
from referrals.actors import THE_PORTAL
from referrals.forgetting import forget_person
from referrals.models import Referral, Status
from referrals.models.choices import ReasonKind
from referrals.workflow import StepNotOpenError, take_step


def end_what_is_over(now) -> int:
    """Take every end that is due by ``now``; how many. Safe to repeat."""
    return end_each(
        [
            (unanswered(now), expire),
            (without_consent(now), lambda referral, now: withdraw(referral, reasons.CONSENT_MISSING, now, forget=True)),
            (at_former_partners(), lambda referral, now: withdraw(referral, reasons.PARTNER_LEFT, now)),
        ],
        now,
    )


def end_each(work, now) -> int:
    """Apply each function to the referrals beside it; how many were ended. One that fails does not stop the others."""
    count, failures = 0, []
    for referrals, end in work:
        for referral in referrals.order_by("pk"):
            try:
                end(referral, now)
                count += 1
            except StepNotOpenError:
                continue  # somebody was quicker
            except Exception as failure:
                failures.append(failure)
    if failures:
        raise ExceptionGroup("Some referrals could not be ended", failures)
    return count


def unanswered(now):
    """Referrals nobody has answered until the day on which they end."""
    waiting = Referral.objects.filter(status__in=[Status.SENT, Status.QUESTION])
    return waiting.filter(expires_on__lte=timezone.localdate(now))


def without_consent(now):
    """Referrals whose last day to consent has passed: on that day itself a parent still may."""
    return Referral.objects.filter(status=Status.AWAITING_CONSENT, due_on__lt=timezone.localdate(now))


def at_former_partners():
    """Open referrals to partners that no longer belong to the network."""
    return Referral.objects.open().filter(recipient__membership=MembershipKind.FORMER)


def expire(referral, now):
    """End a referral without an answer; it counts as unanswered."""
    take_step(referral, "expire", by=THE_PORTAL, now=now)


@transaction.atomic
def withdraw(referral, code, now, *, forget=False):
    """Withdraw a referral for one of the portal's own reasons; with ``forget`` nothing personal is left of it."""
    why = reasons.reason(ReasonKind.WITHDRAWAL, code)
    referral = take_step(referral, "withdraw", by=THE_PORTAL, reason=why, now=now)
    if forget:
        forget_person(referral)
