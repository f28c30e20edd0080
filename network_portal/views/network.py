"""Who the network is."""

from itertools import groupby

from django.shortcuts import render

from network_portal.public import public_page
from offers.models import PolicyField
from partners.collation import german_key
from partners.models import Partner
from partners.models.partner import MembershipKind, PartnerKind


@public_page
def network(request):
    """About the network: its members by kind and by sector, who moderates which field, who pays for it."""
    members = sorted(Partner.objects.current(), key=lambda partner: (german_key(partner.name), partner.pk))
    context = {
        "by_membership": grouped(members, "membership", MembershipKind),
        "by_kind": [(kind, len(partners)) for kind, partners in grouped(members, "kind", PartnerKind)],
        "fields": PolicyField.objects.exclude(moderator=None).select_related("moderator"),
    }
    return render(request, "network_portal/network.html", context)


def grouped(partners, field: str, choices) -> list[tuple]:
    """The partners under each choice that occurs, in the order of the choices."""
    order = list(choices)
    ranked = sorted(partners, key=lambda partner: order.index(getattr(partner, field)))
    return [(choices(value), list(rows)) for value, rows in groupby(ranked, lambda partner: getattr(partner, field))]
