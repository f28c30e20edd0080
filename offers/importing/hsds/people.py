"""Contacts and telephones of a service, and the places where it is given."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from offers.importing.cells import LONGEST_EMAIL, short
from offers.importing.hsds.entry import Part
from offers.importing.offer_row import Person
from offers.importing.sites import Site
from offers.page.places import FEATURES
from partners.languages import LANGUAGE_NAMES
from partners.models import Contact, Location
from partners.phones import read_phone

MOST_PHONES = 2  # that a contact can hold


def read_people(service: Part, at_locations: list[Part]) -> dict[tuple[str, ...], Person]:
    """Ways to reach somebody -> who that is. Telephones and e-mail of the service itself come last, without a name."""
    people = {}
    for contact in [row for part in (service, *at_locations) for row in part.parts("contacts")]:
        channels = (_email(contact), *_phones(contact)[:MOST_PHONES])
        if any(channels):
            people.setdefault(channels, _person(contact))
        else:
            contact.teller.remark(contact.place, _("It names neither telephone nor e-mail; it was left out."))
    known = {channel for channels in people for channel in channels}
    bare = [phone for part in (service, *at_locations) for phone in _phones(part) if phone not in known]
    email = _email(service)
    if bare or (email and email not in known):
        people.setdefault((email if email not in known else "", *dict.fromkeys(bare[:MOST_PHONES])), Person())
    return people


def _person(contact: Part) -> Person:
    own = contact.own()
    words = {
        name: short(" ".join(own.get(name, [""])[0].split()), _longest(name))
        for name in ("responsibility", "reachable")
    }
    form_url = (
        contact.checked(Contact._meta.get_field("form_url"), own["form_url"][0], "attributes")
        if "form_url" in own
        else ""
    )
    return Person(
        name=contact.line("name", _longest("name")) or contact.line("department", _longest("name")),
        function=contact.line("title", _longest("function")),
        form_url=form_url or "",
        languages=tuple(code for code in LANGUAGE_NAMES if code in own.get("speaks", [])),
        **words,
    )  # fmt: skip


def _longest(name: str) -> int:
    return Contact._meta.get_field(name).max_length


def _email(part: Part) -> str:
    text = part.text("email")
    try:
        if text:
            validate_email(text)
            if len(text) > LONGEST_EMAIL:
                raise ValidationError("")
    except ValidationError:
        part.wrong("email", _("e-mail address"))
        return ""
    return text


def _phones(part: Part) -> list[str]:
    """Numbers as we store them; faxes and text numbers of other countries are no telephones."""
    found = []
    for phone in part.parts("phones"):
        if phone.text("type").casefold() in ("fax", "tty", "pager"):
            continue
        try:
            found += [number for number in [read_phone(phone.text("number"))] if number not in found]
        except ValidationError:
            phone.wrong("number", _("telephone number"))
    return found


def read_site(location: Part) -> Site | None:
    """The place, None where there is none to go to."""
    own = {code: values[0] for code, values in location.own().items()}
    if own.get("is_hidden"):
        location.teller.remark(location.place, _("The address is secret there; the place was left out."))
        return None
    if location.text("location_type") == "virtual":
        return None
    address = _address(location)
    street = " ".join(filter(None, [address.line("address_1", 150), address.line("address_2", 60)]))[:150]
    name = location.line("name", 120)
    site = {"street": street or name, "postcode": _postcode(address), "town": address.line("city", 100)}
    if not any(site.values()):
        return None
    more = _coordinates(location) | {code: own[code] for code in FEATURES if own.get(code) in ("yes", "no")}
    if name and name != site["street"]:
        more["name"] = name
    return Site(**site, directions=location.text("transportation"), more=tuple(sorted(more.items())))


def _address(location: Part) -> Part:
    """The address one goes to; else the first one."""
    addresses = location.parts("addresses")
    physical = [each for each in addresses if each.text("address_type") == "physical"]
    return (physical or addresses or [Part({}, location.teller, location.place)])[0]


def _postcode(address: Part) -> str:
    text = address.text("postal_code").removeprefix("D-")
    if text and not (len(text) == 5 and text.isascii() and text.isdigit()):
        address.wrong("postal_code", _("German postcode"))
        return ""
    return text


def _coordinates(location: Part) -> dict[str, str]:
    latitude, longitude = location.number("latitude"), location.number("longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return {}
    places = Location._meta.get_field("latitude").decimal_places
    return {"latitude": f"{latitude:.{places}f}", "longitude": f"{longitude:.{places}f}"}
