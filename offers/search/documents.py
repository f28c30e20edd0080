"""What search knows of an offer: the texts that anybody may read, by field. Nothing secret is ever read here."""

import hashlib
from collections import defaultdict
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
    def fingerprint(self) -> bytes:
        """Another one means that something has changed; 16 bytes."""
        return hashlib.blake2b("\x1f".join(map(str, self)).encode(), digest_size=16).digest()


class Term(NamedTuple):
    """A word offers are sorted by."""

    concept: str
    name: str


def documents(day: date):
    """The offers published on ``day``; the number of queries does not depend on the number of offers."""
    fields, topics, situations = terms("field", PolicyField), terms("topic", Topic), terms("situation", LifeSituation)
    topic_ids = links(Offer.topics.through, "topic_id")
    situation_ids = links(Offer.situations.through, "lifesituation_id")
    place_words, partner_names = places(), dict(Partner.objects.values_list("pk", "name"))
    location_ids, co_owner_ids = (
        links(Offer.locations.through, "location_id"),
        links(Offer.co_owners.through, "partner_id"),
    )
    rows = Offer.objects.published(on=day).order_by("pk").values_list(*COLUMNS, named=True)
    for row in rows.iterator():
        own_topics = [topics[term_id] for term_id in topic_ids[row.pk] if term_id in topics]
        own_situations = [situations[term_id] for term_id in situation_ids[row.pk] if term_id in situations]
        field = fields[row.policy_field_id]
        yield Document(
            row.pk,
            row.title,
            row.other_names,
            " ".join(term.name for term in own_topics),
            row.summary,
            " ".join(term.name for term in [*own_situations, field]),
            "\n".join(filter(None, [row.description, row.plain_text, row.eligibility])),
            " ".join(partner_names.get(partner, "") for partner in [row.partner_id, *co_owner_ids[row.pk]]),
            " ".join(place_words[location] for location in location_ids[row.pk] if location in place_words),
            tuple(term.concept for term in [*own_topics, *own_situations, field])
            + tuple(f"language:{code}" for code in row.languages if code != "de"),
        )


def terms(kind: str, model) -> dict[int, Term]:
    """Words of one kind by primary key."""
    return {pk: Term(f"{kind}:{key}", name) for pk, key, name in model.objects.values_list("pk", "key", "name")}


def links(through, column: str) -> dict[int, list[int]]:
    """Keys of the other side of a many-to-many field, by offer."""
    found = defaultdict(list)
    for offer_id, other_id in through.objects.order_by("pk").values_list("offer_id", column).iterator():
        found[offer_id].append(other_id)
    return found


def places() -> dict[int, str]:
    """What may be searched of each place; secret addresses are left out."""
    columns = ["pk", "name", "street", "postcode", "town", "municipality__name"]
    rows = Location.objects.filter(is_hidden=False).order_by().values_list(*columns)
    return {pk: " ".join(filter(None, words)) for pk, *words in rows.iterator()}
