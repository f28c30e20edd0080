"""What the timer does for accounts, also when it did not run for a while."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.accounts import jobs
from network_portal.accounts.idle import switch_off_unused_accounts, tell_unused_accounts
from network_portal.fieldkeys import decrypt
from network_portal.models import CacheEntry, OutgoingMail, SignIn
from partners.actions import invite
from partners.models import Invitation
from tests.factories import SECRET, make_partner, make_user
from tests.network_portal.accounts.steps import link_in_mail

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def days(number):
    return NOW + timedelta(days=number)


def walk(user, steps):
    """Mails and state of ``user`` after each run of the timer; the first comes a year after her last login."""
    found = []
    for day in steps:
        switch_off_unused_accounts(days(day))
        tell_unused_accounts(days(day))
        user.refresh_from_db()
        found.append((OutgoingMail.objects.filter(name="account_idle").count(), user.is_active))
    return found


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([-1, 0, 0, 29, 30], [(0, True), (1, True), (1, True), (1, True), (1, False)]),
        ([100, 129, 131, 200], [(1, True), (1, True), (1, False), (1, False)]),
    ],
)
def test_unused_account_is_told_once_and_switched_off_a_month_later(steps, expected):
    user = make_user(last_login=NOW - timedelta(days=365))
    assert walk(user, steps) == expected


def test_login_saves_the_account_and_being_switched_on_again_gives_a_month():
    user = make_user(last_login=NOW - timedelta(days=365))
    walk(user, [0])
    user.last_login = days(5)
    user.save()
    assert walk(user, [31, 60]) == [(1, True), (1, True)]
    assert walk(user, [371, 402]) == [(2, True), (2, False)]
    user.is_active = True
    user.save()
    assert walk(user, [403, 432]) == [(3, True), (3, True)]


def test_account_never_used_counts_from_its_beginning():
    user = make_user()
    assert walk(user, [364, 366]) == [(0, True), (1, True)]


def test_invited_person_is_reminded_once_with_a_link_that_works(client):
    invite(email="neu@example.org", by=None, partner=make_partner())
    found = [jobs.remind_invited(days(day)) for day in (6, 7, 7, 13)]
    assert found == [0, 1, 0, 0]
    assert OutgoingMail.objects.latest("pk").name == "invitation_reminder"
    assert client.get(link_in_mail()).templates[0].name == "account/invitation.html"


def test_invitation_that_ran_out_is_not_reminded_of():
    invite(email="neu@example.org", by=None, partner=make_partner())
    assert jobs.remind_invited(days(15)) == 0


def test_invitations_are_forgotten_after_ninety_days():
    today = timezone.localdate(NOW)
    for email, values in {
        "a": {"accepted_on": today - timedelta(days=90)}, "b": {"withdrawn_on": today - timedelta(days=90)},
        "c": {"expires_on": today - timedelta(days=90)}, "d": {"accepted_on": today - timedelta(days=89)}, "e": {},
    }.items():  # fmt: skip
        Invitation.objects.create(email=f"{email}@example.org", partner=make_partner(), **values)
    assert jobs.forget_invitations(NOW) == 3
    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["d@example.org", "e@example.org"]


def test_logins_and_sessions_are_forgotten(client_of):
    client_of("nobody")
    noted = SignIn.objects.get().at
    Client().post(reverse("account_login"), {"login": "x@example.org", "password": "x"})
    assert [jobs.forget_sign_ins(noted + timedelta(days=days)) for days in (89, 90)] == [0, 1]
    assert jobs.forget_sessions(NOW) == 0
    assert jobs.forget_sessions(days(2)) > 0
    assert (Session.objects.count(), CacheEntry.objects.count()) == (0, 0)


def test_renewed_keys_make_old_ones_superfluous(settings):
    user = make_user()
    old, new = settings.FIELD_KEYS[0], "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldy0="
    settings.FIELD_KEYS = [new, old]
    call_command("renew_keys")
    settings.FIELD_KEYS = [new]
    assert decrypt(user.authenticator_set.get().data["secret"]) == SECRET
