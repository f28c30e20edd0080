"""What is due with inquiries: reminders, closing, erasing. Each asks “what is due by now?” and is safe to repeat."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from referrals import inquiries, inquiry_mails
from referrals.deadlines import Clock
from referrals.models import Inquiry, InquiryStatus, Rules

# Name of a reminder and what it says; each goes out once in a round, and none moves the promised day.
REMINDERS = {"soon": inquiry_mails.tell_soon, "late": inquiry_mails.tell_late}


def remind_of_waiting(now) -> int:
    """Remind the partner on the working day before the promised one, and its deputy and the moderator on it."""
    on = timezone.localdate(now)
    waiting = Inquiry.objects.filter(status=InquiryStatus.WAITING).exclude(code_hash="")
    near = waiting.filter(due_on__lte=on + timedelta(days=40)).order_by("pk")
    return sum(_remind(inquiry, on) for inquiry in near.select_related("partner"))


def _remind(inquiry, on) -> int:
    steps = []
    if inquiry.due_on <= on:
        steps = ["late"]
    elif Clock(inquiry.partner).after(on, 1) >= inquiry.due_on:
        steps = ["soon"]
    return sum(_remind_once(inquiry, step, on) for step in steps)


@transaction.atomic
def _remind_once(inquiry, step, on) -> bool:
    """Send a reminder unless this round has had it, or the answer came just now."""
    row = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if (row.status, row.round) != (InquiryStatus.WAITING, inquiry.round):
        return False
    _reminder, created = row.reminders.get_or_create(round=row.round, step=step, defaults={"on": on})
    if created:
        REMINDERS[step](row, on)
    return created


def close_quiet(now) -> int:
    """Close threads in which nobody has written for ``Rules.inquiry_close_days``; how many."""
    on = timezone.localdate(now)
    last = on - timedelta(days=Rules.objects.current().inquiry_close_days)
    quiet = Inquiry.objects.exclude(status=InquiryStatus.CLOSED).filter(last_message_on__lte=last)
    return sum(_if_still(quiet, key, lambda row: inquiries.end(row, on)) for key in _keys(quiet))


def erase_closed(now) -> int:
    """Erase what has been closed for ``Rules.inquiry_erase_days``; how many."""
    on, old = timezone.localdate(now), erasable(now)
    return sum(_if_still(old, key, lambda row: inquiries.forget(row, on)) for key in _keys(old))


def erasable(now):
    """Inquiries that were closed long enough ago."""
    last = timezone.localdate(now) - timedelta(days=Rules.objects.current().inquiry_erase_days)
    return Inquiry.objects.filter(status=InquiryStatus.CLOSED, closed_on__lte=last).exclude(code_hash="")


def _keys(rows) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _if_still(rows, key, change) -> bool:
    """Change one row, if it is still due now that it is held: somebody may just have written."""
    row = rows.select_for_update(of=("self",)).filter(pk=key).first()
    if row:
        change(row)
    return row is not None
