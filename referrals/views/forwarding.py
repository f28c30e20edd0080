"""A recipient hands on itself what it cannot do: never without a release."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from referrals import audit
from referrals.asking import asked_facts
from referrals.candidates import candidates_for
from referrals.forms.consents import ConsentForm
from referrals.handing import Target
from referrals.handing import forward as hand_on
from referrals.models import Referral, Side
from referrals.targets import chosen_targets
from referrals.views.own import not_open, own_referral
from referrals.workflow import NotPossibleError, StepNotOpenError, open_steps, takes_referrals


@require_http_methods(["GET", "HEAD", "POST"])
@once
@transaction.atomic
def forward(request, number):
    """Choose a third partner and record a new consent, or none where the first one names that partner."""
    referral, actor, sides = own_referral(request, number, side=Side.RECIPIENT)
    if referral.is_outside or "decline" not in open_steps(referral, actor):
        return not_open(request, referral, _("It can be handed on only before it is accepted, and not after its end."))
    texts = audit.texts_of(referral, by=actor, sides=sides, what="forward")
    if not texts:
        return not_open(request, referral, _("The details can no longer be seen here, so they cannot be handed on."))
    named = named_partner(referral)
    if named and request.method == "POST" and "named" in request.POST:
        return _hand_on(request, referral, Target(named), actor) or _choice(request, referral, named, [])
    chosen = chosen_targets(request.GET, without={referral.sender_id, referral.recipient_id})
    if not chosen.targets:
        return _choice(request, referral, named, chosen.problems)
    return _with_new_consent(request, referral, chosen.targets[0], actor, texts)


def named_partner(referral):
    """The third partner that the consent names, if it takes referrals."""
    partner = referral.consent.may_forward_to
    return partner if partner and takes_referrals(partner) else None


def _choice(request, referral, named, problems):
    context = {"referral": referral, "named": named, "problems": problems}
    return render(request, "referrals/forward_choose.html", context)


def _with_new_consent(request, referral, target, actor, texts):
    asked = [key for key in asked_facts(target.partner, target.offer) if key in texts]
    field = target.offer.policy_field if target.offer else referral.policy_field
    draft = Referral(sender=referral.recipient, recipient=target.partner, offer=target.offer, policy_field=field)
    form = ConsentForm(typed(request), releasable=asked, drafts=[draft], content=texts)
    if request.method == "POST" and form.is_valid() and (answer := _hand_on(request, referral, target, actor, form)):
        return answer
    context = {
        "form": form, "referral": referral, "candidates": candidates_for([target]), "is_kept": is_kept(request, form),
    }  # fmt: skip
    return render(request, "referrals/forward.html", context)


def _hand_on(request, referral, target, actor, form=None):
    """Hand on and go to the slip; None where that is not possible, which then stands in the form or above the page."""
    try:
        child = hand_on(referral, target, by=actor, consent=form.consent if form else None)
    except NotPossibleError as error:
        if form:
            form.add_error(None, str(error))
        else:
            messages.error(request, str(error))
        return None
    except StepNotOpenError:
        return not_open(request, referral, _("Meanwhile somebody else has moved this referral on."))
    messages.success(request, _("It has been handed on. The sender is told that you have declined."))
    return redirect("referrals:slip", number=child.number)
