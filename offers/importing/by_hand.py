"""Telling that something was changed by hand and was kept."""

from django.utils.translation import gettext as _

from offers.importing.offer_row import OfferRow

# Where a person looks in the file for a part of an offer.
COLUMN_OF = {
    "partner": "partner_name", "title": "offer_title", "other_names": "topics", "kind": "offer_title",
    "age_from": "min_child_age", "age_to": "max_child_age", "delivery": "remote_possible", "access": "opening_hours",
    "hours_known": "opening_hours", "hours_text": "opening_hours", "opening_times": "opening_hours",
    "childcare": "childcare_during_visit", "interpreter": "languages", "sign_language": "languages",
    "anonymity": "anonymous_possible", "cost_kind": "cost", "cost_text": "cost", "costs": "cost",
    "documents_known": "documents_to_bring", "documents": "documents_to_bring", "confirmed_on": "source_date_seen",
    "situations": "topics", "locations": "street", "contacts": "phone", "links": "website",
}  # fmt: skip


def remark_kept(row: OfferRow, kept: set[str], said: dict, parts: dict):
    """Tell where the file says something new and a person had changed the same."""
    columns = {COLUMN_OF.get(name, name) for name in kept if name not in said or said[name] != parts[name]}
    for column in sorted(columns):
        row.remark(column, _("This was changed by hand; what the file says was not taken."))
