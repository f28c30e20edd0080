"""The slip: a code that is shown once and stored nowhere, and what comes next."""

import pytest
from django.test import Client
from django.urls import reverse

from network_portal.once import new_token
from referrals.codes import hash_of, plain
from referrals.handing import Target, start_referrals
from referrals.models import Access, Referral, Status
from tests.referrals.rows import CONCERN, CONTENT, NAME, PHONE, acting, make_inbox, make_referral

pytestmark = pytest.mark.django_db


def browser(partner):
    client = Client()
    client.force_login(partner.memberships.first().user)
    return client


def slip_of(referral, token=None):
    address = reverse("referrals:slip", args=[referral.number])
    return browser(referral.sender).post(address, {"once": token or new_token()})


def test_slip_shows_a_code_of_which_only_a_hash_is_stored():
    referral = make_referral(Status.SENT)
    page = slip_of(referral)
    referral.refresh_from_db()
    code = plain(page.context["code"])
    assert referral.code_hash == hash_of(code)
    assert Access.objects.get(what="slip").partner == referral.sender
    text = page.content.decode()
    assert [word in text for word in (NAME, PHONE, CONCERN)] == [False] * 3
    assert (page.context["address"].endswith("/meine-vermittlung/"), page.context["qr"].size > 0) == (True, True)


def test_same_form_shows_the_same_code_and_a_new_one_another():
    referral, token = make_referral(Status.SENT), new_token()
    codes = [slip_of(referral, token).context["code"] for _time in range(2)] + [slip_of(referral).context["code"]]
    assert (codes[0] == codes[1], codes[1] == codes[2]) == (True, False)
    assert Referral.objects.get().code_hash == hash_of(plain(codes[2]))


def test_one_slip_counts_for_all_that_were_asked_together():
    sender = make_inbox()
    rows = start_referrals(
        [Target(make_inbox()), Target(make_inbox())], sender=sender, by=acting(sender), content=CONTENT
    )
    Referral.objects.update(status="awaiting_consent")
    page = slip_of(rows[0])
    assert [row for row, _words in page.context["lines"]] == rows
    assert set(Referral.objects.values_list("code_hash", flat=True)) == {hash_of(plain(page.context["code"]))}


def test_body_outside_has_its_next_steps_on_the_slip():
    sender = make_inbox()
    browser(sender).post(
        reverse("referrals:new") + "?ausserhalb=1", {"outside_body": "Familienkasse", "next_steps": "Antrag mitnehmen."}
    )
    text = slip_of(Referral.objects.get()).content.decode()
    assert ["Familienkasse" in text, "Antrag mitnehmen." in text, "116 016" in text] == [True] * 3


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_nothing_to_follow_has_no_slip(status):
    referral = make_referral(status)
    assert slip_of(referral).status_code == 409
    assert Referral.objects.get().code_hash == ""


def test_form_without_its_mark_makes_no_code():
    referral = make_referral(Status.SENT)
    assert browser(referral.sender).post(reverse("referrals:slip", args=[referral.number])).status_code == 400
    assert Referral.objects.get().code_hash == ""


def test_looking_at_the_page_makes_no_code():
    referral = make_referral(Status.SENT)
    assert browser(referral.sender).get(reverse("referrals:slip", args=[referral.number])).status_code == 200
    assert Referral.objects.get().code_hash == ""
