"""Account pages speak our German: polite, and no word of the library shines through."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from network_portal.models import OutgoingMail
from tests.network_portal.accounts.steps import confirm_password, enter_password, log_in, make_person

pytestmark = pytest.mark.django_db
FAMILIAR = re.compile(r"\b(du|dein\w*|dich|dir)\b", re.IGNORECASE)
OPEN = ["account_login", "account_reset_password", "account_inactive", "account_password_reset_completed", "invitation"]
PRIVATE = [
    "account", "account_change_password", "account_email", "account_logout", "account_reauthenticate",
    "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_index", "mfa_list_webauthn",
    "mfa_reauthenticate", "sign-ins",
]  # fmt: skip
LIBRARY = str(allauth.__path__[0])


def pages():
    """Answers of all pages, also with errors and messages."""
    person, visitor = make_person(), Client()
    client = log_in(person)
    confirm_password(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    yield from (visitor.get(reverse(name)) for name in OPEN)
    yield from (visitor.post(reverse(name), {"login": "x", "email": "x", "password": "x"}) for name in OPEN)
    enter_password(visitor, person.email)
    yield visitor.get(reverse("mfa_authenticate"))
    yield visitor.post(reverse("mfa_authenticate"), {"code": "1"})
    visitor.post(reverse("account_reset_password"), {"email": person.email})
    yield visitor.get(reverse("account_confirm_password_reset_code"))
    yield from (client.get(reverse(name)) for name in [*PRIVATE, "mfa_view_recovery_codes"])
    yield from (
        client.post(reverse(name), {"email": "x", "action_add": ""}) for name in PRIVATE if name != "account_logout"
    )


def test_no_page_is_familiar_or_made_by_the_library():
    answers = [answer for answer in pages() if answer.status_code == 200]
    texts = [answer.content.decode() for answer in answers]
    assert [FAMILIAR.findall(text) for text in texts if FAMILIAR.search(text)] == []
    origins = {template.origin.name for answer in answers for template in answer.templates if template.origin}
    assert [name for name in origins if name.startswith(LIBRARY)] == []
    assert len(answers) > 20


def test_no_field_has_a_label_of_the_library():
    labels = set()
    for answer in pages():
        form = answer.context.get("form") if answer.context else None
        labels |= {str(field.label) for field in form or []}
    assert labels >= {"E-Mail", "Passwort", "Neues Passwort", "Code", "Neue E-Mail-Adresse", "Name des Passkeys"}
    assert labels <= {
        "E-Mail", "Passwort", "Neues Passwort", "Jetziges Passwort", "Code", "Neue E-Mail-Adresse", "Name des Passkeys",
        "Credential", "E-Mail-Adresse, an die Ihre Einladung ging",
    }  # fmt: skip


def test_every_message_of_the_library_is_ours():
    ours = settings.BASE_DIR / "templates"
    theirs = {path.relative_to(f"{LIBRARY}/templates") for app in ("account", "mfa") for path in library_messages(app)}
    assert [str(path) for path in theirs if not (ours / path).is_file()] == []


def library_messages(app):
    return Path(LIBRARY, "templates", app, "messages").glob("*.txt")


def test_mails_are_polite():
    client = log_in(make_person())
    confirm_password(client)
    client.post(reverse("account_email"), {"email": "neu@example.org", "action_add": ""})
    client.post(
        reverse("account_change_password"),
        {"oldpassword": "vier-blaue-Dosen-im-Regal", "password1": "neun-rote-Schirme-am-Haken"},
    )
    mails = list(OutgoingMail.objects.values_list("name", "body"))
    assert [name for name, _body in mails] == ["account_code", "account_changed"]
    assert [name for name, body in mails if FAMILIAR.search(body) or "Guten Tag" not in body] == []
