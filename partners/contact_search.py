"""Whom to ask where: public contacts by place and by field."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from partners.collation import german_key
from partners.directory import published_offers
from partners.models import Contact, Partner
from partners.places import Place, distance, find_places

SHORTEST_PLACE, LONGEST_PLACE = 2, 100  # characters of what is typed; no place has a longer name
NEAREST = 3  # towns shown where a place has no contact of its own


@dataclass(frozen=True)
class Town:
    """A town that may be named; without key and coordinates where the gazetteer does not know it."""

    name: str
    municipality_id: int | None = None
    coordinates: tuple[float, float] | None = None


@dataclass(frozen=True)
class Group:
    """Contacts in one town; in no town where they are for all places of a partner, or the address is secret."""

    contacts: list[Contact]
    town: Town | None = None
    kilometres: int | None = None
    is_secret: bool = False


@dataclass(frozen=True)
class Search:
    """What somebody asked for, and what was found."""

    typed: str
    places: list[Place]
    towns: list[Town]
    here: list[Group]
    groups: list[Group]

    @property
    def chosen_towns(self) -> list[Town]:
        """The towns that were asked for."""
        return [group.town for group in self.here]

    @property
    def is_nearby(self) -> bool:
        """Whether the place has no contact of its own and the nearest towns are shown."""
        return bool(self.places) and not self.here

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows the place that was typed."""
        return bool(self.typed) and not self.places and not self.here


def search_contacts(typed="", policy_field=None) -> Search:
    """Contacts at the place ``typed``, else the nearest ones, else all. Five queries at most."""
    typed = " ".join(typed[:LONGEST_PLACE].split())
    places = find_places(typed) if typed else []
    contacts = contacts_of_field(policy_field)
    by_town = group_by_town(contacts)
    here = group_by_town([contact for contact in contacts if is_meant(contact.location, typed, places)])
    shown = here or nearest(by_town, places) or by_town
    rest = groups_without_town(contacts, {group.town for group in shown} if here or places else None)
    return Search(typed, places, [group.town for group in by_town], here, shown + rest)


def contacts_of_field(policy_field) -> list[Contact]:
    """Public contacts of current partners, of one field if given, in German order. Three queries."""
    contacts = Contact.objects.public().filter(partner__in=Partner.objects.current())
    if policy_field:
        contacts = contacts.filter(responsible_for(policy_field))
    contacts = contacts.select_related("partner", "location__municipality").prefetch_related(
        "partner__locations__municipality"
    )
    return sorted(contacts, key=lambda row: (german_key(row.partner.name), german_key(row.name), row.pk))


def responsible_for(policy_field) -> Q:
    """Who is named on an offer of the field; and who is named on none, if the partner is active in the field."""
    offers = published_offers()
    in_field = offers.filter(policy_field=policy_field)
    active = (
        Q(partner=policy_field.moderator_id)
        | Q(partner__in=in_field.values("partner"))
        | Q(partner__in=in_field.values("co_owners"))
    )
    return Exists(in_field.filter(contacts=OuterRef("pk"))) | (active & ~Exists(offers.filter(contacts=OuterRef("pk"))))


def public_town(location) -> Town | None:
    """The town of a place; none of a secret address."""
    if location is None or location.is_hidden:
        return None
    row = location.municipality
    if row:
        return Town(row.name, row.pk, (float(row.latitude), float(row.longitude)))
    return Town(location.town) if location.town else None


def is_meant(location, typed, places) -> bool:
    """Whether a place lies where somebody looks: in one of the ``places``, else by its postcode or name."""
    town = public_town(location)
    if town is None or len(typed) < SHORTEST_PLACE:
        return False
    if town.municipality_id in {place.municipality_id for place in places} or location.postcode in typed.split():
        return True
    return german_key(town.name).startswith(german_key(typed))


def group_by_town(contacts) -> list[Group]:
    """A group for each town that may be named, in German order."""
    towns = {}
    for contact in contacts:
        if town := public_town(contact.location):
            towns.setdefault(town, []).append(contact)
    return [Group(rows, town) for town, rows in sorted(towns.items(), key=lambda item: german_key(item[0].name))]


def nearest(by_town, places) -> list[Group]:
    """The towns with contacts that are nearest to the likeliest place, with the way in whole kilometres."""
    known = [group for group in by_town if group.town.coordinates]
    ways = [(distance(place.coordinates, group.town.coordinates), group) for place in places[:1] for group in known]
    ways.sort(key=lambda way: way[0])
    return [Group(group.contacts, group.town, round(way)) for way, group in ways[:NEAREST]]


def groups_without_town(contacts, towns=None) -> list[Group]:
    """Contacts for all places of a partner (with ``towns``: of partners there), then those whose address is secret."""
    unplaced = [contact for contact in contacts if public_town(contact.location) is None]
    secret = [row for row in unplaced if row.location and row.location.is_hidden]
    general = [row for row in unplaced if row not in secret and is_active_in(row.partner, towns)]
    groups = [Group(general), Group(secret, is_secret=True)]
    return [group for group in groups if group.contacts]


def is_active_in(partner, towns) -> bool:
    """Whether a partner has a place in one of the towns, or no place at all; any partner if no towns are given."""
    if towns is None:
        return True
    own = [public_town(place) for place in partner.locations.all()]
    return not any(own) or any(town in towns for town in own)
