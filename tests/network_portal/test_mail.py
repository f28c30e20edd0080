"""The outbox: nothing lost, nothing reported that never happened, no text kept longer than needed."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from network_portal import mail
from network_portal.models import OutgoingMail
from tests.network_portal.mail_servers import mail_server, silent_server

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def by_smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 0.2
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""


def queued(number=1):
    words = {"subject": f"Betreff {number}", "body": "Müller & Söhne\n"}
    return OutgoingMail.objects.create(to="a@example.org", name="test", message_id=f"<{number}@example.org>", **words)


def tried_again(row, settings, port):
    """What becomes of a mail an hour and a day later, with a server on ``port``."""
    settings.EMAIL_PORT = port
    mail.deliver_queued_mails(timezone.now() + 25 * HOUR)
    row.refresh_from_db()
    return row


def test_mail_is_handed_over_once_and_then_holds_no_text(settings):
    row = queued()
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        assert [mail.deliver_queued_mails(), mail.deliver_queued_mails()] == [1, 0]
    (text,) = server.mails
    assert re.findall(r"^(?:Subject|To|Message-ID): (.*)\r$", text, re.MULTILINE) == [
        "Betreff 1", "a@example.org", "<1@example.org>",
    ]  # fmt: skip
    row.refresh_from_db()
    assert (row.to, row.subject, row.body, row.sent_at is None) == ("", "", "", False)


@transaction.atomic
def change_that_fails():
    queued()
    raise ValueError("planted")


def test_mail_is_stored_only_with_the_change_it_reports():
    with pytest.raises(ValueError, match="planted"):
        change_that_fails()
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_mail_outlives_a_server_that_hangs_up(settings, command):
    row = queued()
    with mail_server(dies_after=command) as server:
        settings.EMAIL_PORT = server.port
        assert mail.deliver_queued_mails() == 0
    with mail_server() as server:
        assert tried_again(row, settings, server.port).sent_at
    assert (len(server.mails), row.tries) == (1, 2)


def test_mail_sent_twice_keeps_its_message_id(settings):
    row = queued()
    with mail_server(dies_after="MAIL TAKEN") as first:
        settings.EMAIL_PORT = first.port
        mail.deliver_queued_mails()
    with mail_server() as second:
        tried_again(row, settings, second.port)
    numbers = {re.search(r"Message-ID: (\S+)", text)[1] for text in [*first.mails, *second.mails]}
    assert (len(first.mails), len(second.mails), numbers) == (1, 1, {"<1@example.org>"})


def test_mail_waits_while_the_server_is_down_or_silent(settings):
    row = queued()
    assert mail.deliver_queued_mails() == 0
    row.refresh_from_db()
    assert (row.problem, row.body, row.tries) == ("ConnectionRefusedError", "Müller & Söhne\n", 1)
    with silent_server() as port:
        assert tried_again(row, settings, port).problem == "SMTPServerDisconnected"
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        assert mail.deliver_queued_mails(timezone.now() + 26 * HOUR) == 1


def test_mail_is_given_up_after_the_last_try():
    row = queued()
    for day in range(mail.MOST_TRIES + 2):
        mail.deliver_queued_mails(timezone.now() + day * 25 * HOUR)
    row.refresh_from_db()
    assert (row.tries, row.to, row.body, row.given_up_at is None) == (mail.MOST_TRIES, "", "", False)


def test_mail_claimed_by_another_sender_is_left_alone(settings):
    row = queued()
    OutgoingMail.objects.update(due_at=timezone.now() + mail.CLAIM)  # as the other one does before it calls the server
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        assert mail.deliver_queued_mails() == 0
        # That one was killed: its claim ends.
        assert mail.deliver_queued_mails(timezone.now() + 2 * mail.CLAIM) == 1
    row.refresh_from_db()
    assert row.sent_at
