"""The public face of chains: ways of several steps, with today's offers at each."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from network_portal.public import public_page
from partners.places import find_places
from referrals.chain_offers import steps_today
from referrals.models import Chain

LONGEST_PLACE = 100  # characters


@public_page
def chains(request):
    """All ways that count."""
    rows = Chain.objects.in_force().select_related("life_situation").with_step_count()
    return render(request, "referrals/chains/list.html", {"chains": rows})


@public_page
def chain(request, slug):
    """One way, step by step: ``?ort=`` a place or postcode shows who helps there."""
    row = get_object_or_404(Chain.objects.in_force().select_related("life_situation"), slug=slug)
    typed = request.GET.get("ort", "")[:LONGEST_PLACE].strip()
    place = next(iter(find_places(typed)), None) if typed else None
    steps = list(row.steps_of(row.version_in_force))
    context = {
        "chain": row, "steps": steps_today(steps, place, timezone.localtime()), "place": place,
        "typed_place": typed, "place_unknown": bool(typed and place is None),
    }  # fmt: skip
    return render(request, "referrals/chains/way.html", context)
