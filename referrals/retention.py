"""What goes by a date (``Rules``): who a parent is, who has read what, links and reminders of the past.

Referrals, their steps and reasons stay for the figures; nothing in them says who anybody was.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from referrals import accompaniments, endings, reasons
from referrals.forgetting import forget_person
from referrals.inquiry_jobs import erasable, erase_closed
from referrals.models import Access, Consent, Content, Message, Referral, ReferralLink, Reminder, Rules, Status
from referrals.models.choices import FINAL

LINKS_KEPT = timedelta(days=30)  # after their end: until then “send me a new link” knows whom to send it to
ONE_MINUTE = timedelta(minutes=1)  # the database keeps accesses by a clock of its own


class Kind(NamedTuple):
    """Something that goes by a date: ``due`` are its rows, ``forget`` lets them go and says how many."""

    name: str
    due: Callable
    forget: Callable


def untouched_drafts(now):
    """Drafts nobody has sent, nor asked a consent for, in their time."""
    since = now - timedelta(days=Rules.objects.current().draft_days)
    fresh = Consent.objects.filter(referral=OuterRef("pk"), recorded_at__gt=since)
    return Referral.objects.filter(~Exists(fresh), status=Status.DRAFT, since__lte=since)


def withdraw_drafts(drafts, now) -> int:
    """Erase what drafts say, and close them."""
    return endings.end_each([(drafts, withdraw_draft)], now)


def withdraw_draft(draft, now):
    endings.withdraw(draft, reasons.CONSENT_MISSING, now, forget=True)


def ended_with_person(now):
    """Referrals that ended long enough ago and still know who it was."""
    last = timezone.localdate(now) - timedelta(days=Rules.objects.current().content_days)
    mine = {"referral": OuterRef("pk")}
    known = Exists(Content.objects.filter(**mine)) | Exists(Message.objects.filter(**mine))
    known |= Exists(Consent.objects.filter(**mine).exclude(giver=""))
    return Referral.objects.filter(known | ~Q(code_hash=""), status__in=FINAL, ended_on__lte=last)


def forget_persons(referrals, _now) -> int:
    """Erase who the parents of these referrals were."""
    return sum(forget_person(referral) for referral in referrals.order_by("pk"))


def old_accesses(now):
    """Accesses that were kept for their time. The database lets go of no others, whatever ``now`` says."""
    days = timedelta(days=Rules.objects.current().access_log_days)
    return Access.objects.filter(at__lt=min(now, timezone.now()) - days - ONE_MINUTE)


def old_links(now):
    """Links that ended long ago."""
    return ReferralLink.objects.filter(expires_at__lt=now - LINKS_KEPT)


def past_reminders(_now):
    """Reminders of terms that are over: they cannot go out again."""
    referral = Q(referral__isnull=False) & ~Q(round=F("referral__round"))
    return Reminder.objects.filter(referral | Q(inquiry__isnull=False) & ~Q(round=F("inquiry__round")))


def delete(rows, _now) -> int:
    """Delete rows that nothing hangs on."""
    return rows.delete()[0]


KINDS = [
    Kind("untouched drafts", untouched_drafts, withdraw_drafts),
    Kind("ended referrals that know who it was", ended_with_person, forget_persons),
    Kind("closed inquiries", erasable, lambda _rows, now: erase_closed(now)),
    Kind("notes of who has read what", old_accesses, delete),
    Kind("links to referrals", old_links, delete),
    Kind("reminders of earlier terms", past_reminders, delete),
    Kind("words on steps of accompaniments", accompaniments.notes_to_forget, accompaniments.forget_words),
]


def forget_due(now) -> int:
    """Forget everything that is due by ``now``; how many rows. Safe to repeat."""
    count = sum(kind.forget(kind.due(now), now) for kind in KINDS)
    clean_journal()
    return count


def clean_journal():
    """Empty SQLite's journal: what was deleted from the database is then on no page of its files (secure_delete).

    PostgreSQL frees deleted rows itself (autovacuum); see docs/privacy.md.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_truncate_journal)


def _truncate_journal():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # beside a long reader it does nothing: the next run does
