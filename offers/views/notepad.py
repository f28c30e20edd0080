"""The notepad: chosen offers, kept in the address alone."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone

from network_portal.public import public_page
from offers.models import Offer
from offers.notepad import complaints, entries, joined, keys_in, notepad_address, referable
from offers.page.hours import hours_of
from offers.page.qr import qr_code
from offers.schedule import Calendar, closing_days
from offers.search import search
from partners.models import Contact, Location, Network

MOST_FOUND = 8  # offers to add, for one search
LONGEST_SEARCH = 200  # characters


@public_page
def notepad(request):
    """The offers in ``?o=12.34.56``; ``?q=`` finds others to add, so that it works without a script."""
    text, words = request.GET.get("o", ""), request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    keys, network = keys_in(text)[0], Network.objects.current()
    offers = _chosen(keys)
    present = [key for key in keys if key in offers]
    address = request.build_absolute_uri(notepad_address(present))
    calendar = Calendar.read(network.state)
    context = {
        "network": network,
        "entries": entries(offers, keys, lambda offer: _hours(offer, calendar), timezone.localdate()),
        "complaints": complaints(text, keys, offers),
        "address": address,
        "qr": qr_code(address) if present else None,
        "chosen": joined(present),
        "referable": joined(referable(offers, keys)),
        "words": words,
        "found": _found(words, present),
    }
    return render(request, "offers/notepad.html", context)


def _chosen(keys) -> dict[int, Offer]:
    """Published offers with what the list prints, in a fixed number of queries."""
    rows = Offer.objects.published().select_related("partner")
    return rows.prefetch_related(
        Prefetch("contacts", Contact.objects.public().exclude(phone="")),
        Prefetch("locations", Location.objects.select_related("municipality")),
        "opening_times", "opening_exceptions", "partner__closing_periods",
    ).in_bulk(keys)  # fmt: skip


def _hours(offer, calendar):
    own = calendar.with_closing_periods(closing_days(offer.partner))
    return hours_of(offer, offer.opening_exceptions.all(), own, timezone.localtime())


def _found(words, present) -> list[tuple[Offer, str]]:
    """Offers for the words with the address of the list that has them too."""
    if not words:
        return []
    keys = [key for key in search(words) if key not in present][:MOST_FOUND]
    rows = Offer.objects.published().select_related("partner").in_bulk(keys)
    return [(rows[key], notepad_address([*present, key])) for key in keys if key in rows]
