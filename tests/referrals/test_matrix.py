"""Every address of a referral, in every method, as everybody who has nothing to do with it – and as its two sides.

The views are asked directly: a page that is 404 for somebody raises before anything is drawn. That a login is needed
at all is asked by the browser, once for each address.
"""

import itertools

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from network_portal.models import OutgoingMail
from referrals.actors import by_login
from referrals.models import Access, Referral, Status
from referrals.urls import ONE, urlpatterns
from referrals.workflow import STEPS, open_steps
from tests.factories import make_membership, make_user
from tests.referrals.rows import CONCERN, NAME, PHONE, acting, make_inbox, make_referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]
MORE = {"step", "check-in"}  # name something beside the referral
PAGES = [pattern.name for pattern in urlpatterns if str(pattern.pattern).startswith(ONE) and pattern.name not in MORE]
METHODS = ["get", "post"]  # the others are refused before anything is looked up
POSTED = {Status.SENT, Status.IN_PROGRESS, Status.DECLINED}
NOT_FOR_RECIPIENTS = [Status.DRAFT, Status.AWAITING_CONSENT, Status.WITHDRAWN, Status.EXPIRED]
# Written out, so that a change of the table shows here: what each side may do in each status, for a fresh referral.
OPEN = {
    Status.DRAFT: ("ask_consent send withdraw", ""),
    Status.AWAITING_CONSENT: ("back send withdraw", ""),
    Status.SENT: ("withdraw", "accept ask waitlist decline"),
    Status.QUESTION: ("answer withdraw", "decline"),
    Status.WAITLISTED: ("withdraw", "accept check_in decline"),
    Status.ACCEPTED: ("withdraw", "contact complete give_up unaccept"),
    Status.IN_PROGRESS: ("withdraw", "waitlist check_in complete give_up"),
    Status.COMPLETED: ("", ""),
    Status.UNMET: ("settle", ""),
    Status.DECLINED: ("settle", ""),
    Status.WITHDRAWN: ("", ""),
    Status.EXPIRED: ("settle", ""),
}


def addresses(referral, steps=("accept", "withdraw")) -> list[str]:
    """Every page of the referral, and the pages of these steps; all of them have one view."""
    pages = [reverse(f"referrals:{name}", args=[referral.number]) for name in PAGES]
    pages.append(reverse("referrals:check-in", args=[referral.number, 1]))
    return pages + [reverse("referrals:step", args=[referral.number, name]) for name in steps]


def outsiders(referral) -> dict:
    """Everybody who must not even learn that the referral exists."""
    gone = make_membership(make_user(is_active=False), referral.sender).user
    blind = make_membership(partner=referral.recipient, reads_referrals=False).user
    left = make_membership(partner=referral.sender, since="2020-01-01", until="2020-02-01").user
    moderator = make_inbox()
    make_membership(moderator.person, make_inbox(), moderates=True)
    referral.policy_field.moderator = moderator
    referral.policy_field.save()
    return {
        "third partner": make_inbox().person, "deactivated": gone, "reads none": blind, "has left": left,
        "coordinator": make_user(is_staff=True), "administrator": make_user(is_staff=True, is_superuser=True),
        "moderator": moderator.person,
    }  # fmt: skip


def answer_to(user, method, address) -> int:
    """The status of a view's answer, without middleware: 404 is an exception there."""
    request = getattr(RequestFactory(), method)(address)
    request.user, request.session = user, {}
    found = resolve(address)
    try:
        return found.func(request, *found.args, **found.kwargs).status_code
    except Http404:
        return 404


def test_matrix_knows_every_address():
    assert set(PAGES) >= {"detail", "message", "readers", "share-reason", "consent", "slip", "refer-on", "forward"}


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SENT, Status.IN_PROGRESS, Status.DECLINED, Status.WITHDRAWN])
def test_nobody_else_finds_any_address(status):
    referral = make_referral(status)
    before = Referral.objects.values().get()
    found = addresses(referral, STEPS) if status == Status.SENT else addresses(referral)
    for (who, user), address in itertools.product(outsiders(referral).items(), found):
        answers = {answer_to(user, method, address) for method in METHODS}
        assert answers <= {404, 405}, (who, address, answers)
        assert 404 in answers, (who, address, answers)
    assert (Referral.objects.values().get(), Access.objects.count()) == (before, 0)


@pytest.mark.parametrize("status", NOT_FOR_RECIPIENTS)
def test_recipient_finds_no_address_of_what_it_never_had_or_no_longer_has(status):
    referral = make_referral(status)
    user = acting(referral.recipient).user
    for address in addresses(referral):
        assert {answer_to(user, method, address) for method in METHODS} <= {404, 405}, address


@pytest.mark.parametrize("status", Status)
def test_each_side_may_take_exactly_the_steps_of_the_table(status):
    referral = make_referral(status)
    events = referral.events.count()
    for partner, expected in zip((referral.sender, referral.recipient), OPEN[status], strict=True):
        user = acting(partner).user
        assert list(open_steps(referral, by_login(user))) == expected.split()
        for name in set(STEPS) - set(expected.split()) if status in POSTED else ():
            address = reverse("referrals:step", args=[referral.number, name])
            assert answer_to(type(user).objects.get(pk=user.pk), "post", address) in (404, 409), name
    referral.refresh_from_db()
    assert (referral.status, referral.events.count()) == (status, events)


def test_anonymous_is_asked_for_a_login_everywhere():
    referral = make_referral(Status.SENT)
    client = Client()
    for address in [*addresses(referral), reverse("referrals:inbox")]:
        for method in ("get", "post"):
            assert getattr(client, method)(address)["Location"].startswith(reverse("account_login")), address
    assert Access.objects.count() == 0


def test_no_list_page_or_mail_of_others_names_the_parent():
    referral = make_referral(Status.ACCEPTED, is_urgent=True)
    pages = ["workspace", "referrals:inbox", "referrals:inquiries", "referrals:overview", "offers:moderation"]
    people = outsiders(referral)
    del people["deactivated"], people["has left"]
    for (who, user), page in itertools.product(people.items(), pages):
        client = Client()
        client.force_login(user)
        html = client.get(reverse(page)).content.decode()
        assert [word for word in (NAME, PHONE, CONCERN) if word in html] == [], (who, page)
    for mail in OutgoingMail.objects.all():
        assert [word for word in (NAME, PHONE, CONCERN) if word in mail.subject + mail.body] == []
    assert OutgoingMail.objects.count() == 2
