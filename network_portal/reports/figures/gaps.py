"""Gaps over time: searches that found nothing or little, and referrals that failed for want of a place."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network_portal.reports import svg
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.referrals import sentence
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.periods import Period, settled
from network_portal.reports.sql import told
from network_portal.reports.suppression import counted_until
from offers.models import UnmetSearch
from referrals.models import Referral, Status

FAILED = (Status.DECLINED, Status.UNMET)
NO_ROOM = "no_capacity"  # code of the reason, of refusals and of ends
ONE_DAY = timedelta(days=1)
MOST_MONTHS = 24  # longer periods are shown by the year


def gaps(scope: Scope) -> Figure:
    """Month by month, or year by year for long periods."""
    title, period = _("Gaps over time"), settled(scope.period, scope.today)
    if period is None:
        return empty("luecken", title)
    parts = parts_of(period)
    rows = Referral.objects.filter(reason__code=NO_ROOM, status__in=FAILED)
    failed = count(rows, scope, _numbers(parts), by=["status"])
    searched, searches = _searches(period, parts) if scope.fields is None else (None, "")
    table = [
        [
            _label(part, parts), *([] if searched is None else [searched[part]]),
            *(totals[f"until_{place + 1}"] - totals[f"until_{place}"] for totals in map(failed.of, FAILED)),
        ]
        for place, part in enumerate(parts)
    ]  # fmt: skip
    series = [] if searched is None else [_("searches without a good answer")]
    series += [_("declined: no free place"), _("ended: no free place after all")]
    declined = scope.about(sum(row[-2] for row in table))
    headline = sentence(_("%(count)s referrals were declined because no place was free.") % {"count": declined})
    return Figure(
        "luecken", title, headline,
        _(
            "Searches on the public site that found nothing or little, by the Monday of their week; rare words are "
            "forgotten after some weeks. Referrals declined or ended for want of a place."
        ) + " " + in_steps(scope, period),
        [_("month") if len(parts) == len(period.months()) else _("year"), *series],
        [[*row[:-2], *(scope.words(number) for number in row[-2:])] for row in table],
        svg.columns(title, headline, [(row[0], row[1:]) for row in table], series),
        [failed.query, searches], period,
    )  # fmt: skip


def parts_of(period: Period) -> list[Period]:
    """The months of a period, or where these are many its years, the first and the last as far as they belong to it."""
    months = period.months()
    if len(months) <= MOST_MONTHS:
        return months
    firsts = [max(period.first, period.first.replace(year=year, month=1)) for year in _years(period)]
    return [Period(first, min(period.last, first.replace(month=12, day=31))) for first in firsts]


def _years(period):
    return range(period.first.year, period.last.year + 1)


def _numbers(parts) -> dict:
    """The steps that were full before the first part, and at the end of each; between two stands what a part shows."""
    ends = [parts[0].first - ONE_DAY, *(part.last for part in parts)]
    return {f"until_{place}": counted_until("ended_on", end) for place, end in enumerate(ends)}


def _searches(period, parts) -> tuple[dict[Period, int], str]:
    """Searches of each part by the Monday of their week, and their query."""
    rows = UnmetSearch.objects.filter(week__range=period).order_by("week").values("week").annotate(total=Sum("count"))
    rows, query = told(rows)
    found = dict.fromkeys(parts, 0)
    for row in rows:
        part = next(part for part in parts if part.first <= row["week"] <= part.last)
        found[part] += row["total"]
    return found, query


def _label(part, parts) -> str:
    by_month = len(parts) < 2 or parts[1].first == parts[0].first + relativedelta(months=1)
    return date_format(part.first, "M Y" if by_month else "Y")
