"""Handing a parent on: to one partner or several at once, to a body outside the network, or from one to the next."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models.choices import ReferralFact
from referrals import consents, reasons
from referrals.asking import asked_facts
from referrals.codes import code_for, hash_of, new_code, new_number
from referrals.models import Content, Referral
from referrals.models.choices import ReasonKind
from referrals.workflow import NotPossibleError, lock, take_step


class Target(NamedTuple):
    """Whom a parent is handed on to: a partner, with the offer that is meant, or the name of a body outside."""

    partner: object = None
    offer: object = None
    outside: str = ""


@transaction.atomic
def start_referrals(targets, *, sender, by, content, token="", **values) -> list[Referral]:
    """Write a draft for each target; several make a group of which one will accept.

    ``content``: fields of ``Content``; each draft takes only what its recipient asks for. ``token``: of the form, so
    that one sent twice makes one set. ``values``: further fields of ``Referral``. Nothing is sent here.
    """
    mark = hash_of(token, "form") if token else ""
    if mark and (known := list(Referral.objects.filter(token=mark).order_by("pk"))):
        return known
    group = new_number() if len(targets) > 1 else ""
    made = []
    for target in targets:
        field = target.offer.policy_field if target.offer else None
        more = {"policy_field": field, **values} if field else values
        referral = Referral.objects.create(
            sender=sender, recipient=target.partner, outside_body=target.outside, offer=target.offer, group=group,
            created_by=by.user, token=mark, **more,
        )  # fmt: skip
        Content.objects.create(referral=referral, **content_for(target, content))
        made.append(referral)
    return made


def content_for(target, content) -> dict:
    """What of ``content`` the recipient asks for; for a body outside all, since the parent alone carries it there."""
    asked = ReferralFact.values if target.partner is None else asked_facts(target.partner, target.offer)
    unasked = set(ReferralFact.values) - set(asked)
    return {key: value for key, value in content.items() if key not in unasked}


@transaction.atomic
def forward(referral, target, *, by, consent=None, now=None) -> Referral:
    """The recipient declines and hands the parent on itself, with what was released to it; return the new referral.

    ``consent``: the arguments of ``record_consent`` for the new one; without it the first one must name the third
    partner, else the new referral stays a draft. Raises as ``take_step`` does.
    """
    now = now or timezone.now()
    referral = lock(referral)
    released = list(referral.consent.facts) if referral.consent else []
    named = referral.consent.may_forward_to if referral.consent else None
    content = Content.objects.filter(referral=referral).first()
    if content is None:
        raise NotPossibleError(_("What should be passed on has been erased. Please begin anew."))
    facts = {key: getattr(content, key) for key in released} | {"contact_way": content.contact_way}
    old = referral.consent
    why = reasons.reason(ReasonKind.DECLINE, reasons.FORWARDED)
    referral = take_step(referral, "decline", by=by, reason=why, now=now)
    (child,) = start_referrals(
        [target], sender=referral.recipient, by=by, content=facts, follows=referral, is_urgent=referral.is_urgent,
        municipality=referral.municipality, policy_field=referral.policy_field,
    )  # fmt: skip
    if consent is None and named is not None and named == target.partner:
        consent = {
            "form": old.form, "facts": [key for key in old.facts if key in asked_facts(target.partner, target.offer)],
            "given_on": old.given_on, "valid_until": old.valid_until, "giver": old.giver, "witness": old.witness,
        }  # fmt: skip
    if consent:
        consents.record_consent(child, **consent)
        child = take_step(child, "send", by=by, now=now)
    return child


@transaction.atomic
def new_slip_code(referral, *, token="") -> str:
    """A code by which the parent follows her referral, and its siblings; an earlier one ends.

    ``token``: of the form, so that one sent twice shows one code. Only a hash of the code is stored.
    """
    code = code_for(token) if token else new_code()
    rows = Referral.objects.filter(group=referral.group) if referral.group else Referral.objects.filter(pk=referral.pk)
    rows.update(code_hash=hash_of(code))
    return code
