"""What the pages of an organisation's own workspace share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from partners.permissions import may_lead, partners_of


def own_partner(request, slug):
    """The partner at this address if it is the person's own, locked where something is about to change; else 404."""
    return locked(request, partners_of(request.user), slug=slug)


def led_partner(request, slug):
    """The same, for those who may invite colleagues and see them off."""
    partner = own_partner(request, slug)
    if not may_lead(request.user, partner):
        raise Http404
    return partner


def locked(request, rows, **key):
    """One of ``rows``, else 404. Lock, then look: two colleagues may press “save” at the same moment."""
    return get_object_or_404(rows.select_for_update(of=("self",)) if request.method == "POST" else rows, **key)
