"""What still needs a place or a contact: that may not be deleted."""

from django.db.models import Q
from django.utils.translation import gettext as _

from partners.models import Contact, Location, Network

MOST_NAMED = 5


def uses_of_location(location: Location) -> list[str]:
    """What names the place, a sentence's part each."""
    # By way of the relation: this app knows nothing of offers.
    offers = location.partner.offers.model.objects.filter(Q(locations=location) | Q(opening_times__location=location))
    return _titles(offers)


def uses_of_contact(contact: Contact) -> list[str]:
    """What names the contact, a sentence's part each."""
    uses = _titles(contact.offers.all())
    if contact.deputises_for.exists():
        uses.append(_("the deputy of your organisation"))
    if Network.objects.filter(desk_contact=contact).exists():
        uses.append(_("the first contact of the network"))
    return uses


def _titles(offers) -> list[str]:
    """Titles of the offers, of many the first ones and how many more there are."""
    titles = [_("“%(title)s”") % {"title": title} for title in offers.distinct().values_list("title", flat=True)]
    more = len(titles) - MOST_NAMED
    return titles if more <= 0 else [*titles[:MOST_NAMED], _("%(count)s more") % {"count": more}]
