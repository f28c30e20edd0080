"""Referrals and inquiries that wait for somebody, as tasks of the workspace. No word about a parent."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.moderator_tasks import may_moderate
from offers.task import Task
from referrals.chain_tasks import chain_tasks
from referrals.inbox import about
from referrals.models import FollowUp, InquiryStatus, Side
from referrals.models.followup import CHECK_INS
from referrals.overview import OVERDUE, contradictions, is_overdue
from referrals.permissions import overview_inquiries, overview_referrals, visible_inquiries
from referrals.turns import count_waiting, own_sides, responsible_for, waiting_for
from referrals.words import state_words, todo_words


def tasks_of(user, on) -> list[Task]:
    """One task for each referral whose turn it is, and for each inquiry that waits; for moderators what is stuck."""
    return [*_referrals(user, on), *_inquiries(user), *_check_ins(user, on), *chain_tasks(user, on), *_stuck(user, on)]


def _referrals(user, on):
    for row in waiting_for(user, on).with_parties():
        sides = own_sides(row)
        about_it = about(row)
        text = _("Referral %(number)s: %(state)s") % {
            "number": row,
            "state": f"{state_words(row, sides)} {todo_words(row)}",
        }
        partner = row.sender if Side.SENDER in sides else row.recipient
        yield Task("referral", f"{text} ({about_it})" if about_it else text, row.get_absolute_url(), row.due_on,
                   partner.display_name)  # fmt: skip


def _inquiries(user):
    for row in visible_inquiries(user).filter(status=InquiryStatus.WAITING).select_related("partner"):
        text = _("Anonymous inquiry %(number)s waits for an answer.") % {"number": row}
        yield Task("inquiry", text, reverse("referrals:inquiry", args=[row.number]), row.due_on,
                   row.partner.display_name)  # fmt: skip


def _check_ins(user, on):
    rows = FollowUp.objects.filter(kind__in=CHECK_INS, result="", due_on__lte=on, referral__in=responsible_for(user))
    for row in rows.select_related("referral__sender", "referral__recipient"):
        text = _("Referral %(number)s has ended. Please ask how the person is now.") % {"number": row.referral}
        yield Task("check-in", text, row.referral.get_absolute_url(), row.due_on,
                   row.referral.responsible.display_name)  # fmt: skip


def _stuck(user, on):
    """What is late in the fields a person looks after, in counts: she sees numbers and days, and asks the partner."""
    if not may_moderate(user):
        return
    if n := overview_referrals(user).filter(is_overdue(on)).count():
        text = ngettext("%(n)s referral is overdue.", "%(n)s referrals are overdue.", n)
        yield Task("late-referral", text % {"n": n}, f"{reverse('referrals:overview')}?zeigen={OVERDUE}", on)
    if n := overview_inquiries(user).filter(status=InquiryStatus.WAITING, due_on__lt=on).count():
        text = ngettext("The answer to %(n)s inquiry is overdue.", "The answers to %(n)s inquiries are overdue.", n)
        yield Task("late-inquiry", text % {"n": n}, f"{reverse('referrals:overview')}#inquiries", on)
    if rows := contradictions(user):
        n = len(rows)
        text = ngettext(
            "%(n)s parent says otherwise than the office.", "%(n)s parents say otherwise than the offices.", n
        )
        url = f"{reverse('referrals:overview')}#contradictions"
        yield Task("contradiction", text % {"n": n}, url, rows[0].due_on)


def count_of(user, on) -> int:
    """How many referrals and inquiries wait, for the menu."""
    return count_waiting(user, on) + visible_inquiries(user).filter(status=InquiryStatus.WAITING).count()
