"""Finding the place somebody means, and how far it is from there."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from partners.collation import german_key
from partners.models import Municipality, Postcode
from partners.slugs import german_slug

EARTH_RADIUS = 6371.0  # km, mean
MOST_FOUND = 10


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
    """Places that ``typed`` may mean, likeliest first: a postcode, a name, or the beginning of one. One query."""
    words = typed.split()
    digits = next((word for word in words if len(word) == 5 and word.isascii() and word.isdigit()), "")
    if digits:
        return [_of_postcode(row) for row in Postcode.objects.filter(code=digits).select_related("municipality")]
    key = place_key(typed)
    return [place_of(row) for row in _named(key)] if len(key) >= 2 else []


def place_key(name: str) -> str:
    """“Mühlberg (Elbe)”, “MÜHLBERG/ELBE” and “muehlberg elbe” are all “muehlberg-elbe”."""
    return german_slug(" ".join(re.findall(r"[^\W_]+", name)))


_key_of_name = lru_cache(maxsize=5_000)(place_key)  # of names in the database, not of what visitors type


def _named(key: str) -> list[Municipality]:
    """The places of that name; else those whose name begins so; else those of which a later word does.

    Compared here and not by the database: SQLite takes “Ö” and “ö” for two letters.
    """
    rows = [(_key_of_name(row.name), row) for row in Municipality.objects.order_by()]
    found = [row for name, row in rows if name == key]
    found = found or [row for name, row in rows if name.startswith(key)]
    found = found or [row for name, row in rows if f"-{key}" in name]
    return sorted(found, key=_likeliest)[:MOST_FOUND]


def _likeliest(row: Municipality):
    return not row.in_region, german_key(row.name), german_key(row.district), row.pk


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres as the crow flies between two points of latitude and longitude in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, point) for point in (one, other))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(a)))


def _of_postcode(row: Postcode) -> Place:
    place = place_of(row.municipality)
    return Place(
        f"{row.code} {place.name}",
        float(row.latitude),
        float(row.longitude),
        place.municipality_id,
        place.district,
        place.in_region,
    )


def place_of(row: Municipality) -> Place:
    """The place in the middle of a town or village."""
    return Place(row.name, float(row.latitude), float(row.longitude), row.pk, row.district, row.in_region)
