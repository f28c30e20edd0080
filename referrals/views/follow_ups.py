"""Noting what came of a check-in after the end, and of a contradiction."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.once import once
from partners.permissions import may_moderate
from referrals.follow_ups import DoneError, note_result
from referrals.forms.follow_ups import ResultForm
from referrals.models import FollowUp, FollowUpKind, FollowUpResult
from referrals.models.followup import CHECK_INS
from referrals.permissions import overview_referrals
from referrals.states import responsible_side
from referrals.views.detail import show
from referrals.views.overview import show_overview
from referrals.views.own import not_open, own_referral

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@once
def check_in(request, number, pk):
    """How the parent is now, noted by who is responsible; where help is needed again, the next referral begins."""
    referral, actor, sides = own_referral(request, number)
    rows = FollowUp.objects.filter(referral=referral, kind__in=CHECK_INS, due_on__lte=timezone.localdate())
    follow_up = get_object_or_404(rows, pk=pk)
    if responsible_side(referral) not in sides:
        raise Http404
    if request.method != "POST":
        return redirect(referral)  # somebody came here by the way back from the login
    form = ResultForm(request.POST, follow_up=follow_up)
    if not form.is_valid():
        return show(request, referral, actor, sides, check_in=form)
    result = form.cleaned_data["result"]
    try:
        note_result(follow_up, result, by=request.user)
    except DoneError:
        return not_open(request, referral, _("A colleague has noted an answer already. Yours was not stored."))
    if result == FollowUpResult.HELP_AGAIN:
        messages.success(request, _("Thank you, it is noted. What you know already is filled in below."))
        return redirect("referrals:refer-on", number=number)
    messages.success(request, _("Thank you, it is noted."))
    return redirect(referral)


@require_http_methods(METHODS)
@once
def contradiction(request, pk):
    """What came of asking both sides, noted by who looks after the field."""
    if not may_moderate(request.user):
        raise Http404
    seen = overview_referrals(request.user)
    follow_up = get_object_or_404(FollowUp, pk=pk, kind=FollowUpKind.CONTRADICTION, referral__in=seen)
    if request.method != "POST":
        return redirect("referrals:overview")
    form = ResultForm(request.POST, follow_up=follow_up)
    if not form.is_valid():
        return show_overview(request, problem=form)
    try:
        note_result(follow_up, form.cleaned_data["result"], by=request.user)
    except DoneError:
        messages.warning(request, _("A colleague has noted an answer already. Yours was not stored."))
    else:
        messages.success(request, _("Thank you, it is noted."))
    return redirect("referrals:overview")
