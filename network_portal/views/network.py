"""Who the network is."""

from itertools import groupby

from django.shortcuts import render

from network_portal.public import public_page
from offers.models import PolicyField
from partners.collation import german_key
from partners.directory import kinds_with_counts
from partners.models import Partner
from partners.models.partner import MembershipKind

MOST_NAMED = 100  # members; of more than these the page tells how many there are, and leads to the list


@public_page
def network(request):
    """About the network: its members by kind and by sector, who moderates which field, who pays for it."""
    kinds = kinds_with_counts()
    total = sum(count for _kind, _heading, count in kinds)
    context = {
        "kinds": kinds,
        "total": total,
        "by_membership": members_by_membership() if total <= MOST_NAMED else [],
        "fields": PolicyField.objects.exclude(moderator=None).select_related("moderator"),
    }
    return render(request, "network_portal/network.html", context)


def members_by_membership() -> list[tuple[MembershipKind, list[Partner]]]:
    """All members in German order, founders first. One query."""
    order = list(MembershipKind)
    ranked = sorted(
        Partner.objects.current(),
        key=lambda partner: (order.index(partner.membership), german_key(partner.name), partner.pk),
    )
    return [(MembershipKind(value), list(rows)) for value, rows in groupby(ranked, lambda partner: partner.membership)]
