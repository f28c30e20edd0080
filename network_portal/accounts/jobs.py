"""What is due for accounts; ``network_portal/tick.py`` runs it."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from network_portal.accounts.sign_ins import DAYS_KEPT
from network_portal.models import CacheEntry, SignIn
from partners.actions import send_invitation
from partners.models import Invitation

REMIND_AFTER, FORGET_AFTER = timedelta(days=7), timedelta(days=90)


def remind_invited(now) -> int:
    """A second mail, with a new link, to whoever has not accepted within a week."""
    today = timezone.localdate(now)
    rows = Invitation.objects.open(on=today).filter(reminded_on=None, created_on__lte=today - REMIND_AFTER)
    return sum(_remind(invitation, today) for invitation in rows)


@transaction.atomic
def _remind(invitation, today) -> bool:
    """Once only, also beside another run."""
    if not Invitation.objects.filter(pk=invitation.pk, reminded_on=None).update(reminded_on=today):
        return False
    send_invitation(invitation, reminder=True)
    return True


def forget_invitations(now) -> int:
    """Delete what was accepted, withdrawn or ran out long ago."""
    last = timezone.localdate(now) - FORGET_AFTER
    ended = Q(accepted_on__lte=last) | Q(withdrawn_on__lte=last)
    return Invitation.objects.filter(ended | Q(expires_on__lte=last)).delete()[0]


def forget_sign_ins(now) -> int:
    return SignIn.objects.filter(at__lte=now - timedelta(days=DAYS_KEPT)).delete()[0]


def forget_sessions(now) -> int:
    """Sessions and counted attempts whose time is over."""
    return (
        Session.objects.filter(expire_date__lt=now).delete()[0] + CacheEntry.objects.filter(expires__lt=now).delete()[0]
    )
