"""“Who helps with … in …?”, before somebody is handed on."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from referrals.candidates import candidates_of, find
from referrals.forms.candidates import WhoHelpsForm
from referrals.models import Side
from referrals.views.own import own_referral, own_senders

AFTER, ONWARD = "nach", "weiter"  # numbers of a referral that is to be followed, or handed on by its recipient


@require_safe
def who_helps(request):
    """Candidates for one referral, with free places, waiting and answering times; those that are ticked are asked."""
    senders = own_senders(request.user)
    form = WhoHelpsForm(request.GET or None)
    finding = find(request.GET)
    page = finding.page(request.GET.get("seite", ""))
    query = request.GET.copy()
    query.pop("seite", None)
    context = {
        "form": form,
        "asked": any(request.GET.get(name) for name in form.fields),
        "candidates": candidates_of(page.keys),
        "count": (finding.sets.yes | finding.sets.unknown).bit_count(),
        "page": page,
        "query": query.urlencode(),
        "place_error": finding.place_error,
        "own": {partner.pk for partner in senders},
        "place": finding.place,
        **_about(request),
    }
    return render(request, "referrals/who_helps.html", context)


def _about(request) -> dict:
    """Where the ticked ones lead: to a new referral, or to one that goes on from the one named in the address."""
    for name, address in ((AFTER, "referrals:refer-on"), (ONWARD, "referrals:forward")):
        if number := request.GET.get(name):
            referral, _actor, sides = own_referral(request, number)
            if name == ONWARD and Side.RECIPIENT not in sides:
                raise Http404
            return {"referral": referral, "action": reverse(address, args=[referral.number]), "kept": (name, number)}
    return {"referral": None, "action": reverse("referrals:new"), "kept": None}
