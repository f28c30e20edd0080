"""What people do with accounts, step by step."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from network_portal.models import OutgoingMail
from tests.factories import SECRET, make_user

PASSWORD = "vier-blaue-Dosen-im-Regal"


def make_person(**values):
    """Somebody with a password and a second factor."""
    return make_user(**{"password": PASSWORD} | values)


def app_code(secret=SECRET, steps=0):
    """What an app shows now, or ``steps`` half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enter_password(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def log_in(user, client=None, steps=0):
    """A browser in which ``user`` has logged in with password and code."""
    client = client or Client()
    enter_password(client, user.email)
    client.post(reverse("mfa_authenticate"), {"code": app_code(steps=steps)})
    return client


def confirm_password(client, password=PASSWORD):
    return client.post(reverse("account_reauthenticate"), {"password": password})


def code_in_mail():
    """The code in the newest mail."""
    return re.search(r"^\w{4}-\w{4}$", OutgoingMail.objects.latest("pk").body, re.MULTILINE)[0]


def link_in_mail():
    """The path and query of the link in the newest mail."""
    return re.search(r"^https?://[^/]+(/\S+)$", OutgoingMail.objects.latest("pk").body, re.MULTILINE)[1]
