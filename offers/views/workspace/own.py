"""Which offers a person may open in the workspace; everybody else's do not exist."""

from django.shortcuts import get_object_or_404

from offers.models import Offer


def own_offer(request, pk, *related):
    """One of the offers the person may change, locked where something is about to change; else 404."""
    offers = Offer.objects.editable_by(request.user).select_related("partner", "policy_field")
    if request.method == "POST":
        # Lock, then look: two colleagues may press “save” at the same moment.
        offers = offers.select_for_update(of=("self",))
    return get_object_or_404(offers.prefetch_related(*related), pk=pk)


def readable_offer(request, pk):
    """One of the offers the person may change, or publish for another partner; drafts are its partner's own affair."""
    offers = Offer.objects.editable_by(request.user) | Offer.objects.moderated_by(request.user)
    return get_object_or_404(offers, pk=pk)
