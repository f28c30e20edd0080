"""Places in a query: “hebamme finsterwalde”, “beratung 04916”."""

from dataclasses import dataclass

from offers.search.text import words_of
from partners.models import Location, Municipality, Postcode

LONGEST_NAME = 4  # words
BEFORE_A_PLACE = frozenset(["in", "bei", "aus", "nahe", "nähe", "um", "raum"])


@dataclass(frozen=True)
class PlaceWord:
    """A place that somebody wrote into the query."""

    name: str  # to be looked up by ``partners.places.find_places``
    words: tuple[str, ...]  # of the query


class Gazetteer:
    """Names of towns and villages by their words, each with whether it is in the region or has offers. Two queries."""

    def __init__(self, rows):
        self._places: dict[tuple[str, ...], tuple[str, bool]] = {}
        for name, in_region in rows:
            short = name.split("(")[0]
            for spelling in (name, short, short.removeprefix("Bad ") if in_region else short):
                words = tuple(words_of(spelling))
                if words and not self._places.get(words, ("", False))[1]:
                    self._places[words] = name, in_region

    @classmethod
    def read(cls):
        used = set(Location.objects.filter(is_hidden=False).values_list("municipality_id", flat=True))
        rows = Municipality.objects.order_by("name", "pk").values_list("pk", "name", "in_region")
        return cls((name, in_region or pk in used) for pk, name, in_region in rows.iterator())

    def find(self, words: list[str], taken, is_known) -> PlaceWord | None:
        """The place among the words. A word with another meaning is one only after “in”, or in the region."""
        for length in range(LONGEST_NAME, 0, -1):
            for start in range(len(words) - length + 1):
                chosen = tuple(words[start : start + length])
                name, in_region = self._places.get(chosen, ("", False))
                after_in = start > 0 and words[start - 1] in BEFORE_A_PLACE
                free = not taken & set(chosen) and (in_region or not all(map(is_known, chosen)))
                if name and (after_in or free):
                    return PlaceWord(name, chosen)
        return None


def postcode_in(words: list[str]) -> PlaceWord | None:
    """The first postcode that exists. No query where nothing looks like one."""
    codes = [word for word in words if len(word) == 5 and word.isascii() and word.isdigit()]
    existing = set(Postcode.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else ()
    return next((PlaceWord(code, (code,)) for code in codes if code in existing), None)
