"""What coordinators do with accounts of others, and what they leave to them."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from network_portal.models import OutgoingMail
from tests.admin_forms import form_data
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/verwaltung/auth/user/"


def choose(client, action, *people):
    return client.post(LIST, {"action": action, "_selected_action": [user.pk for user in people]})


def test_coordinator_ends_the_logins_of_an_account(client_of):
    editor = client_of("editor")
    choose(client_of("coordinator"), "end_logins", editor.user)
    assert editor.get(reverse("account")).status_code == 302


def test_coordinator_helps_somebody_who_lost_the_phone(client_of):
    editor = client_of("editor")
    choose(client_of("coordinator"), "remove_second_factors", editor.user)
    assert Authenticator.objects.filter(user=editor.user).count() == 0
    assert editor.get(reverse("account")).status_code == 302
    mail = OutgoingMail.objects.get()
    assert (mail.name, mail.to) == ("account_second_factor_removed", editor.user.email)


def test_technical_administrators_are_left_alone(client_of):
    root = make_user(is_superuser=True, is_staff=True)
    coordinator = client_of("coordinator")
    choose(coordinator, "remove_second_factors", root)
    assert Authenticator.objects.filter(user=root).count() == 1


def test_coordinator_switches_an_account_off_and_its_logins_end(client_of):
    editor, coordinator = client_of("editor"), client_of("coordinator")
    address = reverse("admin:auth_user_change", args=[editor.user.pk])
    values = form_data(coordinator, editor.user)
    del values["is_active"]
    assert coordinator.post(address, values | {"email": "canary@example.org"}).status_code == 302
    editor.user.refresh_from_db()
    assert (editor.user.is_active, editor.user.email != "canary@example.org") == (False, True)
    assert editor.user.sign_ins.get().ended_at is not None


def test_coordinator_sets_no_passwords_and_makes_no_accounts(client_of):
    coordinator, user = client_of("coordinator"), make_user()
    pages = [f"{LIST}add/", f"{LIST}{user.pk}/password/"]
    assert [coordinator.get(page).status_code for page in pages] == [403, 403]
