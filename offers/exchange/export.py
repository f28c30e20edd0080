"""One's own data as files: the table as CSV or XLSX, everything as JSON."""

import csv
import io
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from offers.exchange import columns as c
from offers.exchange.reading import CHOICES, CODES
from offers.exchange.tables import FORMULA_STARTS
from offers.exchange.workbooks import write_workbook
from offers.exchange.writing import offers_of, row_of
from offers.models import Offer, PolicyField

PARTNER_FIELDS = (
    "name", "short_name", "slug", "description", "kind", "membership", "member_since", "member_until", "ends_on",
    "website", "takes_referrals", "referral_facts", "inbox_email", "answer_days",
)  # fmt: skip
ACCESS = ("step_free", "lift", "accessible_toilet", "hearing_loop", "changing_table", "pushchair_space")
PLACE_FIELDS = ("id", "name", "street", "postcode", "town", "latitude", "longitude", "directions", "is_hidden", *ACCESS)
CONTACT_FIELDS = (
    "id", "name", "function", "responsibility", "location_id", "phone", "second_phone", "email", "form_url",
    "languages", "reachable", "is_public",
)  # fmt: skip
# Notes among partners leave the database in no export; accounts of people are nobody's entry.
LEFT_OUT = {
    "partner", "policy_field", "partner_note", "moderator_note", "editor", "deputy_editor", "confirmed_by",
    "replaced_by", "review_step", "review_step_on", "changed_unseen_at", "deleted_on", "deleted_from",
}  # fmt: skip
ROWS = ("opening_times", "opening_exceptions", "costs", "next_steps", "links")
NAMED = ("topics", "situations", "service_area")


def as_rows(partner) -> list[dict[str, str]]:
    """The table, row by row; no cell begins like a formula."""
    return [{name: defused(text) for name, text in row_of(offer).items()} for offer in offers_of(partner)]


def as_csv(partner) -> bytes:
    """The table as Excel opens it in Germany: semicolons, and a mark that says UTF-8."""
    file = io.StringIO()
    writer = csv.DictWriter(file, c.COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(as_rows(partner))
    return ("\ufeff" + file.getvalue()).encode()


def as_xlsx(partner) -> bytes:
    """The table with a second sheet of the answers that can be written."""
    return write_workbook(c.COLUMNS, [row.values() for row in as_rows(partner)], possible_answers())


def as_json(partner) -> bytes:
    """Everything that is stored of the partner: itself, places, contacts, offers with their rows."""
    places = partner.locations.select_related("municipality")
    offers = offers_of(partner).prefetch_related("opening_exceptions", "links")
    data = {
        "exported_at": timezone.localtime().isoformat(timespec="seconds"),
        "partner": _values(partner, PARTNER_FIELDS)
        | {"links": [_values(row, ("title", "url")) for row in partner.links.all()]}
        | {"closing_days": [_values(row, ("starts_on", "ends_on", "reason")) for row in partner.closing_periods.all()]},
        "places": [_place(row) for row in places],
        "contacts": [_values(row, CONTACT_FIELDS) for row in partner.contacts.all()],
        "offers": [_offer(row) for row in offers],
    }
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def defused(text: str) -> str:
    """A cell that no program takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def possible_answers() -> dict[str, list[str]]:
    """For the columns with fixed answers, what can be written."""
    known = {name: Offer._meta.get_field(field).choices for name, field in CHOICES.items()}
    known |= {name: Offer._meta.get_field(field).code_choices for name, field in CODES.items()}
    answers = {name: [str(label) for _code, label in choices] for name, choices in known.items()}
    return answers | {c.FIELD: list(PolicyField.objects.values_list("name", flat=True))}


def _values(row, names) -> dict:
    return {name: getattr(row, name) for name in names}


def _place(location) -> dict:
    """A place; of a secret one nothing leaves the database but the area of its postcode."""
    if location.is_hidden:
        area = f"{location.postcode[:2]}…" if location.postcode else ""
        return {"id": location.pk, "is_hidden": True, "postcode": area} | _values(location, ACCESS)
    town = location.municipality.name if location.municipality else location.town
    return _values(location, PLACE_FIELDS) | {"town": town}


def _offer(offer) -> dict:
    own = [field.name for field in Offer._meta.concrete_fields if field.name not in LEFT_OUT]
    values = _values(offer, own) | {"policy_field": offer.policy_field.name}
    values |= {name: [str(row) for row in getattr(offer, name).all()] for name in NAMED}
    values |= {name: [row.pk for row in getattr(offer, name).all()] for name in ("locations", "contacts")}
    return values | {name: [_child(row) for row in getattr(offer, name).all()] for name in ROWS}


def _child(row) -> dict:
    fields = [field for field in row._meta.concrete_fields if field.name not in ("id", "offer", "file")]
    return {field.attname: getattr(row, field.attname) for field in fields}
