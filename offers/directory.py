"""What the pages about themes and life situations show. Every function takes a fixed number of queries."""

from dataclasses import dataclass
from itertools import islice

from offers.bits import positions_in
from offers.cards import Card
from offers.index import OfferIndex, current_index
from offers.models import HelpLine, LifeSituation, Offer, PolicyField, Topic
from offers.models.choices import Kind
from offers.models.helpline import HelpLineGroup
from partners.models import Partner

FILTERS = {PolicyField: "feld", Topic: "thema", LifeSituation: "lage"}  # names in the index
SHOWN = 20  # offers on the page of a theme; the list shows the others
SHOWN_OF_A_KIND = 4  # offers of each kind on the page of a life situation
SHOWN_CONTACTS = 2  # contacts of the moderating partner

# Life situations in which somebody may be in danger, by key, and the help lines that answer.
DANGERS = {
    "violence": [HelpLineGroup.VIOLENCE],
    "child_at_risk": [HelpLineGroup.FAMILY, HelpLineGroup.VIOLENCE],
    "mental_crisis": [HelpLineGroup.CRISIS],
}


def with_offer_count(index: OfferIndex, terms) -> list:
    """The fields, topics or situations with ``offer_count``, the number of published offers. One query."""
    rows = list(terms)
    for row in rows:
        row.offer_count = index.totals(FILTERS[type(row)]).get(row.slug, 0)
    return rows


def fields_with_topics():
    """All fields with their moderating partner and their topics, each with the number of offers. Two queries."""
    index = current_index()
    fields = with_offer_count(index, PolicyField.objects.select_related("moderator").prefetch_related("topics"))
    for row in fields:
        with_offer_count(index, row.topics.all())
    return fields


@dataclass(frozen=True)
class OfferList:
    """The first offers of a theme, and how many there are."""

    cards: list[Card]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.cards)


def offers_about(index: OfferIndex, term) -> OfferList:
    """The first offers about a field or topic, in the fair order of the day. Two queries."""
    bits = index.sets_of(FILTERS[type(term)], term.slug).yes
    return OfferList(_cards(index, islice(positions_in(bits), SHOWN)), bits.bit_count())


def _cards(index: OfferIndex, positions) -> list[Card]:
    """The cards of the offers at these positions, in this order. Two queries."""
    keys = [index.keys[position] for position in positions]
    place = {key: number for number, key in enumerate(keys)}
    cards = Offer.objects.filter(pk__in=keys).order_by().cards()
    return sorted(cards, key=lambda card: place[card.row.pk])


def field_page(policy_field) -> dict:
    """What the page of a field shows beside the field itself."""
    index = current_index()
    moderator = Partner.objects.current().filter(pk=policy_field.moderator_id).first()
    return {
        "moderator": moderator,
        "contacts": list(moderator.contacts.public()[:SHOWN_CONTACTS]) if moderator else [],
        "topics": with_offer_count(index, policy_field.topics.all()),
        "found": offers_about(index, policy_field),
    }


def topic_page(topic) -> dict:
    """What the page of a topic shows beside the topic itself; neighbours are the other topics of the field."""
    index = current_index()
    others = with_offer_count(index, topic.policy_field.topics.exclude(pk=topic.pk))
    return {
        "found": offers_about(index, topic),
        "situations": topic.situations.all(),
        "neighbours": [other for other in others if other.offer_count],
    }


@dataclass(frozen=True)
class KindGroup:
    """The first offers of one kind, and how many there are."""

    kind: Kind
    cards: list[Card]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.cards)


def offers_by_kind(index: OfferIndex, situation) -> list[KindGroup]:
    """The first offers of each kind for a life situation, in the order of the kinds. Two queries."""
    bits = index.sets_of("lage", situation.slug).yes
    by_kind = {kind: bits & index.sets_of("art", kind).yes for kind in Kind}
    first = [position for found in by_kind.values() for position in islice(positions_in(found), SHOWN_OF_A_KIND)]
    cards = _cards(index, first)
    return [
        KindGroup(kind, [card for card in cards if card.kind == kind], found.bit_count())
        for kind, found in by_kind.items()
        if found
    ]


def situation_page(situation) -> dict:
    """What the page of a life situation shows beside the situation itself."""
    index = current_index()
    groups = offers_by_kind(index, situation)
    topics = with_offer_count(index, situation.topics.all())
    return {
        "in_danger": situation.key in DANGERS,
        "help_lines": help_lines_for(situation),
        "topics": [topic for topic in topics if topic.offer_count],
        "groups": groups,
        "total": sum(group.total for group in groups),
    }


def help_lines_for(situation) -> list[HelpLine]:
    """Help lines for a dangerous situation, the best fitting group first; none for others. At most one query."""
    groups = DANGERS.get(situation.key, [])
    lines = HelpLine.objects.shown().filter(group__in=groups) if groups else []
    return sorted(lines, key=lambda line: groups.index(line.group))


def situations_with_counts():
    """All life situations in the order of the office, with the number of offers. One query."""
    return with_offer_count(current_index(), LifeSituation.objects.all())
