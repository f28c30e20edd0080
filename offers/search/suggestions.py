"""What somebody may want to search for, while they type: needs, offers, places."""

from offers.models import Offer
from offers.search.catalogue import Catalogue, current_catalogue
from offers.search.dangers import dangers_in
from offers.search.text import fold, words_of
from offers.search.understanding import understand
from partners.models import Municipality

SHORTEST, LONGEST = 2, 60  # characters
MOST_NEEDS, MOST_OFFERS, MOST_PLACES = 4, 4, 2


def suggestions(typed: str) -> list[dict[str, str]]:
    """Suggestions for the beginning of a query, each with its text and kind: need, offer, place."""
    start = " ".join(words_of(typed[:LONGEST]))
    if len(start) < SHORTEST:
        return []
    with current_catalogue() as catalogue:
        if dangers_in(start.split(), catalogue.lexicon):
            return []  # nothing comes between somebody in danger and the numbers that help
        needs = needs_like(start, catalogue)
    found = [("need", text) for text in needs]
    found += [("offer", text) for text in titles_like(start)] + [("place", text) for text in places_like(start)]
    return [{"kind": kind, "text": text} for kind, text in found]


def needs_like(start: str, catalogue: Catalogue) -> list[str]:
    """Names of needs of which a word starts so, those with most offers first; then of those whose phrases start so."""
    offers = {name: catalogue.count(concept) for concept, name in catalogue.names.items()}
    named = {name for name in offers if starts_so(name, start)}
    spoken = set()
    for row in catalogue.lexicon.rows_in("de"):
        if len(start) > SHORTEST and row.weight > 1 and fold(row.phrase).startswith(start):
            spoken.update(catalogue.names[concept] for concept in row.concepts[:1] if concept in catalogue.names)
    best = sorted(named | spoken, key=lambda name: (name not in named, -offers[name], name))
    return [name for name in best if offers[name]][:MOST_NEEDS]


def starts_so(text: str, start: str) -> bool:
    """Whether the text, from one of its words on, starts with ``start``."""
    words = words_of(text)
    return any(" ".join(words[place:]).startswith(start) for place in range(len(words)))


def titles_like(typed: str) -> list[str]:
    """Titles of the offers that the words find."""
    understanding = understand(typed)
    keys = [] if understanding.is_weak else understanding.keys[:MOST_OFFERS]
    titles = dict(Offer.objects.filter(pk__in=keys).values_list("pk", "title"))
    return list(dict.fromkeys(titles[key] for key in keys if key in titles))


def places_like(start: str) -> list[str]:
    """The query with its last word made the name of a place of the region that starts so."""
    *before, last = start.split()
    if len(last) < SHORTEST:
        return []
    names = Municipality.objects.filter(in_region=True).order_by("name", "pk").values_list("name", flat=True)
    found = [name for name in names if " ".join(words_of(name)).startswith(last)]
    return [" ".join([*before, name]) for name in found[:MOST_PLACES]]
