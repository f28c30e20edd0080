"""What is due: every job asks “what is due by now?” and is safe to repeat. ``manage.py tick`` runs them all."""

import logging

from django.conf import settings
from django.utils import timezone

from network_portal.accounts import idle, jobs
from network_portal.mail import deliver_queued_mails
from offers.approval import forget_returned_changes
from offers.exports.papers import keep_printed
from offers.files import forget_unused_files
from offers.link_check import check_links
from offers.reports import forget_addresses, forget_reports
from offers.reviews import remind_partners
from offers.trash import purge_deleted
from partners.joining import forget_requests, remind_of_requests
from referrals.accompaniments import end_without_consent
from referrals.chains import tell_due_reviews
from referrals.consent_jobs import watch_consents
from referrals.endings import end_what_is_over
from referrals.follow_ups import watch_check_ins
from referrals.inquiry_jobs import close_quiet, remind_of_waiting
from referrals.reminders import remind
from referrals.retention import forget_due

logger = logging.getLogger(__name__)

# Name and function of each job, in the order in which they run; mails after all that writes some, so that they leave at
# once. A function takes ``now`` (an aware time) and returns how many things it did.
JOBS = [
    ("remind invited people", jobs.remind_invited),
    ("forget invitations", jobs.forget_invitations),
    ("switch off unused accounts", idle.switch_off_unused_accounts),
    ("tell unused accounts", idle.tell_unused_accounts),
    ("forget logins", jobs.forget_sign_ins),
    ("forget sessions", jobs.forget_sessions),
    ("reviews", remind_partners),
    ("addresses of reporters", forget_addresses),
    ("old reports", forget_reports),
    ("changes given back", forget_returned_changes),
    ("trash", purge_deleted),
    ("unused files", forget_unused_files),
    ("links", check_links),
    ("remind of requests to join", remind_of_requests),
    ("forget requests to join", forget_requests),
    ("ends of referrals", end_what_is_over),
    ("consents", watch_consents),
    ("accompaniments without consent", end_without_consent),
    ("reviews of chains", tell_due_reviews),
    ("reminders of referrals", remind),  # after the ends: nobody is reminded of what is over
    ("personal data of referrals and inquiries", forget_due),
    ("check-ins after the end", watch_check_ins),  # after the erasing: nobody is asked about who is forgotten
    ("quiet inquiries", close_quiet),
    ("reminders of inquiries", remind_of_waiting),
    ("mails", lambda _started: deliver_queued_mails()),  # also those that the jobs above have just written
    ("papers", keep_printed),  # may take half a minute, and no mail waits for it
]


# What goes on in a portal for reading only: whatever lets personal data go by its date. What nobody answers must end
# before it can be erased, and mails hold addresses until they have left.
ERASING = {
    "forget invitations", "forget logins", "forget sessions", "addresses of reporters", "old reports",
    "changes given back", "trash", "unused files", "forget requests to join", "ends of referrals", "consents",
    "accompaniments without consent",
    "personal data of referrals and inquiries", "quiet inquiries", "mails",
}  # fmt: skip


def run_due(now=None) -> tuple[dict[str, int], list[str]]:
    """Run every job; counts by name, and the names of those that failed. In a portal for reading only: ``ERASING``."""
    return _run([job for job in JOBS if not settings.READ_ONLY or job[0] in ERASING], now or timezone.now())


def erase_due(now) -> tuple[dict[str, int], list[str]]:
    """Let go what is due, and nothing else; after a restore also mails wait, for they may have left already."""
    return _run([job for job in JOBS if job[0] in ERASING - {"mails"}], now)


def _run(jobs, now):
    """One that fails does not stop the others."""
    counts, failed = {}, []
    for name, job in jobs:
        try:
            counts[name] = job(now)
        except Exception:
            logger.exception("The job %s failed", name)
            failed.append(name)
    return counts, failed
