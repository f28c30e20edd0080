"""Rows for tests of referrals: each is brought into its status by the steps that lead there, as people would."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from partners.models import Network
from partners.models.choices import FederalState
from referrals.actors import THE_PORTAL, by_login
from referrals.consents import record_consent
from referrals.handing import Target, start_referrals
from referrals.models import Reason, Status
from referrals.workflow import take_step
from tests.factories import make_field, make_membership, make_partner

NAME, PHONE, CONCERN = "Kim Beispiel", "0152 28817386", "Die Miete ist zu hoch."
CONTENT = {"name": NAME, "phone": PHONE, "concern": CONCERN, "contact_way": "phone"}
# The steps that lead from a draft into each status.
WAYS = {
    Status.DRAFT: [],
    Status.AWAITING_CONSENT: ["ask_consent"],
    Status.SENT: ["send"],
    Status.QUESTION: ["send", "ask"],
    Status.WAITLISTED: ["send", "waitlist"],
    Status.ACCEPTED: ["send", "accept"],
    Status.IN_PROGRESS: ["send", "accept", "contact"],
    Status.COMPLETED: ["send", "accept", "contact", "complete"],
    Status.UNMET: ["send", "accept", "give_up"],
    Status.DECLINED: ["send", "decline"],
    Status.WITHDRAWN: ["send", "withdraw"],
    Status.EXPIRED: ["send", "expire"],
}
REASONS = {
    "complete": ("outcome", "helped"),
    "give_up": ("unmet", "moved_away"),
    "decline": ("decline", "no_capacity"),
    "withdraw": ("withdrawal", "sender_decided"),
}
SENDERS_STEPS = {"ask_consent", "back", "send", "answer", "withdraw", "settle"}
_numbers = count(1)


def make_network(state=FederalState.BB, **values):
    """The network, with the Land that decides its working days."""
    return Network.objects.update_or_create(pk=1, defaults={"name": "Netzwerk", "state": state, **values})[0]


def make_inbox(**values):
    """A partner that takes referrals, with somebody who works there: ``partner.person``."""
    number = next(_numbers)
    partner = make_partner(**{"takes_referrals": True, "inbox_email": f"post-{number}@example.org"} | values)
    partner.person = make_membership(partner=partner).user
    return partner


def acting(partner):
    """Somebody who works for the partner and has logged in."""
    membership = partner.memberships.first() or make_membership(partner=partner)
    return by_login(membership.user)


def give_consent(referral, **values):
    """A consent on this screen for everything, given today."""
    facts = {"form": "screen", "facts": ["name", "phone", "concern"], "given_on": timezone.localdate(), "giver": NAME}
    return record_consent(referral, **facts | values)


def make_referral(status=Status.DRAFT, *, sender=None, recipient=None, content=None, now=None, **values):
    """A referral in that status, from and to partners with one person each. ``now``: when all of its steps happened."""
    sender, recipient = sender or make_inbox(), recipient or make_inbox()
    values.setdefault("policy_field", make_field())
    target = Target(recipient, values.pop("offer", None))
    people = {partner: acting(partner) for partner in (sender, recipient)}
    (referral,) = start_referrals([target], sender=sender, by=people[sender], content=content or CONTENT, **values)
    if now:
        type(referral).objects.filter(pk=referral.pk).update(created_at=now, since=now)
    for name in WAYS[status]:
        if name == "send":
            day = timezone.localdate(now)
            give_consent(referral, given_on=min(day, timezone.localdate()), valid_until=day + timedelta(days=300))
        actor = THE_PORTAL if name == "expire" else people[sender if name in SENDERS_STEPS else recipient]
        referral = step(referral, name, by=actor, now=now)
    return referral


def step(referral, name, *, by, now=None, **values):
    """Take a step with whatever it needs."""
    day = timezone.localdate(now)
    needs = {"ask": {"note": "Wann passt es?"}, "answer": {"note": "Mittags."}, "waitlist": {"waitlist_place": 3},
             "contact": {"first_contact_on": day}}.get(name, {})  # fmt: skip
    if name in REASONS:
        kind, code = REASONS[name]
        needs = {"reason": Reason.objects.get(kind=kind, code=code)}
    return take_step(referral, name, by=by, now=now, **needs | values)
