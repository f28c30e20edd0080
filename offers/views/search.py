"""The list of offers: search, filters, results."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone

from network_portal.public import public_page
from offers.filters import OfferFilter
from offers.finding import Finding
from offers.index import current_index
from offers.models import HelpLine
from offers.search.dangers import help_lines_first
from offers.search.marks import explained
from offers.search.suggestions import suggestions
from offers.search.themes import themes_of
from offers.search.unmet import count_if_unmet
from offers.searchform import SearchForm


@public_page
def offer_list(request):
    """Search the published offers; the address holds the whole search, so that it can be passed on."""
    now = timezone.localtime()
    finding = Finding(OfferFilter(request.GET, index=current_index(), now=now))
    page = finding.page(request.GET.get("seite", ""))
    cards = explained(finding.cards(page.keys), finding.understanding)
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
        "understanding": finding.understanding,
        "themes": themes_of(finding.understanding) if finding.understanding.is_weak else [],
        "help_lines": help_lines_first(finding.understanding.dangers, HelpLine.objects.shown()),
    }
    if finding.form.chosen.keys() == {"q"} and page.number == 1:
        count_if_unmet(finding.understanding)
    return render(request, "offers/list.html", context)


@public_page
def suggest(request):
    """What the words in ``?q=`` may become, for the list under the search field."""
    return JsonResponse({"suggestions": suggestions(request.GET.get("q", ""))})
