"""What the pages about themes and life situations show. Every function takes a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, Window
from django.db.models.functions import RowNumber

from offers.cards import Card
from offers.models import HelpLine, LifeSituation, Offer, PolicyField, Topic
from offers.models.choices import Kind
from offers.models.helpline import HelpLineGroup
from partners.models import Partner

SHOWN = 20  # offers on the page of a theme; the list shows the others
SHOWN_OF_A_KIND = 4  # offers of each kind on the page of a life situation
SHOWN_CONTACTS = 2  # contacts of the moderating partner

# Life situations in which somebody may be in danger, by key, and the help lines that answer.
DANGERS = {
    "violence": [HelpLineGroup.VIOLENCE],
    "child_at_risk": [HelpLineGroup.FAMILY, HelpLineGroup.VIOLENCE],
    "mental_crisis": [HelpLineGroup.CRISIS],
}


def with_offer_count(terms):
    """Adds ``offer_count``, the number of published offers, to fields, topics or situations."""
    counted = Count("offers", filter=Q(offers__in=Offer.objects.published().order_by()))
    # A query that groups forgets the order of the model.
    return terms.annotate(offer_count=counted).order_by(*terms.model._meta.ordering)


def fields_with_topics():
    """All fields with their moderating partner and their topics, each with the number of offers. Two queries."""
    topics = Prefetch("topics", with_offer_count(Topic.objects.all()))
    return with_offer_count(PolicyField.objects.select_related("moderator")).prefetch_related(topics)


@dataclass(frozen=True)
class OfferList:
    """The first offers of a theme, and how many there are."""

    cards: list[Card]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.cards)


def offers_about(**filters) -> OfferList:
    """The first published offers of a theme. Three queries."""
    offers = Offer.objects.published().filter(**filters)
    return OfferList(offers[:SHOWN].cards(), offers.count())


def field_page(policy_field) -> dict:
    """What the page of a field shows beside the field itself."""
    moderator = Partner.objects.current().filter(pk=policy_field.moderator_id).first()
    return {
        "moderator": moderator,
        "contacts": list(moderator.contacts.public()[:SHOWN_CONTACTS]) if moderator else [],
        "topics": with_offer_count(policy_field.topics.all()),
        "found": offers_about(policy_field=policy_field),
    }


def topic_page(topic) -> dict:
    """What the page of a topic shows beside the topic itself; neighbours are the other topics of the field."""
    others = with_offer_count(topic.policy_field.topics.exclude(pk=topic.pk))
    return {
        "found": offers_about(topics=topic),
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


def offers_by_kind(situation) -> list[KindGroup]:
    """The first published offers of each kind for a life situation, in the order of the kinds. Three queries."""
    offers = Offer.objects.published().filter(situations=situation)
    totals = dict(offers.order_by().values_list("kind").annotate(Count("pk")))
    place_in_kind = Window(RowNumber(), partition_by=F("kind"), order_by=[F("title"), F("pk")])
    first = offers.annotate(place_in_kind=place_in_kind).filter(place_in_kind__lte=SHOWN_OF_A_KIND).cards()
    return [
        KindGroup(kind, [card for card in first if card.kind == kind], totals[kind])
        for kind in Kind
        if kind in totals
    ]


def situation_page(situation) -> dict:
    """What the page of a life situation shows beside the situation itself."""
    groups = offers_by_kind(situation)
    topics = with_offer_count(situation.topics.all())
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
    return with_offer_count(LifeSituation.objects.all())
