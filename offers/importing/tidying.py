"""Places and contacts that rows have left: an old address must not go on standing on the page of a partner."""

from offers.models import Offer, OpeningTime
from partners.models import Contact, Location, Network, Partner


def remove_unused(places: set[int], contacts: set[int], reason: str):
    """Of those, delete what nothing uses any more and nobody but imports has ever touched."""
    used = set(Offer.contacts.through.objects.filter(contact__in=contacts).values_list("contact_id", flat=True))
    used |= set(Partner.objects.filter(deputy__in=contacts).values_list("deputy_id", flat=True))
    used |= set(Network.objects.filter(desk_contact__in=contacts).values_list("desk_contact_id", flat=True))
    _delete(Contact, contacts - used, reason)
    used = set(Offer.locations.through.objects.filter(location__in=places).values_list("location_id", flat=True))
    used |= set(OpeningTime.objects.filter(location__in=places).values_list("location_id", flat=True))
    used |= set(Contact.objects.filter(location__in=places).values_list("location_id", flat=True))
    _delete(Location, places - used, reason)


def _delete(model, keys: set[int], reason: str):
    touched = model.history.filter(id__in=keys).exclude(history_change_reason__startswith="import ")
    touched = set(touched.values_list("id", flat=True))
    for row in model.objects.filter(pk__in=keys - touched):
        row._change_reason = reason
        row.delete()
