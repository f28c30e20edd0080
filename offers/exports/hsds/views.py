"""The addresses of the interface, each a page of JSON."""

import json
from functools import cache
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from network_portal.mail import absolute
from offers.exports.hsds import VERSION, selection
from offers.exports.hsds.answers import json_answer, no_such, open_data, page_answer, text_of
from offers.exports.hsds.fragments import fragments
from offers.exports.hsds.ids import key_of, uuid_of
from offers.exports.hsds.modified import changes
from offers.exports.hsds.organizations import nested_organization, organization_of, organizations
from offers.exports.hsds.parameters import PAGES, RefusedError
from offers.exports.hsds.services import (
    at_location_in_list,
    nested_at_location,
    nested_service,
    offers_in_rows,
    offers_with_all,
    service_of,
    stamp,
    status_of,
)
from offers.exports.hsds.terms import catalogue, taxonomy
from offers.models import Offer
from partners.models import Network

OPENAPI = Path(__file__).with_name("openapi.json")
FILTERS = ("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "postcode", "proximity")
MOST_MINIMAL = 100_000  # entries on one page of ids


@open_data()
def root(request, chosen):
    """What this is, and where it is described."""
    network = Network.objects.current()
    about = {
        "version": VERSION,
        "profile": absolute("/api/"),
        "openapi_url": absolute("/api/hsds/openapi.json"),
        "name": network.name,
        "license": {"name": network.get_data_licence_display(), "url": network.licence_page},
    }
    return json_answer(text_of(about))


@open_data()
def openapi(request, chosen):
    """The description of the interface in OpenAPI, with the address of this site."""
    network = Network.objects.current()
    described = dict(_openapi())
    described["info"] = described["info"] | {
        "title": f"{network.display_name}: HSDS {VERSION}",
        "license": {"name": network.get_data_licence_display(), "url": network.licence_page},
    }
    described["servers"] = [{"url": absolute("/api/hsds")}]
    return json_answer(text_of(described))


@cache
def _openapi() -> dict:
    return json.loads(OPENAPI.read_text(encoding="utf-8"))


@open_data(*FILTERS, "full", "minimal", *PAGES)
def services(request, chosen):
    """Offers: in one row each, with everything (``full``) or as ids and moments only (``minimal``)."""
    keys = selection.service_keys(chosen)
    if chosen.get("minimal"):
        return page_answer(chosen, keys, _minimal, MOST_MINIMAL)
    return page_answer(chosen, keys, _services if not chosen.get("full") else _nested_services)


def _minimal(keys) -> list[str]:
    changed = changes()
    return [
        text_of({"id": uuid_of("service", key), "modified_date": stamp(changed[key])}) for key in keys if key in changed
    ]


# What entries are built from is read after the store they go into was opened: nothing in it is older than itself.
def _services(keys) -> list[str]:
    def build(missing):
        on, changed = timezone.localdate(), changes()
        return [(row.pk, service_of(row, changed[row.pk], on)) for row in offers_in_rows(missing) if row.pk in changed]

    return fragments("service", keys, build)


def _nested_services(keys) -> list[str]:
    def build(missing):
        on, changed, terms = timezone.localdate(), changes(), catalogue()
        rows = [row for row in offers_with_all(missing) if row.pk in changed]
        return [(row.pk, nested_service(row, changed[row.pk], terms, on)) for row in rows]

    return fragments("nested_service", keys, build)


@open_data("format")
def service(request, chosen, ident):
    """One offer with everything."""
    key = selection.published_key(ident)
    return _only("services", _nested_services([key]) if key else [])


def _only(table: str, texts: list[str]):
    if not texts:
        raise no_such(table)
    return json_answer(texts[0])


@open_data(*FILTERS, "full", *PAGES)
def service_at_locations(request, chosen):
    """Offers at their places."""
    return page_answer(chosen, selection.pairs(chosen), lambda some: _at_locations(some, full=chosen.get("full")))


@open_data("format")
def service_at_location(request, chosen, ident):
    """One offer at one place, with everything."""
    pair = selection.published_pair(ident.casefold())
    return _only("service_at_locations", _at_locations([pair], full=True) if pair else [])


def _at_locations(pairs, *, full) -> list[str]:
    def build(missing):
        on, changed, terms = timezone.localdate(), changes(), catalogue()
        rows = {row.pk: row for row in offers_with_all({offer for offer, _place in missing if offer in changed})}
        for offer, place in missing:
            row = rows.get(offer)
            there = next((each for each in row.locations.all() if each.pk == place), None) if row else None
            if there and full:
                yield (offer, place), nested_at_location(row, there, changed[offer], terms, on)
            elif there:
                yield (offer, place), at_location_in_list(row, there, changed[offer], on)

    return fragments("nested_at_location" if full else "at_location", pairs, build)


@open_data("search", "full", "full_service", *PAGES)
def organization_list(request, chosen):
    """Partners: in one row each, or with places, contacts and services."""
    keys = selection.partner_keys(chosen.get("search", ""))
    if chosen.get("full") or chosen.get("full_service"):
        return page_answer(chosen, keys, lambda some: _nested_organizations(some, full=chosen.get("full_service")))
    return page_answer(
        chosen,
        keys,
        lambda some: fragments(
            "organization", some, lambda missing: [(row.pk, organization_of(row)) for row in organizations(missing)]
        ),
    )


@open_data("full_service", "format")
def organization(request, chosen, ident):
    """One partner with places, contacts and services."""
    key = key_of("organization", ident, selection.partner_keys())
    return _only("organizations", _nested_organizations([key], full=chosen.get("full_service")) if key else [])


def _nested_organizations(keys, *, full) -> list[str]:
    def build(missing):
        on, changed, terms = timezone.localdate(), changes(), catalogue()
        offers = Offer.objects.published(on).filter(partner__in=missing).order_by("pk")
        shown = [row for row in offers if row.pk in changed]
        if full:
            rows = offers_with_all([row.pk for row in shown])
            made = [(row.partner_id, nested_service(row, changed[row.pk], terms, on)) for row in rows]
        else:
            made = [(row.partner_id, _named(row, on)) for row in shown]
        for partner in organizations(missing):
            yield partner.pk, nested_organization(partner, [entry for key, entry in made if key == partner.pk])

    return fragments("full_organization" if full else "nested_organization", keys, build)


def _named(offer, on) -> dict:
    return {"id": uuid_of("service", offer.pk), "name": offer.title, "status": status_of(offer, on)}


@open_data("search", *PAGES)
def taxonomies(request, chosen):
    """The four kinds of words entries are sorted and described by."""
    keys = selection.taxonomy_keys(chosen.get("search", ""))
    return page_answer(chosen, keys, lambda some: [text_of(taxonomy(key)) for key in some])


@open_data("format")
def one_taxonomy(request, chosen, ident):
    """One of them."""
    key = key_of("taxonomy", ident, selection.TAXONOMIES)
    return _only("taxonomies", [text_of(taxonomy(key))] if key else [])


@open_data("search", "taxonomy_id", "parent_id", "top_only", *PAGES)
def taxonomy_terms(request, chosen):
    """Words of all taxonomies, or of one."""
    terms = catalogue()
    return page_answer(chosen, selection.term_keys(chosen), lambda some: [text_of(terms[key]) for key in some])


@open_data("format")
def taxonomy_term(request, chosen, ident):
    """One word."""
    key = selection.key_of_term(ident)
    return _only("taxonomy_terms", [text_of(catalogue()[key])] if key else [])


@open_data()
def nothing_here(request, chosen, rest):
    """404 in JSON, for every other address of the interface."""
    raise RefusedError(_("There is nothing at this address. See /api/ for what there is."), 404)
