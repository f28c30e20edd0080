"""Towns of a file in the list of towns and villages."""

import re
from collections import defaultdict

from partners.models import Location, Municipality, Postcode
from partners.text import name_key

_PART_OF_TOWN = re.compile(r"\s+OT\s+|\s*[,(/]\s*|\s*[-–]\s*")


class Towns:
    """Finds the municipality that a town and a postcode name. Two queries, for the given names only."""

    def __init__(self, pairs):
        """``pairs``: towns and postcodes that will be asked for."""
        names, codes = {town for town, _code in pairs if town}, {code for _town, code in pairs if code}
        names |= {_PART_OF_TOWN.split(name)[0] for name in names}
        self._by_code, self._by_name = defaultdict(list), defaultdict(list)
        for row in Postcode.objects.filter(code__in=codes).select_related("municipality"):
            self._by_code[row.code].append(row.municipality)
        for town in Municipality.objects.filter(name__in=names).order_by("pk"):
            self._by_name[name_key(town.name)].append(town)

    def find(self, town: str, code: str) -> Municipality | None:
        """The municipality, None where it is unknown or may be several."""
        here = self._by_code.get(code, [])
        if not town:
            return here[0] if len(here) == 1 else None
        key = name_key(town)
        return (
            self._one(self._by_name.get(key, []), here)
            or self._one([place for place in here if _same_beginning(name_key(place.name), key)], here)
            or self._one(self._by_name.get(name_key(_PART_OF_TOWN.split(town)[0]), []), here)
        )

    def _one(self, places: list[Municipality], here: list[Municipality]) -> Municipality | None:
        """The only one of ``places``; of several the only one with the postcode, then in the network's region."""
        keys = {place.pk for place in here}
        for narrowed in (places, [p for p in places if p.pk in keys], [p for p in places if p.in_region]):
            if len(narrowed) == 1:
                return narrowed[0]
        return None


def _same_beginning(one: str, other: str) -> bool:
    """“herzberg (elster)” and “herzberg” begin alike, “herzberg” and “herzbergen” do not."""
    shorter, longer = sorted((one, other), key=len)
    return bool(re.match(rf"{re.escape(shorter)}(?!\w)", longer))


def settle_towns(reason: str) -> list[str]:
    """Link places whose town has come into the list since they were imported; returns the towns still unknown."""
    waiting = list(Location.objects.filter(municipality=None).exclude(town=""))
    towns = Towns([(place.town, place.postcode) for place in waiting])
    for place in waiting:
        place.municipality = towns.find(place.town, place.postcode)
        if place.municipality:
            place.name = place.name or name_of_part(place.town, place.municipality)
            place.town, place._change_reason = "", reason
            place.save()
    return sorted({place.town for place in waiting if place.town})


def name_of_part(town: str, municipality: Municipality) -> str:
    """What the name of the municipality would lose of a town in words, such as “Dresden OT Gorbitz”."""
    return town if len(town) > len(municipality.name) and name_key(town) != name_key(municipality.name) else ""
