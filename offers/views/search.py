"""The list of offers: search, filters, results."""

from django.shortcuts import render
from django.utils import timezone

from network_portal.public import public_page
from offers.filters import OfferFilter
from offers.finding import Finding
from offers.index import current_index
from offers.models import Offer
from offers.searchform import SearchForm


@public_page
def offer_list(request):
    """Search the published offers; the address holds the whole search, so that it can be passed on."""
    now = timezone.localtime()
    finding = Finding(OfferFilter(request.GET, index=current_index(), now=now))
    page = finding.page(request.GET.get("seite", ""))
    known = {"open_keys": finding.open_keys(page.keys), "kilometres": finding.kilometres(page.keys)}
    cards = Offer.objects.filter(pk__in=page.keys).cards(**known)
    cards.sort(key=lambda card: page.keys.index(card.row.pk))
    certain = len(cards) if page.unknown_from is None else page.unknown_from
    search = SearchForm(finding, request.GET)
    context = {
        "search": search,
        "finding": finding,
        "page": page,
        "previous_url": search.page_url(page.number - 1),
        "next_url": search.page_url(page.number + 1),
        "cards": cards[:certain],
        "uncertain_cards": cards[certain:],
        "certain_count": finding.sets.yes.bit_count(),
        "uncertain_count": finding.sets.unknown.bit_count(),
    }
    return render(request, "offers/list.html", context)
