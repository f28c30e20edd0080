"""The rows behind the page of one offer, in a number of queries that does not depend on the offer."""

from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

from django.db.models import CharField, F, Prefetch, TimeField, Value
from django.utils import timezone

from offers.aggregates import json_rows
from offers.index import current_index
from offers.models import CostOption, NextStep, Offer, OfferLink, OpeningException, Topic
from offers.models.choices import Publication, Status
from offers.models.details import Starter
from offers.page.related import next_and_related
from offers.schedule import Calendar
from partners.models import ClosingPeriod, Contact, Location, Municipality, Network, Partner, SchoolHoliday

PAGES_KEPT = 300


@dataclass(frozen=True)
class PageRows:
    """All that the page of an offer reads from the database; nothing in it changes while the content does not."""

    offer: Offer
    network: Network
    exceptions: list
    calendar: Calendar
    follow: list
    related: list


def page_rows(slug: str, on=None) -> PageRows | None:
    """The rows behind the page at this address; read once for an index, for a page is asked for more than once."""
    on, index = on or timezone.localdate(), current_index()
    if kept := index.pages.get((slug, on)):
        return kept
    offer = offer_by_slug(slug)
    if offer is None:
        return None
    if len(index.pages) >= PAGES_KEPT:
        index.pages.clear()
    index.pages[slug, on] = rows = rows_of(index, offer, on)
    return rows


def rows_of(index, offer, on) -> PageRows:
    """What stands around an offer of ``with_page_data`` on the day ``on``. Three queries."""
    network = Network.objects.current()
    exceptions, calendar = different_days(offer, network.state, on)
    topics = [topic.slug for topic in ordered(offer.topic_rows, "name")]
    follow, related = next_and_related(index, offer, [row["id"] for row in offer.next_rows or []], topics)
    return PageRows(offer, network, exceptions, calendar, follow, related)


def offer_by_slug(slug: str):
    """The offer that has, or had in public, this address, with what its page prints; None where nobody may see it."""
    offer = offers_with_page_data().filter(slug=slug).first()
    on = timezone.localdate()
    if offer is None or (offer.visible_from and offer.visible_from > on):
        return None
    return None if offer.publication == Publication.ARCHIVED and offer.status != Status.ENDED else offer


def is_over(offer, on=None) -> bool:
    """Whether the offer has ended, or its entry has run out."""
    on = on or timezone.localdate()
    return offer.status == Status.ENDED or bool(offer.visible_until and offer.visible_until < on)


@cache
def offers_with_page_data():
    """Offers that are or were public with what the page prints."""
    return with_page_data().filter(publication__in=[Publication.PUBLISHED, Publication.ARCHIVED])


@cache
def with_page_data():
    """All offers with what the page prints: small tables as JSON, three queries for the large ones.

    Put together once and never evaluated itself: Django needs longer to build this query than to ask it.
    """
    places = Location.objects.select_related("municipality")
    return (
        Offer.objects.select_related("partner", "policy_field")
        .prefetch_related(
            Prefetch("locations", places), Prefetch("contacts", Contact.objects.public()), "opening_times"
        )
        .annotate(
            cost_rows=json_rows(
                CostOption.objects, "offer", label="label", amount="amount", unit="unit",
                reduced_amount="reduced_amount", reduced_for="reduced_for",
            ),
            step_rows=json_rows(
                NextStep.objects.filter(starter=Starter.PARENT), "offer", position="position", text="text"
            ),
            link_rows=json_rows(
                OfferLink.objects, "offer", title="title", url="url", file="file", file_type="file_type",
                file_size="file_size",
            ),
            topic_rows=json_rows(Topic.objects, "offers", slug="slug", name="name"),
            together_rows=json_rows(Partner.objects, "shared_offers", name="name", slug="slug"),
            area_rows=json_rows(Municipality.objects, "offers", name="name"),
            next_rows=json_rows(Offer.objects, "follows"),
        )
    )  # fmt: skip


def ordered(rows, *keys) -> list[SimpleNamespace]:
    """Rows of ``json_rows`` as objects, sorted by ``keys``, else in the order in which they were written."""
    found = sorted(rows or [], key=lambda row: [row[key] for key in (*keys, "id")])
    return [SimpleNamespace(**row) for row in found]


def different_days(offer, state: str, on):
    """The offer's exceptions, and the calendar of its partner as of the day ``on``. One query."""
    columns = ["kind", "starts_on", "ends_on", "opens", "closes", "words"]
    nothing = Value(None, TimeField())
    exceptions = OpeningException.objects.filter(offer=offer).annotate(kind=_kind("exception"), words=F("reason"))
    closings = ClosingPeriod.objects.filter(partner=offer.partner_id).annotate(
        kind=_kind("closing"), words=F("reason"), opens=nothing, closes=nothing
    )
    holidays = SchoolHoliday.objects.filter(state=state, starts_on__year__gte=on.year - 1).annotate(
        kind=_kind("school"), words=F("name"), opens=nothing, closes=nothing
    )
    rows = (part.order_by().values_list(*columns) for part in (closings, holidays))
    rows = exceptions.order_by().values_list(*columns).union(*rows, all=True)
    found = sorted((SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in rows), key=_first_day)
    for row in found:
        row.reason = row.words
    calendar = Calendar(
        state,
        [(row.starts_on, row.ends_on) for row in found if row.kind == "school"],
        [(row.starts_on, row.ends_on, row.reason) for row in found if row.kind == "closing"],
    )
    return [row for row in found if row.kind == "exception"], calendar


def _first_day(row):
    return row.starts_on, row.ends_on


def _kind(word):
    return Value(word, CharField())
