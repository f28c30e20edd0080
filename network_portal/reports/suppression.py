"""How many cases a figure may tell: steps of five, so that no two tables together say what one leaves out.

Every count of referrals and inquiries that leaves the portal is made here, by the database itself: what it answers is
rounded already, and no page, table, picture or paper ever holds the number behind it. A cell counts its cases from the
first one on. Whenever five more have come together they are shown, in the month in which the fifth came; what is left
over waits for the next ones. A period shows the steps that fall into it. docs/decisions/0008 says why nothing can be
worked out from any number of tables and periods, and what a new figure has to observe so that it stays so.
"""

from django.db.models import Count, Func, IntegerField, Q
from django.utils.translation import gettext as _

STEP = 5  # cases: with fewer, a figure could tell of one person


class Steps(Func):
    """Expression: so many of a count as make whole steps. Integers divide to an integer, on both databases."""

    template = f"{STEP} * (%(expressions)s / {STEP})"
    output_field = IntegerField()


def steps(count: int) -> int:
    """So many of ``count`` cases as make whole steps."""
    return STEP * (count // STEP)


def counted(day: str, period):
    """Expression: how many cases of each group a period shows, by the date field ``day``; 0 means 0 to 4 cases."""
    before = Count("pk", filter=Q(**{f"{day}__lt": period.first}))
    return counted_until(day, period.last) - Steps(before)


def counted_until(day: str, last):
    """Expression: the steps that were full on the day ``last``, counted from the first case on."""
    return Steps(Count("pk", filter=Q(**{f"{day}__lte": last})))


def words(count: int, *, is_sum=False) -> str | int:
    """What stands in a cell. ``is_sum``: it adds up policy fields, of each of which up to four may be missing."""
    return count or (_("fewer than 5 per policy field") if is_sum else _("fewer than 5"))


def about(count: int, *, is_sum=False) -> str:
    """The same within a sentence."""
    return _("about %(count)d") % {"count": count} if count else words(count, is_sum=is_sum)
