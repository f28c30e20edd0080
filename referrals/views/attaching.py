"""Making an earlier referral a step of an accompaniment, and taking it out again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from referrals import attaching
from referrals.actors import by_login
from referrals.forms.accompaniments import AttachForm
from referrals.permissions import visible_referrals
from referrals.views.accompaniments import METHODS, own_accompaniment, own_page, state_of_step
from referrals.workflow import NotPossibleError, StepNotOpenError


@require_http_methods(METHODS)
@once
def attach(request, number, key):
    """A referral that was sent before, or without the way, counts as this step."""
    row = own_accompaniment(request, number)
    state = state_of_step(row, key)
    rows = attaching.attachable(row, request.user).with_parties().order_by("-created_at", "-pk")
    form = AttachForm(typed(request), referrals=rows)
    try:
        if request.method == "POST" and form.is_valid():
            attaching.attach(row, state.step, form.cleaned_data["referral"], by=by_login(request.user))
            messages.success(request, _("It counts as this step now."))
            return redirect(row)
        if row.ended_on or not attaching.may_attach(state):
            raise StepNotOpenError("attach")
    except NotPossibleError as error:
        form.add_error(None, str(error))
    except StepNotOpenError:
        return own_page(request, row, 409, _("No earlier referral can be made this step now."))
    context = {"row": row, "state": state, "form": form, "is_kept": is_kept(request, form)}
    return render(request, "referrals/chains/attach.html", context)


@require_POST
@once
def detach(request, number, referral):
    """It was the wrong one: it is no step any more."""
    row = own_accompaniment(request, number)
    found = get_object_or_404(visible_referrals(request.user), accompaniment=row, sender=row.owner, number=referral)
    try:
        attaching.detach(row, found, by=by_login(request.user))
    except StepNotOpenError:
        return own_page(request, row, 409, _("This referral is a step of its own, or no step any more."))
    messages.success(request, _("It is no step any more. The referral itself goes on."))
    return redirect(row)
