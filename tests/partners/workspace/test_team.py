"""Colleagues: invited, promoted, seen off."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from partners.colleagues import change_role, see_off
from partners.models import Invitation, Membership
from partners.models.membership import Role
from tests.factories import make_field, make_membership, make_offer, make_partner, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LAST_WEEK = TODAY - timedelta(days=7)


def member(partner, **values):
    return make_membership(partner=partner, since=LAST_WEEK, **values)


def test_invitation_and_its_mail_are_made_together(client_of):
    client = client_of("manager", partner := make_partner())
    answers = {"name": "Kim Beispiel", "email": "kim@example.org", "role": "editor"}
    assert client.post(reverse("partners:invite", args=[partner.slug]), answers).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.partner, invitation.invited_by, invitation.role) == (partner, client.user, "editor")
    assert list(OutgoingMail.objects.values_list("name", "to")) == [("invitation", "kim@example.org")]
    response = client.post(reverse("partners:invite", args=[partner.slug]), answers)
    assert list(response.context["form"].errors) == ["email"]
    assert OutgoingMail.objects.count() == 1


def test_right_to_moderate_is_asked_for_only_where_the_partner_moderates(client_of):
    client = client_of("manager", partner := make_partner())
    address = reverse("partners:invite", args=[partner.slug])
    assert "moderates" not in client.get(address).context["form"].fields
    make_field(moderator=partner)
    assert "moderates" in client.get(address).context["form"].fields


def test_reminder_opens_an_old_invitation_anew_once_a_day(client_of):
    client = client_of("manager", partner := make_partner())
    old = Invitation.objects.create(partner=partner, email="kim@example.org", expires_on=LAST_WEEK)
    for _press in range(2):
        client.post(reverse("partners:invitation-remind", args=[partner.slug, old.pk]))
    assert list(Invitation.objects.open()) == [old]
    assert [mail.name for mail in OutgoingMail.objects.all()] == ["invitation_reminder"]


def test_withdrawn_invitation_is_closed(client_of):
    client = client_of("manager", partner := make_partner())
    row = Invitation.objects.create(partner=partner, email="kim@example.org")
    client.post(reverse("partners:invitation-withdraw", args=[partner.slug, row.pk]))
    assert not Invitation.objects.open().exists()
    assert client.post(reverse("partners:invitation-remind", args=[partner.slug, row.pk])).status_code == 404


def test_last_manager_stays():
    partner = make_partner()
    manager, editor = member(partner, role=Role.MANAGER), member(partner)
    with pytest.raises(ValidationError):
        change_role(manager, role=Role.EDITOR, moderates=False)
    with pytest.raises(ValidationError):
        see_off(manager, successor=editor.user, by=manager.user)
    change_role(editor, role=Role.MANAGER, moderates=False)
    see_off(manager, by=manager.user)
    assert list(Membership.objects.active().filter(partner=partner)) == [editor]


def test_page_says_why_the_last_manager_stays(client_of):
    client = client_of("manager", partner := make_partner())
    row = Membership.objects.get(user=client.user)
    response = client.post(reverse("partners:member", args=[partner.slug, row.pk]), {"rights": "1", "role": "editor"})
    assert list(response.context["rights"].errors) == ["role"]
    response = client.post(reverse("partners:member", args=[partner.slug, row.pk]), {"leave": "1"})
    assert len(response.context["leaving"].non_field_errors()) == 1


def test_offers_are_handed_over_with_the_membership():
    partner = make_partner()
    manager, leaving = member(partner, role=Role.MANAGER), member(partner)
    person, successor = leaving.user, manager.user
    mine = make_offer(partner=partner, editor=person, deputy_editor=successor)
    deputy = make_offer(partner=partner, editor=make_user(), deputy_editor=person)
    elsewhere = make_offer(editor=person)
    changed = mine.updated_at
    with pytest.raises(ValidationError):
        see_off(leaving, by=successor)
    assert see_off(leaving, successor=successor, by=successor) == 2
    for offer in (mine, deputy, elsewhere):
        offer.refresh_from_db()
    assert (mine.editor, mine.deputy_editor, deputy.deputy_editor) == (successor, None, successor)
    assert (elsewhere.editor, mine.updated_at) == (person, changed)
    assert mine.history.first().history_user == successor
    assert [(mail.name, mail.to) for mail in OutgoingMail.objects.all()] == [("offers_handed_over", successor.email)]


def test_successor_is_a_colleague(client_of):
    client = client_of("manager", partner := make_partner())
    leaving = member(partner)
    offer = make_offer(partner=partner, editor=leaving.user)
    address = reverse("partners:member", args=[partner.slug, leaving.pk])
    for stranger in (make_user(), leaving.user):
        client.post(address, {"leave": "1", "successor": stranger.pk})
    offer.refresh_from_db()
    assert offer.editor == leaving.user
    client.post(address, {"leave": "1", "successor": client.user.pk})
    offer.refresh_from_db()
    assert offer.editor == client.user


def test_whoever_left_sees_nothing_any_more(client_of):
    partner = make_partner()
    member(partner, role=Role.MANAGER)
    client = client_of("editor", partner)
    row = Membership.objects.get(user=client.user)
    address = reverse("partners:member", args=[partner.slug, row.pk])
    assert client.post(address, {"leave": "1"}).status_code == 302
    # Logged out everywhere: there is nothing left to do here.
    assert client.get(reverse("partners:profile", args=[partner.slug])).status_code == 302
    assert not Membership.objects.active().filter(user=client.user).exists()


@pytest.mark.parametrize("count", [1, 4])
def test_team_needs_no_more_queries_for_more_colleagues(client_of, count, django_assert_num_queries):
    client = client_of("manager", partner := make_partner())
    for number in range(count):
        member(partner)
        Invitation.objects.create(partner=partner, email=f"{number}@example.org")
    client.get(reverse("partners:team", args=[partner.slug]))
    with django_assert_num_queries(9):  # two of them for the menu
        client.get(reverse("partners:team", args=[partner.slug]))


def test_manager_says_who_reads_referrals(client_of):
    partner = make_partner()
    client = client_of("manager", partner)
    row = make_membership(partner=partner)
    address = reverse("partners:member", args=[partner.slug, row.pk])
    client.post(address, {"rights": "1", "role": "editor"})
    row.refresh_from_db()
    assert (row.role, row.reads_referrals) == ("editor", False)
    client.post(address, {"rights": "1", "role": "editor", "reads_referrals": "on"})
    row.refresh_from_db()
    assert row.reads_referrals is True
