"""Places of partners: recognised by street, postcode and town, made where they are new."""

from collections import defaultdict

from simple_history.utils import bulk_create_with_history

from offers.importing.memory import Memory
from offers.importing.offer_row import OfferRow
from offers.importing.sites import Site, street_key
from offers.importing.towns import Towns, name_of_part
from partners.models import Location
from partners.text import name_key


class Places:
    """The places of all partners of a file, and those it adds."""

    def __init__(self, wanted: list[tuple[int, Site]], memory: Memory):
        """``wanted``: key of the partner, and the site. Three queries."""
        partners = {partner for partner, _site in wanted}
        self.existing = defaultdict(list)
        for place in Location.objects.filter(partner__in=partners).select_related("municipality").order_by("pk"):
            self.existing[place.partner_id].append((_key_of(place), place))
        known = {place.pk: place for places in self.existing.values() for _key, place in places}
        self.found = {key: known[pk] for key, pk in memory.sites.items() if pk in known}
        self.towns = Towns([(site.town, site.postcode) for _partner, site in wanted])

    def recognise(self, wanted: list[tuple[int, Site]], reason: str):
        """Find or make the place of each pair; ``found`` holds them then, by partner and key of the site."""
        made = defaultdict(list)
        # The fullest address first, so that a row without postcode finds the place of a row that has it.
        for partner, site in sorted(wanted, key=lambda pair: -sum(map(bool, pair[1].key))):
            if (partner, site.key) in self.found:
                continue
            place = _match(site, self.existing[partner], by_hand=True) or _match(site, made[partner], by_hand=False)
            if place is None:
                place = self._new(partner, site)
                made[partner].append((site.key, place))
            self.found[partner, site.key] = place
        new = [place for places in made.values() for _key, place in places]
        bulk_create_with_history(new, Location, batch_size=500, default_change_reason=reason)

    def of(self, row: OfferRow, partner: int) -> list[Location]:
        """The places of a row, in the order of its sites."""
        return [self.found[partner, site.key] for site in row.sites]

    def _new(self, partner: int, site: Site) -> Location:
        town = self.towns.find(site.town, site.postcode)
        only_postcode = not (town or site.town or site.street)
        more = {"name": name_of_part(site.town, town)[:120] if town and site.town else ""} | dict(site.more)
        return Location(
            partner_id=partner,
            street=site.street,
            postcode="" if only_postcode else site.postcode,
            municipality=town,
            town="" if town else site.town or (site.postcode if only_postcode else ""),
            directions=site.directions,
            **more,
        )


def _key_of(place: Location) -> tuple[str, str, str, str]:
    town = place.municipality.name if place.municipality else place.town
    # A place with a name and no street is some other place than “somewhere in this town”.
    street = street_key(place.street) or name_key(place.name)
    return street, place.postcode, name_key(town), name_key(place.directions)


def _match(site: Site, places, *, by_hand: bool) -> Location | None:
    """The place with this address. ``by_hand``: somebody may have described the way to it, or left out a part."""
    fitting = [(key, place) for key, place in places if _fits(site.key, key, by_hand=by_hand)]
    exact = [place for key, place in fitting if key == site.key]
    return exact[0] if exact else (fitting[0][1] if len(fitting) == 1 else None)


def _fits(wanted: tuple, key: tuple, *, by_hand: bool) -> bool:
    street, code, town, directions = wanted
    if street != key[0]:
        return False
    if not street:
        return (code, town) == key[1:3]
    same_way = directions == key[3] or (by_hand and not directions)
    return same_way and all(
        not mine or not other or mine == other for mine, other in zip((code, town), key[1:3], strict=True)
    )
