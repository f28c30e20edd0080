"""Who does what: every aspect of the work with the partners that do it; what nobody does stands first.

Aspects are the policy fields and their topics, by published offers, and the tasks within the network: who looks after
a field, whom parents ask first, who takes referrals, for what single persons are responsible.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from offers.models import Offer, PolicyField, Topic
from partners.models import Contact, Network, Partner

FIELD, TOPIC, TASK, PERSON = "feld", "thema", "aufgabe", "person"  # parts of addresses
DESK, REFERRALS = "anlaufstelle", "vermittlungen"


@dataclass
class Aspect:
    """One row. ``cells``: by key of the partner, how many offers (or 1 for a task) stand behind it."""

    kind: str
    key: str
    name: str
    group: str
    cells: dict[int, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """How the address of a cell names it."""
        return f"{self.kind}:{self.key}"


@dataclass
class WhoDoesWhat:
    """The whole table; ``partners`` are its columns."""

    partners: list[Partner]
    aspects: list[Aspect]

    @property
    def missing(self) -> list[Aspect]:
        """Aspects that nobody sees to."""
        return [aspect for aspect in self.aspects if not aspect.cells]

    @property
    def covered(self) -> list[Aspect]:
        return [aspect for aspect in self.aspects if aspect.cells]

    @property
    def rows(self) -> list:
        """The covered aspects, each with its cells in the order of the columns."""
        return [(aspect, self.row(aspect)) for aspect in self.covered]

    def row(self, aspect: Aspect) -> list[tuple[Partner, int]]:
        """Each partner with what stands behind its cell."""
        return [(partner, aspect.cells.get(partner.pk, 0)) for partner in self.partners]


def who_does_what(fields, on: date) -> WhoDoesWhat:
    """The table for the policy fields ``fields``. Seven queries for any number of rows."""
    chosen = list(fields.select_related("moderator"))
    aspects = [*_terms(chosen, on), *_moderation(chosen), *_tasks()]
    whole = len(chosen) == PolicyField.objects.count()
    aspects += _persons() if whole else []
    named = {pk for aspect in aspects for pk in aspect.cells}
    shown = Partner.objects.current() if whole else Partner.objects.filter(pk__in=named)
    partners = Partner.objects.filter(Q(pk__in=shown.values("pk")) | Q(pk__in=named))
    return WhoDoesWhat(list(partners.order_by("name", "pk")), aspects)


def offers_behind(fields, kind: str, key: str, partner: Partner, on: date):
    """The offers that one cell counts."""
    own = Offer.objects.published(on).filter(_given_by(partner), policy_field__in=fields).distinct()
    if kind == FIELD:
        return own.filter(policy_field__slug=key)
    if kind == TOPIC:
        return own.filter(topics__slug=key)
    return own.none()


def _given_by(partner) -> Q:
    return Q(partner=partner) | Q(co_owners=partner)


def _counts(offers, name: str) -> dict:
    """By key of the term: by key of the partner how many of the ``offers`` it gives, alone or with others."""
    counts = defaultdict(lambda: defaultdict(set))
    for giver in ("partner", "co_owners"):
        rows = offers.order_by().exclude(**{giver: None, name: None}).values_list(name, giver, "pk")
        for term, partner, offer in rows:
            if term is not None and partner is not None:
                counts[term][partner].add(offer)
    return {term: {pk: len(found) for pk, found in cells.items()} for term, cells in counts.items()}


def _terms(fields, on):
    offers = Offer.objects.published(on).filter(policy_field__in=fields)
    by_field, by_topic = _counts(offers, "policy_field"), _counts(offers, "topics")
    topics = defaultdict(list)
    for topic in Topic.objects.filter(policy_field__in=fields):
        topics[topic.policy_field_id].append(topic)
    for one in fields:
        yield Aspect(FIELD, one.slug, _("The whole field"), one.name, by_field.get(one.pk, {}))
        for topic in topics[one.pk]:
            yield Aspect(TOPIC, topic.slug, topic.name, one.name, by_topic.get(topic.pk, {}))


def _moderation(fields):
    group = _("Tasks in the network")
    for one in fields:
        words = _("Looks after the field “%(name)s”") % {"name": one.name}
        cells = {one.moderator_id: 1} if one.moderator_id else {}
        yield Aspect(TASK, f"feld-{one.slug}", words, group, cells)


def _tasks():
    group, desk = _("Tasks in the network"), Network.objects.current().desk_id
    yield Aspect(TASK, DESK, _("First contact of parents"), group, {desk: 1} if desk else {})
    takers = Partner.objects.taking_referrals().values_list("pk", flat=True)
    yield Aspect(TASK, REFERRALS, _("Takes referrals"), group, dict.fromkeys(takers, 1))


def _persons():
    """For what single persons are responsible, in their own words."""
    cells = defaultdict(dict)
    rows = Contact.objects.exclude(responsibility="").filter(partner__in=Partner.objects.current())
    for words, partner, pk in rows.order_by("responsibility", "pk").values_list("responsibility", "partner_id", "pk"):
        cells[words].setdefault(partner, 1)
        cells[words]["first"] = cells[words].get("first", pk)
    for words, found in cells.items():
        first = found.pop("first")
        yield Aspect(PERSON, str(first), words, _("Responsible persons"), dict(found))
