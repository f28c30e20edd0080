"""Offers as they stand in a list: what a card prints, in two queries for any number of offers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from offers.models import choices
from offers.status import is_paused

DAYS_FREE_PLACES_ARE_TRUE = 30
CHILDCARE_THERE = {choices.Childcare.WELCOME, choices.Childcare.ON_SITE, choices.Childcare.REQUEST}
COLUMNS = [
    "pk", "slug", "title", "summary", "notice", "notice_until", "status", "paused_until", "capacity", "capacity_as_of",
    "cost_kind", "access", "childcare", "anonymity", "kind", "partner__name", "partner__short_name",
    "policy_field__slug", "policy_field__name",
]  # fmt: skip


class Fact(NamedTuple):
    """A pill: its words, and “yes” for good news or “mind” for what one should know."""

    text: str
    tone: str = ""
    is_passing: bool = False  # true for this hour only


@dataclass(frozen=True)
class Card:
    """One offer in a list."""

    row: object  # the columns, by name
    towns: str
    is_open: bool  # at this moment
    today: date
    kilometres: int | None = None  # from the place asked for
    title_pieces: tuple = ()  # (text, whether it was searched for); empty where nothing was
    summary_pieces: tuple = ()
    reason: str = ""  # why it was found, where no word shows it

    @property
    def title(self):
        return self.row.title

    @property
    def summary(self):
        return self.row.summary

    @property
    def kind(self):
        return self.row.kind

    @property
    def field(self) -> tuple[str, str]:
        """Address and name of the policy field."""
        return self.row.policy_field__slug, self.row.policy_field__name

    @property
    def url(self) -> str:
        return reverse("offers:detail", args=[self.row.slug])

    @property
    def partner(self) -> str:
        return self.row.partner__short_name or self.row.partner__name

    @property
    def notice(self) -> str:
        """The notice, while it lasts."""
        return self.row.notice if self.row.notice_until is None or self.row.notice_until >= self.today else ""

    @cached_property
    def facts(self) -> list[Fact]:
        """What decides whether somebody reads on."""
        return [*self._urgent(), *self._lasting()]

    def _urgent(self):
        """What changes from day to day."""
        row = self.row
        if is_paused(row, self.today):
            yield Fact(_("paused at the moment"), "mind")
        elif row.status == choices.Status.PLANNED:
            yield Fact(_("in planning"), "mind")
        elif self.is_open:
            yield Fact(_("open now"), "yes", is_passing=True)
        if places_are_known(row, self.today):
            free = row.capacity in (choices.Capacity.FREE, choices.Capacity.FEW)
            yield Fact(choices.Capacity(row.capacity).label, "yes" if free else "mind")

    def _lasting(self):
        """What stays."""
        row = self.row
        if row.cost_kind == choices.CostKind.FREE:
            yield Fact(_("free of charge"), "yes")
        elif row.cost_kind == choices.CostKind.INCOME:
            yield Fact(_("depends on income"))
        if row.access in (choices.Access.WALK_IN, choices.Access.BOTH):
            yield Fact(_("without an appointment"))
        if row.childcare in CHILDCARE_THERE:
            yield Fact(choices.Childcare(row.childcare).label)
        if row.anonymity in (choices.Anonymity.FULL, choices.Anonymity.PSEUDONYM):
            yield Fact(_("without giving your name"))


def places_are_known(row, today: date) -> bool:
    """Whether what an offer says about free places still counts: nobody knows it after thirty days."""
    if row.capacity == choices.Capacity.UNKNOWN or row.capacity_as_of is None:
        return False
    return row.capacity_as_of >= today - timedelta(days=DAYS_FREE_PLACES_ARE_TRUE)


def cards_of(offers, *, open_keys=frozenset(), kilometres=None, on: date | None = None) -> list[Card]:
    """Cards of a queryset of offers in its order.

    ``open_keys`` are the keys of those open at this moment, ``kilometres`` says by key how far away they are.
    """
    today, far = on or timezone.localdate(), kilometres or {}
    return [Card(row, towns, row.pk in open_keys, today, far.get(row.pk)) for row, towns in rows_with_towns(offers)]


def rows_with_towns(offers) -> list[tuple]:
    """The columns of each offer of a queryset, and its towns. Two queries."""
    rows = list(offers.values_list(*COLUMNS, named=True))
    towns = towns_of(offers.model, [row.pk for row in rows])
    return [(row, towns[row.pk]) for row in rows]


def towns_of(model, keys) -> dict[int, str]:
    """The towns of each offer in a few words, without addresses; of a secret address not even the town."""
    links = model.locations.through.objects.filter(offer_id__in=keys, location__is_hidden=False)
    names = defaultdict(dict)
    for offer_id, name, town in links.values_list("offer_id", "location__municipality__name", "location__town"):
        names[offer_id][name or town] = None
    return defaultdict(str, {key: ", ".join(filter(None, towns)) for key, towns in names.items()})
