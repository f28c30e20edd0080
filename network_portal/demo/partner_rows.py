"""Partners of the demo with their places, contacts, closing days and links.

A partner that exists is left as it is, with all that belongs to it: somebody may have changed it. ``--reset`` writes
it again; what people have added stays.
"""

from django.core.files.base import ContentFile
from django.utils.translation import gettext_noop

from network_portal.demo.days import read_day, read_period
from network_portal.demo.tables import DATA, Run, Table, read_tables
from offers.models import PolicyField
from partners.models import ClosingPeriod, Contact, Location, Municipality, Partner, PartnerLink

REASON = gettext_noop("Came with the demo network.")  # stands in the history of what the loader wrote
PLAIN = (
    "name", "short_name", "description", "kind", "membership", "website", "takes_referrals", "inbox_email",
    "answer_days", "referral_facts",
)  # fmt: skip
DATES = ("ends_on", "member_since", "member_until")
LOCATION_FIELDS = (
    "name", "street", "postcode", "latitude", "longitude", "is_hidden", "directions", "step_free", "lift",
    "accessible_toilet", "hearing_loop", "changing_table", "pushchair_space",
)  # fmt: skip
CONTACT_FIELDS = (
    "name", "function", "responsibility", "phone", "second_phone", "email", "form_url", "languages", "reachable",
    "is_public",
)  # fmt: skip


def load_partners(run: Run) -> dict[str, Partner]:
    """All partners of the demo by their slug, also those that were there before."""
    partners = {}
    for path in sorted((DATA / "partners").glob("*.toml")):
        for table in read_tables(path, "partner", title="name"):
            slug = table.need("slug")
            partners[slug] = _load_partner(run, table, slug, partners)
    return partners


def _load_partner(run: Run, table: Table, slug: str, partners: dict) -> Partner:
    partner = Partner.objects.filter(slug=slug).first()
    if partner and not run.reset:
        return partner
    run.count("partners")
    partner = partner or Partner(slug=slug)
    for name in PLAIN:
        if name in table.values:
            setattr(partner, name, table.take(name))
    for name in DATES:
        setattr(partner, name, _day(table, table.take(name), run))
    parent = table.take("parent")
    partner.parent = table.find(partners, parent) if parent else None
    parts = {name: table.take(name, []) for name in ("location", "contact", "closing", "links", "moderates")}
    deputy, logo = table.take("deputy"), table.take("logo")
    table.done()
    _save(table, partner)
    if logo and not partner.logo:
        partner.logo.save(logo, ContentFile((DATA / "pictures" / logo).read_bytes()), save=True)
    _load_parts(run, table, partner, parts)
    _finish(table, partner, deputy, parts["moderates"])
    return partner


def _day(table: Table, written, run: Run):
    try:
        return read_day(written, run.today)
    except ValueError as error:
        raise table.error(str(error)) from error


def _save(table: Table, row):
    table.check(row)
    row._change_reason = REASON
    table.save(row.save)


def _load_parts(run: Run, table: Table, partner: Partner, parts: dict):
    places = {}
    for values in parts["location"]:
        location = _load_location(Table(values, f"{table.where}, place"), partner)
        places[location.name or location.municipality.name] = location
    for values in parts["contact"]:
        _load_contact(Table(values, f"{table.where}, contact {values.get('name')}"), partner, places)
    for values in parts["closing"]:
        period = read_period(values, run.today)
        ClosingPeriod.objects.update_or_create(partner=partner, reason=values.get("reason", ""), defaults=period)
    for values in parts["links"]:
        PartnerLink.objects.update_or_create(partner=partner, title=values["title"], defaults={"url": values["url"]})


def _load_location(table: Table, partner: Partner) -> Location:
    town, in_words = table.take("town"), table.take("town_in_words", "")
    municipality = Municipality.objects.filter(name=town, in_region=True).first()
    if town and not municipality:
        raise table.error(f"the town “{town}” is not known")
    values = {name: table.take(name) for name in LOCATION_FIELDS if name in table.values}
    table.done()
    values["town"] = in_words
    same = Location.objects.filter(partner=partner, name=values.get("name", ""), municipality=municipality)
    location = same.first() or Location(partner=partner, municipality=municipality)
    for name, value in values.items():
        setattr(location, name, value)
    _save(table, location)
    return location


def _load_contact(table: Table, partner: Partner, places: dict) -> Contact:
    place = table.take("place")
    location = table.find(places, place) if place else None
    values = {name: table.take(name) for name in CONTACT_FIELDS if name in table.values}
    table.done()
    same = Contact.objects.filter(partner=partner, name=values.get("name"), location=location)
    contact = same.first() or Contact(partner=partner, location=location)
    for name, value in values.items():
        setattr(contact, name, value)
    _save(table, contact)
    return contact


def _finish(table: Table, partner: Partner, deputy: str | None, moderates: list[str]):
    if deputy:
        partner.deputy = table.find({contact.name: contact for contact in partner.contacts.all()}, deputy)
        _save(table, partner)
    # Only where nobody moderates yet: a coordinator's choice stays.
    PolicyField.objects.filter(key__in=moderates, moderator=None).update(moderator=partner)
