"""Partners as organizations."""

from django.db.models import Prefetch

from network_portal.mail import absolute
from offers.exports.hsds.attributes import own
from offers.exports.hsds.clean import known
from offers.exports.hsds.ids import uuid_of
from offers.exports.hsds.people import contact_of
from offers.exports.hsds.places import location_of
from partners.models import Contact, Partner


def organization_of(partner) -> dict:
    """What one row of the standard's table has; where messages of the portal go is nobody else's business."""
    return known(
        id=uuid_of("organization", partner.pk),
        name=partner.name,
        alternate_name=partner.short_name,
        website=partner.website,
        legal_status=partner.get_kind_display(),
        logo=absolute(partner.logo.url) if partner.logo else None,
        uri=absolute(partner.get_absolute_url()),
        parent_organization_id=uuid_of("organization", partner.parent_id) if partner.parent_id else None,
    ) | {"description": partner.description}


def nested_organization(partner, services: list[dict]) -> dict:
    """The same with places and contacts. ``partner`` comes from ``organizations``."""
    ident, places = uuid_of("organization", partner.pk), list(partner.locations.all())
    keys = {place.pk for place in places}
    return organization_of(partner) | known(
        contacts=[contact_of(contact, keys) for contact in partner.contacts.all()],
        locations=[location_of(place) for place in places],
        services=services,
        attributes=[own("organization", ident, "organisation_kind", partner.kind)],
    )


def organizations(keys) -> list[Partner]:
    """The partners with these keys in this order, with all that is told of them. Three queries."""
    rows = Partner.objects.prefetch_related("locations__municipality", Prefetch("contacts", Contact.objects.public()))
    found = rows.in_bulk(list(keys))
    return [found[key] for key in keys if key in found]
