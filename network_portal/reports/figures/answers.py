"""How long partners take to answer, the unanswered counting as longest. Instead of days a class is shown."""

from collections import defaultdict
from statistics import median_low

from django.db.models import Q
from django.utils.translation import gettext as _

from network_portal.reports import svg
from network_portal.reports.figures.base import Figure, Scope
from network_portal.reports.figures.rules import counted_months, empty
from network_portal.reports.figures.waiting import MOST_DAYS, class_of, class_words, decided, fives, waits
from network_portal.reports.periods import Period, settled
from network_portal.reports.sql import told
from partners.models import Partner
from referrals.models import Referral, Status


def answers(scope: Scope) -> Figure:
    """The usual answer time of each partner with five decided cases in the period."""
    title, period = _("Time to answer"), settled(scope.period, scope.today)
    if period is None:
        return empty("antwortzeit", title)
    rows, query = told(_cases(scope, period))
    names = {partner.pk: partner.display_name for partner in Partner.objects.only("name", "short_name")}
    medians = usual_days(rows, period)
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


def _cases(scope: Scope, period: Period):
    """Referrals to partners that were answered or ended without an answer."""
    # A recipient has no “body outside”. To ask for the recipient would lead SQLite through its index, row by row.
    rows = Referral.objects.filter(outside_body="", sent_on__isnull=False)
    rows = rows.filter(Q(answered_on__isnull=False) | Q(status=Status.EXPIRED))
    days = {"asked": "sent_on", "answered": "answered_on", "ended": "ended_on"}
    return decided(rows, scope, period, partner="recipient", **days)


def usual_days(rows, period: Period) -> dict[int, float]:
    """The median of working days of each partner over the fives that were full in the period."""
    found, cases = defaultdict(list), fives(rows, period, slice(0, -3))
    for case, days in zip(cases, waits(cases), strict=True):
        found[case[0]].append(days)
    return {partner: median_low(days) for partner, days in found.items()}


def _chart(title, headline, found):
    """How many partners are in each class; a partner is no parent, so these are not rounded."""
    places = range(len(MOST_DAYS) + 1)
    return svg.bars(title, headline, [(class_words(n), [sum(place == n for place, _name in found)]) for n in places])
