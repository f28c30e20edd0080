"""What the two offices of a referral write to each other, who alone may open it, and what the parent may read."""

from django.db import transaction
from django.utils import timezone

from referrals import notify
from referrals.actors import office_side
from referrals.audit import record_access
from referrals.codes import hash_of
from referrals.models import Content, Message, Reader, Side, Status
from referrals.permissions import may_read_content
from referrals.workflow import StepNotOpenError, lock


def may_write(referral, sides) -> bool:
    """Whether somebody on ``sides`` may write to the other office: as long as both may read what is written."""
    if referral.is_outside or not sides & {Side.SENDER, Side.RECIPIENT}:
        return False
    return may_read_content({Side.RECIPIENT}, referral) and Content.objects.filter(referral=referral).exists()


@transaction.atomic
def write_message(referral, text, *, by, sides, token, now=None) -> bool:
    """Store a message for the other office, once for each form, and tell it; whether it was new.

    Raises ``StepNotOpenError`` where the other office can no longer read it.
    """
    referral = lock(referral)
    mark = hash_of(token, "form")
    if Message.objects.filter(token=mark).exists():
        return False
    if not may_write(referral, sides):
        raise StepNotOpenError("message")
    on = timezone.localdate(now)
    side = office_side(sides)
    own, other = referral.sender, referral.recipient
    if side == Side.RECIPIENT:
        own, other = other, own
    Message.objects.create(referral=referral, side=side, partner=own, text=text, token=mark, on=on)
    record_access(referral, "wrote", by=by, side=side)
    notify.tell(referral, other, "referral_news", on)
    return True


@transaction.atomic
def name_readers(referral, partner, people, *, by):
    """From now on only ``people`` (memberships of ``partner``) open the referral on its side; nobody: everybody."""
    referral = lock(referral)
    referral.readers.filter(membership__partner=partner).delete()
    Reader.objects.bulk_create(Reader(referral=referral, membership=membership) for membership in people)
    record_access(referral, "readers", by=by, partner=partner)


@transaction.atomic
def share_reason(referral, shares: bool, *, by):
    """Let the parent read why there was no help, or no longer. Raises ``StepNotOpenError`` where there is no reason."""
    referral = lock(referral)
    if referral.status not in (Status.DECLINED, Status.UNMET):
        raise StepNotOpenError("share")
    referral.shares_reason = shares
    referral.version += 1
    referral.save(update_fields=["shares_reason", "version"])
    record_access(referral, "shared the reason" if shares else "kept the reason", by=by, side=Side.SENDER)
