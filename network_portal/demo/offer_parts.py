"""What belongs to an offer of the demo: places, contacts, times, costs, steps, links, former addresses."""

from django.core.files import File

from network_portal.demo.days import read_day, read_period
from network_portal.demo.hours import read_hours, read_time
from network_portal.demo.tables import DATA, Run, Table
from offers.files import checked_pdf
from offers.models import FormerSlug, Offer, OpeningException, OpeningTime


def load_parts(run: Run, table: Table, offer: Offer, parts: dict, known: dict, *, is_new: bool):
    """Write everything around the offer anew; ``parts`` are the values of the file."""
    if not is_new:
        for rows in (offer.opening_times, offer.opening_exceptions, offer.costs, offer.next_steps, offer.links):
            rows.all().delete()
    locations_of_partner = offer.partner.locations.select_related("municipality")
    places = {place.name or place.municipality.name: place for place in locations_of_partner}
    locations = _locations(table, offer, parts["places"], places)
    offer.skip_history_when_saving = True
    _set(offer.locations, locations, is_new)
    _set(offer.contacts, _contacts(table, offer, parts["contacts"], locations), is_new)
    for name, key, rows in (
        ("topics", "topics", known["topics"]),
        ("situations", "situations", known["situations"]),
        ("service_area", "area", known["towns"]),
        ("co_owners", "co_owners", known["partners"]),
    ):
        _set(getattr(offer, name), [table.find(rows, word) for word in parts[key] or []], is_new)
    del offer.skip_history_when_saving
    _write_hours(run, table, offer, parts, places)
    _write_rows(offer, parts)


def _set(related, rows: list, is_new: bool):
    """A new offer has nothing that could be taken away: one query instead of two, or none."""
    if not is_new:
        related.set(rows)
    elif rows:
        related.add(*rows)


def _locations(table: Table, offer: Offer, names: list | None, places: dict) -> list:
    """The places named; without a word about them, all places of the partner where something happens on site."""
    if names is None:
        return list(places.values()) if "on_site" in offer.delivery else []
    return [table.find(places, name) for name in names]


def _contacts(table: Table, offer: Offer, names: list | None, locations: list) -> list:
    """The contacts named; otherwise the partner's public ones for these places."""
    contacts = list(offer.partner.contacts.all())
    if names is not None:
        return [table.find({contact.name: contact for contact in contacts}, name) for name in names]
    public = [contact for contact in contacts if contact.is_public]
    here = {place.pk for place in locations}
    return [contact for contact in public if contact.location_id is None or contact.location_id in here] or public


def _write_hours(run: Run, table: Table, offer: Offer, parts: dict, places: dict):
    try:
        rules = [read_hours(written) for written in parts["hours"] or []]
        rules += [_rule(written, run) for written in parts["opening"] or []]
        exceptions = [_exception(written, run) for written in parts["exceptions"] or []]
    except (ValueError, KeyError) as error:
        raise table.error(str(error)) from error
    for fields in rules:
        place = fields.pop("location", None)
        rule = OpeningTime(offer=offer, location=table.find(places, place) if place else None, **fields)
        table.check(rule)
        table.save(rule.save)
    for fields in exceptions:
        exception = OpeningException(offer=offer, **fields)
        table.check(exception)
        table.save(exception.save)


def _rule(written: dict, run: Run) -> dict:
    """A rule in the words of the model; times as text, days as in all demo files."""
    times = {name: read_time(written.get(name)) for name in ("opens", "closes")}
    return written | times | {name: read_day(written.get(name), run.today) for name in ("starts_on", "until")}


def _exception(written: dict, run: Run) -> dict:
    times = {name: read_time(written.get(name)) for name in ("opens", "closes")}
    return read_period(written, run.today) | times | {"reason": written.get("reason", "")}


def _with_file(row: dict) -> dict:
    """A link with the form it names, taken in as a partner's upload is."""
    name = row.pop("upload", "")
    if not name:
        return row
    with open(DATA / "files" / name, "rb") as content:
        stored = checked_pdf(File(content)).store()
    return row | {"file": stored.name, "file_type": "PDF", "file_size": stored.size}


def _write_rows(offer: Offer, parts: dict):
    for row in parts["costs"] or []:
        offer.costs.create(**row)
    for row in parts["links"] or []:
        offer.links.create(**_with_file(row))
    for starter, key in (("parent", "steps"), ("professional", "professional_steps")):
        for position, text in enumerate(parts[key] or [], start=1):
            offer.next_steps.create(starter=starter, position=position, text=text)
    for slug in parts["former"] or []:
        FormerSlug.objects.get_or_create(slug=slug, defaults={"offer": offer})
