"""Which entries a question means, as keys in a stable order."""

from django.db.models import Q
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from offers.bits import positions_in
from offers.exports.hsds.ids import key_of, uuid_of
from offers.exports.hsds.modified import changes
from offers.exports.hsds.parameters import RefusedError
from offers.exports.hsds.terms import FIELD, KIND, OWN, SITUATION, TAXONOMIES, TOPIC, catalogue
from offers.filters import OfferFilter
from offers.finding import Finding
from offers.index import current_index
from offers.models import Offer
from offers.models.choices import Residence
from partners.models import Partner
from partners.models.partner import MembershipKind
from partners.places import Place, distance, find_places

WITH_TERM = {
    FIELD: lambda key: Q(policy_field=key),
    TOPIC: lambda key: Q(topics=key) | Q(topics__parent=key),
    SITUATION: lambda key: Q(situations=key),
    KIND: lambda key: Q(kind=key),
}


def service_keys(chosen: dict) -> list[int]:
    """Keys of the published offers that are asked for: best match first where words are searched for, else by key."""
    changed = changes()
    keys = found_keys(chosen["search"]) if chosen.get("search") else sorted(changed)
    asked = [*_with_terms(chosen), *_of_organization(chosen)]
    if asked:
        offers = Offer.objects.published()
        for condition in asked:
            offers = offers.filter(condition)
        fitting = set(offers.order_by().values_list("pk", flat=True))
        keys = [key for key in keys if key in fitting]
    if "modified_after" in chosen:
        keys = [key for key in keys if key in changed and changed[key] >= chosen["modified_after"]]
    if places := places_in(chosen):
        fitting = _near(places, chosen.get("proximity"))
        keys = [key for key in keys if key in fitting]
    return keys


def found_keys(words: str) -> list[int]:
    """What the search of the portal finds, in its order; what is not known to fit comes last."""
    index = current_index()
    finding = Finding(OfferFilter(MultiValueDict({"q": [words]}), index=index, now=timezone.localtime()))
    both = (finding.sets.yes, finding.sets.unknown)
    return [index.keys[position] for bits in both for position in finding.ordered(bits)]


def _with_terms(chosen: dict):
    if "taxonomy_term_id" in chosen:
        kind, key = key_of_term(chosen["taxonomy_term_id"]) or (None, None)
        if kind == OWN:
            raise RefusedError(_("Services are not filtered by terms of our own profile."))
        yield WITH_TERM[kind](key) if kind else Q(pk=None)
    if "taxonomy_id" in chosen:
        key = key_of("taxonomy", chosen["taxonomy_id"], TAXONOMIES)
        if key is None:
            yield Q(pk=None)
        elif key == "situations":  # every offer has a field, a kind and an attribute of ours
            yield Q(situations__isnull=False)


def key_of_term(ident: str) -> tuple | None:
    """Kind and key of the term with this id."""
    return next((key for key, term in catalogue().items() if term["id"] == ident.casefold()), None)


def _of_organization(chosen: dict):
    if "organization_id" in chosen:
        key = key_of("organization", chosen["organization_id"], Partner.objects.values_list("pk", flat=True))
        yield Q(partner=key) | Q(co_owners=key) if key else Q(pk=None)


def places_in(chosen: dict) -> list[Place]:
    """The places with the postcode asked for; none where no one is."""
    if "postcode" not in chosen:
        if "proximity" in chosen:
            raise RefusedError(_("The parameter “proximity” needs a postcode."))
        return []
    places = find_places(chosen["postcode"])
    if not places:
        raise RefusedError(_("We do not know this postcode."), 404)
    return places


def _near(places: list[Place], metres: int | None) -> set[int]:
    """Offers for people from there, and no farther away."""
    index, bits = current_index(), 0
    for reach, offers in index.reaches.items():
        far = metres is not None and not any(is_within(point, places, metres) for point in reach.points)
        if not far and any(_covers(reach, place) for place in places):
            bits |= offers
    return {index.keys[position] for position in positions_in(bits)}


def is_within(point, places: list[Place], metres: int) -> bool:
    return any(distance(point, place.coordinates) * 1000 <= metres for place in places)


def _covers(reach, place: Place) -> bool:
    """Whether people who live there may take part."""
    if reach.residence == Residence.MUNICIPALITIES:
        return place.municipality_id in reach.municipality_ids
    return reach.residence == Residence.ANYWHERE or place.in_region


def pairs(chosen: dict) -> list[tuple[int, int]]:
    """Keys of offer and place that are asked for, in the order of the offers."""
    rank = {key: number for number, key in enumerate(service_keys(chosen))}
    links = Offer.locations.through.objects.all()
    found = [pair for pair in links.values_list("offer_id", "location_id") if pair[0] in rank]
    if "proximity" in chosen:
        places, metres = places_in(chosen), chosen["proximity"]
        near = {key for key, point in _points(found) if point and is_within(point, places, metres)}
        found = [pair for pair in found if pair[1] in near]
    return sorted(found, key=lambda pair: (rank[pair[0]], pair[1]))


def _points(found):
    """Key and coordinates of each place; a secret one has none."""
    model = Offer._meta.get_field("locations").related_model
    rows = model.objects.select_related("municipality").filter(pk__in={location for _offer, location in found})
    return [(row.pk, row.coordinates) for row in rows]


def partner_keys(words: str = "") -> list[int]:
    """Keys of the partners of today and of those who still have published offers; ``words`` stand in name or text."""
    offering = Offer.objects.published().order_by().values("partner")
    partners = Partner.objects.filter(~Q(membership=MembershipKind.FORMER) | Q(pk__in=offering)).order_by("pk")
    # Compared here and not by the database: SQLite takes “Ö” and “ö” for two letters.
    rows = partners.values_list("pk", "name", "short_name", "description")
    return [row[0] for row in rows if words.casefold() in " ".join(row[1:]).casefold()]


def term_keys(chosen: dict) -> list[tuple]:
    """Kind and key of the terms that are asked for, in the order of the office."""
    found = catalogue()
    words, above = chosen.get("search", "").casefold(), chosen.get("parent_id")
    return [
        key
        for key, term in found.items()
        if words in term["name"].casefold()
        and chosen.get("taxonomy_id", term["taxonomy_id"]) == term["taxonomy_id"]
        and (above is None or term.get("parent_id") == above)
        and not (chosen.get("top_only") and "parent_id" in term)
    ]


def taxonomy_keys(words: str = "") -> list[str]:
    """Keys of the taxonomies with these words in their name."""
    return [key for key, (name, _description) in TAXONOMIES.items() if words.casefold() in str(name).casefold()]


def published_key(ident: str) -> int | None:
    """Key of the published offer with this id."""
    return key_of("service", ident, changes())


def published_pair(ident: str) -> tuple[int, int] | None:
    """Keys of offer and place with this id."""
    shown = changes()
    links = Offer.locations.through.objects.values_list("offer_id", "location_id")
    return next(
        (
            pair
            for pair in links
            if pair[0] in shown and uuid_of("service_at_location", f"{pair[0]}.{pair[1]}") == ident
        ),
        None,
    )
