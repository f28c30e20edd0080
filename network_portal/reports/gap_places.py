"""Places that need no column of their own: a district has ninety, and to most of them the same offers come."""

from collections import defaultdict

from django.utils.translation import gettext as _

from network_portal.reports.gaps import PLACE, Gaps

FEWEST = 2  # others, for which a name and a number are shorter than columns of their own


def alike(gaps: Gaps) -> dict[str, list[str]]:
    """Places with the very same offers, where nobody asked in vain: the first of each group with the others."""
    asked = {place for row in (*gaps.searches, *gaps.by_place) for place in row.values.get(PLACE, ())}
    groups = defaultdict(list)
    for place, bits in gaps.dimensions[PLACE].bits.items():
        if place in gaps.municipalities and place not in asked:
            groups[bits].append(place)
    return {first: others for first, *others in groups.values() if len(others) >= FEWEST}


def shown_names(dimension, groups: dict[str, list[str]]) -> dict[str, str]:
    """What the matrix shows of a side, by value; of places that are alike the first one, with how many there are."""
    groups = groups if dimension.name == PLACE else {}
    hidden = {place for others in groups.values() for place in others}
    names = {key: dimension.values.get(key) or _("not said") for key in dimension.bits if key not in hidden}
    for first, others in groups.items():
        names[first] = _("%(place)s and %(count)d more") % {"place": names[first], "count": len(others)}
    return names
