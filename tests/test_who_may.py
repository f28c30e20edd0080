"""The table in docs/who-may.md, asked line by line: every private address, in every method, as everybody."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from offers.models import ErrorReport
from partners.models import Invitation, Network, Partner
from referrals.models import ChainStatus, FollowUp, Inquiry, Status
from tests.addresses import private_addresses
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_membership,
    make_offer,
    make_partner,
    make_topic,
)
from tests.referrals.chain_rows import accompanied, make_chain, step_referral
from tests.referrals.rows import make_referral

TEXT = (Path(__file__).resolve().parent.parent / "docs" / "who-may.md").read_text(encoding="utf-8")
LINES = [[cell.strip(" `") for cell in line.strip("| ").split("|")] for line in re.findall(r"^\| .*", TEXT, re.M)]
PEOPLE = LINES[0][1:]
TABLE = {line[0]: dict(zip(PEOPLE, line[1:], strict=True)) for line in LINES[2:]}
OWN_ACCOUNT = ("account", "sign-ins", "mfa_")  # each person's own, whoever she is
METHODS = ["get", "post", "put", "delete"]
OF_AN_INQUIRY = {"referrals:inquiry", "referrals:propose"}
# In which status a chain with this partner has the page; or one of its steps, where somebody is accompanied.
OF_A_CHAIN = {
    "referrals:own-chain": ChainStatus.ASKED, "referrals:chain-gaps": ChainStatus.IN_FORCE,
    "referrals:accompany": ChainStatus.IN_FORCE,
}  # fmt: skip
OF_AN_ACCOMPANIMENT = {
    "referrals:accompaniment", "referrals:accompaniment-end", "referrals:next-step", "referrals:step-note",
    "referrals:attach", "referrals:detach", "referrals:go-over",
}  # fmt: skip
# In which state a referral has the page.
OF_A_REFERRAL = {
    "referrals:detail": Status.SENT, "referrals:message": Status.SENT, "referrals:readers": Status.SENT,
    "referrals:step": Status.SENT, "referrals:share-reason": Status.DECLINED, "referrals:edit": Status.DRAFT,
    "referrals:consent": Status.SENT, "referrals:consent-print": Status.SENT, "referrals:slip": Status.SENT,
    "referrals:refer-on": Status.DECLINED, "referrals:forward": Status.SENT, "referrals:check-in": Status.COMPLETED,
    "referrals:contradiction": Status.COMPLETED,
}  # fmt: skip


class World:
    """One partner with a row of each kind, and another that moderates the field of its offer."""

    def __init__(self):
        self.partner, self.moderator = make_partner(), make_partner()
        field = make_field(moderator=self.moderator)
        place, contact = make_location(self.partner), make_contact(self.partner)
        topics = [make_topic(policy_field=field)]
        self.offer = make_offer(
            partner=self.partner, policy_field=field, topics=topics, locations=[place], contacts=[contact]
        )
        type(self.offer).objects.filter(pk=self.offer.pk).update(changed_unseen_at=timezone.now())
        file = ContentFile(b"%PDF-", name="antrag.pdf")
        link = self.offer.links.create(title="Antrag", file=file, file_type="PDF", file_size=5)
        report = ErrorReport.objects.create(offer=self.offer, kind="phone", token="a" * 32)
        invitation = Invitation.objects.create(email="neu@example.org", partner=self.partner)
        colleague = make_membership(partner=self.partner)
        slug, offer = {"slug": self.partner.slug}, {"pk": self.offer.pk}
        of_partner = {"partner": self.partner.slug}
        self.arguments = {
            "offers:new": of_partner, "offers:import": of_partner, "offers:export": of_partner,
            "offers:edit": offer | {"section": "what"},
            "offers:preview-file": offer | {"link": link.pk},
            "offers:version": offer | {"version": self.offer.history.first().pk},
            "offers:step": offer | {"name": "archive"},
            "offers:report-answer": {"pk": report.pk},
            "partners:location-edit": slug | {"pk": place.pk}, "partners:location-delete": slug | {"pk": place.pk},
            "partners:contact-edit": slug | {"pk": contact.pk}, "partners:contact-delete": slug | {"pk": contact.pk},
            "partners:invitation-remind": slug | {"pk": invitation.pk},
            "partners:invitation-withdraw": slug | {"pk": invitation.pk},
            "partners:member": slug | {"pk": colleague.pk},
            "reports:figure-file": {"key": "stand", "kind": "csv"}, "reports:funder-file": {"kind": "docx"},
        }  # fmt: skip
        for name in ("workspace", "preview", "versions", "copy", "change"):
            self.arguments[f"offers:{name}"] = offer

    def address(self, name) -> str:
        """The address of a page about this partner."""
        if name.startswith("referrals:"):
            return reverse(name, kwargs=self.referral_arguments(name))
        if name in self.arguments:
            return reverse(name, kwargs=self.arguments[name])
        return reverse(name, kwargs={"slug": self.partner.slug} if name.startswith("partners:") else {})

    def referral_arguments(self, name) -> dict:
        """What the address of a referral needs that the partner has sent, in a state in which there is such a page.

        Handing on is what its recipient does.
        """
        if name in OF_AN_INQUIRY:
            return {"number": Inquiry.objects.create(partner=self.partner, code_hash=name).number}
        if name == "referrals:desk":
            Network.objects.create(name="Netzwerk", desk=self.partner)
        if name in OF_A_CHAIN:
            return {"slug": make_chain(OF_A_CHAIN[name], partners=[self.partner]).slug}
        if name in OF_AN_ACCOMPANIMENT:
            return self.accompaniment_arguments(name)
        if name not in OF_A_REFERRAL:
            return {}
        field, side = self.offer.policy_field, "recipient" if name == "referrals:forward" else "sender"
        Partner.objects.filter(pk=self.partner.pk).update(takes_referrals=True, inbox_email="post@example.org")
        self.partner.refresh_from_db()
        referral = make_referral(OF_A_REFERRAL[name], policy_field=field, **{side: self.partner})
        return self.more_arguments(name, referral)

    def accompaniment_arguments(self, name) -> dict:
        """The number of somebody whom this partner accompanies, and what else the pages name."""
        chain = make_chain(ChainStatus.IN_FORCE)
        row, first = accompanied(chain, self.partner), chain.steps.first()
        step, more = {"key": first.pk}, {}
        if name == "referrals:detach":
            sent = step_referral(row, first, Status.SENT)
            more = {"referral": sent.number}
        more |= {
            "referrals:next-step": step, "referrals:attach": step, "referrals:step-note": step | {"kind": "done"},
        }.get(name, {})  # fmt: skip
        return {"number": row.number} | more

    @staticmethod
    def more_arguments(name, referral) -> dict:
        """The number of the referral, and what else its pages name."""
        if name == "referrals:contradiction":
            return {
                "pk": FollowUp.objects.create(referral=referral, kind="contradiction", due_on=timezone.localdate()).pk
            }
        if name == "referrals:check-in":
            referral.follow_ups.update(due_on=timezone.localdate())
            return {"number": referral.number, "pk": referral.follow_ups.first().pk}
        return {"number": referral.number} | ({"name": "withdraw"} if name == "referrals:step" else {})

    def client(self, person, client_of):
        """The browser of one of ``PEOPLE``."""
        partners = {"editor": self.partner, "manager": self.partner, "moderator": self.moderator}
        return client_of("manager" if person == "elsewhere" else person, partners.get(person))


def answer_to(client, method, address) -> str:
    """What became of a request, in the words of the table; “no method” for 405. Nothing it did stays done."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return "login"
    return {404: "404", 405: "no method"}.get(response.status_code, "yes" if response.status_code < 500 else "broken")


