"""The outbox: mails are stored in the transaction of the change they report, and sent by ``manage.py tick``.

A mail carries no word about a parent: what has happened, a number and a link, nothing else. Each keeps one Message-ID
for good, so that a mail handed over just before the machine died, and sent again, counts once with its recipient.
"""

import logging
import smtplib
from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from network_portal.models import OutgoingMail
from partners.models import Network

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)  # a sender that died gives its mail back after this time
WAITS = [timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8), timedelta(hours=24)]
MOST_TRIES = 8  # the last three a day apart


PARTS = ("subject", "body")


def queue_mail(name, *, to, context, language=None) -> OutgoingMail:
    """Store the plain text mail ``templates/mail/<name>.{subject,body}.txt`` for ``to``.

    ``network`` is in the context; addresses in it are made by ``absolute``. It leaves once this transaction succeeded.
    """
    context = {"network": Network.objects.current()} | context
    # The “text” engine does not escape HTML; the usual one would turn “Müller & Söhne” into “Müller &amp; Söhne”.
    with translation.override(language or settings.LANGUAGE_CODE):
        subject, body = (render_to_string(f"mail/{name}.{part}.txt", context, using="text") for part in PARTS)
    domain = settings.SITE_URL.partition("://")[2].partition(":")[0].strip("/")
    return OutgoingMail.objects.create(
        name=name, to=to, subject=" ".join(subject.split())[:200], body=body.strip() + "\n",
        message_id=make_msgid(domain=domain),
    )  # fmt: skip


def absolute(path: str) -> str:
    """The whole address of a page, for mails and prints."""
    return settings.SITE_URL.rstrip("/") + path


def deliver_queued_mails(now=None) -> int:
    """Hand over what is due; how many went out. Safe beside another sender, and after one that was killed."""
    now = now or timezone.now()
    waiting = OutgoingMail.objects.filter(sent_at=None, given_up_at=None, due_at__lte=now)
    return sum(_deliver(key, now) for key in waiting.order_by("due_at", "pk").values_list("pk", flat=True)[:500])


def _deliver(key, now) -> bool:
    """Try one mail, if no other sender has taken it meanwhile."""
    claim = OutgoingMail.objects.filter(pk=key, sent_at=None, given_up_at=None, due_at__lte=now)
    if not claim.update(due_at=timezone.now() + CLAIM, tries=F("tries") + 1):
        return False
    mail = OutgoingMail.objects.get(pk=key)
    try:
        message = EmailMessage(mail.subject, mail.body, to=[mail.to], headers={"Message-ID": mail.message_id})
        message.connection = get_connection(fail_silently=False)
        message.send()
    except (OSError, smtplib.SMTPException, ValueError) as problem:
        _failed(mail, problem)
        return False
    _done(mail, sent_at=timezone.now())
    return True


def _done(mail, **values):
    """Note the end of a mail and drop its text."""
    OutgoingMail.objects.filter(pk=mail.pk).update(to="", subject="", body="", **values)


def _failed(mail, problem):
    """Try again later; after ``MOST_TRIES`` never again."""
    kind = type(problem).__name__
    logger.warning("Mail %s was not taken: %s, try %s", mail.pk, kind, mail.tries)
    if mail.tries >= MOST_TRIES:
        _done(mail, given_up_at=timezone.now(), problem=kind)
        return
    wait = WAITS[min(mail.tries, len(WAITS)) - 1]
    OutgoingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() + wait, problem=kind)
