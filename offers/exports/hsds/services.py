"""Offers as services: one row of the standard's table, and the whole with everything nested."""

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from network_portal.mail import absolute
from offers.aggregates import json_rows
from offers.exports.hsds.attributes import attributes_of
from offers.exports.hsds.clean import known
from offers.exports.hsds.ids import uuid_of
from offers.exports.hsds.money import costs_of, documents_of, fees_of, funding_of, program_of
from offers.exports.hsds.organizations import organization_of
from offers.exports.hsds.people import contact_of, languages_of, phones_of
from offers.exports.hsds.places import location_in_list, location_of
from offers.exports.hsds.schedules import iso, schedules_of
from offers.models import NextStep, Offer
from offers.models.choices import Residence, Status
from offers.models.details import Starter
from offers.page.answers import access_words
from offers.page.rows import ordered, with_page_data
from offers.schedule.rules import BERLIN
from offers.status import is_paused
from partners.models import Contact, Known

MONTHS = 12


def offers_in_rows(keys) -> list:
    """The offers with these keys in this order, with what ``service_of`` tells of them. Two queries."""
    steps = json_rows(NextStep.objects.filter(starter=Starter.PARENT), "offer", position="position", text="text")
    offers = Offer.objects.select_related("partner").annotate(step_rows=steps)
    keys, contacts = list(keys), Prefetch("contacts", Contact.objects.public())
    found = {row.pk: row for row in offers.filter(pk__in=keys).order_by().prefetch_related(contacts)}
    return [found[key] for key in keys if key in found]


def offers_with_all(keys) -> list:
    """The offers with these keys in this order, with all that is told of them. A fixed number of queries."""
    keys, more = list(keys), ("situations", "opening_exceptions", "partner__closing_periods")
    found = {row.pk: row for row in with_page_data().filter(pk__in=keys).prefetch_related(*more)}
    return [found[key] for key in keys if key in found]


@override(settings.LANGUAGE_CODE)
def service_of(offer, changed, on) -> dict:
    """A service without what stands in tables of its own; ``changed`` is the moment of the last change."""
    contacts = contacts_of(offer)
    program = program_of(offer)
    return known(
        id=uuid_of("service", offer.pk),
        organization_id=uuid_of("organization", offer.partner_id),
        program_id=program.get("id"),
        name=offer.title,
        alternate_name=offer.other_names,
        description="\n\n".join(filter(None, [offer.summary, offer.description])),
        url=absolute(offer.get_absolute_url()),
        email=next((contact.email for contact in contacts if contact.email), None),
        status=status_of(offer, on),
        interpretation_services=_interpreting(offer),
        application_process=_process(offer),
        fees_description=fees_of(offer),
        eligibility_description=_eligibility(offer),
        minimum_age=years(offer.age_from),
        maximum_age=years(offer.age_to),
        assured_date=iso(offer.confirmed_on),
        alert=offer.current_notice(on),
        last_modified=stamp(changed),
        organization=organization_of(offer.partner),
        program=program,
    )


@override(settings.LANGUAGE_CODE)
def nested_service(offer, changed, terms: dict, on) -> dict:
    """A service with everything; ``terms`` as ``catalogue`` gives them."""
    ident = uuid_of("service", offer.pk)
    keys, contacts = {place.pk for place in offer.locations.all()}, contacts_of(offer)
    return service_of(offer, changed, on) | known(
        phones=[
            phone | {"service_id": ident} for row in contacts for phone in phones_of(row, uuid_of("contact", row.pk))
        ],
        schedules=schedules_of(offer, ident, on),
        service_areas=_areas(offer, ident),
        service_at_locations=[at_location(offer, place) for place in offer.locations.all()],
        languages=languages_of(offer, ident),
        funding=funding_of(offer, ident),
        cost_options=costs_of(offer, ident),
        required_documents=documents_of(offer, ident),
        contacts=[contact_of(contact, keys) for contact in contacts],
        attributes=attributes_of(offer, ident, terms, on),
    )


def at_location(offer, place) -> dict:
    """That an offer is given at a place."""
    return {
        "id": uuid_of("service_at_location", f"{offer.pk}.{place.pk}"),
        "service_id": uuid_of("service", offer.pk),
        "location_id": uuid_of("location", place.pk),
        "location": location_of(place),
    }


def at_location_in_list(offer, place, changed, on) -> dict:
    """The same as one row, with service and location in one row each."""
    return at_location(offer, place) | {
        "location": location_in_list(place),
        "service": service_of(offer, changed, on),
    }


def nested_at_location(offer, place, changed, terms: dict, on) -> dict:
    """The same with everything; the schedules that hold for this place stand with it."""
    service = nested_service(offer, changed, terms, on)
    ident = uuid_of("service_at_location", f"{offer.pk}.{place.pk}")
    schedules = [row for row in service.get("schedules", []) if row.get("service_at_location_id", ident) == ident]
    del service["service_at_locations"]
    return at_location(offer, place) | {"service": service} | known(schedules=schedules)


def contacts_of(offer) -> list:
    """Contacts in the order of the page: who has a telephone comes first."""
    return sorted(offer.contacts.all(), key=lambda contact: (not contact.phone, contact.name, contact.pk))


def status_of(offer, on) -> str:
    """The standard knows no “planned”."""
    if is_paused(offer, on):
        return "temporarily closed"
    return {Status.PLANNED: "inactive", Status.ENDED: "defunct"}.get(offer.status, "active")


def stamp(moment) -> str:
    """A moment with milliseconds and the offset of UTC, as the standard wants it."""
    return moment.astimezone(BERLIN).isoformat(timespec="milliseconds")


def years(months: int | None) -> float | int | None:
    """Months of a child's age in years; the last month before a birthday counts as the whole year: 47 is 3."""
    if months is None:
        return None
    if (months + 1) % MONTHS == 0:
        return months // MONTHS
    return months // MONTHS if months % MONTHS == 0 else round(months / MONTHS, 2)


def _interpreting(offer) -> str:
    spoken = {Known.YES: _("An interpreter can come."), Known.NO: _("There is no interpreter.")}
    signed = {Known.YES: _("Sign language is possible."), Known.NO: _("Sign language is not possible.")}
    return " ".join(filter(None, [spoken.get(offer.interpreter), signed.get(offer.sign_language)]))


def _process(offer) -> str:
    """The steps to the help, a line each."""
    return "\n".join(row.text for row in ordered(offer.step_rows, "position")) or access_words(offer)


def _eligibility(offer) -> str:
    """For whom it is, and for whom not."""
    no = _("Not for: %(whom)s") % {"whom": offer.not_for} if offer.not_for else ""
    return "\n\n".join(filter(None, [offer.eligibility, no]))


def _areas(offer, service_id: str) -> list[dict]:
    """Where those who are helped must live."""
    rows = [(row.id, row.name) for row in ordered(offer.area_rows, "name")]
    if offer.residence == Residence.DISTRICT:
        rows = [("district", _("in the district"))]
    elif offer.residence == Residence.ANYWHERE:
        rows = [("anywhere", _("anywhere"))]
    return [
        {"id": uuid_of("service_area", f"{offer.pk}.{key}"), "service_id": service_id, "name": name}
        for key, name in rows
    ]
