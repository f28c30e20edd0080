"""The indexes of a brochure: partners and topics from A to Z, and places; each leads to numbers of entries."""

from collections import defaultdict

from django.utils.translation import gettext as _

from offers.page.rows import ordered
from partners.collation import OTHER, german_key, letter_of_key


def names_register(numbered) -> list[dict]:
    """Partners, topics and other names of offers, under their letters. ``numbered``: number, offer, content."""
    found = defaultdict(set)
    for number, offer, content in numbered:
        found[offer.partner.name].add(number)
        for partner in content.together_with:
            found[partner.name].add(number)
        for topic in ordered(offer.topic_rows, "name"):
            found[topic.name].add(number)
        for name in offer.other_names.split(","):
            if name.strip():
                found[name.strip()].add(number)
    return by_letter(found)


def places_register(numbered) -> list[dict]:
    """Towns with the offers there; a secret address is in none."""
    found = defaultdict(set)
    for number, offer, _content in numbered:
        for place in offer.locations.all():
            if not place.is_hidden and (town := place.municipality.name if place.municipality else place.town):
                found[town].add(number)
    return by_letter(found)


def by_letter(found: dict[str, set[int]]) -> list[dict]:
    """Names in German order, in groups by their first letter."""
    letters = defaultdict(list)
    for name in sorted(found, key=lambda name: (german_key(name), name)):
        letters[letter_of_key(german_key(name))].append({"name": name, "numbers": sorted(found[name])})
    words = {OTHER: _("other letters")}
    return [{"letter": words.get(letter, letter), "names": names} for letter, names in letters.items()]
