"""Offers of the demo.

An offer that nobody but the loader has changed – its history says so – follows the data and the calendar. As soon as a
person has saved it, it stays as it is; only ``--reset`` writes it again.
"""

import zlib
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.text import slugify

from network_portal.demo.days import read_day
from network_portal.demo.offer_parts import load_parts
from network_portal.demo.partner_rows import REASON
from network_portal.demo.tables import DATA, Run, Table, read_tables
from offers.models import LifeSituation, Offer, PolicyField, Topic
from partners.models import Municipality, Partner

# What stands in the files under the name of the model's field, or under a shorter one.
PLAIN = {name: name for name in (
    "title", "other_names", "summary", "description", "kind", "status", "publication", "notice", "programme",
    "funder", "for_pregnant", "for_whom", "residence", "employment", "eligibility", "not_for", "delivery", "access",
    "booking_url", "hours_known", "hours_text", "childcare", "languages", "interpreter", "sign_language",
    "anonymity", "cost_text",
    "payers", "capacity", "takes_referrals", "referral_needs", "referral_facts", "partner_note", "confirmed_by",
    "moderator_note", "deleted_from",
)} | {
    "plain": "plain_text", "benefits": "benefit_receipt", "lead": "lead_time_hours", "edge": "edge_hours_ticked",
    "childcare_days": "childcare_notice_days", "secrecy": "bound_to_secrecy", "cost": "cost_kind",
    "wait": "expected_wait", "review": "review_interval",
}  # fmt: skip
DATES = ("paused_until", "visible_from", "visible_until", "notice_until", "funded_until")
DAYS_AGO = {
    "confirmed": "confirmed_on", "capacity_days": "capacity_as_of", "submitted": "submitted_on",
    "deleted": "deleted_on",
}  # fmt: skip
PARTS = (
    "places", "contacts", "topics", "situations", "area", "co_owners", "hours", "opening", "exceptions", "costs",
    "steps", "professional_steps", "links", "former",
)  # fmt: skip
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def demo_slug(title: str) -> str:
    """The last part of an offer's address: “Frühstück für Väter” becomes “fruehstueck-fuer-vaeter”."""
    return slugify(title.translate(GERMAN))


def load_offers(run: Run, partners: dict[str, Partner], editors: list) -> dict[str, Offer]:
    """All offers of the demo by their slug, also those that were there before."""
    tables = _tables_by_slug()
    follows = {slug: table.take("follows", []) for slug, table in tables.items()}
    instead = {slug: table.take("replaced_by") for slug, table in tables.items()}
    known, before = _known_rows(partners), Offer.objects.in_bulk(list(tables), field_name="slug")
    changed = _changed_by_people(before.values())
    offers, written = {}, []
    for slug, table in tables.items():
        offers[slug] = before.get(slug)
        if offers[slug] and offers[slug].pk in changed and not run.reset:
            continue
        values = _offer_values(run, table, known, editors)
        parts = {name: table.take(name) for name in PARTS}
        table.done()
        wanted = Offer(slug=slug, **values)
        table.check(wanted)  # also puts lists of codes into their order
        if not run.reset and _says_the_same(offers[slug], wanted, values):
            continue
        offers[slug] = _write_offer(run, table, wanted, offers[slug], values, parts, known)
        written.append(slug)
    for slug in written:
        if instead[slug]:
            offers[slug].replaced_by = tables[slug].find(offers, instead[slug])
        began = None if slug in before else _began(offers[slug], run.today)
        _finish(tables[slug], offers, slug, follows[slug], began)
    return offers


def _tables_by_slug() -> dict[str, Table]:
    tables = {}
    for path in sorted((DATA / "offers").glob("*.toml")):
        for table in read_tables(path, "offer"):
            slug = table.take("slug") or demo_slug(table.values.get("title", ""))
            if slug in tables:
                raise table.error(f"there are two offers with the address “{slug}”")
            tables[slug] = table
    return tables


