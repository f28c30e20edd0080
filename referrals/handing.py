"""Handing a parent on: to one partner or several at once, to a body outside the network, or from one to the next."""

from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models.choices import ReferralFact
from referrals import consents, reasons
from referrals.actors import sides
from referrals.asking import asked_facts
from referrals.codes import code_for, hash_of, new_code, new_number
from referrals.models import Content, Referral, Side, Status
from referrals.models.choices import ReasonKind
from referrals.workflow import NotPossibleError, StepNotOpenError, lock, open_steps, take_step


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
    try:
        with transaction.atomic():
            return _known(mark) or _drafts(targets, sender=sender, by=by, content=content, mark=mark, **values)
    except IntegrityError:
        # The same form at the same moment: the other one was quicker.
        if known := _known(mark):
            return known
        raise


def _known(mark) -> list[Referral]:
    """What a form has made before."""
    return list(Referral.objects.filter(token=mark).order_by("pk")) if mark else []


def _drafts(targets, *, sender, by, content, mark, **values) -> list[Referral]:
    group = new_number() if len(targets) > 1 else ""
    made = []
    for target in targets:
        field = target.offer.policy_field if target.offer else None
        more = {**values, "policy_field": field} if field else values
        referral = Referral.objects.create(
            sender=sender, recipient=target.partner, outside_body=target.outside, offer=target.offer, group=group,
            created_by=by.user, token=mark, **more,
        )  # fmt: skip
        Content.objects.create(referral=referral, **content_for(target, content))
        if referral.follows:
            keep_readers(referral.follows, referral)
        made.append(referral)
    return made


@transaction.atomic
def send_released(drafts, *, by, content, consent=None) -> list[Referral]:
    """Record the ``consent`` for each draft, as far as it concerns its recipient, and send it.

    ``consent``: the arguments of ``record_consent``; a body outside the network needs none. Raises as ``take_step``.
    """
    sent = []
    for referral in drafts:
        if referral.status != Status.DRAFT:
            sent.append(referral)  # by the same form, a moment ago
            continue
        if consent and not referral.is_outside:
            facts = released_of(Target(referral.recipient, referral.offer), consent["facts"], content)
            consents.record_consent(referral, **consent | {"facts": facts})
        sent.append(take_step(referral, "send", by=by))
    return sent


@transaction.atomic
def rewrite_draft(referral, *, by, content, version=None, now=None, **values) -> Referral:
    """Change what a draft says; return it anew. A consent to what it said before does not count for it any more.

    Raises ``StepNotOpenError`` where it is no draft any more, or not that of the page of this ``version``.
    """
    referral = lock(referral)
    is_open = referral.status == Status.DRAFT and Side.SENDER in sides(by, referral)
    if not is_open or version not in (None, referral.version):
        raise StepNotOpenError("rewrite")
    target = Target(referral.recipient, referral.offer, referral.outside_body)
    before = _agreed(referral)
    Content.objects.update_or_create(referral=referral, defaults=content_for(target, content))
    for name, value in values.items():
        setattr(referral, name, value)
    if _agreed(referral) != before:
        referral.consent = None
    referral.since, referral.version = now or timezone.now(), referral.version + 1
    referral.save()
    return referral


def _agreed(referral) -> tuple:
    """What a consent to the draft was given for."""
    facts = Content.objects.filter(referral=referral).values_list(*ReferralFact.values, "contact_way").first()
    return consents.purpose_of(referral), facts


def settle(referral, *, by):
    """Close an ended referral about which somebody has to decide; others stay as they are."""
    if "settle" in open_steps(referral, by):
        take_step(referral, "settle", by=by)


def released_of(target, ticked, content) -> list[str]:
    """What a consent releases to one recipient: what was ticked, is asked for there, and has been filled in."""
    return [key for key in asked_facts(target.partner, target.offer) if key in ticked and content.get(key)]


def keep_readers(before, referral):
    """Where only named persons of the sender may open what came before, they alone may open what follows."""
    for reader in before.readers.filter(membership__partner=referral.sender_id):
        referral.readers.create(membership_id=reader.membership_id)


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
        inquiry=referral.inquiry, code_hash=referral.code_hash,  # her code follows, ends and erases this one too
        accompaniment=referral.accompaniment, chain_step=referral.chain_step, attached_on=referral.attached_on,
    )  # fmt: skip
    if consent is None and named is not None and named == target.partner:
        consent = {
            "form": old.form, "facts": [key for key in old.facts if key in asked_facts(target.partner, target.offer)],
            "given_on": old.given_on, "valid_until": old.valid_until, "giver": old.giver, "witness": old.witness,
            "text": old.text,  # the words she has seen; they name the third partner
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
    referral = lock(referral)
    rows = Referral.objects.filter(group=referral.group) if referral.group else Referral.objects.filter(pk=referral.pk)
    rows.update(code_hash=hash_of(code))
    return code
