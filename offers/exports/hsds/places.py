"""Places: addresses, coordinates, access. Of a secret one nothing that leads there (docs/decisions/0004)."""

from django.utils.translation import gettext as _

from offers.exports.hsds.attributes import own
from offers.exports.hsds.clean import known
from offers.exports.hsds.ids import uuid_of
from offers.page.places import FEATURES, shown_place
from partners.models import Known


def location_of(place) -> dict:
    """A location with all that visitors may know."""
    ident = uuid_of("location", place.pk)
    if place.is_hidden:
        described = {"name": _("Secret address"), "description": ", ".join(place.address_lines)}
    else:
        described = _described(place, ident)
    return known(
        id=ident,
        location_type="physical",
        organization_id=uuid_of("organization", place.partner_id),
        **described,
        accessibility=_accessibility(place, ident),
        attributes=_attributes(place, ident),
    )


def location_in_list(place) -> dict:
    """The same without what stands in tables of its own."""
    nested = ("addresses", "accessibility", "attributes")
    return {name: value for name, value in location_of(place).items() if name not in nested}


def _described(place, ident: str) -> dict:
    found = {
        "name": place.name or place.street,
        "transportation": place.directions,
        "addresses": _address(place, ident),
    }
    if place.latitude is not None:
        # The town's own coordinates would look like a pin on a map.
        found |= {"latitude": float(place.latitude), "longitude": float(place.longitude)}
    return found


def _address(place, ident: str) -> list[dict]:
    """The address; the standard wants all of its parts."""
    town = place.municipality
    return [
        {
            "id": uuid_of("address", place.pk),
            "location_id": ident,
            "address_1": place.street,
            "city": town.name if town else place.town,
            **({"region": town.district} if town else {}),
            "state_province": town.get_state_display() if town else "",
            "postal_code": place.postcode,
            "country": "DE",
            "address_type": "physical",
        }
    ]


def _accessibility(place, ident: str) -> list[dict]:
    """What is known about access, in words."""
    features = shown_place(place).features
    return [{"id": uuid_of("accessibility", place.pk), "location_id": ident, "description": ", ".join(features)}][
        : bool(features)
    ]


def _attributes(place, ident: str) -> list[dict]:
    answers = [(name, getattr(place, name)) for name in FEATURES]
    answers += [("is_hidden", "yes")] if place.is_hidden else []
    return [own("location", ident, name, value) for name, value in answers if value != Known.UNKNOWN]
