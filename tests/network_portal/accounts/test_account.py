"""One's own account: password, address, second factor, logins."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from network_portal.accounts.passwords import SiteWordsValidator
from network_portal.accounts.sign_ins import end_all
from network_portal.models import OutgoingMail, SignIn
from partners.models import Network
from tests.factories import SECRET, make_municipality, make_user
from tests.network_portal.accounts.steps import (
    PASSWORD,
    app_code,
    code_in_mail,
    confirm_password,
    enter_password,
    log_in,
    make_person,
)

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "neun-rote-Schirme-am-Haken"


def is_in(client):
    return client.get(reverse("account")).status_code == 200


def test_reset_by_a_code_ends_all_logins(client):
    person = make_person()
    elsewhere = log_in(person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in_mail()})
    client.post(reverse("account_complete_password_reset"), {"password1": NEW_PASSWORD})
    assert (is_in(elsewhere), is_in(client), Session.objects.filter(pk=elsewhere.session.session_key).count()) == (
        False,
        False,
        0,
    )
    assert is_in(log_in(person)) is False
    assert enter_password(client, person.email, NEW_PASSWORD).headers["Location"] == reverse("mfa_authenticate")


def test_reset_code_can_be_tried_three_times(client):
    person = make_person()
    client.post(reverse("account_reset_password"), {"email": person.email})
    code = code_in_mail()
    for _number in range(3):
        client.post(reverse("account_confirm_password_reset_code"), {"code": "wrong"})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    assert client.get(reverse("account_complete_password_reset")).status_code == 302


def test_unknown_address_gets_no_mail(client):
    client.post(reverse("account_reset_password"), {"email": "unbekannt@example.org"})
    assert OutgoingMail.objects.count() == 0


def test_new_password_ends_other_logins_and_tells_by_mail():
    person = make_person()
    here, elsewhere = log_in(person), log_in(person, steps=1)
    old_key = here.session.session_key
    values = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    assert here.post(reverse("account_change_password"), values).status_code == 302
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert here.session.session_key != old_key
    assert [row.session_key for row in SignIn.objects.filter(ended_at=None)] == [here.session.session_key]
    mail = OutgoingMail.objects.get()
    assert (mail.name, mail.to) == ("account_changed", person.email)


def test_change_of_address_needs_the_password_and_tells_the_old_address():
    person = make_person(email="alt@example.org")
    client = log_in(person)
    values = {"email": "neu@example.org", "action_add": ""}
    assert (
        client.post(reverse("account_email"), values).headers["Location"].startswith(reverse("account_reauthenticate"))
    )
    assert OutgoingMail.objects.count() == 0
    confirm_password(client)
    client.post(reverse("account_email"), values)
    client.post(reverse("account_email_verification_sent"), {"code": code_in_mail()})
    person.refresh_from_db()
    assert (person.email, list(person.emailaddress_set.values_list("email", "primary"))) == (
        "neu@example.org",
        [("neu@example.org", True)],
    )
    assert OutgoingMail.objects.latest("pk").to == "alt@example.org"


def test_change_to_a_taken_address_looks_like_any_other_and_fails_at_the_end():
    other = make_user(email="vergeben@example.org")
    client = log_in(make_person())
    confirm_password(client)
    answer = client.post(reverse("account_email"), {"email": other.email, "action_add": ""})
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    answer = client.post(reverse("account_email_verification_sent"), {"code": code_in_mail()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["code"])


FACTOR_PAGES = [
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
]  # fmt: skip


@pytest.mark.parametrize("name", FACTOR_PAGES)
def test_pages_of_the_second_factor_ask_for_the_password_again(client_of, name):
    client = client_of("editor")
    assert client.get(reverse(name)).headers["Location"].split("?")[0] in (
        reverse("mfa_reauthenticate"),
        reverse("mfa_deactivate_totp"),  # there is an app already
    )


def test_setting_up_an_app_gives_recovery_codes_and_ends_other_logins(django_capture_on_commit_callbacks):
    person = make_person()
    Authenticator.objects.all().delete()
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        enter_password(client, person.email)
    confirm_password(here)
    secret = here.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = here.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<code>(\d{8})</code>", here.get(answer.headers["Location"]).content.decode())
    assert (len(set(codes)), is_in(here), is_in(elsewhere)) == (10, True, False)
    assert all(word not in everything_stored() for word in (secret, codes[0]))


def test_recovery_code_opens_once():
    person = make_person()
    client = log_in(person)
    confirm_password(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    code = re.search(r"<code>(\d{8})</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())[1]
    found = []
    for _number in range(2):
        other = Client()
        enter_password(other, person.email)
        other.post(reverse("mfa_authenticate"), {"code": code})
        found.append(is_in(other))
    assert found == [True, False]


def everything_stored() -> str:
    """All that the tables of accounts and sessions hold, as one text."""
    with connection.cursor() as cursor:
        texts = []
        for table in ("mfa_authenticator", "django_session", "network_portal_cacheentry", "network_portal_signin"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 (a list of ours)
            texts += map(str, cursor.fetchall())
    return "".join(texts)


def test_secrets_are_not_in_clear_in_the_database():
    client = log_in(make_person())
    session = client.session
    session["kept"] = "canary-in-the-session"
    session.save()
    assert [word for word in (SECRET, "canary-in-the-session", PASSWORD) if word in everything_stored()] == []


def test_last_second_factor_stays():
    client = log_in(make_person())
    confirm_password(client)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert (page.status_code, Authenticator.objects.count()) == (200, 1)


def test_logins_are_listed_without_addresses_and_can_be_ended():
    person = make_person()
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    here, phone = log_in(person), log_in(person, Client(HTTP_USER_AGENT=firefox, REMOTE_ADDR="192.0.2.9"), steps=1)
    rows = here.get(reverse("sign-ins")).context["rows"]
    assert [row.device for row in rows] == ["Firefox auf Windows", "Unbekanntes Gerät"]
    assert "192.0.2" not in everything_stored()
    here.post(reverse("sign-ins"), {"which": rows[0].pk})
    assert (is_in(phone), is_in(here)) == (False, True)


def test_all_other_logins_can_be_ended():
    person = make_person()
    here, others = log_in(person), [log_in(person, steps=1), Client()]
    others[1].force_login(person)
    here.post(reverse("sign-ins"), {"which": "others"})
    assert (is_in(here), [is_in(other) for other in others]) == (True, [False, False])


def test_logins_of_others_are_not_found(client_of):
    other = client_of("editor").user.sign_ins.get()
    client = client_of("editor")
    assert [
        client.post(reverse("sign-ins"), {"which": which}).status_code for which in (other.pk, "x", "9" * 30, "")
    ] == [404] * 4
    other.refresh_from_db()
    assert other.ended_at is None


def test_logout_is_by_post_and_final(client_of):
    client = client_of("editor")
    key = client.session.session_key
    client.get(reverse("account_logout"))
    assert is_in(client)
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    client.cookies["session"] = key
    assert (is_in(client), SignIn.objects.get().ended_at is None) == (False, False)


def test_switched_off_account_is_out_at_once(client_of):
    client = client_of("editor")
    client.user.is_active = False
    client.user.save()
    end_all(client.user)
    client.user.is_active = True
    client.user.save()
    assert is_in(client) is False


def test_passkeys_are_allowed_on_account_pages_only(client):
    policies = [client.get(reverse(name)).headers["Permissions-Policy"] for name in ("account_login", "home")]
    assert ["publickey-credentials-get=(self)" in policy for policy in policies] == [True, False]


@pytest.mark.parametrize(
    ("password", "is_refused"),
    [
        ("Finsterwalde-2026", True), ("netzwerk-netzwerk", True), ("ElbeElster!!1", True),
        ("zwei-Esel-bei-Finsterwalde", False), (PASSWORD, False),
    ],
)  # fmt: skip
def test_passwords_of_site_words_are_refused(password, is_refused):
    Network.objects.create(name="Netzwerk Elbe-Elster", region="Landkreis Elbe-Elster")
    make_municipality()
    try:
        SiteWordsValidator().validate(password)
        refused = False
    except Exception as error:
        refused = error.code == "password_of_site_words"
    assert refused is is_refused


def test_long_passwords_are_taken(client):
    person = make_person(password="Wort " * 30)
    assert enter_password(client, person.email, "Wort " * 30).headers["Location"] == reverse("mfa_authenticate")
