"""Words to offers."""

from django.db.models import Q

from offers.models import Offer

FIELDS = ["title", "other_names", "summary", "description", "partner__name", "topics__name", "situations__name"]
MOST_WORDS = 10


def search(words: str) -> list[int]:
    """Primary keys of the published offers in which every word occurs."""
    offers = Offer.objects.published().order_by("title", "pk")
    for word in words.split()[:MOST_WORDS]:
        offers = offers.filter(union_of_fields(word))
    return list(dict.fromkeys(offers.values_list("pk", flat=True)))


def union_of_fields(word: str) -> Q:
    """The word in any of the fields."""
    condition = Q()
    for field in FIELDS:
        condition |= Q(**{f"{field}__icontains": word})
    return condition
