"""Consent is an object: how long it holds, what it says, how it is recorded, renewed, printed and taken back."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from referrals.consents import consent_text, last_possible_day, record_consent, revoke_consent
from referrals.models import Access, Consent, ConsentWording, Status
from referrals.workflow import NotPossibleError, StepNotOpenError
from tests.factories import make_offer
from tests.referrals.forms_filled import send, statuses
from tests.referrals.rows import CONCERN, NAME, acting, give_consent, make_inbox, make_referral

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
RELEASE = {"name": None, "phone": None, "concern": None, "contact_way": None}  # no fields of this form


def browser(partner):
    client = Client()
    client.force_login(partner.memberships.first().user)
    return client


def address_of(referral, name="consent"):
    return reverse(f"referrals:{name}", args=[referral.number])


YEAR = relativedelta(months=12)


@pytest.mark.parametrize(
    ("form", "length"), [("spoken", timedelta(days=14)), ("paper", YEAR), ("screen", YEAR), ("code", YEAR)]
)
def test_consent_holds_only_so_long(form, length):
    latest = TODAY() + length
    assert last_possible_day(form, TODAY()) == latest
    referral = make_referral()
    with pytest.raises(NotPossibleError):
        give_consent(referral, form=form, witness="Alex", valid_until=latest + timedelta(days=1))
    assert give_consent(referral, form=form, witness="Alex").valid_until == latest


def test_consent_is_neither_of_tomorrow_nor_about_nothing():
    referral = make_referral()
    for wrong in ({"given_on": TODAY() + timedelta(days=1)}, {"facts": []}):
        with pytest.raises(NotPossibleError):
            give_consent(referral, **wrong)
    assert Consent.objects.count() == 0


def test_paper_has_a_keeper():
    referral = make_referral()
    with pytest.raises(IntegrityError), transaction.atomic():
        give_consent(referral, form="paper")


@pytest.mark.parametrize("status", [Status.SENT, Status.QUESTION, Status.DECLINED, Status.WITHDRAWN])
def test_consent_is_recorded_only_where_it_is_needed(status):
    referral = make_referral(status)
    with pytest.raises(StepNotOpenError):
        give_consent(referral)


def test_words_name_everything_and_the_wording_of_their_day():
    wording = "%(sender)s an %(recipient)s für %(purpose)s: %(facts)s bis %(until)s"
    ConsentWording.objects.create(version=7, text=wording, valid_from=TODAY())
    ConsentWording.objects.create(version=8, text="%(sender)s", valid_from=TODAY() + timedelta(days=1))
    offer, third = make_offer(title="Beratung", partner=make_inbox(name="B")), make_inbox(name="C")
    referral = make_referral(sender=make_inbox(name="A"), recipient=offer.partner, offer=offer)
    day = timezone.datetime(2026, 3, 5).date()
    text = consent_text(referral, ["concern", "phone"], day, forward_to=third)
    assert text == (
        "A an B für das Angebot „Beratung“: Telefon und worum es geht bis 5. März 2026\n\n"
        "Eine Ausnahme gibt es: B darf diese Angaben an C weitergeben."
    )  # fmt: skip
    assert give_consent(referral).wording.version == 7


@pytest.mark.parametrize("status", [Status.SENT, Status.ACCEPTED, Status.IN_PROGRESS])
def test_revoked_consent_withdraws_at_once(status):
    referral = make_referral(status)
    referral = revoke_consent(referral, by=acting(referral.sender))
    consent = Consent.objects.get()
    assert (referral.status, referral.reason.code, consent.revoked_by) == ("withdrawn", "revoked", "login")
    assert browser(referral.recipient).get(referral.get_absolute_url()).status_code == 404


def test_staff_takes_a_consent_back_only_when_sure():
    referral = make_referral(Status.SENT)
    client = browser(referral.sender)
    page = client.post(address_of(referral), {"revoke": "1"})
    assert (set(page.context["revoke"].errors), statuses()) == ({"is_sure"}, ["sent"])
    client.post(address_of(referral), {"revoke": "1", "is_sure": "on"})
    assert statuses() == ["withdrawn"]


def test_paper_comes_back_and_the_draft_is_sent():
    referral = make_referral()
    client = browser(referral.sender)
    blank = client.get(address_of(referral, "consent-print"))
    assert blank.context["asked"] == ["Name oder Rufname", "Telefon", "worum es geht"]
    send(client, address_of(referral), given="paper", witness="Alex Muster", send="1", released=["concern"], **RELEASE)
    consent = Consent.objects.get()
    assert (statuses(), consent.facts, consent.witness, consent.giver) == (["sent"], ["concern"], "Alex Muster", NAME)
    record = client.get(address_of(referral, "consent-print")).content.decode()
    assert (consent.text.splitlines()[0] in record, "Alex Muster" in record, NAME in record) == (True, True, False)
    assert Access.objects.filter(what="print", partner=referral.sender).count() == 2


def test_consent_is_recorded_without_sending():
    referral = make_referral(Status.AWAITING_CONSENT)
    send(browser(referral.sender), address_of(referral), **RELEASE)
    assert (statuses(), Consent.objects.count()) == (["awaiting_consent"], 1)


def test_running_referral_gets_a_new_consent():
    referral = make_referral(Status.ACCEPTED)
    first = referral.consent
    send(browser(referral.sender), address_of(referral), released=["name"], **RELEASE)
    referral.refresh_from_db()
    assert (referral.consent != first, referral.consent.facts, referral.status) == (True, ["name"], "accepted")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"given": "paper"}, "witness"),
        ({"given": "spoken", "witness": "A", "valid_until": (TODAY() + timedelta(days=15)).isoformat()}, "valid_until"),
        ({"given": "spoken", "witness": "A", "given_on": (TODAY() - timedelta(days=15)).isoformat()}, "valid_until"),
        ({"valid_until": (TODAY() + relativedelta(months=12, days=1)).isoformat()}, "valid_until"),
        ({"given_on": (TODAY() + timedelta(days=1)).isoformat()}, "given_on"),
        ({"released": []}, "released"),
        ({"given": "code"}, "given"),
    ],
)
def test_form_says_what_is_wrong_with_a_consent(wrong, field):
    referral = make_referral()
    page = send(browser(referral.sender), address_of(referral), **RELEASE | {"send": "1"} | wrong)
    assert (set(page.context["form"].errors), statuses()) == ({field}, ["draft"])


def test_recipient_prints_what_was_agreed_and_no_empty_form():
    referral = make_referral(Status.SENT)
    client = browser(referral.recipient)
    page = client.get(address_of(referral, "consent-print") + "?leer=1")
    assert page.context["given"] == referral.consent
    assert CONCERN not in page.content.decode()
    assert Access.objects.get(what="print").partner == referral.recipient
    declined = make_referral(Status.DECLINED, recipient=referral.recipient)
    assert client.get(address_of(declined, "consent-print")).status_code == 409


def test_third_partner_can_be_named():
    referral, third = make_referral(), make_inbox()
    page = browser(referral.sender).get(address_of(referral))
    offered = page.context["form"].fields["forward_to"].queryset
    assert (third in offered, referral.sender in offered, referral.recipient in offered) == (True, False, False)
    send(browser(referral.sender), address_of(referral), forward_to=third.pk, **RELEASE)
    assert Consent.objects.get().may_forward_to == third


def test_consent_for_a_body_outside_is_not_asked():
    sender = make_inbox()
    browser(sender).post(reverse("referrals:new") + "?ausserhalb=1", {"outside_body": "Amt", "next_steps": "Hin."})
    referral = sender.sent_referrals.get()
    client = browser(sender)
    assert [client.get(address_of(referral, name)).status_code for name in ("consent", "consent-print")] == [409, 409]
    with pytest.raises(StepNotOpenError):
        record_consent(referral, form="screen", facts=["name"], given_on=TODAY())
