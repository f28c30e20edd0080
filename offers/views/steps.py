"""The page of one step in the life of an entry: what it does, what it asks, and the button."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from offers.forms.steps import form_for
from offers.models import Offer
from offers.permissions import can_edit_offer
from offers.workflow import STEPS, NotReadyError, StepNotOpenError, open_steps, take_step


def reachable_offers(user):
    """Offers ``user`` may take any step with, also those she has deleted."""
    sets = (Offer.objects.editable_by(user), Offer.objects.moderated_by(user), Offer.objects.in_trash_of(user))
    keys = [Q(pk__in=offers.order_by().values("pk")) for offers in sets]
    return Offer.objects.filter(keys[0] | keys[1] | keys[2]).select_related("partner", "policy_field")


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, pk, name):
    """Ask for what the step needs, and take it. 409 where somebody else was quicker."""
    offer = get_object_or_404(reachable_offers(request.user), pk=pk)
    if name not in STEPS:
        raise Http404
    if name not in open_steps(offer, request.user):
        return _stale(request, offer)
    form = form_for(name)(request.POST if request.method == "POST" else None, offer=offer)
    facts = []
    if form.is_valid():
        try:
            done = take_step(offer, name, by=request.user, **form.cleaned_data)
        except StepNotOpenError:
            return _stale(request, Offer.objects.select_related("partner", "policy_field").get(pk=pk))
        except NotReadyError as refusal:
            facts = refusal.facts
        else:
            messages.success(request, _("“%(title)s”: done.") % {"title": done.title})
            return redirect(_next_page(request.user, done))
    context = {
        "offer": offer, "name": name, "step": STEPS[name], "form": form, "facts": facts,
        "back": _next_page(request.user, offer),
    }  # fmt: skip
    return render(request, "offers/workspace/step.html", context, status=409 if facts else 200)


def _stale(request, offer):
    """Say what the entry is now; nothing has happened."""
    context = {"offer": offer, "steps": open_steps(offer, request.user)}
    return render(request, "offers/workspace/step_stale.html", context, status=409)


def _next_page(user, offer):
    """Where to go on: to the entry, to its trash, or to the moderator's list."""
    if not can_edit_offer(user, offer):
        return reverse("offers:moderation")
    if offer.publication == "deleted":
        return reverse("offers:trash")
    return reverse("offers:workspace", args=[offer.pk])
