"""Recording, renewing and ending consents. What is not released here does not exist for the recipient."""

from datetime import date, timedelta
from functools import partial

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from network_portal.logs import note_security
from partners.models.choices import ReferralFact
from referrals import reasons
from referrals.actors import sides
from referrals.models import Consent, ConsentWording, Side, Status
from referrals.models.choices import FINAL, ConsentForm, ReasonKind
from referrals.workflow import NotPossibleError, StepNotOpenError, lock, take_step

LONGEST, SPOKEN = relativedelta(months=12), timedelta(days=14)
OPEN_FOR_CONSENT = {Status.DRAFT, Status.AWAITING_CONSENT, Status.ACCEPTED, Status.IN_PROGRESS, Status.WAITLISTED}


def last_possible_day(form, given_on: date) -> date:
    """The last day on which a consent given on that day in that way can hold."""
    return given_on + (SPOKEN if form == ConsentForm.SPOKEN else LONGEST)


def current_wording(on=None) -> ConsentWording:
    """The wording in force on the day ``on`` (default: today)."""
    return ConsentWording.objects.filter(valid_from__lte=on or timezone.localdate()).order_by("-version").first()


def purpose_of(referral) -> str:
    """What the recipient gets the details for, in words."""
    if referral.offer:
        return _("the offer “%(offer)s”") % {"offer": referral.offer.title}
    if referral.policy_field:
        return _("help in the field “%(field)s”") % {"field": referral.policy_field.name}
    return _("help for a single parent")


def consent_text(referral, facts, until, *, wording=None, forward_to=None) -> str:
    """The words a parent agrees to, with all that is filled in."""
    names = [str(ReferralFact(key).label) for key in ReferralFact.values if key in facts]
    day = date_format(until, "j. F Y")
    return wording_with(referral, get_text_list(names, _("and")), day, wording=wording, forward_to=forward_to)


def wording_with(referral, facts: str, until: str, *, wording=None, forward_to=None) -> str:
    """The wording for one referral, with what is released and until when in words: on paper these are still open."""
    text = (wording or current_wording()).text % {
        "sender": referral.sender.name, "recipient": referral.recipient.name, "purpose": purpose_of(referral),
        "facts": facts, "until": until,
    }  # fmt: skip
    if forward_to:
        more = _("There is one exception: %(recipient)s may hand these details on to %(third)s.")
        text += "\n\n" + more % {"recipient": referral.recipient.name, "third": forward_to.name}
    return text


@transaction.atomic
def record_consent(
    referral, *, form, facts, given_on, valid_until=None, giver="", witness="", forward_to=None, text=""
) -> Consent:
    """Store what a parent has agreed to; from now on the referral may be sent, or its recipient sees on.

    ``text``: the words she was shown, where they were shown before. Raises ``NotPossibleError`` where a day is wrong.
    """
    referral = lock(referral)
    if referral.status not in OPEN_FOR_CONSENT or referral.is_outside:
        raise StepNotOpenError("consent")
    latest = last_possible_day(form, given_on)
    valid_until = valid_until or latest
    if given_on > timezone.localdate():
        raise NotPossibleError(_("A consent cannot be given in the future."))
    if valid_until > latest:
        raise NotPossibleError(_("This consent can hold until %(day)s at most.") % {"day": date_format(latest)})
    if not facts:
        raise NotPossibleError(_("Please tick at least one thing that may be passed on."))
    wording = current_wording()
    consent = Consent.objects.create(
        referral=referral, recipient=referral.recipient, may_forward_to=forward_to, purpose=purpose_of(referral)[:250],
        facts=facts, form=form, giver=giver, witness=witness, wording=wording, given_on=given_on,
        valid_until=valid_until,
        text=text or consent_text(referral, facts, valid_until, wording=wording, forward_to=forward_to),
    )  # fmt: skip
    referral.consent, referral.version = consent, referral.version + 1
    referral.save(update_fields=["consent", "version"])
    _log(referral, "consent recorded", form)
    return consent


@transaction.atomic
def revoke_consent(referral, *, by, now=None):
    """End the consent at once; a referral under way is withdrawn with it, and the recipient sees nothing any more."""
    now = now or timezone.now()
    referral = lock(referral)
    if referral.consent_id is None or not sides(by, referral) & {Side.SENDER, Side.PARENT}:
        raise StepNotOpenError("revoke")
    if referral.status not in FINAL:
        why = reasons.reason(ReasonKind.WITHDRAWAL, reasons.REVOKED)
        referral = take_step(referral, "withdraw", by=by, reason=why, now=now)
    Consent.objects.filter(pk=referral.consent_id, revoked_at=None).update(revoked_at=now, revoked_by=by.channel)
    _log(referral, "consent ended", by.channel, by.user)
    return referral


def _log(referral, event, how, user=None):
    """A line of the security log, once the change is stored."""
    transaction.on_commit(partial(note_security, event, user=user, number=referral.number, how=str(how)))
