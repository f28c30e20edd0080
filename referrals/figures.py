"""How long partners take to answer a referral, so that one can choose whom to ask."""

from collections import defaultdict
from math import inf
from statistics import median_low
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners.models import Network
from referrals.deadlines import closed_periods, working_days_between
from referrals.models import Referral, Status

LOOKED_BACK = relativedelta(months=12)
FEWEST = 5  # cases from which on a figure is shown: fewer could tell of one person


class AnswerTime(NamedTuple):
    """Median working days to the first answer; infinite where most had none, None where there are too few cases."""

    days: float | None = None

    @property
    def words(self) -> str:
        """What people read."""
        if self.days is None:
            return _("Usual answer time: not known yet")
        if self.days == inf:
            return _("Mostly without an answer")
        if self.days == 0:
            return _("Usually answers on the same day")
        days = int(self.days)
        text = ngettext("Usually answers within %(n)s working day", "Usually answers within %(n)s working days", days)
        return text % {"n": days}


def answer_times(partners, on=None) -> dict[int, AnswerTime]:
    """The usual answer time of each of the ``partners``, by key, over the twelve months before ``on`` (default: today).

    Referrals that nobody has answered in time count as longer than all others. Three queries for any number.
    """
    on = on or timezone.localdate()
    keys = {partner.pk for partner in partners}
    closed, state = closed_periods(keys), Network.objects.state()
    days = defaultdict(list)
    rows = Referral.objects.filter(recipient__in=keys, sent_on__gte=on - LOOKED_BACK)
    for row in rows.only("recipient", "status", "sent_on", "answered_on", "due_on").order_by():
        if row.answered_on:
            days[row.recipient_id].append(
                working_days_between(row.sent_on, row.answered_on, state, closed[row.recipient_id])
            )
        elif is_unanswered(row, on):
            days[row.recipient_id].append(inf)
    return {key: AnswerTime(median_low(days[key]) if len(days[key]) >= FEWEST else None) for key in keys}


def is_unanswered(referral, on) -> bool:
    """Whether the recipient has let the time for its answer pass."""
    if referral.status == Status.EXPIRED:
        return True
    return referral.status == Status.SENT and referral.due_on is not None and referral.due_on < on
