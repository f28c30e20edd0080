"""The cells of an offer, in words."""

from django.utils.formats import localize

from offers.exchange import columns as c
from offers.models import Offer
from offers.models.choices import CostKind, Documents, HoursKnown
from offers.models.details import Starter
from offers.schedule.words import describe
from partners.phones import show_phone

NOT_KNOWN = "unknown"
FREE, BY_APPOINTMENT, NOTHING, BY_INCOME = "kostenlos", "nach Vereinbarung", "nichts", "nach Einkommen"
PREFETCHED = (
    "topics", "situations", "locations__municipality", "contacts", "service_area", "opening_times", "costs",
    "next_steps",
)  # fmt: skip


def offers_of(partner):
    """The partner's offers, without those in the bin, with all that their cells print; in a fixed number of queries."""
    kept = Offer.objects.exclude(publication="deleted").filter(partner=partner)
    return kept.select_related("policy_field").prefetch_related(*PREFETCHED).order_by("title", "pk")


def cells_of(offer) -> dict[str, str]:
    """What the table says of an offer from ``offers_of``: a text for each of ``columns.CHANGEABLE``."""
    return {
        c.TITLE: offer.title,
        c.SUMMARY: offer.summary,
        c.DESCRIPTION: offer.description,
        c.FIELD: offer.policy_field.name,
        c.TOPICS: _listed(row.name for row in offer.topics.all()),
        c.SITUATIONS: _listed(row.name for row in offer.situations.all()),
        c.KIND: _chosen(offer, "kind"),
        c.DELIVERY: _listed(Offer._meta.get_field("delivery").labels_of(offer.delivery)),
        c.PLACES: _listed(place_words(row) for row in offer.locations.all()),
        c.CONTACTS: _listed(contact_words(row) for row in offer.contacts.all()),
        c.RESIDENCE: _chosen(offer, "residence"),
        c.AREA: _listed(row.name for row in offer.service_area.all()),
        c.ACCESS: _chosen(offer, "access"),
        c.HOURS: hours_words(offer),
        c.COST: cost_words(offer),
        c.DOCUMENTS: NOTHING if offer.documents_known == Documents.NONE else offer.documents,
        c.ANONYMITY: _chosen(offer, "anonymity"),
        c.CHILDCARE: _chosen(offer, "childcare"),
        c.LANGUAGES: _listed(Offer._meta.get_field("languages").labels_of(offer.languages)),
        c.STEPS: "\n".join(row.text for row in offer.next_steps.all() if row.starter == Starter.PARENT),
    }


def row_of(offer) -> dict[str, str]:
    """The whole row of the table."""
    cells = cells_of(offer)
    state = {c.NUMBER: str(offer.pk), c.STATE: offer.get_publication_display(), c.STAND: c.stand_of(cells)}
    return {name: (cells | state)[name] for name in c.COLUMNS}


def place_words(location) -> str:
    """A place in one line; of a secret one only what anybody may know."""
    return str(location).replace(";", ",")


def contact_words(contact) -> str:
    """A contact in one line, with the way to reach it: names alone may be the same."""
    way = (show_phone(contact.phone) if contact.phone else "") or contact.email
    return (f"{contact.name} ({way})" if way else contact.name).replace(";", ",")


def hours_words(offer) -> str:
    """Opening times, a line each, and what does not fit into rows."""
    lines = [": ".join(filter(None, [days, _with_label(times, label)])) for days, times, label in _described(offer)]
    if offer.hours_known == HoursKnown.APPOINTMENT and not lines:
        lines = [BY_APPOINTMENT]
    return "\n".join(filter(None, [*lines, offer.hours_text]))


def cost_words(offer) -> str:
    """What it costs: the prices, else a word for it."""
    prices = "; ".join(_price_words(row) for row in offer.costs.all())
    word = {CostKind.FREE: FREE, CostKind.INCOME: BY_INCOME}.get(offer.cost_kind, "")
    return "; ".join(filter(None, [prices, offer.cost_text])) or word


def _described(offer):
    return describe(list(offer.opening_times.all()))


def _with_label(times: str, label: str) -> str:
    return f"{times} ({label})" if label else times


def _price_words(row) -> str:
    words = f"{row.label}: " if row.label else ""
    words += f"{localize(row.amount)} €" + (f" pro {row.unit}" if row.unit else "")
    if row.reduced_amount is not None:
        words += f" (ermäßigt {localize(row.reduced_amount)} €)"
    return words


def _listed(names) -> str:
    return "; ".join(str(name) for name in names)


def _chosen(offer, name: str) -> str:
    """The answer in words; what is not known is an empty cell."""
    return "" if getattr(offer, name) == NOT_KNOWN else str(getattr(offer, f"get_{name}_display")())
