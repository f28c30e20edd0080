"""The start page."""

from django.db.models import Count
from django.shortcuts import render

from network_portal.models import NewsItem
from network_portal.public import public_page
from offers.models import LifeSituation, Offer, PolicyField

NEWS = 2  # pieces on the start page


@public_page
def home(request):
    """What a parent may want in this minute: a search, life situations, fields, help at once, whom to call."""
    published = Offer.objects.published()
    counts = dict(published.order_by().values_list("policy_field").annotate(Count("pk")))
    context = {
        "offer_count": sum(counts.values()),
        "partner_count": published.order_by().values("partner").distinct().count(),
        "situations": LifeSituation.objects.filter(prominent=True),
        "fields": [(field, counts[field.pk]) for field in PolicyField.objects.all() if field.pk in counts],
        "news": NewsItem.objects.published()[:NEWS],
    }
    return render(request, "network_portal/home.html", context)
