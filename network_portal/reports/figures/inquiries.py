"""Anonymous inquiries: how many, and how long parents waited for the first answer."""

from bisect import bisect_left
from statistics import median_low

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from network_portal.reports import svg
from network_portal.reports.figures.answers import WorkingDays, class_of, class_words
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.referrals import sentence
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.periods import Period, settled
from network_portal.reports.sql import told
from network_portal.reports.suppression import counted, steps
from referrals.models import Inquiry


def inquiries(scope: Scope) -> Figure:
    """Asked, answered, and the usual time to the first answer."""
    title, period = _("Anonymous inquiries"), settled(scope.period, scope.today)
    if period is None:
        return empty("anfragen", title)
    numbers = {"asked": counted("created_on", period), "answered": counted("first_answered_on", period)}
    counts = count(Inquiry.objects.all(), scope, numbers)
    cases, query = told(decided(scope, period))
    days = usual_days(cases, period, by_field=scope.fields is not None)
    usual = _("too few cases") if days is None else class_words(class_of(days))
    headline = sentence(
        _("%(count)s parents have asked without giving a name.") % {"count": scope.about(counts.alone["asked"])}
    )
    rows = [(_("asked"), counts.alone["asked"]), (_("answered for the first time"), counts.alone["answered"])]
    return Figure(
        "anfragen", title, headline,
        _(
            "By the day of the question and of the first answer. The usual time is the middle one in working days, "
            "from five cases on, in whole fives; what was closed without an answer counts as longest."
        ) + " " + in_steps(scope, period),
        [_("inquiries"), _("how many")],
        [*([label, scope.words(number)] for label, number in rows), [_("usual time to the first answer"), usual]],
        svg.bars(title, headline, [(label, [number]) for label, number in rows]), [counts.query, query],
        period,
    )  # fmt: skip


def decided(scope: Scope, period: Period):
    """Inquiries that were answered or closed without an answer up to the period's end, in this order."""
    rows = scope.limited(Inquiry.objects.annotate(decided_on=Coalesce(F("first_answered_on"), F("closed_on"))))
    columns = ("partner", "policy_field", "created_on", "first_answered_on", "decided_on")
    return rows.filter(decided_on__lte=period.last).order_by("decided_on", "pk").values_list(*columns)


def usual_days(rows, period: Period, *, by_field: bool) -> float | None:
    """The median of working days over the fives that were full in the period; None where there was none."""
    groups = {}
    for partner, field, *days in rows:
        groups.setdefault(field if by_field else None, []).append((partner, *days))
    chosen = []
    for cases in groups.values():
        before = bisect_left(cases, period.first, key=lambda case: case[-1])
        chosen += cases[steps(before) : steps(len(cases))]
    clock = WorkingDays({case[0] for case in chosen}, [day for case in chosen for day in case[1:3]])
    days = [clock.between(partner, asked, answered) for partner, asked, answered, _day in chosen]
    return median_low(days) if days else None
