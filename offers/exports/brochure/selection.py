"""Which offers a brochure holds, and in which print; all of it fits into an address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from offers.bits import positions_in
from offers.index import OfferIndex, current_index
from offers.models import PolicyField
from offers.nearby import near
from offers.notepad import joined, keys_in
from partners.places import Place, find_places

AROUND = 5  # kilometres around the middle of a place that count as there


class NoSuchSelectionError(ValueError):
    """An address asks for a field, a place or offers that do not exist."""


@dataclass(frozen=True)
class Selection:
    """What to print. Without a field, a place or keys: all offers. ``keys`` are those of a notepad, in its order."""

    field: PolicyField | None = None
    place: Place | None = None
    keys: tuple[int, ...] = ()
    large: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether this is the brochure of all offers."""
        return not (self.field or self.place or self.keys)

    @property
    def query(self) -> str:
        """The selection as the query of an address, always in the same order."""
        parts = {
            "feld": self.field.slug if self.field else "",
            "ort": self.place.name if self.place else "",
            "o": joined(self.keys),
            "gross": "1" if self.large else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def address(self) -> str:
        """Where the PDF is."""
        return reverse("offers:brochure-pdf") + (f"?{self.query}" if self.query else "")

    @property
    def twin(self) -> str:
        """The page that says the same without paper."""
        if self.keys:
            return f"{reverse('offers:notepad')}?o={joined(self.keys)}"
        parts = {"feld": self.field.slug if self.field else "", "ort": self.place.name if self.place else ""}
        query = urlencode({name: value for name, value in parts.items() if value})
        return reverse("offers:list") + (f"?{query}" if query else "")

    def offer_keys(self, index: OfferIndex | None = None) -> list[int]:
        """Primary keys of the published offers in the selection."""
        index = index or current_index()
        if self.keys:
            return [key for key in self.keys if key in index.positions]
        bits = index.everything.yes
        if self.field:
            bits &= index.sets_of("feld", self.field.slug).yes
        if self.place:
            bits &= near(index, self.place, AROUND).sets.yes
        return [index.keys[position] for position in positions_in(bits)]


def read_selection(query) -> Selection:
    """The selection in the parameters of an address. Raises ``NoSuchSelectionError`` for what does not exist."""
    slug, typed, chosen = (query.get(name, "").strip() for name in ("feld", "ort", "o"))
    field = PolicyField.objects.filter(slug=slug).first() if slug else None
    places = find_places(typed[:100]) if typed else []
    keys = tuple(keys_in(chosen)[0])
    if (slug and field is None) or (typed and not places) or (chosen and not keys):
        raise NoSuchSelectionError
    return Selection(field, places[0] if places else None, keys, large=query.get("gross") == "1")
