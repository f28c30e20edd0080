"""An earlier referral counts as a step of an accompaniment.

That needs no new consent: nothing leaves by it, and that the office notes which step she has come to is what the parent
has agreed to.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from referrals import audit
from referrals.accompaniments import lock as lock_way
from referrals.accompaniments import state_now
from referrals.models import Referral, Status
from referrals.order import UNDER_WAY
from referrals.permissions import seen_by
from referrals.workflow import StepNotOpenError, lock


def attachable(accompaniment, user):
    """Earlier referrals that may count as a step: the responsible partner has sent them, ``user`` sees them there.

    Not one whose personal details are erased: nobody could tell whose it was. Not one whose consent was revoked: the
    person wants nothing more to be done with it. Not a transfer: with it the responsibility for the whole way would go
    along, to which the person has not agreed. Siblings come along: ``user`` sees all of them, and none is a transfer.
    """
    as_sender, _as_recipient = seen_by(user)
    fits = as_sender & Q(is_transfer=False)
    hindering = Referral.objects.filter(~fits, group=OuterRef("group")).exclude(group="")
    rows = Referral.objects.filter(
        fits, ~Exists(hindering), sender=accompaniment.owner_id, accompaniment=None, content__isnull=False,
        status__in=UNDER_WAY | {Status.COMPLETED},
    )  # fmt: skip
    return rows.exclude(consent__revoked_at__isnull=False)


def may_attach(state) -> bool:
    """Whether an earlier referral may count as this step: none does yet, and the order would let one go."""
    return state.may_send and not (state.is_former or state.is_done or state.is_under_way)


@transaction.atomic
def attach(accompaniment, step, referral, *, by):
    """An earlier referral counts as a step from now on, with those that were asked at the same time.

    ``by``: an ``Actor``. Raises ``StepNotOpenError`` where the step or the referral is not open to that (any more).
    """
    accompaniment = lock_way(accompaniment)
    state, referral = state_now(accompaniment, step), lock(referral)
    if not may_attach(state) or not attachable(accompaniment, by.user).filter(pk=referral.pk).exists():
        raise StepNotOpenError("attach")
    _asked_together(referral).update(accompaniment=accompaniment, chain_step=step, attached_on=timezone.localdate())
    audit.record_access(referral, "attach", by=by, partner=accompaniment.owner)


@transaction.atomic
def detach(accompaniment, referral, *, by):
    """An earlier referral was attached by mistake: it is no step any more, nor is what came of it, whoever sent that.

    Raises ``StepNotOpenError`` where it is a step of its own, or none any more.
    """
    accompaniment, referral = lock_way(accompaniment), lock(referral)
    if referral.attached_on is None or referral.accompaniment_id != accompaniment.pk:
        raise StepNotOpenError("detach")
    came_of_it = accompaniment.referrals.filter(chain_step=referral.chain_step_id, attached_on__isnull=False)
    keys = list(_asked_together(referral).values_list("pk", flat=True))
    while keys:  # written first, then looked further: what is being handed on this moment is waited for
        Referral.objects.filter(pk__in=keys).update(accompaniment=None, chain_step=None, attached_on=None)
        keys = list(came_of_it.filter(follows__in=keys).values_list("pk", flat=True))
    audit.record_access(referral, "detach", by=by, partner=accompaniment.owner)


def _asked_together(referral):
    return Referral.objects.filter(group=referral.group) if referral.group else Referral.objects.filter(pk=referral.pk)
