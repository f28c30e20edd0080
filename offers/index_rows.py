"""What the index reads from the database: plain rows, and what each says to each filter."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from offers.cards import CHILDCARE_THERE, places_are_known
from offers.models import LifeSituation, Offer, PolicyField, Topic
from offers.models.choices import Anonymity, Capacity, Childcare, CostKind, Delivery, Kind
from partners.models import Known, Location

OLDEST_CHILD = 18  # years; the filter asks for no older ones
# Who offers these has an age in mind: where none is named, we do not know it. Advice is for every age.
KINDS_WITH_AN_AGE = {Kind.CHILDCARE, Kind.COURSE, Kind.GROUP, Kind.LEISURE}


class OfferRow(NamedTuple):
    """The columns of an offer that filters look at."""

    pk: int
    partner_id: int
    policy_field_id: int
    kind: str
    age_from: int | None
    age_to: int | None
    residence: str
    delivery: list
    languages: list
    cost_kind: str
    childcare: str
    anonymity: str
    capacity: str
    capacity_as_of: date | None
    hours_known: str
    edge_hours_ticked: list
    lead_time_hours: int | None
    status: str
    paused_until: date | None


class Reach(NamedTuple):
    """Where an offer takes place, and which places it is for; many offers share one."""

    residence: str
    comes_to_you: bool  # by telephone, by video, at home …: no way to go
    points: tuple  # latitude and longitude of each place that is not secret
    municipality_ids: frozenset  # where parents must live, if in certain places


def offers(day: date) -> list[OfferRow]:
    """Rows of the offers published on ``day``."""
    return [OfferRow(*row) for row in Offer.objects.published(on=day).order_by().values_list(*OfferRow._fields)]


def answers(rows: list[OfferRow], day: date):
    """All that is known of the offers, as (filter, value, offer, certain); certain is False where nobody knows."""
    slugs = dict(PolicyField.objects.values_list("pk", "slug"))
    for row in rows:
        yield "feld", slugs[row.policy_field_id], row.pk, True
        yield "art", row.kind, row.pk, True
        for name, value, certain in _own_answers(row, day):
            yield name, value, row.pk, certain
    for name, through, slugs in [
        ("thema", Offer.topics.through.objects.values_list("offer_id", "topic_id"), _slugs(Topic)),
        ("lage", Offer.situations.through.objects.values_list("offer_id", "lifesituation_id"), _slugs(LifeSituation)),
    ]:
        for offer_id, term_id in through.iterator():
            if term_id in slugs:  # else it was added while we read; the next index has it
                yield name, slugs[term_id], offer_id, True
    yield from _step_free(rows)


def term_choices() -> dict[str, list[tuple[str, str]]]:
    """Values and names of the words offers are sorted by, in the order the coordinators gave them."""
    return {
        "feld": list(PolicyField.objects.values_list("slug", "name")),
        "thema": list(Topic.objects.values_list("slug", "name")),
        "lage": list(LifeSituation.objects.values_list("slug", "name")),
    }


def _slugs(model) -> dict[int, str]:
    return dict(model.objects.values_list("pk", "slug"))


def _own_answers(row: OfferRow, day: date):
    """What the columns of one offer say: (filter, value, certain)."""
    for code in row.delivery:
        yield "wie", code, True
    for code in row.languages:
        yield "sprache", code, True
    if not row.languages:
        yield "sprache", "", False
    if row.cost_kind == CostKind.UNKNOWN:
        yield "kosten", "", False
    else:
        yield "kosten", row.cost_kind, True
    if row.childcare in CHILDCARE_THERE or row.childcare == Childcare.UNKNOWN:
        yield "kinder", "1", row.childcare != Childcare.UNKNOWN
    if row.anonymity in (Anonymity.FULL, Anonymity.PSEUDONYM, Anonymity.UNKNOWN):
        yield "anonym", "1", row.anonymity != Anonymity.UNKNOWN
    if row.lead_time_hours is not None:
        yield "frist", "1", True  # no filter of the form; see ``emergency.py``
    yield from _free_places(row, day)
    yield from _ages(row)


def _free_places(row: OfferRow, day: date):
    """Free places count for thirty days; what is older nobody knows any more."""
    if not places_are_known(row, day):
        yield "plaetze", "1", False
    elif row.capacity in (Capacity.FREE, Capacity.FEW):
        yield "plaetze", "1", True


def _ages(row: OfferRow):
    """Ages in whole years for which the offer is; a child of three is one of 36 to 47 months."""
    named = row.age_from is not None or row.age_to is not None
    youngest = row.age_from or 0
    oldest = row.age_to if row.age_to is not None else OLDEST_CHILD * 12 + 11
    for years in range(OLDEST_CHILD + 1):
        if youngest <= years * 12 + 11 and oldest >= years * 12:
            yield "alter", str(years), named or row.kind not in KINDS_WITH_AN_AGE


def _step_free(rows):
    """One place without steps is enough; without any place nobody knows."""
    links = Offer.locations.through.objects.values_list("offer_id", "location__step_free")
    known = defaultdict(set)
    for offer_id, step_free in links.iterator():
        known[offer_id].add(step_free)
    for row in rows:
        answers = known.get(row.pk, {Known.UNKNOWN})
        if answers != {Known.NO}:
            yield "stufenlos", "1", row.pk, Known.YES in answers


def reaches(rows: list[OfferRow]) -> dict[Reach, list[int]]:
    """Where offers are and for whom, each with the keys of its offers."""
    points, areas = defaultdict(list), defaultdict(list)
    coordinates = _coordinates()
    for offer_id, location_id in Offer.locations.through.objects.values_list("offer_id", "location_id").iterator():
        if coordinates.get(location_id):
            points[offer_id].append(coordinates[location_id])
    links = Offer.service_area.through.objects.values_list("offer_id", "municipality_id")
    for offer_id, municipality_id in links.iterator():
        areas[offer_id].append(municipality_id)
    shared = defaultdict(list)
    for row in rows:
        comes = any(way != Delivery.ON_SITE for way in row.delivery)
        shared[Reach(row.residence, comes, tuple(points[row.pk]), frozenset(areas[row.pk]))].append(row.pk)
    return shared


def _coordinates() -> dict[int, tuple[float, float] | None]:
    """Where each location is; None for secret ones."""
    columns = ["is_hidden", "latitude", "longitude", "municipality__latitude", "municipality__longitude"]
    locations = Location.objects.select_related("municipality").only(*columns)
    return {location.pk: location.coordinates for location in locations}
