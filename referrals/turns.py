"""Whose turn it is, for lists, the menu and the tasks: in the database what ``states.ball`` says of one referral."""

from datetime import date

from django.db.models import Q

from referrals.models import Referral, Side, Status
from referrals.permissions import seen_by, with_sides
from referrals.states import BALL, TO_DECIDE, ball

RUNNING = {Status.WAITLISTED, Status.IN_PROGRESS}
# In the order of a list: what somebody must do, what goes on with her, what others must do, what has ended.
MINE, GOES_ON, OTHERS, ENDED = "mine", "goes-on", "others", "ended"

_SENDERS = [status for status, side in BALL.items() if side == Side.SENDER and status not in TO_DECIDE]
_RECIPIENTS = [status for status, side in BALL.items() if side == Side.RECIPIENT]
_OUTSIDE = Q(recipient=None)
_TAKEN_OVER = Q(is_transfer=True, accepted_on__isnull=False)
_TO_DECIDE = Q(status__in=TO_DECIDE, settled_on=None)
_WITH_SENDER = Q(status__in=_SENDERS) | _OUTSIDE & Q(status__in=_RECIPIENTS) | _TO_DECIDE & ~_TAKEN_OVER
_WITH_RECIPIENT = ~_OUTSIDE & Q(status__in=_RECIPIENTS) | _TO_DECIDE & _TAKEN_OVER
IS_OVER = Q(status__in=[Status.COMPLETED, Status.WITHDRAWN]) | Q(status__in=TO_DECIDE, settled_on__isnull=False)


def waiting_for(user, on: date):
    """Referrals with which ``user`` should do something on the day ``on``, with her sides, in no order."""
    return with_sides(user).filter(_turn_of(user)).exclude(_later(on))


def count_waiting(user, on: date) -> int:
    """How many those are. It stands on every page inside, so it asks for no more than it needs."""
    return Referral.objects.filter(_turn_of(user)).exclude(_later(on)).count()


def responsible_for(user):
    """Referrals about which ``user`` decides how it goes on after an end (``Referral.responsible``)."""
    as_sender, as_recipient = seen_by(user)
    return Referral.objects.filter(as_sender & ~_TAKEN_OVER | as_recipient & _TAKEN_OVER)


def _turn_of(user) -> Q:
    as_sender, as_recipient = seen_by(user)
    return as_sender & _WITH_SENDER | as_recipient & _WITH_RECIPIENT


def _later(on) -> Q:
    """What goes on by itself until its day."""
    return Q(due_on__gt=on) & (Q(status__in=RUNNING) | _OUTSIDE)


def own_sides(referral) -> set[Side]:
    """On which sides somebody stands, of a row from ``permissions.with_sides``."""
    sides = {Side.SENDER} if referral.as_sender else set()
    if referral.as_recipient or (referral.as_sender and referral.is_outside):
        sides.add(Side.RECIPIENT)
    return sides


def group_of(referral, sides, on: date) -> str:
    """Where a referral stands in the list of somebody on ``sides``."""
    side = ball(referral)
    if side is None:
        return ENDED
    if side not in sides:
        return OTHERS
    rests = referral.status in RUNNING or referral.is_outside
    return GOES_ON if rests and referral.due_on and referral.due_on > on else MINE
