"""A new offer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from offers.forms.new_offer import NewOfferForm
from offers.workflow import NotReadyError, take_step
from partners.models import Partner
from partners.permissions import is_coordinator, managed_partner_ids


@require_http_methods(["GET", "HEAD", "POST"])
@once
def new(request, partner):
    """One page of questions; it is stored as a draft, and handed in if that is asked for and nothing is missing."""
    partner = get_object_or_404(own_partners(request.user), slug=partner)
    form = NewOfferForm(typed(request), partner=partner, user=request.user)
    if request.method == "POST" and form.is_valid():
        offer = form.save(request.user)
        if "submit" in request.POST:
            submit(request, offer)
        else:
            messages.success(request, _("Your draft is saved. You can go on at any time."))
        return redirect("offers:workspace", pk=offer.pk)
    context = {"form": form, "partner": partner, "is_kept": is_kept(request, form)}
    return render(request, "offers/workspace/new.html", context)


def submit(request, offer):
    """Hand the offer in to the moderator, or say that something is missing; the overview names and links it."""
    try:
        take_step(offer, "submit", by=request.user)
    except NotReadyError:
        messages.warning(request, _("Your draft is saved. To submit it, a few answers are still missing. See below."))
    else:
        messages.success(request, _("Thank you. The moderator looks at your offer and publishes it."))


def own_partners(user):
    """Partners for which ``user`` may write a new offer."""
    partners = Partner.objects.current()
    return partners if is_coordinator(user) else partners.filter(pk__in=managed_partner_ids(user))
