"""The few facts that stand on the card of an offer, to be read in passing."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from offers.index_rows import CHILDCARE_THERE, DAYS_FREE_PLACES_ARE_TRUE
from offers.models.choices import Access, Anonymity, Capacity, CostKind, Status


class Fact(NamedTuple):
    """A pill: its words, and “yes” for good news or “mind” for what one should know."""

    text: str
    tone: str = ""


def card_facts(offer, *, is_open=False, on=None) -> list[Fact]:
    """What decides whether somebody reads on: state, places, cost, how anonymous, with or without an appointment."""
    return [fact for fact in (*_urgent(offer, is_open, on or timezone.localdate()), *_lasting(offer)) if fact]


def _urgent(offer, is_open, today):
    """What changes from day to day."""
    if offer.status == Status.PAUSED:
        yield Fact(_("paused at the moment"), "mind")
    elif offer.status == Status.PLANNED:
        yield Fact(_("in planning"), "mind")
    elif is_open:
        yield Fact(_("open now"), "yes")
    fresh = offer.capacity_as_of and offer.capacity_as_of >= today - timedelta(days=DAYS_FREE_PLACES_ARE_TRUE)
    if fresh and offer.capacity in (Capacity.FREE, Capacity.FEW):
        yield Fact(str(offer.get_capacity_display()), "yes")
    elif fresh and offer.capacity in (Capacity.WAITING, Capacity.FULL):
        yield Fact(str(offer.get_capacity_display()), "mind")


def _lasting(offer):
    """What stays."""
    if offer.cost_kind == CostKind.FREE:
        yield Fact(_("free of charge"), "yes")
    elif offer.cost_kind == CostKind.INCOME:
        yield Fact(_("depends on income"))
    if offer.access in (Access.WALK_IN, Access.BOTH):
        yield Fact(_("without an appointment"))
    if offer.childcare in CHILDCARE_THERE:
        yield Fact(str(offer.get_childcare_display()))
    if offer.anonymity in (Anonymity.FULL, Anonymity.PSEUDONYM):
        yield Fact(_("without giving your name"))
