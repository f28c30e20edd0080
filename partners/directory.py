"""What the public pages about partners show: each function says in how many queries."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.collation import german_key
from partners.kept import KeptUntilChange
from partners.models import Contact, Location, Partner
from partners.models.partner import PartnerKind

ACCESS_FIELDS = ["step_free", "lift", "accessible_toilet", "hearing_loop", "changing_table", "pushchair_space"]

KIND_HEADINGS = {
    PartnerKind.AUTHORITY: _("Public authorities"),
    PartnerKind.WELFARE: _("Welfare associations"),
    PartnerKind.ASSOCIATION: _("Associations"),
    PartnerKind.CHURCH: _("Churches"),
    PartnerKind.COMPANY: _("Companies and employers"),
    PartnerKind.EDUCATION: _("Education providers"),
    PartnerKind.HEALTH: _("Health services"),
    PartnerKind.PROJECT: _("Projects"),
    PartnerKind.OTHER: _("Other partners"),
}


def published_offers():
    """The offers visitors may see. Asked of the other end of ``Partner.offers``, for offers import partners."""
    return Partner._meta.get_field("offers").related_model.objects.published()


def count_offers() -> Counter:
    """Published offers by key of the partner, shared ones counted for each. Two queries."""
    offers = published_offers().order_by()
    counts = Counter(dict(offers.values_list("partner").annotate(Count("pk"))))
    sharing = Partner.shared_offers.through.objects.filter(offer__in=offers).exclude(partner=F("offer__partner"))
    counts.update(dict(sharing.values_list("partner").annotate(Count("pk"))))
    return counts


offer_counts = KeptUntilChange(count_offers)


def read_partner_keys() -> dict[PartnerKind, list[int]]:
    """Keys of all current partners, by kind in the order of the kinds and then in German order. One query."""
    rows = Partner.objects.current().order_by().values_list("kind", "name", "pk")
    ordered = sorted((kind, german_key(name), pk) for kind, name, pk in rows)
    by_kind = {kind: [pk for code, _name, pk in group] for kind, group in groupby(ordered, lambda row: row[0])}
    return {kind: by_kind[kind] for kind in PartnerKind if kind in by_kind}


partner_keys = KeptUntilChange(read_partner_keys)


@dataclass(frozen=True)
class PartnerCard:
    """A partner in a list."""

    partner: Partner
    towns: list[str]
    offer_count: int


def partner_cards(keys) -> list[PartnerCard]:
    """The partners with these ``keys``, in their order. Six queries for any number."""
    counts = offer_counts()
    related = ("locations__municipality", "moderated_fields")
    partners = Partner.objects.select_related("parent").prefetch_related(*related).in_bulk(keys)
    found = [partners[key] for key in keys if key in partners]
    return [PartnerCard(partner, towns_of(partner.locations.all()), counts[partner.pk]) for partner in found]


def with_headings(cards) -> list[tuple[str, list[PartnerCard]]]:
    """The cards, which stand in the order of the kinds, under the heading of each kind."""
    return [(KIND_HEADINGS[kind], list(group)) for kind, group in groupby(cards, lambda card: card.partner.kind)]


def kinds_with_counts() -> list[tuple[PartnerKind, str, int]]:
    """Each kind that has partners, with its heading and how many there are."""
    return [(kind, KIND_HEADINGS[kind], len(keys)) for kind, keys in partner_keys().items()]


def towns_of(locations) -> list[str]:
    """Names of the towns, each once; a secret address is in none."""
    shown = [place for place in locations if not place.is_hidden]
    names = {place.municipality.name if place.municipality else place.town for place in shown}
    return sorted(names - {""}, key=german_key)


@dataclass(frozen=True)
class PartnerPlace:
    """A place of a partner with the contacts there and what is known about access."""

    location: Location
    contacts: list[Contact] = field(default_factory=list)

    @property
    def access(self) -> list[tuple[str, str, str]]:
        """Label, code and words of each answer; empty where nothing at all is known."""
        place = self.location
        answers = [
            (place._meta.get_field(name).verbose_name, getattr(place, name), getattr(place, f"get_{name}_display")())
            for name in ACCESS_FIELDS
        ]
        return answers if any(code != "unknown" for _label, code, _words in answers) else []


def places_with_contacts(partner) -> tuple[list[PartnerPlace], list[Contact]]:
    """The places of a partner with their public contacts, and the contacts for all places. Two queries."""
    contacts = list(partner.contacts.public())
    locations = list(partner.locations.select_related("municipality"))
    places = [PartnerPlace(place, [row for row in contacts if row.location_id == place.pk]) for place in locations]
    placed = {place.pk for place in locations}
    return places, [row for row in contacts if row.location_id not in placed]


def offers_of(partner):
    """Published offers of a partner, also those it shares with others, by field."""
    own = Q(partner=partner) | Q(pk__in=partner.shared_offers.values("pk"))
    fields = ("policy_field__position", "policy_field__name", "title", "pk")
    return published_offers().filter(own).order_by(*fields).cards()


def coming_closing_periods(partner, on=None):
    """Closing days that last or begin within two months of the day ``on`` (default: today)."""
    on = on or timezone.localdate()
    return partner.closing_periods.filter(ends_on__gte=on, starts_on__lte=on + timedelta(days=62))


def partner_page(partner) -> dict:
    """What the page of a current partner shows. Nine queries, whatever there is to show."""
    places, contacts = places_with_contacts(partner)
    offers = offers_of(partner)
    return {
        "partner": partner,
        "has_ended": partner.ends_on is not None and partner.ends_on < timezone.localdate(),
        "places": places,
        "contacts": contacts,
        "has_contacts": bool(contacts) or any(place.contacts for place in places),
        "offers": offers,
        "offer_groups": [(theme, list(rows)) for theme, rows in groupby(offers, lambda card: card.field)],
        "moderated_fields": list(partner.moderated_fields.all()),
        "units": list(partner.units.current()),
        "links": list(partner.links.all()),
        "closing_periods": list(coming_closing_periods(partner)),
    }
