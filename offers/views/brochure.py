"""What there is to take along on paper: the brochure in many cuts, a leaflet, the network in short."""

from functools import partial

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from network_portal.limits import AddressLimit
from network_portal.public import public_page
from offers.exports.brochure import (
    MOST_OFFERS,
    NoSuchSelectionError,
    Selection,
    TooManyOffersError,
    brochure_pdf,
    read_selection,
)
from offers.exports.kept import BusyError, paper, size_of
from offers.exports.papers import SHEETS, name_of
from offers.models import BrochureEdition, PolicyField
from partners.models import Municipality
from partners.slugs import german_slug

LIMIT = AddressLimit(most=12, seconds=60)  # prints; what is kept counts for nothing
RETRY_AFTER = 60  # seconds
SHOWN_EDITIONS = 5


@public_page
def brochure(request):
    """All there is to print; nobody waits for a print here. A form cuts a brochure out by field and place."""
    chosen, unknown = _chosen(request.GET)
    context = {
        "whole": _shown(Selection()),
        "large": _shown(Selection(large=True)),
        "chosen": _shown(chosen) if chosen else None,
        "unknown": unknown,
        "sheets": {name: {"url": reverse(f"offers:{name}-pdf"), "size": size_of(name)} for name in SHEETS},
        "fields": PolicyField.objects.all(),
        "places": Municipality.objects.filter(in_region=True, locations__is_hidden=False).distinct(),
        "editions": BrochureEdition.objects.all()[:SHOWN_EDITIONS],
        "query": request.GET,
    }
    return render(request, "offers/brochure.html", context)


def _chosen(query) -> tuple[Selection | None, bool]:
    """What the form asks for, if anything; and whether it does not exist."""
    try:
        chosen = read_selection(query)
    except NoSuchSelectionError:
        return None, True
    return (None if chosen.is_whole else chosen), False


def _shown(selection) -> dict:
    """A cut with what its link says: address, size where it was printed, number of offers, its page."""
    count = len(selection.offer_keys())
    shown = {"selection": selection, "count": count, "is_too_large": count > MOST_OFFERS, "twin": selection.twin}
    return shown | {"url": selection.address, "size": size_of(name_of(selection))}


@public_page
def brochure_file(request):
    """The brochure of what the address asks for, as PDF."""
    try:
        selection = read_selection(request.GET)
        if selection.keys and not selection.offer_keys():
            raise Http404
        content = paper(name_of(selection), partial(brochure_pdf, selection), partial(LIMIT.grants, request))
    except NoSuchSelectionError:
        raise Http404 from None
    except TooManyOffersError:
        return render(request, "offers/paper/too_large.html", status=404)
    except BusyError:
        return _busy(request)
    part = selection.field.name if selection.field else selection.place.name if selection.place else ""
    words = ["angebote", part, "merkzettel" if selection.keys else "", "grossdruck" if selection.large else ""]
    return _file(content, german_slug("-".join(filter(None, words))))


@public_page
def leaflet_file(request):
    """The leaflet to fold, as PDF."""
    return _sheet(request, "leaflet", "faltblatt")


@public_page
def network_file(request):
    """The network in short, as PDF."""
    return _sheet(request, "network", "netzwerk")


@public_page
def edition_file(request, number):
    """A printed edition as it was printed."""
    edition = get_object_or_404(BrochureEdition, number=number)
    try:
        with default_storage.open(edition.file.name) as file:
            return _file(file.read(), f"angebote-ausgabe-{number}")
    except FileNotFoundError:
        raise Http404 from None


def _sheet(request, name, file_name):
    try:
        return _file(paper(name, SHEETS[name], partial(LIMIT.grants, request)), file_name)
    except BusyError:
        return _busy(request)


def _file(content: bytes, name: str) -> HttpResponse:
    """To be kept and printed; search engines have the pages."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.is_kept = False  # hundreds of pages fit into its place, and ``offers.exports.kept`` has it
    return response


def _busy(request):
    response = render(request, "offers/paper/busy.html", status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    return response
