"""How long partners take to answer, the unanswered counting as longest.

Answers come together in fives, in the order in which they were decided; a five counts in the month in which it was
full. A period takes whole fives, so that two periods never differ by one case. Instead of days a class is shown.
"""

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from itertools import accumulate
from math import inf
from statistics import median_low

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from network_portal.reports import svg
from network_portal.reports.figures.base import Figure, Scope
from network_portal.reports.figures.rules import counted_months, empty
from network_portal.reports.periods import Period, settled
from network_portal.reports.sql import told
from network_portal.reports.suppression import steps
from partners.models import Network, Partner
from referrals.deadlines import closed_periods, is_working_day
from referrals.models import Referral, Status

MOST_DAYS = [0, 2, 5, 10]  # working days up to which a class goes; beyond, and without an answer, is the last one


def answers(scope: Scope) -> Figure:
    """The usual answer time of each partner with five decided cases in the period."""
    title, period = _("Time to answer"), settled(scope.period, scope.today)
    if period is None:
        return empty("antwortzeit", title)
    rows, query = told(decided(scope, period))
    names = {partner.pk: partner.display_name for partner in Partner.objects.only("name", "short_name")}
    medians = usual_days(rows, period, by_field=scope.fields is not None)
    found = sorted((class_of(days), names[partner]) for partner, days in medians.items())
    table = [[name, class_words(place)] for place, name in found]
    quick = sum(place <= 2 for place, _name in found)
    headline = _("%(quick)d of %(all)d partners with enough cases usually answer within five working days.")
    headline %= {"quick": quick, "all": len(found)}
    return Figure(
        "antwortzeit", title, headline,
        _(
            "The middle one of all cases, answered or not; what nobody has answered counts as longest. Working days of "
            "the partner. From five cases on, in whole fives. Partners with fewer cases stand in no line."
        ) + " " + counted_months(period),
        [_("partner"), _("usually answers")], table, _chart(title, headline, found), [query], period,
    )  # fmt: skip


def decided(scope: Scope, period: Period):
    """Referrals to partners that were answered or ended without an answer up to the period's end, in this order."""
    expired = Q(status=Status.EXPIRED, answered_on=None)
    rows = Referral.objects.filter(recipient__isnull=False, sent_on__isnull=False)
    rows = scope.limited(rows.filter(Q(answered_on__isnull=False) | expired))
    rows = rows.annotate(decided_on=Coalesce("answered_on", "ended_on")).filter(decided_on__lte=period.last)
    columns = ("recipient", "policy_field", "sent_on", "answered_on", "decided_on")
    return rows.order_by("decided_on", "pk").values_list(*columns)


def usual_days(rows, period: Period, *, by_field: bool) -> dict[int, float]:
    """The median of working days of each partner over the fives that were full in the period.

    ``by_field``: fives of each policy field, for somebody who sees some fields only.
    """
    groups = defaultdict(list)
    for case in rows:
        groups[case[0], case[1] if by_field else None].append(case)
    chosen = defaultdict(list)
    for (partner, _field), cases in groups.items():
        before = bisect_left(cases, period.first, key=lambda case: case[-1])
        chosen[partner] += cases[steps(before) : steps(len(cases))]
    clock = WorkingDays(chosen, [day for cases in chosen.values() for case in cases for day in case[2:4]])
    return {
        partner: median_low([clock.between(partner, case[2], case[3]) for case in cases])
        for partner, cases in chosen.items() if cases
    }  # fmt: skip


class WorkingDays:
    """Working days of many partners, between the days of some cases: counted once up to each day, then subtracted."""

    def __init__(self, partners, days):
        days = [day for day in days if day]
        self.first, self.last = min(days, default=None), max(days, default=None)
        self.state, self.closed, self.sums = Network.objects.state(), closed_periods(partners), {}

    def between(self, partner: int, start: date, end: date | None) -> float:
        """Working days of the partner after ``start`` up to and with ``end``; infinite where there was no answer."""
        if end is None:
            return inf
        closed = tuple(self.closed[partner])
        if closed not in self.sums:
            self.sums[closed] = self._sums(closed)
        until = self.sums[closed]
        return max(0, until[(end - self.first).days] - until[(start - self.first).days])

    def _sums(self, closed) -> list[int]:
        """For each day how many working days there have been up to it."""
        days = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
        return list(accumulate(is_working_day(day, self.state, closed) for day in days))


def class_of(days: float) -> int:
    """Place of the class that so many working days fall into."""
    return bisect_left(MOST_DAYS, days)


def class_words(place: int) -> str:
    """What stands in the table. Slow and silent ones share a class: the share of silent ones would tell of people."""
    return [
        _("on the same day"), _("within 2 working days"), _("within 5 working days"), _("within 10 working days"),
        _("later, or mostly not at all"),
    ][place]  # fmt: skip


def _chart(title, headline, found):
    """How many partners are in each class; a partner is no parent, so these are not rounded."""
    places = range(len(MOST_DAYS) + 1)
    return svg.bars(title, headline, [(class_words(n), [sum(place == n for place, _name in found)]) for n in places])
