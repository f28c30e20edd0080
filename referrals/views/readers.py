"""Who of one's own team may open a referral; for violence, addiction or debts it is often one person."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.once import once
from partners.models.membership import Role
from referrals.actors import by_login
from referrals.forms.readers import ReadersForm
from referrals.models import Referral, Side
from referrals.offices import name_readers
from referrals.permissions import reading_memberships, sides_of, visible_referrals
from referrals.states import LISTED_FOR_RECIPIENT


@require_http_methods(["GET", "HEAD", "POST"])
@once
@transaction.atomic
def readers(request, number):
    """Name the people. Managers may also do so for a referral that only others open; they see its number, no more."""
    referral = get_object_or_404(Referral.objects.select_related("sender", "recipient"), number=number)
    membership = _naming(request, referral)
    partner, leads = membership.partner, membership.role == Role.MANAGER
    named = [row.membership_id for row in referral.readers.filter(membership__partner=partner)]
    form = ReadersForm(
        request.POST if request.method == "POST" else None, initial={"people": named}, partner=partner,
        own=membership, may_leave=leads,
    )  # fmt: skip
    if form.is_valid():
        name_readers(referral, partner, form.cleaned_data["people"], by=by_login(request.user))
        if visible_referrals(request.user).filter(pk=referral.pk).exists():
            messages.success(request, _("Saved: who may open this referral."))
            return redirect(referral)
        messages.success(request, _("Saved. You yourself can no longer open this referral."))
        return redirect("referrals:inbox")
    may_open = visible_referrals(request.user).filter(pk=referral.pk).exists()
    context = {"referral": referral, "partner": partner, "form": form, "leads": leads, "may_open": may_open}
    return render(request, "referrals/readers.html", context)


def _naming(request, referral):
    """The membership by which somebody may name people: her side is open to her, or she is a manager there."""
    sides = sides_of(request.user, referral)
    memberships = {membership.partner_id: membership for membership in reading_memberships(request.user)}
    for side, key in ((Side.SENDER, referral.sender_id), (Side.RECIPIENT, referral.recipient_id)):
        membership = memberships.get(key)
        listed = side == Side.SENDER or referral.status in LISTED_FOR_RECIPIENT
        if membership and listed and (side in sides or membership.role == Role.MANAGER):
            return membership
    raise Http404
