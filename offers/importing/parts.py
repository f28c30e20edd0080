"""The parts of an offer that a file can set, each as a value that JSON can keep: to compare, and to write.

Comparing three values decides about a part: what the file said last, what it says now, what the offer holds.
"""

from collections import defaultdict
from datetime import date, time
from decimal import Decimal

from offers.models import CostOption, NextStep, Offer, OfferLink, OpeningException, OpeningTime

COLUMNS = (
    "title", "other_names", "summary", "description", "policy_field", "kind", "age_from", "age_to", "eligibility",
    "delivery", "access", "hours_known", "hours_text", "childcare", "languages", "interpreter", "sign_language",
    "anonymity", "cost_kind", "cost_text", "documents_known", "documents", "confirmed_on",
)  # fmt: skip
# What a table has no columns for, and another directory says.
MORE_COLUMNS = (
    "plain_text", "status", "paused_until", "notice", "notice_until", "programme", "funder", "for_pregnant",
    "for_whom", "residence", "benefit_receipt", "employment", "not_for", "lead_time_hours", "booking_url",
    "edge_hours_ticked", "childcare_notice_days", "bound_to_secrecy", "payers", "capacity", "capacity_as_of",
    "expected_wait",
)  # fmt: skip
LISTS = ("situations", "topics", "locations", "contacts", "service_area")  # many-to-many fields
_TIMES = (
    "location_id", "frequency", "interval", "weekdays", "week_of_month", "months", "opens", "closes", "starts_on",
    "until", "in_school_holidays", "on_public_holidays", "by_appointment", "label",
)  # fmt: skip
CHILDREN = {
    "opening_times": (OpeningTime, _TIMES),
    "costs": (CostOption, ("label", "amount", "unit", "reduced_amount", "reduced_for")),
    "links": (OfferLink, ("title", "url", "file_type", "file_size")),
    "opening_exceptions": (OpeningException, ("starts_on", "ends_on", "opens", "closes", "reason")),
    "next_steps": (NextStep, ("starter", "position", "text")),
}
ALL_COLUMNS = ("partner", *COLUMNS, *MORE_COLUMNS)
# What makes sense together only: a change by hand in one keeps them all.
TOGETHER = [
    {"age_from", "age_to"},
    {"hours_known", "hours_text", "opening_times", "access"},
    {"cost_kind", "cost_text", "costs"},
    {"documents_known", "documents"},
    {"status", "paused_until"},
    {"notice", "notice_until"},
    {"residence", "service_area"},
    {"childcare", "childcare_notice_days"},
    {"capacity", "capacity_as_of", "expected_wait"},
]
_FOREIGN_KEYS = ("partner", "policy_field")
_PREFETCHED = (*LISTS, *CHILDREN)


def offers_with_parts(keys) -> dict[int, Offer]:
    """Offers by key, with all that ``parts_of`` looks at; one query per part."""
    return {offer.pk: offer for offer in Offer.objects.filter(pk__in=keys).prefetch_related(*_PREFETCHED)}


def parts_of(offer: Offer) -> dict:
    """What an offer holds. ``offer`` comes from ``offers_with_parts``."""
    parts = {name: plain(getattr(offer, _attribute(name))) for name in ALL_COLUMNS}
    parts |= {name: sorted(row.pk for row in getattr(offer, name).all()) for name in LISTS}
    for name, (_model, columns) in CHILDREN.items():
        rows = getattr(offer, name).all()
        parts[name] = in_order([{column: plain(getattr(row, column)) for column in columns} for row in rows])
    return parts


def empty_parts() -> dict:
    """What an offer holds that nobody has filled in."""
    blank = Offer()
    parts = {name: plain(getattr(blank, _attribute(name))) for name in ALL_COLUMNS}
    return parts | {name: [] for name in (*LISTS, *CHILDREN)}


def child_values(name: str, **values) -> dict:
    """One row of a part with many, complete: what is not given is as the model has it."""
    model, columns = CHILDREN[name]
    blank = model()
    return {column: plain(values.get(column, getattr(blank, column))) for column in columns}


def in_order(rows: list[dict]) -> list[dict]:
    """Rows in an order that depends on nothing but them."""
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def set_columns(offer: Offer, parts: dict):
    """Write the columns among ``parts`` into the instance, without saving it."""
    for name, value in parts.items():
        if name in ALL_COLUMNS:
            setattr(offer, _attribute(name), _stored(Offer, name, value))


def child_of(offer: Offer, name: str, values: dict):
    """One row of a part with many, not saved."""
    model, _columns = CHILDREN[name]
    return model(offer=offer, **{column: _stored(model, column, value) for column, value in values.items()})


def decide(said: dict, says: dict, holds: dict, empty: dict) -> tuple[set[str], set[str]]:
    """Names of the parts to be set, and of those that a person has changed and that are kept.

    A part of which the file says nothing at all stays as it is.
    """
    outcome = defaultdict(set)
    for name in says:
        outcome[_decide_one(said.get(name, empty[name]), says[name], holds[name])].add(name)
    for group in TOGETHER:
        if group & outcome["keep"]:
            outcome["keep"] |= group & outcome["set"]
            outcome["set"] -= group
    return outcome["set"], outcome["keep"]


def _decide_one(said, says, holds) -> str:
    if holds == says:
        return "same"
    return "set" if holds == said else "keep"


def _attribute(name: str) -> str:
    return f"{name}_id" if name in _FOREIGN_KEYS else name


def plain(value):
    """A value as JSON keeps it."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value) if isinstance(value, str) else value


def _stored(model, name: str, value):
    """The other way round."""
    if isinstance(value, str) and name in ("opens", "closes"):
        return time.fromisoformat(value)
    field = model._meta.get_field(name.removesuffix("_id"))
    if isinstance(value, str) and field.get_internal_type() == "DateField":
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(value, str) and field.get_internal_type() == "DecimalField" else value
