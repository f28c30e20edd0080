"""What the two offices write to each other: stored once, encrypted, told without content."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from network_portal.models import OutgoingMail
from network_portal.once import new_token
from referrals.models import Content, Message, Status
from referrals.offices import may_write
from referrals.states import SEEN_BY_RECIPIENT
from tests.factories import make_partner
from tests.referrals.rows import CONCERN, NAME, PHONE, acting, make_referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
WORDS = "Der Schlüssel liegt beim Nachbarn."


def send(referral, partner, text=WORDS, token=None):
    client = Client()
    client.force_login(acting(partner).user)
    data = {"text": text, "token": token or new_token()}
    return client.post(reverse("referrals:message", args=[referral.number]), data)


def test_message_reaches_the_other_office_and_its_mail_says_nothing():
    referral = make_referral(Status.SENT)
    OutgoingMail.objects.all().delete()
    answer = send(referral, referral.recipient)
    assert (answer.status_code, answer.url) == (302, f"{referral.get_absolute_url()}#nachrichten")
    mail = OutgoingMail.objects.get()
    assert (mail.name, mail.to) == ("referral_news", referral.sender.inbox_email)
    assert [word for word in (NAME, PHONE, CONCERN, WORDS) if word in mail.subject + mail.body] == []
    assert mail.body.count(referral.get_absolute_url()) == 1
    client = Client()
    client.force_login(acting(referral.sender).user)
    html = client.get(referral.get_absolute_url()).content.decode()
    assert html.count(WORDS) == 1


def test_message_is_stored_encrypted():
    send(referral := make_referral(Status.SENT), referral.sender)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM referrals_message")
        stored = cursor.fetchone()[0]
    assert WORDS not in stored
    assert Message.objects.get().text == WORDS


def test_same_form_twice_is_one_message_and_one_mail():
    referral, token = make_referral(Status.SENT), new_token()
    OutgoingMail.objects.all().delete()
    assert [send(referral, referral.sender, token=token).status_code for _ in range(2)] == [302, 302]
    assert (Message.objects.count(), OutgoingMail.objects.count()) == (1, 1)


@pytest.mark.parametrize(("text", "token"), [("  ", None), ("a" * 2001, None), ("Gut", "x")])
def test_message_that_cannot_be_stored_is_shown_again(text, token):
    referral = make_referral(Status.SENT)
    answer = send(referral, referral.sender, text, token)
    assert (answer.status_code, answer.context["form"].is_valid(), Message.objects.count()) == (200, False, 0)


@pytest.mark.parametrize("status", Status)
def test_one_writes_as_long_as_the_other_office_can_read_it(status):
    referral, before = make_referral(status), Message.objects.count()
    expected = status in SEEN_BY_RECIPIENT
    assert may_write(referral, {"sender"}) is expected
    assert send(referral, referral.sender).status_code == (302 if expected else 409)
    assert Message.objects.count() == before + expected


def test_nobody_writes_about_what_is_erased():
    referral = make_referral(Status.COMPLETED)
    Content.objects.all().delete()
    answer = send(referral, referral.recipient)
    assert (answer.status_code, answer.content.decode().count(WORDS), Message.objects.count()) == (409, 1, 0)


def test_message_typed_while_the_login_ended_is_there_again():
    referral, client = make_referral(Status.SENT), Client()
    user = acting(referral.sender).user
    client.force_login(user)
    session = client.session
    fields = urlencode({"text": WORDS, "token": new_token()})
    path = reverse("referrals:message", args=[referral.number])
    session["kept_text"] = {"path": path, "fields": fields, "user": user.pk}
    session.save()
    page = client.get(referral.get_absolute_url())
    assert (page.context["form"]["text"].value(), page.context["is_kept"], Message.objects.count()) == (WORDS, True, 0)
    assert client.get(referral.get_absolute_url()).context["is_kept"] is False


def test_third_partner_can_neither_read_nor_write():
    referral = make_referral(Status.SENT)
    assert send(referral, make_partner()).status_code == 404
    assert Message.objects.count() == 0
