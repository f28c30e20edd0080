"""Attributes: links from an entry to a term, our own answers among them (docs/api.md, “Profile”)."""

from dateutil.relativedelta import relativedelta

from network_portal.mail import absolute
from offers.cards import places_are_known
from offers.exports.hsds.ids import uuid_of
from offers.exports.hsds.terms import FIELD, KIND, SITUATION, TOPIC, in_brief, own_term
from offers.models.choices import Status
from offers.page.content import shown_links
from offers.page.rows import ordered
from offers.schedule import edge_hours
from partners.models import Known

# Columns of an offer whose stored answer is the value; what is not known has no attribute.
ANSWERS = (
    "anonymity", "bound_to_secrecy", "childcare", "childcare_notice_days", "access", "lead_time_hours", "booking_url",
    "hours_known", "hours_text", "cost_kind", "payers", "documents_known", "for_whom", "for_pregnant", "residence",
    "benefit_receipt", "employment", "age_from", "age_to", "not_for", "interpreter", "sign_language", "paused_until",
    "plain_text", "expected_wait",
)  # fmt: skip


def attribute(entity: str, entity_id: str, link_type: str, term: dict, value: str = "") -> dict:
    """One attribute of the entry with this id."""
    made = {
        "id": uuid_of("attribute", f"{entity_id}/{term['id']}/{value}"),
        "link_id": entity_id,
        "link_entity": entity,
        "link_type": link_type,
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }
    return made | {"value": value} if value else made


def own(entity: str, entity_id: str, code: str, value) -> dict:
    """An attribute of our profile."""
    return attribute(entity, entity_id, code, own_term(code), str(value))


def attributes_of(offer, entity_id: str, terms: dict, on) -> list[dict]:
    """All attributes of a service on the day ``on``; ``terms`` as ``catalogue`` gives them."""
    sorted_by = [
        (FIELD, offer.policy_field_id),
        (KIND, offer.kind),
        *((TOPIC, row.id) for row in ordered(offer.topic_rows, "name")),
        *((SITUATION, row.pk) for row in offer.situations.all()),
    ]
    found = [(kind, in_brief(terms[kind, key])) for kind, key in sorted_by if (kind, key) in terms]
    made = [attribute("service", entity_id, kind, term) for kind, term in found]
    return made + [own("service", entity_id, code, value) for code, value in answers(offer, on)]


def answers(offer, on):
    """Codes and values of our profile."""
    yield "freshness", freshness(offer, on)
    for name in ANSWERS:
        value = getattr(offer, name)
        if value not in (None, "", Known.UNKNOWN.value):
            yield name, value.isoformat() if hasattr(value, "isoformat") else value
    yield from (("delivery", way) for way in offer.delivery)
    edges = edge_hours(offer.opening_times.all()) | set(offer.edge_hours_ticked)
    yield from (("edge_hours", code) for code in sorted(edges))
    yield from _of_the_day(offer, on)
    for row in ordered(offer.link_rows):
        yield from (("link", f"{link.title} {whole(link.address)}") for link in shown_links(row))
    yield from (("together_with", row.name) for row in ordered(offer.together_rows, "name"))


def _of_the_day(offer, on):
    """What is true for a while."""
    if offer.status == Status.PLANNED:
        yield "status", offer.status  # the standard has no word for it
    if places_are_known(offer, on):
        yield "capacity", offer.capacity
        yield "capacity_as_of", offer.capacity_as_of.isoformat()
    if offer.notice_until and offer.current_notice(on):
        yield "notice_until", offer.notice_until.isoformat()


def freshness(offer, on) -> str:
    """Whether somebody vouches for the entry: “confirmed”, “due” after one review interval, or “unconfirmed”."""
    if offer.confirmed_on is None:
        return "unconfirmed"
    return "due" if offer.confirmed_on + relativedelta(months=offer.review_interval) < on else "confirmed"


def whole(address: str) -> str:
    """A whole address; that of a form which the portal holds lacks the site."""
    return absolute(address) if address.startswith("/") else address
