"""What is said beside every figure that counts people, and a figure that has no month yet."""

from django.utils.translation import gettext as _

from network_portal.reports.figures.base import Figure, Scope
from network_portal.reports.periods import Period


def in_steps(scope: Scope, period: Period, *, is_sum=None) -> str:
    """How numbers of people are rounded, and which months they count."""
    words = _("Counted in steps of five: the true number differs by four at most, and fewer than five may be none.")
    if scope.is_sum if is_sum is None else is_sum:
        words = _("Counted in steps of five for each policy field: there the true number differs by four at most.")
    return words + " " + counted_months(period)


def counted_months(period: Period) -> str:
    """Which months a figure shows: a freely chosen period counts whole months that are settled."""
    return _("Whole months: %(period)s.") % {"period": period.words}


def empty(key: str, title: str) -> Figure:
    """Where the period holds no whole month that is settled."""
    words = _("In this period no month has been settled yet.")
    return Figure(key, title, words, _("A month is counted two weeks after its end."), [], [], None, [], None)
