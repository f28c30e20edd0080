"""Contacts with their telephones, and languages. Only contacts that visitors may see come here."""

from offers.exports.hsds.attributes import own
from offers.exports.hsds.clean import known
from offers.exports.hsds.ids import uuid_of
from partners.languages import LANGUAGE_NAMES

WORDS = ("responsibility", "reachable", "form_url")


def contact_of(contact, places: set[int] = frozenset()) -> dict:
    """A contact; ``places`` are the keys of the locations that stand in the same answer."""
    ident = uuid_of("contact", contact.pk)
    words = [(name, getattr(contact, name)) for name in WORDS if getattr(contact, name)]
    words += [("speaks", code) for code in contact.languages]
    return known(
        id=ident,
        organization_id=uuid_of("organization", contact.partner_id),
        location_id=uuid_of("location", contact.location_id) if contact.location_id in places else None,
        name=contact.name,
        title=contact.function,
        email=contact.email,
        phones=phones_of(contact, ident),
        attributes=[own("contact", ident, code, value) for code, value in words],
    )


def phones_of(contact, ident: str) -> list[dict]:
    """The telephones of a contact."""
    return [
        {"id": uuid_of("phone", f"{contact.pk}.{number}"), "contact_id": ident, "number": number, "type": "voice"}
        for number in (contact.phone, contact.second_phone)
        if number
    ]


def languages_of(offer, service_id: str) -> list[dict]:
    """Languages in which the help is given, by BCP 47."""
    return [
        {
            "id": uuid_of("language", f"{offer.pk}.{code}"),
            "service_id": service_id,
            "name": str(LANGUAGE_NAMES[code]),
            "code": code,
        }
        for code in offer.languages
        if code in LANGUAGE_NAMES
    ]