def test_table_names_every_private_address():
    assert set(TABLE) == {name for name in private_addresses() if not name.startswith(OWN_ACCOUNT)}


def faults_of(expected, answers) -> list[str]:
    """What is wrong with the answers by method, where the table says ``expected``."""
    # A list of one's own rows opens for everybody; sent without a row of hers it knows nothing.
    allowed = {"own": {"yes", "404"}}.get(expected, {expected})
    # A method that an address does not have says nothing about its rows.
    given = {method: answer for method, answer in answers.items() if answer != "no method"}
    faults = [f"{method}: {answer}" for method, answer in given.items() if answer not in allowed]
    if expected == "own" and answers["get"] != "yes":
        faults.append(f"its page: {answers['get']}")
    return faults or ([] if given else ["has no method"])


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The rows that all addresses name, and the addresses: made once, since no answer changes them for good."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        yield world, {name: world.address(name) for name in TABLE}
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("person", PEOPLE)
def test_person_gets_the_answers_of_the_table(client_of, world, person):
    (world, addresses), faults = world, {}
    client = world.client(person, client_of)
    cookies = client.cookies.output(header="", sep=";")
    for name, line in TABLE.items():
        answers = {method: answer_to(client, method, addresses[name]) for method in METHODS}
        client.cookies.load(cookies)  # what a request changed in the database is undone, and so in the browser
        faults[name] = faults_of(line[person], answers)
    assert {name: fault for name, fault in faults.items() if fault} == {}
