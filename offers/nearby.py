"""Offers near a place: by the way there, or because help comes to you. The area an offer serves is not its address."""

from dataclasses import dataclass

from offers.bits import Sets
from offers.index import OfferIndex
from offers.index_rows import Reach
from offers.models.choices import Residence
from partners.places import Place, distance

PLACES_KEPT = 50  # places asked for whose surroundings an index remembers


@dataclass(frozen=True)
class Nearby:
    """The offers for somebody at a place, and how far away they are."""

    sets: Sets
    by_distance: list[tuple[float, int]]  # kilometres and the offers that far away, nearest first

    def order(self, bits: int) -> list[int]:
        """``bits`` cut into groups, nearest first; what comes to you stands last."""
        groups, left = [], bits
        for _kilometres, group in self.by_distance:
            if here := group & left:
                groups.append(here)
                left &= ~here
        return [*groups, left] if left else groups


def near(index: OfferIndex, place: Place, radius: float) -> Nearby:
    """The offers of ``index`` for somebody who is at ``place`` and goes up to ``radius`` kilometres."""
    found = index.nearby.get((place, radius))  # asked once only: another thread may clear them in between
    if found is None:
        if len(index.nearby) >= PLACES_KEPT:
            index.nearby.clear()
        found = index.nearby[place, radius] = _look_around(index, place, radius)
    return found


def _look_around(index: OfferIndex, place: Place, radius: float) -> Nearby:
    yes, unknown, distances = 0, 0, []
    for reach, bits in index.reaches.items():
        kilometres = way_to(reach, place)
        if kilometres is not None:
            distances.append((kilometres, bits))
        if serves(reach, place, kilometres is not None and kilometres <= radius):
            yes |= bits
        elif not reach.points and not reach.comes_to_you:
            unknown |= bits
    return Nearby(Sets(yes, unknown & ~yes), sorted(distances))


def way_to(reach: Reach, place: Place) -> float | None:
    """Kilometres to the nearest address; None where there is none to go to."""
    return min((distance(place.coordinates, point) for point in reach.points), default=None)


def serves(reach: Reach, place: Place, is_near: bool) -> bool:
    """Whether somebody from ``place`` may take part, and can without going far."""
    if reach.residence == Residence.MUNICIPALITIES:
        return place.municipality_id in reach.municipality_ids and (is_near or reach.comes_to_you)
    if is_near:
        return True
    return reach.comes_to_you and (reach.residence == Residence.ANYWHERE or place.in_region)
