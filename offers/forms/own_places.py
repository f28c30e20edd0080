"""Which places an offer may be at."""

from django.db.models import Q

from partners.models import Location


def own_places(offer):
    """Places of the offer's partner, and those it names already."""
    known = Q(partner=offer.partner_id)
    if offer.pk:
        known |= Q(offers=offer)
    return Location.objects.filter(known).select_related("municipality").distinct()


def place_choices(offer) -> list[tuple]:
    """The same as choices, read once for all rows of a form."""
    if not hasattr(offer, "_place_choices"):
        offer._place_choices = [(place.pk, str(place)) for place in own_places(offer)]
    return offer._place_choices
