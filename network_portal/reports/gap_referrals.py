"""Referrals that failed for want of a place: how many in each policy field, and as much of where as may be told."""

from collections import Counter
from datetime import date

from django.db.models import Count

from network_portal.reports import suppression
from network_portal.reports.periods import Period, settled
from referrals.models import Referral, Status

NO_PLACE = "no_capacity"  # the code of the reason, for refusals and for ends without help


def turned_down(first: date, last: date):
    """Referrals that ended in these days because there was no place."""
    ended = Referral.objects.filter(status__in=[Status.DECLINED, Status.UNMET], reason__code=NO_PLACE)
    return ended.filter(ended_on__range=(first, last))


def by_field(first: date, last: date) -> dict[int | None, int]:
    """How many there are, by the key of the policy field. Whoever sees this may see each of them."""
    rows = turned_down(first, last).order_by().values_list("policy_field")
    return dict(rows.annotate(n=Count("pk")))


def by_place(first: date, last: date, places, totals: dict) -> list[tuple]:
    """Key of the policy field, key of one of ``places`` and how many, in steps of five of settled months.

    A place must tell of nobody. Whoever knows each referral of a field must not know where all of them come from
    either: five at least of ``totals``, the numbers of ``by_field``, stay out, or the places of a field say nothing.
    """
    period, told = settled(Period(first, last), last), Counter()
    if period is None:
        return []
    rows = turned_down(date.min, last).filter(municipality__in=places).order_by()
    rows = rows.values_list("policy_field", "municipality").annotate(n=suppression.counted("ended_on", period))
    rows = [row for row in rows if row[-1]]
    for field, _place, count in rows:
        told[field] += count
    return [row for row in rows if totals.get(row[0], 0) - told[row[0]] >= suppression.STEP]
