"""How long parents and senders wait for an answer: cases in whole fives, each with its working days.

Cases come together in fives, in the order in which they were decided; a five counts in the month in which it was full.
A period takes whole fives, so that two periods never differ by one case.
"""

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from itertools import accumulate
from math import inf
from operator import itemgetter

from django.db.models import Case, CharField, Func, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from network_portal.reports.figures.base import Scope
from network_portal.reports.periods import Period
from network_portal.reports.suppression import steps
from partners.models import Network
from referrals.deadlines import closed_periods, is_working_day

MOST_DAYS = [0, 2, 5, 10]  # working days up to which a class goes; beyond, and without an answer, is the last one


class Day(Func):
    """Expression: a day as text, 2026-01-31. Thousands of texts are read in a fraction of the time dates take."""

    template = "CAST(%(expressions)s AS text)"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        # There a cast follows the way in which the server writes dates.
        return self.as_sql(compiler, connection, template="TO_CHAR(%(expressions)s, 'YYYY-MM-DD')", **context)


def decided(rows: QuerySet, scope: Scope, period: Period, *, partner: str, asked: str, answered: str, ended: str):
    """Cases that were answered or ended without an answer up to the period's end, in this order.

    Each is the partner, the policy field where these count one by one, the days of question and decision, and whether
    it was answered (1) or not (0).
    """
    rows = scope.limited(rows).alias(decided_on=Coalesce(answered, ended)).filter(decided_on__lte=period.last)
    is_answered = Case(When(**{f"{answered}__isnull": True}, then=Value(0)), default=Value(1))
    rows = rows.annotate(asked=Day(asked), decided=Day("decided_on"), is_answered=is_answered)
    groups = [partner] if scope.fields is None else [partner, "policy_field"]
    return rows.order_by("decided_on", "pk").values_list(*groups, "asked", "decided", "is_answered")


def fives(cases, period: Period, group: slice) -> list[tuple]:
    """Those of ``cases`` whose five was full in the period; ``group``: the columns whose cases come together."""
    groups, first, found = defaultdict(list), period.first.isoformat(), []
    for case in cases:
        groups[case[group]].append(case)
    for together in groups.values():
        before = bisect_left(together, first, key=itemgetter(-2))
        found += together[steps(before) : steps(len(together))]
    return found


def waits(cases) -> list[float]:
    """The working days of the partner after each question up to and with the answer; infinite where there was none."""
    until = _working_days(cases)
    return [until[case[0]][case[-2]] - until[case[0]][case[-3]] if case[-1] else inf for case in cases]


def _working_days(cases) -> dict[int, dict[str, int]]:
    """For each partner and each day between the first and the last: how many working days there have been up to it."""
    said = {*map(itemgetter(-3), cases), *map(itemgetter(-2), cases)}
    if not said:
        return {}
    first, last = date.fromisoformat(min(said)), date.fromisoformat(max(said))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    state, texts = Network.objects.state(), [day.isoformat() for day in days]
    working, closed = [is_working_day(day, state) for day in days], closed_periods({case[0] for case in cases})
    sums = {
        key: dict(zip(texts, accumulate(_without(working, first, key)), strict=True))
        for key in {tuple(periods) for periods in closed.values()}
    }  # fmt: skip
    return {partner: sums[tuple(periods)] for partner, periods in closed.items()}


def _without(working, first, closed) -> list[bool]:
    """Which days since ``first`` are working days of a partner that is closed for some periods."""
    left = [*working]
    for begins, ends in closed:
        days = slice(max(0, (begins - first).days), max(0, (ends - first).days + 1))
        left[days] = [False] * len(left[days])
    return left


def class_of(days: float) -> int:
    """Place of the class that so many working days fall into."""
    return bisect_left(MOST_DAYS, days)


def class_words(place: int) -> str:
    """What stands in the table. Slow and silent ones share a class: the share of silent ones would tell of people."""
    return [
        _("on the same day"), _("within 2 working days"), _("within 5 working days"), _("within 10 working days"),
        _("later, or mostly not at all"),
    ][place]  # fmt: skip
