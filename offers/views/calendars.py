"""Calendars and feeds: what other programs fetch from time to time."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network_portal.public import public_page
from offers.exports.calendar import calendar_text
from offers.exports.feeds import OfferFeed
from offers.models import Offer, PolicyField
from partners.kept import KeptUntilChange
from partners.models import Network


def _whole_network() -> bytes:
    name = Network.objects.current().name
    return calendar_text(
        Offer.objects.published(), name=name, address=reverse("offers:calendar"), on=timezone.localdate()
    )


whole_network = KeptUntilChange(_whole_network)  # some hundred milliseconds of work


@public_page
def calendar(request):
    """Hours and dates of all offers."""
    return _file(whole_network())


@public_page
def field_calendar(request, slug):
    """Hours and dates of one policy field."""
    field = get_object_or_404(PolicyField, slug=slug)
    name = _("%(field)s – %(network)s") % {"field": field.name, "network": Network.objects.current().display_name}
    address = reverse("offers:field-calendar", args=[slug])
    return _answer(Offer.objects.published().filter(policy_field=field), name, address)


@public_page
def offer_calendar(request, slug):
    """Hours and dates of one offer."""
    offer = get_object_or_404(Offer.objects.published(), slug=slug)
    address = reverse("offers:offer-calendar", args=[slug])
    return _answer(Offer.objects.published().filter(pk=offer.pk), offer.title, address)


def _answer(offers, name, address):
    return _file(calendar_text(offers, name=name, address=address, on=timezone.localdate()))


def _file(text: bytes) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="kalender.ics"'
    return response


offer_feed = public_page(OfferFeed())
