"""Naming those of one's own team who alone may open a referral."""

import pytest
from django.test import Client
from django.urls import reverse

from partners.models.membership import Role
from referrals.models import Access, Reader, Status
from tests.factories import make_membership, make_user
from tests.referrals.rows import CONCERN, NAME, PHONE, acting, make_referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def referral():
    return make_referral(Status.SENT)


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def name(referral, user, *people):
    data = {"people": [person.pk for person in people]}
    return browser(user).post(reverse("referrals:readers", args=[referral.number]), data)


def opens(referral, user) -> bool:
    return browser(user).get(referral.get_absolute_url()).status_code == 200


def test_named_people_alone_open_it_on_their_side(referral):
    own, colleague = referral.recipient.memberships.get(), make_membership(partner=referral.recipient)
    assert opens(referral, colleague.user)
    assert name(referral, own.user, own).url == referral.get_absolute_url()
    assert (opens(referral, own.user), opens(referral, colleague.user)) == (True, False)
    assert opens(referral, acting(referral.sender).user)  # the other side is not concerned
    assert Access.objects.filter(subject=referral.number, what="readers", partner=referral.recipient).count() == 1
    assert name(referral, own.user).status_code == 302  # nobody named: everybody again
    assert opens(referral, colleague.user)


def test_who_names_others_stays_among_them(referral):
    own, colleague = referral.sender.memberships.get(), make_membership(partner=referral.sender)
    answer = name(referral, own.user, colleague)
    assert (answer.status_code, set(answer.context["form"].errors), Reader.objects.count()) == (200, {"people"}, 0)


def test_manager_may_leave_herself_out_is_told_and_may_name_anew(referral):
    manager = make_membership(partner=referral.sender, role=Role.MANAGER)
    own = referral.sender.memberships.exclude(pk=manager.pk).get()
    assert name(referral, manager.user, own).url == reverse("referrals:inbox")
    assert not opens(referral, manager.user)
    page = browser(manager.user).get(reverse("referrals:readers", args=[referral.number]))
    assert page.status_code == 200
    assert [word for word in (NAME, PHONE, CONCERN) if word in page.content.decode()] == []
    name(referral, manager.user, own, manager)
    assert opens(referral, manager.user)


def test_last_named_person_who_is_deleted_leaves_it_to_the_managers(referral):
    named, colleague = (make_membership(partner=referral.recipient) for _time in range(2))
    manager = make_membership(partner=referral.recipient, role=Role.MANAGER)
    assert name(referral, manager.user, named).status_code == 302
    named.user.delete()
    assert (opens(referral, colleague.user), opens(referral, manager.user)) == (False, True)


def test_named_person_who_is_deleted_leaves_it_to_the_others_named(referral):
    named, other, colleague = (make_membership(partner=referral.recipient) for _time in range(3))
    Reader.objects.bulk_create(Reader(referral=referral, membership=row) for row in (named, other))
    named.delete()
    assert (list(referral.readers.values_list("membership", flat=True)), opens(referral, colleague.user)) == (
        [other.pk], False,
    )  # fmt: skip


def test_people_of_others_are_refused(referral):
    own, foreign = referral.sender.memberships.get(), referral.recipient.memberships.get()
    blind = make_membership(partner=referral.sender, reads_referrals=False)
    gone = make_membership(make_user(is_active=False), referral.sender)
    page = browser(own.user).get(reverse("referrals:readers", args=[referral.number]))
    assert list(page.context["form"].fields["people"].queryset) == [own]
    for person in (foreign, blind, gone):
        answer = name(referral, own.user, own, person)
        assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"people"})
    assert Reader.objects.count() == 0


def test_each_side_names_its_own_people_only(referral):
    sender, recipient = referral.sender.memberships.get(), referral.recipient.memberships.get()
    name(referral, sender.user, sender)
    name(referral, recipient.user, recipient)
    name(referral, sender.user)
    assert list(Reader.objects.values_list("membership", flat=True)) == [recipient.pk]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGER])
def test_others_cannot_name_anybody(referral, role):
    stranger = make_membership(role=role)
    assert name(referral, stranger.user, stranger).status_code == 404
    draft = make_referral(Status.DRAFT)
    manager = make_membership(partner=draft.recipient, role=role)
    assert name(draft, manager.user, manager).status_code == 404  # it was never sent to her
    assert Reader.objects.count() == 0
