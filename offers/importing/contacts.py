"""Contacts of partners: recognised by telephone and e-mail, made where they are new."""

from collections import defaultdict
from dataclasses import dataclass, field

from simple_history.utils import bulk_create_with_history

from offers.importing.cells import short
from offers.importing.memory import Memory
from offers.importing.offer_row import OfferRow, Person
from partners.models import Contact

LONGEST_NAME = Contact._meta.get_field("name").max_length


@dataclass
class Wanted:
    """One contact of a partner as the file names it, and the rows that name it."""

    phones: tuple[str, ...]
    email: str
    titles: set[str] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    reachable: str = ""
    person: Person | None = None

    def join(self, other: "Wanted"):
        """Other rows name the same contact, with fewer ways to reach it."""
        self.titles |= other.titles
        self.places |= other.places
        self.reachable = self.reachable or other.reachable
        self.person = self.person or other.person


def channels_of(row: OfferRow) -> list[tuple[str, ...]]:
    """The contacts of a row, each as e-mail and telephones; a second e-mail address is a contact of its own."""
    if row.people:
        return list(row.people)
    first = (row.emails[0] if row.emails else "", *row.phones)
    return [first] * any(first) + [(email,) for email in row.emails[1:]]


class Contacts:
    """The contacts of all partners of a file, and those it adds."""

    def __init__(self, partners: set[int], memory: Memory):
        self.existing = defaultdict(list)
        for contact in Contact.objects.filter(partner__in=partners).order_by("pk"):
            self.existing[contact.partner_id].append(contact)
        known = {contact.pk: contact for contacts in self.existing.values() for contact in contacts}
        self.found = {key: known[pk] for key, pk in memory.contacts.items() if pk in known}

    def recognise(self, rows, names: dict[int, str], reason: str):
        """Find or make the contacts of ``rows`` (partner, row, its places); ``names``: what the partners are called."""
        wanted = _wanted(rows)
        new = {}
        # The fullest first, so that a row with the telephone alone finds the contact that has the e-mail, too.
        for (partner, channels), contact in sorted(
            wanted.items(), key=lambda item: -len(list(filter(None, item[0][1])))
        ):
            if (partner, channels) in self.found:
                continue
            match = _match(channels, self.existing[partner])
            if match is None:
                match = _new_contact(partner, contact)
                self.existing[partner].append(match)
                new[id(match)] = match, contact
            elif id(match) in new:
                new[id(match)][1].join(contact)
            self.found[partner, channels] = match
        for match, contact in new.values():
            _describe(match, contact, names[match.partner_id])
        made = [match for match, _contact in new.values()]
        bulk_create_with_history(made, Contact, batch_size=500, default_change_reason=reason)

    def of(self, row: OfferRow, partner: int) -> list[Contact]:
        """The contacts of a row, each once."""
        contacts = [self.found[partner, channels] for channels in channels_of(row)]
        return list({contact.pk: contact for contact in contacts}.values())


def _wanted(rows) -> dict[tuple, Wanted]:
    wanted = {}
    for partner, row, places in rows:
        for channels in channels_of(row):
            contact = wanted.setdefault((partner, channels), Wanted(channels[1:], channels[0]))
            contact.titles.add(row.values["title"])
            contact.places.add(places[0].pk if len(places) == 1 else 0)
            contact.reachable = contact.reachable or row.reachable
            contact.person = contact.person or row.people.get(channels)
    return wanted


def _match(channels: tuple[str, ...], contacts: list[Contact]) -> Contact | None:
    """The contact with exactly these ways to reach it, else the only one that has all of them."""
    wanted = {channel.casefold() for channel in channels if channel}
    having = [(contact, _channels(contact)) for contact in contacts]
    exact = [contact for contact, has in having if has == wanted]
    fuller = [contact for contact, has in having if has > wanted]
    return exact[0] if exact else (fuller[0] if len(fuller) == 1 else None)


def _channels(contact: Contact) -> set[str]:
    return set(filter(None, (contact.email.casefold(), contact.phone, contact.second_phone)))


def _new_contact(partner: int, wanted: Wanted) -> Contact:
    phone, second = (*wanted.phones, "", "")[:2]
    return Contact(partner_id=partner, phone=phone, second_phone=second, email=wanted.email)


def _describe(contact: Contact, wanted: Wanted, partner_name: str):
    """A contact of one offer bears its title and stands at its place, one of several the name of the partner."""
    name = next(iter(wanted.titles)) if len(wanted.titles) == 1 else partner_name
    contact.name = short(name, LONGEST_NAME)
    contact.location_id = (next(iter(wanted.places)) if len(wanted.places) == 1 else None) or None
    contact.reachable = wanted.reachable
    if wanted.person:
        _introduce(contact, wanted.person)


def _introduce(contact: Contact, person: Person):
    """What the file says of the contact itself."""
    contact.name = person.name or contact.name
    contact.languages = list(person.languages)
    for name in ("function", "responsibility", "reachable", "form_url"):
        setattr(contact, name, getattr(person, name))
