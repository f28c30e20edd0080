"""Values that nobody means: they are refused beside their field, never by an error page."""

import pytest
from django.urls import reverse

from referrals.models import Consent
from tests.factories import make_field
from tests.referrals.forms_filled import filled
from tests.referrals.rows import acting, make_inbox, make_network, make_referral

pytestmark = pytest.mark.django_db
LAST_DAY = "9999-12-31"


@pytest.fixture(autouse=True)
def _network():
    make_network()


@pytest.mark.parametrize("given", ["screen", "spoken"])
def test_consent_of_the_last_day_there_is_is_refused_on_its_page(client, given):
    referral = make_referral()
    client.force_login(acting(referral.sender).user)
    form = filled(given=given, given_on=LAST_DAY, witness="Frau Muster")
    response = client.post(reverse("referrals:consent", args=[referral.number]), form)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["given_on"])
    assert Consent.objects.count() == 0


@pytest.mark.parametrize(("button", "status", "errors"), [("", 200, ["given_on"]), ("draft", 302, None)])
def test_consent_of_the_last_day_there_is_is_refused_for_a_new_referral(client, button, status, errors):
    sender, recipient = make_inbox(), make_inbox()
    client.force_login(sender.person)
    form = filled(given_on=LAST_DAY, policy_field=make_field().pk) | ({button: "1"} if button else {})
    response = client.post(f"{reverse('referrals:new')}?partner={recipient.slug}", form)
    found = list(response.context["form"].errors) if response.context else None
    assert (response.status_code, found) == (status, errors)
