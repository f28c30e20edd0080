"""The same work for known and unknown addresses: the time of an answer tells nothing. Open to all apps."""

from django.db import transaction

from network_portal.mail import queue_mail


def pretend_to_send(name: str, context: dict):
    """Write a mail as for a known address, and throw it away before anybody could send it."""
    with transaction.atomic():
        queue_mail(name, to="nobody@example.org", context=context).delete()
