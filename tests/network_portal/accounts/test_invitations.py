"""Invitations: the only way to an account, each link good for one day and one use."""

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from partners.actions import InvitationClosedError, accept_invitation, code_of, invite, send_invitation
from partners.models import Invitation, Membership, Partner
from tests.factories import make_partner, make_user
from tests.network_portal.accounts.steps import PASSWORD, link_in_mail, log_in, make_person

pytestmark = pytest.mark.django_db
NEW = {"first_name": "Rosa", "last_name": "Neu", "password1": PASSWORD}


@pytest.fixture
def invitation():
    return invite(
        email="Neu@example.org ",
        by=make_user(first_name="Ida", last_name="Bittet"),
        partner=make_partner(),
        moderates=True,
    )


def template_of(response):
    return response.templates[0].name


def test_new_person_gets_account_and_membership_and_sets_up_the_second_factor(client, invitation):
    link = link_in_mail()
    page = client.get(link)
    assert (template_of(page), "Ida Bittet" in page.content.decode()) == ("account/invitation.html", True)
    assert client.post(link, NEW).headers["Location"] == reverse("mfa_index")
    user = get_user_model().objects.get(email="neu@example.org")
    membership = Membership.objects.get(user=user)
    assert (user.get_full_name(), user.check_password(PASSWORD), user.is_staff) == ("Rosa Neu", True, False)
    assert (membership.partner, membership.role, membership.moderates) == (invitation.partner, "editor", True)
    assert user.emailaddress_set.filter(email="neu@example.org", primary=True, verified=True).count() == 1
    assert client.get(reverse("mfa_activate_totp")).status_code == 200  # without the password once more


def test_link_works_once(client, invitation):
    link = link_in_mail()
    client.post(link, NEW)
    client.logout()
    assert template_of(client.get(link)) == "account/invitation_gone.html"
    client.post(link, NEW | {"first_name": "Zwei"})
    assert get_user_model().objects.filter(first_name="Zwei").count() == 0


def test_invitation_is_accepted_by_one_only(invitation):
    accept_invitation(invitation, make_user())
    with pytest.raises(InvitationClosedError):
        accept_invitation(invitation, make_user())
    assert Membership.objects.filter(partner=invitation.partner).count() == 1


def test_only_the_newest_link_works(client, invitation):
    old = link_in_mail()
    send_invitation(invitation)
    assert template_of(client.get(old)) == "account/invitation_gone.html"
    assert template_of(client.get(link_in_mail())) == "account/invitation.html"


def test_link_lives_for_a_day(client, invitation, monkeypatch):
    link = link_in_mail()
    now = timezone.now().timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: now + 24 * 3600 - 60)
    assert template_of(client.get(link)) == "account/invitation.html"
    monkeypatch.setattr(signing.time, "time", lambda: now + 24 * 3600 + 60)
    assert template_of(client.get(link)) == "account/invitation_gone.html"


@pytest.mark.parametrize("values", [{"withdrawn_on": "2020-01-01"}, {"expires_on": "2020-01-01"}])
def test_link_of_a_closed_invitation_leads_nowhere(client, invitation, values):
    link = link_in_mail()
    Invitation.objects.update(**values)
    assert template_of(client.get(link)) == "account/invitation_gone.html"


@pytest.mark.parametrize("code", ["", "x", "1:2:3", "9" * 400])
def test_wrong_links_look_like_used_ones(client, code):
    assert template_of(client.get(reverse("invitation"), {"code": code})) == "account/invitation_gone.html"


def test_code_stands_in_the_query_only(invitation):
    path, _mark, query = link_in_mail().partition("?")
    assert (path, query.startswith("code=")) == ("/konto/einladung/", True)


def test_new_link_goes_to_invited_addresses_only_and_the_answer_is_the_same(client, invitation):
    mails, answers = [], []
    for email in ("neu@example.org", "fremd@example.org"):
        before = OutgoingMail.objects.count()
        response = client.post(reverse("invitation"), {"email": email})
        answers.append([line for line in response.content.decode().splitlines() if "csrf" not in line])
        mails.append(OutgoingMail.objects.count() - before)
    assert (mails, answers[0]) == ([1, 0], answers[1])
    assert OutgoingMail.objects.latest("pk").to == "neu@example.org"


def test_new_links_cannot_be_asked_for_at_will(client, invitation):
    answers = [client.post(reverse("invitation"), {"email": "neu@example.org"}).status_code for _number in range(4)]
    assert answers == [200, 200, 200, 429]


def test_weak_password_is_refused_by_name(client, invitation):
    for password in ("kurz", "passwort1234", "netzwerk2026!", "neu@example.org"):
        form = client.post(link_in_mail(), NEW | {"password1": password}).context["form"]
        assert list(form.errors) == ["password1"], password


def test_somebody_with_an_account_logs_in_and_accepts_with_one_press(invitation):
    person = make_person(email="neu@example.org")
    link = link_in_mail()
    client = log_in(person)
    assert template_of(client.get(link)) == "account/invitation_accept.html"
    assert client.post(link).headers["Location"] == reverse("workspace")
    assert list(Membership.objects.values_list("user", "partner")) == [(person.pk, invitation.partner_id)]


def test_account_of_the_address_is_needed(client, client_of, invitation):
    make_person(email="neu@example.org")
    link = link_in_mail()
    for other in (client, client_of("editor")):
        assert other.post(link, NEW).status_code == 200
    assert Membership.objects.filter(partner=invitation.partner).count() == 0


def test_coordinator_is_invited_without_a_partner(client):
    invite(email="koordination@example.net", by=make_user())
    client.post(link_in_mail(), NEW)
    assert get_user_model().objects.get(email="koordination@example.net").is_staff is True


def test_colleague_who_had_left_comes_back(invitation):
    person = make_user()
    day = timezone.localdate()
    Membership.objects.create(user=person, partner=invitation.partner, until=day, since=day)
    accept_invitation(invitation, person)
    assert Membership.objects.get(user=person).until is None


def test_manager_who_is_invited_as_an_editor_stays_a_manager(invitation):
    person = make_user()
    Membership.objects.create(user=person, partner=invitation.partner, role="manager")
    accept_invitation(invitation, person)
    assert list(person.memberships.values_list("role", "moderates")) == [("manager", True)]


def test_second_invitation_renews_the_open_one(invitation):
    again = invite(email="neu@example.org", by=None, partner=invitation.partner, role="manager")
    assert (again.pk, again.role, Invitation.objects.count()) == (invitation.pk, "manager", 1)
    assert code_of(again) != code_of(invitation)


def test_invitation_has_no_word_of_the_mail_in_the_log(client, invitation, caplog):
    client.get(link_in_mail())
    client.get("/konto/einladung/nicht-da/")
    assert "neu@example.org" not in caplog.text
    assert code_of(invitation).split(":")[1] not in caplog.text
    assert Partner.objects.count() == 1
