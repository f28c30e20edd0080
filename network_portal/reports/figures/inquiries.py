"""Anonymous inquiries: how many, and how long parents waited for the first answer."""

from statistics import median_low

from django.utils.translation import gettext as _

from network_portal.reports import svg
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.referrals import sentence
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.figures.waiting import class_of, class_words, decided, fives, waits
from network_portal.reports.periods import Period, settled
from network_portal.reports.sql import told
from network_portal.reports.suppression import counted
from referrals.models import Inquiry


def inquiries(scope: Scope) -> Figure:
    """Asked, answered, and the usual time to the first answer."""
    title, period = _("Anonymous inquiries"), settled(scope.period, scope.today)
    if period is None:
        return empty("anfragen", title)
    numbers = {"asked": counted("created_on", period), "answered": counted("first_answered_on", period)}
    counts = count(Inquiry.objects.all(), scope, numbers)
    days = {"asked": "created_on", "answered": "first_answered_on", "ended": "closed_on"}
    cases, query = told(decided(Inquiry.objects.all(), scope, period, partner="partner", **days))
    days = usual_days(cases, period)
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
        svg.bars(title, headline, [(label, [number]) for label, number in rows], none=scope.words(0)),
        [counts.query, query], period,
    )  # fmt: skip


def usual_days(rows, period: Period) -> float | None:
    """The median of working days over the fives that were full in the period; None where there was none."""
    days = waits(fives(rows, period, slice(1, -3)))
    return median_low(days) if days else None
