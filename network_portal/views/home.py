"""The start page."""

from django.shortcuts import render

from network_portal.models import NewsItem
from network_portal.public import public_page
from offers.index import current_index
from offers.models import LifeSituation, PolicyField
from referrals.models import Chain

NEWS = 2  # pieces on the start page
WAYS = 6  # ways of several steps there; a page of their own has all


@public_page
def home(request):
    """What a parent may want in this minute: a search, life situations, fields, help at once, whom to call."""
    index = current_index()
    counts = index.totals("feld")
    context = {
        "offer_count": len(index.keys),
        "partner_count": index.partner_count,
        "situations": LifeSituation.objects.filter(prominent=True),
        "fields": [(field, counts[field.slug]) for field in PolicyField.objects.all() if field.slug in counts],
        "ways": Chain.objects.in_force().with_step_count()[:WAYS],
        "news": NewsItem.objects.published()[:NEWS],
    }
    return render(request, "network_portal/home.html", context)
