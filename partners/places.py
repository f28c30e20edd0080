"""Finding the place somebody means, and how far it is from there."""

import math
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from partners.models import Municipality, Postcode

EARTH_RADIUS = 6371.0  # km, mean


@dataclass(frozen=True)
class Place:
    """Where somebody is: a town, a village or a postcode."""

    name: str
    latitude: float
    longitude: float
    municipality_id: int
    district: str
    in_region: bool

    @property
    def coordinates(self) -> tuple[float, float]:
        return self.latitude, self.longitude


def find_places(typed: str) -> list[Place]:
    """Places that ``typed`` may mean, likeliest first: a postcode, a name, or its beginning. Two queries at most."""
    words = typed.split()
    digits = next((word for word in words if len(word) == 5 and word.isascii() and word.isdigit()), "")
    if digits:
        return [_of_postcode(row) for row in Postcode.objects.filter(code=digits).select_related("municipality")]
    name = " ".join(words)
    if len(name) < 2:
        return []
    found = Municipality.objects.order_by("-in_region", "name", "district")
    rows = list(found.filter(_any("iexact", name))[:10]) or list(found.filter(_any("istartswith", name))[:10])
    return [_of_municipality(row) for row in rows]


def _any(lookup: str, name: str) -> Q:
    """A name in the spellings people type: without umlauts, without hyphens, all small (SQLite knows no small “Ö”)."""
    umlauts = name.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")
    spellings = {name, umlauts, name.replace(" ", "-")}
    spellings |= {spelling.title() for spelling in spellings}
    return reduce(or_, (Q(**{f"name__{lookup}": spelling}) for spelling in sorted(spellings)))


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres as the crow flies between two points of latitude and longitude in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, point) for point in (one, other))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(a)))


def _of_postcode(row: Postcode) -> Place:
    place = _of_municipality(row.municipality)
    return Place(
        f"{row.code} {place.name}",
        float(row.latitude),
        float(row.longitude),
        place.municipality_id,
        place.district,
        place.in_region,
    )


def _of_municipality(row: Municipality) -> Place:
    return Place(row.name, float(row.latitude), float(row.longitude), row.pk, row.district, row.in_region)