def _changed_by_people(offers) -> set[int]:
    """Keys of the offers whose newest entry in the history is not the loader's."""
    entries = Offer.history.filter(id__in=[offer.pk for offer in offers]).order_by("history_date", "history_id")
    newest = dict(entries.values_list("id", "history_change_reason"))
    return {offer.pk for offer in offers if newest.get(offer.pk) != REASON}


def _known_rows(partners: dict) -> dict:
    towns = {town.name: town for town in Municipality.objects.filter(in_region=True)}
    return {
        "partners": partners,
        "towns": towns,
        "fields": {row.key: row for row in PolicyField.objects.all()},
        "topics": {row.key: row for row in Topic.objects.all()},
        "situations": {row.key: row for row in LifeSituation.objects.all()},
    }


def _says_the_same(offer: Offer | None, wanted: Offer, names) -> bool:
    return offer is not None and all(getattr(offer, name) == getattr(wanted, name) for name in names)


def _write_offer(run: Run, table: Table, wanted: Offer, offer: Offer | None, values: dict, parts: dict, known: dict):
    """Store the offer with all that belongs to it; the history is told later, when it is complete."""
    is_new, offer = offer is None, offer or wanted
    for name in values:
        setattr(offer, name, getattr(wanted, name))
    run.count("offers")
    table.save(offer.save_without_historical_record)
    load_parts(run, table, offer, parts, known, is_new=is_new)
    return offer


def _began(offer: Offer, today) -> datetime:
    """Since when the offer is there, up to a year: where all is new of today, nothing is news. Each fifth is young."""
    known = [day for day in (offer.confirmed_on, offer.submitted_on, offer.capacity_as_of) if day]
    number = zlib.crc32(offer.slug.encode())
    days = max([30 + number % 335 if number % 5 else 1, *((today - day).days for day in known)])
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time(9)))


def _finish(table: Table, offers: dict, slug: str, follows: list[str], began: datetime | None):
    """Chains lead to other offers, so they come last; then one entry in the history for the whole offer.

    ``began``: of a new offer the moment since which it is there.
    """
    offer = offers[slug]
    if follows or not began:
        offer.skip_history_when_saving = True
        offer.follows.set([table.find(offers, other) for other in follows])
        del offer.skip_history_when_saving
    offer._change_reason = REASON
    offer.created_at = began or offer.created_at
    offer.save()
    if began:
        offer.history.update(history_type="+", history_date=began)


def _offer_values(run: Run, table: Table, known: dict, editors: list) -> dict:
    """The fields of the offer itself."""
    values = {field: table.take(key) for key, field in PLAIN.items() if key in table.values}
    values["partner"] = table.find(known["partners"], table.need("partner"))
    values["policy_field"] = table.find(known["fields"], table.need("field"))
    values.setdefault("publication", "published")
    values.setdefault("delivery", ["on_site"])
    if table.values.get("hours") or table.values.get("opening"):
        values.setdefault("hours_known", "times")
    values["documents_known"], values["documents"] = _documents(table.take("documents"))
    values["age_from"], values["age_to"] = table.take("age", [None, None])
    values["editor"], values["deputy_editor"] = editors if table.take("edited") else (None, None)
    values |= _dates(run, table)
    if asked := table.take("asked"):  # how often the partner was asked for a confirmation, and how many days ago last
        values |= {"review_step": asked["times"], "review_step_on": run.today - timedelta(days=asked["days"])}
    if values["confirmed_on"]:
        values.setdefault("confirmed_by", values["partner"].display_name)
    return values


def _documents(listed: list | None) -> tuple[str, str]:
    """Absent: nobody knows; an empty list: nothing to bring."""
    if listed is None:
        return "unknown", ""
    return ("listed", "\n".join(listed)) if listed else ("none", "")


def _dates(run: Run, table: Table) -> dict:
    try:
        days = {name: read_day(table.take(name), run.today) for name in DATES}
    except ValueError as error:
        raise table.error(str(error)) from error
    for key, name in DAYS_AGO.items():
        ago = table.take(key)
        days[name] = None if ago is None else run.today - timedelta(days=ago)
    return days
