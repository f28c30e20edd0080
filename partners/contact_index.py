"""Which contacts the public may see, and where: read once after a change, so that a search looks at keys only."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from partners.collation import german_key
from partners.directory import published_offers
from partners.kept import KeptUntilChange
from partners.models import Contact, Location, Partner


@dataclass(frozen=True)
class Town:
    """A town that may be named; without key and coordinates where the gazetteer does not know it."""

    name: str
    municipality_id: int | None = None
    coordinates: tuple[float, float] | None = None


@dataclass(frozen=True)
class Entry:
    """Where a contact is; in no town where it is for all places of its partner, or the address is secret."""

    key: int
    partner_id: int
    town: Town | None
    postcode: str
    is_secret: bool


@dataclass(frozen=True)
class ContactIndex:
    """Public contacts in German order, by town (in German order too), and those without a town."""

    by_town: dict[Town, list[Entry]]
    townless: list[Entry]
    towns_of: dict[int, set[Town]]  # where each partner is, by its key
    of_fields: dict = field(default_factory=dict)  # key of a field -> the part that was asked for

    def of_field(self, policy_field):
        """The contacts of one field, or all if none is given. Four queries, once for each field."""
        if policy_field is None:
            return self
        if policy_field.pk not in self.of_fields:
            self.of_fields[policy_field.pk] = self.only(Responsible.for_field(policy_field))
        return self.of_fields[policy_field.pk]

    def only(self, responsible):
        """The contacts that are ``responsible``; a town without any is left out."""
        by_town = {town: list(filter(responsible.includes, rows)) for town, rows in self.by_town.items()}
        by_town = {town: rows for town, rows in by_town.items() if rows}
        return replace(self, by_town=by_town, townless=list(filter(responsible.includes, self.townless)))


@dataclass(frozen=True)
class Responsible:
    """Who is to be asked in a field, as keys of contacts and partners. Put together here, for databases take minutes
    where thousands of offers and contacts meet.
    """

    named: set[int]  # on an offer of the field
    named_anywhere: set[int]
    active: set[int]  # partners with an offer in the field, and the one that moderates it

    @classmethod
    def for_field(cls, policy_field):
        offers = published_offers().order_by()
        in_field = offers.filter(policy_field=policy_field)
        named, anywhere, owners, sharing = (
            set(rows.values_list(name, flat=True))
            for rows, name in [
                (in_field, "contacts"), (offers, "contacts"), (in_field, "partner"), (in_field, "co_owners"),
            ]
        )  # fmt: skip
        return cls(named, anywhere, owners | sharing | {policy_field.moderator_id})

    def includes(self, entry: Entry) -> bool:
        """Who is named on an offer of the field; and who is named on none, if the partner is active in the field."""
        return entry.key in self.named or (entry.partner_id in self.active and entry.key not in self.named_anywhere)


def read_contacts() -> ContactIndex:
    """All public contacts of current partners. Two queries."""
    towns_of, places = defaultdict(set), {}
    for place in Location.objects.select_related("municipality").order_by():
        places[place.pk] = place
        if town := public_town(place):
            towns_of[place.partner_id].add(town)
    by_town, townless = defaultdict(list), []
    for entry in ordered_entries(places):
        (townless if entry.town is None else by_town[entry.town]).append(entry)
    in_order = sorted(by_town.items(), key=lambda item: german_key(item[0].name))
    return ContactIndex(dict(in_order), townless, dict(towns_of))


contact_index = KeptUntilChange(read_contacts)


def ordered_entries(places) -> list[Entry]:
    """The contacts by the names of their partners and their own, at their ``places``. One query."""
    contacts = Contact.objects.public().filter(partner__in=Partner.objects.current()).order_by()
    rows = contacts.values_list("partner__name", "name", "pk", "partner_id", "location_id")
    ordered = sorted((german_key(partner), german_key(name), *keys) for partner, name, *keys in rows)
    return [entry_at(key, partner_id, places.get(place_id)) for *_names, key, partner_id, place_id in ordered]


def entry_at(key: int, partner_id: int, place) -> Entry:
    postcode = place.postcode if place else ""
    return Entry(key, partner_id, public_town(place), postcode, bool(place and place.is_hidden))


def public_town(location) -> Town | None:
    """The town of a place; none of a secret address."""
    if location is None or location.is_hidden:
        return None
    row = location.municipality
    if row:
        return Town(row.name, row.pk, (float(row.latitude), float(row.longitude)))
    return Town(location.town) if location.town else None
