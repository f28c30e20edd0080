"""What is due: every job asks “what is due by now?” and is safe to repeat. ``manage.py tick`` runs them all."""

import logging

from django.utils import timezone

from network_portal.mail import deliver_queued_mails

logger = logging.getLogger(__name__)

# Name and function of each job, in the order in which they run; mails last, so that they leave at once. A function
# takes ``now`` (an aware time) and returns how many things it did.
JOBS = [
    ("mails", deliver_queued_mails),
]


def run_due(now=None) -> tuple[dict[str, int], list[str]]:
    """Run every job; counts by name, and the names of those that failed. One that fails does not stop the others."""
    now = now or timezone.now()
    counts, failed = {}, []
    for name, job in JOBS:
        try:
            counts[name] = job(now)
        except Exception:
            logger.exception("The job %s failed", name)
            failed.append(name)
    return counts, failed
