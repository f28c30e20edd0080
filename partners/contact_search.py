"""Whom to ask where: public contacts by place and by field."""

from dataclasses import dataclass, replace
from itertools import groupby

from partners.collation import german_key
from partners.contact_index import ContactIndex, Entry, Town, contact_index
from partners.models import Contact
from partners.places import Place, distance, find_places

SHORTEST_PLACE, LONGEST_PLACE = 2, 100  # characters of what is typed; no place has a longer name
NEAREST = 3  # towns shown where a place has no contact of its own


@dataclass(frozen=True)
class Group:
    """Contacts in one town; in no town where they are for all places of a partner, or the address is secret."""

    contacts: list[Entry] | list[Contact]  # rows once they are to be shown
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

    @property
    def lines(self) -> list[tuple[Group, Entry]]:
        """Every contact that was found, with its group."""
        return [(group, entry) for group in self.groups for entry in group.contacts]


def search_contacts(typed="", policy_field=None) -> Search:
    """Contacts at the place ``typed``, else the nearest ones, else all. Two queries once all contacts are known."""
    typed = " ".join(typed[:LONGEST_PLACE].split())
    places = find_places(typed) if typed else []
    index = contact_index().of_field(policy_field)
    by_town = [Group(entries, town) for town, entries in index.by_town.items()]
    here = [group for group in (meant(group, typed, places) for group in by_town) if group.contacts]
    shown = here or nearest(by_town, places) or by_town
    rest = groups_without_town(index, {group.town for group in shown} if here or places else None)
    return Search(typed, places, list(index.by_town), here, shown + rest)


def with_contacts(lines) -> list[Group]:
    """The groups of some ``lines`` of a search, with what is to be shown of each contact. One query."""
    rows = Contact.objects.select_related("partner").in_bulk([entry.key for _group, entry in lines])
    groups = [(group, [entry.key for _group, entry in part]) for group, part in groupby(lines, lambda line: line[0])]
    return [replace(group, contacts=[rows[key] for key in keys if key in rows]) for group, keys in groups]


def meant(group, typed, places) -> Group:
    """The part of a town's contacts that lies where somebody looks: in one of the ``places``, else by name, else by
    postcode.
    """
    if len(typed) < SHORTEST_PLACE:
        return replace(group, contacts=[])
    if group.town.municipality_id in {place.municipality_id for place in places}:
        return group
    key = german_key(typed)
    if key and german_key(group.town.name).startswith(key):
        return group
    words = typed.split()
    return replace(group, contacts=[entry for entry in group.contacts if entry.postcode in words])


def nearest(by_town, places) -> list[Group]:
    """The towns with contacts that are nearest to the likeliest place, with the way in whole kilometres."""
    known = [group for group in by_town if group.town.coordinates]
    ways = [(distance(place.coordinates, group.town.coordinates), group) for place in places[:1] for group in known]
    ways.sort(key=lambda way: way[0])
    return [replace(group, kilometres=round(way)) for way, group in ways[:NEAREST]]


def groups_without_town(index: ContactIndex, towns=None) -> list[Group]:
    """Contacts for all places of a partner (with ``towns``: of partners there), then those whose address is secret."""
    secret = [entry for entry in index.townless if entry.is_secret]
    general = [entry for entry in index.townless if not entry.is_secret]
    if towns is not None:
        general = [entry for entry in general if is_active_in(index.towns_of.get(entry.partner_id), towns)]
    groups = [Group(general), Group(secret, is_secret=True)]
    return [group for group in groups if group.contacts]


def is_active_in(own: set[Town] | None, towns: set[Town]) -> bool:
    """Whether a partner has a place in one of the ``towns``, or no place of its ``own`` at all."""
    return not own or not own.isdisjoint(towns)
