"""Public pages about the partners of the network and whom to ask there."""

from itertools import chain

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from network_portal.public import public_page
from partners import directory
from partners.contact_search import search_contacts, with_contacts
from partners.models import Partner
from partners.models.partner import MembershipKind

PER_PAGE = 50  # partners or contacts; up to twice as many stand on one page


@public_page
def partner_list(request):
    """All partners by kind and name, many of them page by page; ``?art=`` shows those of one kind."""
    by_kind = directory.partner_keys()
    chosen = next((kind for kind in by_kind if kind == request.GET.get("art")), None)
    keys = by_kind[chosen] if chosen else list(chain.from_iterable(by_kind.values()))
    page = page_of(keys, request)
    kinds = directory.kinds_with_counts()
    context = {
        "groups": directory.with_headings(directory.partner_cards(page.object_list)),
        "page": page,
        "query": query(art=chosen),
        "kinds": kinds,
        "chosen": chosen,
        "total": sum(count for _kind, _heading, count in kinds),
    }
    return render(request, "partners/list.html", context)


@public_page
def partner_detail(request, slug):
    """Who a partner is, what it offers and how to reach it."""
    partner = get_object_or_404(Partner.objects.select_related("parent"), slug=slug)
    if partner.membership == MembershipKind.FORMER:
        return render(request, "partners/former.html", {"partner": partner, "offers": directory.offers_of(partner)})
    return render(request, "partners/detail.html", directory.partner_page(partner))


@public_page
def contact_list(request):
    """Whom to ask, by place (``?ort=`` a name or a postcode) and by field (``?feld=``)."""
    fields = list(Partner._meta.get_field("moderated_fields").related_model.objects.all())
    chosen = next((row for row in fields if row.slug == request.GET.get("feld")), None)
    search = search_contacts(request.GET.get("ort", ""), chosen)
    page = page_of(search.lines, request)
    context = {
        "search": search,
        "groups": with_contacts(page.object_list),
        "page": page,
        "query": query(ort=search.typed, feld=chosen and chosen.slug),
        "fields": fields,
        "chosen": chosen,
    }
    return render(request, "partners/contacts.html", context)


def page_of(rows, request):
    """The page of ``rows`` that is asked for by ``?seite=``; all of them where they are few."""
    return Paginator(rows, PER_PAGE, orphans=PER_PAGE).get_page(request.GET.get("seite"))


def query(**parameters) -> str:
    """What an address of another page begins with: the parameters that have a value, and ``&``."""
    chosen = urlencode({name: value for name, value in parameters.items() if value})
    return f"{chosen}&" if chosen else ""
