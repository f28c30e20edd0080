"""Public pages about the partners of the network and whom to ask there."""

from django.shortcuts import get_object_or_404, render

from network_portal.public import public_page
from partners import directory
from partners.contact_search import search_contacts
from partners.models import Partner
from partners.models.partner import MembershipKind


@public_page
def partner_list(request):
    """All partners by kind and name; ``?art=`` shows those of one kind."""
    groups = directory.by_kind(directory.partner_cards())
    kinds = [(kind, heading, len(cards)) for kind, heading, cards in groups]
    chosen = next((kind for kind, _heading, _cards in groups if kind == request.GET.get("art")), None)
    context = {
        "groups": [(heading, cards) for kind, heading, cards in groups if chosen in (None, kind)],
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
    return render(request, "partners/contacts.html", {"search": search, "fields": fields, "chosen": chosen})
