"""An accompaniment ends well: check-ins after the end of a referral, and contradictions that somebody clears up.

Who is responsible asks the parent; who looks after the field clears up what parent and recipient say differently.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from referrals import inquiry_mails, notify
from referrals.deadlines import Clock
from referrals.models import ContactWay, Content, Rules
from referrals.models.followup import CHECK_INS, FollowUp, FollowUpKind, FollowUpResult
from referrals.permissions import is_locked


class DoneError(Exception):
    """A colleague has noted a result already."""


def plan_check_ins(referral, on):
    """Plan both check-ins of a referral that was completed on the day ``on``, unless the parent wants no contact."""
    if not _may_ask(referral, on):
        return
    rules = Rules.objects.current()
    for kind, days in zip(CHECK_INS, (rules.first_check_days, rules.second_check_days), strict=True):
        FollowUp.objects.get_or_create(
            referral=referral, kind=kind, defaults={"due_on": on + timedelta(days=days)}
        )  # fmt: skip


def _may_ask(referral, on) -> bool:
    """Whether who is responsible may still contact the parent on the day ``on``."""
    if referral.consent and referral.consent.revoked_at:
        return False  # who has taken everything back is not asked how it was
    if referral.responsible != referral.sender and is_locked(referral, on):
        return False  # whoever has taken over sees nobody any more
    content = Content.objects.filter(referral=referral).first()
    return content is not None and content.contact_way != ContactWay.NONE


def open_contradiction(referral, on):
    """The parent says otherwise than the recipient: a task for who looks after the field, who is told at once."""
    field = referral.policy_field
    clock = Clock((field and field.moderator) or referral.sender)
    due_on = clock.after(on, Rules.objects.current().decision_days)
    FollowUp.objects.update_or_create(
        referral=referral, kind=FollowUpKind.CONTRADICTION,
        defaults={"due_on": due_on, "told_on": on, "result": "", "done_on": None, "done_by": None},
    )  # fmt: skip
    inquiry_mails.tell_contradiction(referral, on)


def drop_contradiction(referral):
    """The parent has changed her answer: nothing is left to clear up."""
    FollowUp.objects.filter(referral=referral, kind=FollowUpKind.CONTRADICTION, result="").delete()


@transaction.atomic
def note_result(follow_up, result, *, by, on=None) -> FollowUp:
    """Store what came of it; raises ``DoneError`` where a colleague was quicker.

    Who wants no more questions is asked none: the other check-in lapses.
    """
    on = on or timezone.localdate()
    row = FollowUp.objects.select_for_update(of=("self",)).select_related("referral").get(pk=follow_up.pk)
    if row.result:
        raise DoneError
    row.result, row.done_on, row.done_by = result, on, by
    row.save()
    if result == FollowUpResult.NOT_WANTED:
        others = FollowUp.objects.filter(referral=row.referral, kind__in=CHECK_INS, result="")
        others.update(result=FollowUpResult.LAPSED, done_on=on)
    return row


def watch_check_ins(now) -> int:
    """Tell the responsible partners of check-ins that are due by ``now``, and let old ones lapse; how many.

    Safe to repeat, and right after days without a run.
    """
    on = timezone.localdate(now)
    last = on - timedelta(days=Rules.objects.current().check_open_days)
    rows = FollowUp.objects.filter(kind__in=CHECK_INS, result="", due_on__lte=on)
    rows = rows.select_related("referral__sender", "referral__recipient")
    return sum(_watch(row, on, is_late=row.due_on < last) for row in rows)


@transaction.atomic
def _watch(row, on, *, is_late) -> bool:
    row = FollowUp.objects.select_for_update(of=("self",)).select_related("referral").get(pk=row.pk)
    if row.result:
        return False
    if is_late or not _may_ask(row.referral, on):
        row.result, row.done_on = FollowUpResult.LAPSED, on
    elif row.told_on is None:
        row.told_on = on
        notify.tell(row.referral, row.referral.responsible, "referral_follow_up", on)
    else:
        return False
    row.save()
    return True
