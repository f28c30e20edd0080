"""What a section of an offer says at present, in short."""

from django.utils.text import Truncator, capfirst

from offers.models.choices import (
    Access,
    Anonymity,
    Capacity,
    Childcare,
    CostKind,
    Documents,
    HoursKnown,
    Requirement,
)
from offers.page.ages import age_words
from offers.page.answers import lead_words
from partners.models import Known
from partners.shown_values import shown

LONGEST = 160  # characters of a text in the overview
KINDS = (Access, Anonymity, Capacity, Childcare, CostKind, Documents, HoursKnown, Known, Requirement)
# What nobody knows, and what the rows or lines below say better.
UNSAID = {str(kind.UNKNOWN) for kind in KINDS} | {str(HoursKnown.TIMES), str(Documents.LISTED)}
WORDS = ("topics", "situations", "service_area")
AGES = ("age_from", "age_to")
# What the overview reads. Prefetched, it needs as many queries for a full entry as for an empty one.
RELATED = [
    "topics", "situations", "service_area", "locations__municipality", "contacts", "co_owners", "follows",
    "opening_times", "opening_exceptions", "costs", "next_steps", "links", "pending_changes",
]  # fmt: skip


def content_of(offer, spec) -> list[tuple[str, str]]:
    """Names and values of what is known in the section; nothing for what nobody has filled in."""
    found = [(_label(offer, name), _text(offer, name)) for name in (*spec.fields, *spec.rows) if name not in AGES]
    if "age_from" in spec.fields:
        found.insert(1, (_label(offer, "age_from").split(",")[0], age_words(offer.age_from, offer.age_to)))
    return [(label, text) for label, text in found if text]


def _label(offer, name) -> str:
    field = offer._meta.get_field(name)
    words = field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name
    return str(capfirst(words))


def _text(offer, name) -> str:
    field = offer._meta.get_field(name)
    if field.many_to_many or field.one_to_many:
        # Addresses and steps hold commas themselves.
        return (", " if name in WORDS else "\n").join(str(row) for row in getattr(offer, name).all())
    if name == "lead_time_hours":
        return lead_words(offer.lead_time_hours)
    if field.many_to_one:
        return _person_or_word(getattr(offer, name))
    value = getattr(offer, name)
    if value is False or (field.choices and str(value) in UNSAID):
        return ""
    return Truncator(shown(type(offer), name, value)).chars(LONGEST)


def _person_or_word(row) -> str:
    if row is None:
        return ""
    return (row.get_full_name() if hasattr(row, "get_full_name") else "") or str(row)
