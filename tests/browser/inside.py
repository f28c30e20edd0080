"""The sample network as those see it who look after entries: people of every kind, and rows in every state."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from offers.models import ErrorReport, Offer, PolicyField
from offers.reviews import code_for
from partners.actions import code_of
from partners.models import Absence, Invitation, Network, Partner
from partners.models.membership import Role
from referrals.accompaniments import note
from referrals.inquiries import ask, reply, reply_as_parent
from referrals.models import Accompaniment, Chain, ChainStatus, Inquiry, Reason, Referral, Status
from tests.browser.sample import KEPT, SENTENCE
from tests.browser.shapes import INQUIRY, WAY
from tests.factories import make_contact, make_location, make_membership, make_offer
from tests.network_portal.accounts.steps import confirm_password, enter_password, make_person
from tests.offers.editing.forms import edit_address, sent_by
from tests.referrals.chain_rows import accompanied, make_chain
from tests.referrals.rows import make_inbox, make_referral

DRAFT = SPARE = 990001  # the keys of the rows that addresses of ``tests.browser.shapes`` name
LONG_AGO = timezone.localdate() - timedelta(days=400)


def make_inside() -> dict[str, Client]:
    """Adds to ``tests.browser.sample.make_network`` what is behind the login; a browser for each kind of person."""
    partner = Partner.objects.get(slug="stelle")
    people = {
        "manager": manager_of(partner),
        "visitor": visitor(),
        "newcomer": newcomer(),
        "passkey": with_passkey(),
        "half-way": at_second_step(),
    }
    make_rows(partner)
    make_entries(partner)
    make_referrals(partner)
    make_ways(partner)
    return people


def make_codes() -> dict[str, str]:
    """What the signed links of mails carry."""
    guest = Invitation.objects.get(pk=KEPT)
    return {"partner": code_for(guest.partner), "guest": code_of(guest)}


def visitor():
    return Client(SERVER_NAME="localhost")  # as the browser calls the server


def client_for(user):
    client = visitor()
    client.force_login(user)
    return client


def manager_of(partner):
    """Leads her organisation, looks after its field, has just confirmed her password."""
    user = make_person(first_name="Anna", last_name="Muster")
    make_membership(user, partner, role=Role.MANAGER, moderates=True)
    make_membership(user, Partner.objects.get(slug="team-nord"))
    client = client_for(user)
    confirm_password(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    return client


def newcomer():
    """Has a password and no second factor yet."""
    user = make_person()
    user.authenticator_set.all().delete()
    client = client_for(user)
    confirm_password(client)
    return client


def with_passkey():
    user = make_person()
    data = {"name": "Handy", "credential": {}}
    Authenticator.objects.create(pk=KEPT, user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    client = client_for(user)
    confirm_password(client)
    return client


def at_second_step():
    """Has entered the password, not yet the code."""
    client = visitor()
    enter_password(client, make_person().email)
    return client


def make_rows(partner):
    """The profile with all it can hold: a deputy, days away, somebody invited, a colleague, rows that nothing names."""
    day = timezone.localdate()
    make_membership(partner=partner, pk=KEPT)
    partner.deputy, partner.inbox_email = make_contact(partner, email="vertretung@example.org"), "buero@example.org"
    partner.save()
    Absence.objects.create(partner=partner, starts_on=day, ends_on=day + timedelta(days=3))
    Invitation.objects.create(pk=KEPT, partner=partner, email="gast@example.org", name="Kim Beispiel")
    make_location(partner, pk=SPARE)
    make_contact(partner, pk=SPARE)
    make_inquiry(partner)


def make_inquiry(partner):
    """A question with an answer, and one more message that waits."""
    ask("1" * 32, text=SENTENCE * 3, partner=partner, policy_field=PolicyField.objects.get(slug="geld"))
    row = Inquiry.objects.get()
    Inquiry.objects.update(number=INQUIRY)
    reply(row, SENTENCE, by=partner.memberships.first().user)
    reply_as_parent(row, SENTENCE, token="2" * 32)


def make_entries(partner):
    """Entries in every state; the one with key ``KEPT`` has all that can wait for somebody."""
    kept, colleague = Offer.objects.get(pk=KEPT), client_for(make_membership(partner=partner).user)
    change(colleague, kept, summary=SENTENCE)
    network = Network.objects.get()
    network.changes_need_approval = True
    network.save()
    change(colleague, kept, title="Ein anderer Titel")
    Offer.objects.filter(pk=KEPT).update(confirmed_on=LONG_AGO, review_step=2)
    words = {"text": SENTENCE, "reply_email": "eltern@example.org"}
    ErrorReport.objects.create(pk=KEPT, offer=kept, kind="phone", due_on=LONG_AGO, **words)
    field = {"partner": partner, "policy_field": kept.policy_field}
    make_offer(pk=DRAFT, title="Entwurf", publication="draft", moderator_note=SENTENCE, **field)
    make_offer(title="Neu", publication="submitted", submitted_on=LONG_AGO, **field)
    make_offer(title="Verborgen", publication="hidden", confirmed_on=LONG_AGO, **field)
    make_offer(title="Fort", publication="deleted", deleted_on=timezone.localdate(), deleted_from="draft", **field)


def make_referrals(partner):
    """Referrals from and to the organisation, under the numbers that addresses name."""
    other = make_inbox(name="Andere Stelle", slug="andere-stelle")
    partner.takes_referrals = True
    partner.save()
    field = Offer.objects.get(pk=KEPT).policy_field
    ways = {
        "AAAAAAAA": (Status.ACCEPTED, other, partner), "BBBBBBBB": (Status.DECLINED, partner, other),
        "CCCCCCCC": (Status.SENT, other, partner), "DDDDDDDD": (Status.COMPLETED, partner, other),
    }  # fmt: skip
    for number, (status, sender, recipient) in ways.items():
        referral = make_referral(status, sender=sender, recipient=recipient, policy_field=field, is_urgent=True)
        Referral.objects.filter(pk=referral.pk).update(number=number)


def make_ways(partner):
    """Somebody who is accompanied on the way of the sample, with a step that goes early; and a way that asks."""
    way = Chain.objects.get(slug="weg")
    row = accompanied(way, partner)
    Accompaniment.objects.filter(pk=row.pk).update(number=WAY)
    first, second = way.steps.all()
    reason = Reason.objects.get(kind="early", code="other")
    note(row, second, "early", reason=reason, by=partner.memberships.first().user, text=SENTENCE)
    other = Partner.objects.get(slug="andere-stelle")
    make_referral(Status.SENT, sender=partner, recipient=other, accompaniment=row, chain_step=first)
    make_chain(ChainStatus.ASKED, slug="gefragt", partners=[partner, other])


def change(client, offer, **answers):
    """Save one section of an offer with these answers."""
    address = edit_address(offer, "what")
    assert client.post(address, sent_by(client, address, **answers)).status_code == 302
