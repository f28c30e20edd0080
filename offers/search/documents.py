"""What search knows of an offer: the texts that anybody may read, by field. Nothing secret is ever read here."""

import hashlib
from datetime import date
from typing import NamedTuple

from offers.models import LifeSituation, Offer, PolicyField, Topic
from partners.models import Location, Partner

COLUMNS = [
    "pk", "title", "other_names", "summary", "description", "plain_text", "eligibility", "partner_id",
    "policy_field_id", "languages",
]  # fmt: skip


class Document(NamedTuple):
    """The public texts of one offer, and the keys of the words it is sorted by."""

    key: int
    title: str
    other_names: str
    topics: str
    summary: str
    situations: str
    description: str
    partner: str
    place: str
    concepts: tuple[str, ...]

    @property
    def fingerprint(self) -> int:
        """Another one means that something has changed; 8 bytes."""
        return int.from_bytes(hashlib.blake2b("\x1f".join(map(str, self)).encode(), digest_size=8).digest())


class Term(NamedTuple):
    """A word offers are sorted by."""

    concept: str
    name: str


def documents(day: date):
    """The offers published on ``day``; the number of queries does not depend on the number of offers."""
    fields, topics, situations = terms("field", PolicyField), terms("topic", Topic), terms("situation", LifeSituation)
    topic_ids = links(Offer.topics.through, "topic_id")
    situation_ids = links(Offer.situations.through, "lifesituation_id")
    location_ids = links(Offer.locations.through, "location_id")
    co_owner_ids = links(Offer.co_owners.through, "partner_id")
    place_words, partner_names = places(), dict(Partner.objects.values_list("pk", "name"))
    rows = Offer.objects.published(on=day).order_by("pk").values_list(*COLUMNS, named=True)
    for row in rows.iterator():
        own_topics = [topics[term_id] for term_id in topic_ids(row.pk) if term_id in topics]
        own_situations = [situations[term_id] for term_id in situation_ids(row.pk) if term_id in situations]
        field = fields[row.policy_field_id]
        yield Document(
            row.pk,
            row.title,
            row.other_names,
            " ".join(term.name for term in own_topics),
            row.summary,
            " ".join(term.name for term in [*own_situations, field]),
            "\n".join(filter(None, [row.description, row.plain_text, row.eligibility])),
            " ".join(partner_names.get(partner, "") for partner in [row.partner_id, *co_owner_ids(row.pk)]),
            " ".join(place_words[location] for location in location_ids(row.pk) if location in place_words),
            tuple(term.concept for term in [*own_topics, *own_situations, field])
            + tuple(f"language:{code}" for code in row.languages if code != "de"),
        )


def terms(kind: str, model) -> dict[int, Term]:
    """Words of one kind by primary key."""
    return {pk: Term(f"{kind}:{key}", name) for pk, key, name in model.objects.values_list("pk", "key", "name")}


def links(through, column: str):
    """A function from an offer to the keys on the other side of a many-to-many field.

    It must be asked for the offers in the order of their keys: rows are read as they come, so that none wait in memory.
    """
    rows = through.objects.order_by("offer_id", "pk").values_list("offer_id", column).iterator()
    row = next(rows, None)

    def of(offer_id: int) -> list[int]:
        nonlocal row
        found = []
        while row and row[0] <= offer_id:
            if row[0] == offer_id:
                found.append(row[1])
            row = next(rows, None)
        return found

    return of


def places() -> dict[int, str]:
    """What may be searched of each place; secret addresses are left out."""
    columns = ["pk", "name", "street", "postcode", "town", "municipality__name"]
    rows = Location.objects.filter(is_hidden=False).order_by().values_list(*columns)
    return {pk: " ".join(filter(None, words)) for pk, *words in rows.iterator()}
