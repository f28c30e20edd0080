"""The consent of one referral: recording, renewing, ending and printing it."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.models.choices import ReferralFact
from referrals import audit
from referrals.actors import office_side
from referrals.asking import asked_facts
from referrals.consents import (
    LONGEST,
    OPEN_FOR_CONSENT,
    current_wording,
    record_consent,
    revoke_consent,
    wording_with,
)
from referrals.forms.consents import ConsentForm, third_partners
from referrals.models import Side
from referrals.permissions import may_read_content
from referrals.views.own import not_open, own_referral
from referrals.workflow import NotPossibleError, StepNotOpenError, open_steps, take_step


class RevokeForm(forms.Form):
    """One tick before what cannot be undone."""

    is_sure = forms.BooleanField(label=gettext_lazy("The person has taken the consent back."))


@require_http_methods(["GET", "HEAD", "POST"])
@once
@transaction.atomic
def consent(request, number):
    """What the person has agreed to so far, and a new consent on paper, on the screen or spoken."""
    referral, actor, sides = own_referral(request, number, side=Side.SENDER)
    if referral.is_outside:
        return not_open(request, referral, _("Nothing is sent to a body outside the network, so nothing is released."))
    if "revoke" in request.POST:
        return _revoked(request, referral, actor)
    form = _form(request, referral, actor, sides)
    if request.method == "POST" and form is None:
        return not_open(request, referral, _("A consent cannot be recorded in this state."))
    if request.method == "POST" and form.is_valid() and (answer := _recorded(request, referral, actor, form)):
        return answer
    return _page(request, referral, actor, form)


def _page(request, referral, actor, form, revoke=None):
    current = referral.consent
    context = {
        "form": form or revoke, "consent_form": form, "referral": referral, "current": current,
        "facts": fact_names(current.facts) if current else [],
        "may_send": "send" in open_steps(referral, actor),
        "revoke": revoke or (RevokeForm() if current and current.revoked_at is None else None),
        "is_kept": bool(form) and is_kept(request, form),
    }  # fmt: skip
    return render(request, "referrals/consent.html", context)


def _form(request, referral, actor, sides):
    """The form of a new consent; None in a state that needs none."""
    if referral.status not in OPEN_FOR_CONSENT:
        return None
    texts = audit.texts_of(referral, by=actor, sides=sides, what="consent")
    asked = [key for key in asked_facts(referral.recipient, referral.offer) if key in texts]
    third = third_partners(referral.sender, referral.recipient)
    return ConsentForm(typed(request), releasable=asked, drafts=[referral], content=texts, third=third)


def _recorded(request, referral, actor, form):
    try:
        with transaction.atomic():
            record_consent(referral, **form.consent)
            if "send" in request.POST:
                take_step(referral, "send", by=actor)
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return None
    except StepNotOpenError:
        return not_open(request, referral, _("Meanwhile somebody else has moved this referral on."))
    if "send" in request.POST:
        messages.success(request, _("The consent is recorded and the referral has been sent."))
        return redirect("referrals:slip", number=referral.number)
    messages.success(request, _("The consent is recorded."))
    return redirect(referral)


def _revoked(request, referral, actor):
    revoke = RevokeForm(request.POST)
    if not revoke.is_valid():
        return _page(request, referral, actor, None, revoke)
    try:
        revoke_consent(referral, by=actor)
    except StepNotOpenError:
        return not_open(request, referral, _("There is no consent that could be taken back."))
    messages.success(request, _("The consent has ended. The recipient sees nothing any more."))
    return redirect(referral)


@require_safe
def consent_print(request, number):
    """On paper: the wording of today with lines to fill in; once a consent was given, the record of it."""
    referral, actor, sides = own_referral(request, number)
    if referral.is_outside or not may_read_content(sides, referral):
        return not_open(request, referral, _("There is no consent to print."))
    is_sender, given = Side.SENDER in sides, referral.consent
    audit.record_access(referral, "print", by=actor, side=office_side(sides))
    context = {"referral": referral, "given": given, "facts": fact_names(given.facts) if given else []}
    if is_sender and (given is None or "leer" in request.GET):
        context |= {"given": None, **_blank(referral)}
    return render(request, "referrals/consent_print.html", context)


def _blank(referral) -> dict:
    """The form to sign by hand: what is released is ticked on the paper."""
    wording = current_wording()
    latest = date_format(timezone.localdate() + LONGEST, "j. F Y")
    until = _("____________ (%(latest)s at the latest)") % {"latest": latest}
    return {
        "text": wording_with(referral, _("the details ticked below"), until, wording=wording),
        "wording": wording,
        "asked": fact_names(asked_facts(referral.recipient, referral.offer)),
    }


def fact_names(keys) -> list[str]:
    """What people read for the facts."""
    return [str(ReferralFact(key).label) for key in keys]
