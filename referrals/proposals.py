"""From an inquiry to a referral without telling everything again, and consent that a parent gives with her code."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from offers.models import Offer
from partners.models import Partner
from partners.models.choices import ReferralFact
from referrals import inquiries, inquiry_words
from referrals.actors import by_code, by_login
from referrals.asking import asked_facts
from referrals.codes import hash_of
from referrals.consents import record_consent
from referrals.handing import Target, start_referrals
from referrals.models import Content, Referral, Side, Status
from referrals.models.choices import ConsentForm, ContactWay
from referrals.permissions import visible_referrals
from referrals.workflow import NotPossibleError, StepNotOpenError, lock, take_step

# What a contact wish needs, or nobody could fulfil it.
NEEDED_FOR = {
    ContactWay.PHONE: ReferralFact.PHONE, ContactWay.SMS: ReferralFact.PHONE, ContactWay.EMAIL: ReferralFact.EMAIL,
    ContactWay.POST: ReferralFact.ADDRESS,
}  # fmt: skip


def possible_partners(inquiry):
    """Partners that may be proposed: they take referrals, belong to the network, and are not the one who answers."""
    return Partner.objects.taking_referrals().exclude(pk=inquiry.partner_id)


def possible_offers(inquiry):
    """Published offers of these partners that take referrals."""
    partners = possible_partners(inquiry)
    return Offer.objects.published().filter(takes_referrals=True, partner__in=partners).select_related("partner")


@transaction.atomic
def propose(inquiry, target, *, by, concern="", words="", token="", version=None, now=None) -> Referral:
    """Write a referral that waits for the parent's consent, and tell her in the thread.

    ``by``: a user; ``concern``: what the partner would read; ``words``: to the parent. Raises ``ConflictError`` where
    the thread has changed.
    """
    on = timezone.localdate(now)
    if token and (known := Referral.objects.filter(inquiry=inquiry, token=hash_of(token, "form")).first()):
        return known
    inquiry = inquiries.lock(inquiry, by=by, version=version)
    values = {} if target.offer else {"policy_field": inquiry.policy_field}
    (referral,) = start_referrals(
        [target], sender=inquiry.partner, by=by_login(by), content={"concern": concern.strip()}, token=token,
        inquiry=inquiry, municipality=inquiry.municipality, code_hash=inquiry.code_hash, **values,
    )  # fmt: skip
    referral = take_step(referral, "ask_consent", by=by_login(by), now=now)
    if words.strip():
        inquiry.messages.create(side=Side.SENDER, partner=inquiry.partner, text=words.strip(), on=on)
    inquiries.say(inquiry, inquiry_words.proposed(referral), on)
    inquiry.last_message_on = on
    inquiries.answered(inquiry, on)
    inquiry.version += 1
    inquiry.save()
    return referral


def contact_ways(asked) -> list[str]:
    """The contact wishes that can be fulfilled where ``asked`` are the facts one may fill in."""
    return [way.value for way in ContactWay if way not in NEEDED_FOR or NEEDED_FOR[way] in asked]


def asked_of(referral) -> list[str]:
    """The facts a parent may pass on to the recipient of a referral, in order."""
    return asked_facts(referral.recipient, referral.offer)


@transaction.atomic
def give_consent(referral, *, facts, contact_way, version, now=None) -> Referral:
    """A parent agrees with her code: what she has ticked is stored and sent, and nothing else stays.

    ``facts``: text by fact, of those that are asked for; ``version``: of the referral she has looked at. Raises
    ``StepNotOpenError`` where it has changed meanwhile, ``NotPossibleError`` where it cannot be sent.
    """
    referral = lock(referral)
    if referral.version != version or referral.status != Status.AWAITING_CONSENT:
        raise StepNotOpenError("send")
    facts = {key: facts[key] for key in asked_of(referral) if facts.get(key, "").strip()}
    if not facts:
        raise NotPossibleError(_("Please tick at least one thing that may be passed on."))
    values = {fact.value: facts.get(fact.value, "").strip() for fact in ReferralFact}
    Content.objects.filter(referral=referral).update(contact_way=contact_way, **values)
    record_consent(
        referral, form=ConsentForm.CODE, facts=list(facts), given_on=timezone.localdate(now),
        giver=facts.get("name", ""),
    )  # fmt: skip
    return take_step(referral, "send", by=by_code([referral]), now=now)


def proposals_of(inquiry, user):
    """Referrals that came of an inquiry, newest first, as far as ``user`` may open them."""
    return visible_referrals(user).filter(inquiry=inquiry).with_parties().order_by("-pk")


def target_of(inquiry, value) -> Target | None:
    """The target that a choice such as “o12” (an offer) or “p5” (a partner) stands for; None where it may not be."""
    kind, key = value[:1], value[1:]
    if not key.isdecimal() or len(key) > 15:
        return None
    if kind == "o":
        offer = possible_offers(inquiry).filter(pk=key).first()
        return offer and Target(offer.partner, offer)
    partner = possible_partners(inquiry).filter(pk=key).first() if kind == "p" else None
    return partner and Target(partner)
