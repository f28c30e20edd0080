"""Working days, and how long everything may take. Only this module says when something is due."""

from datetime import date, timedelta

from offers.schedule.calendar import public_holidays
from partners.models import ClosingPeriod, Network
from referrals.models import Rules, Status

ONE_DAY = timedelta(days=1)
LONGEST_WAY = 1000  # days; a partner that is closed for years does not hang the portal


def closed_periods(partner_keys) -> dict[int, list[tuple[date, date]]]:
    """First and last days of the times at which all of a partner is closed, for each key; one query."""
    closed = {key: [] for key in partner_keys}
    rows = ClosingPeriod.objects.filter(partner__in=closed)
    for key, first, last in rows.values_list("partner", "starts_on", "ends_on"):
        closed[key].append((first, last))
    return closed


def is_working_day(day: date, state: str, closed=()) -> bool:
    """Whether somebody works on that day: no weekend, no public holiday of the Land, none of the ``closed`` periods."""
    if day.weekday() >= 5 or day in public_holidays(state, day.year):  # 5: Saturday
        return False
    return not any(first <= day <= last for first, last in closed)


def working_days_after(start: date, count: int, state: str, closed=()) -> date:
    """The ``count``-th working day after the day ``start``, which itself does not count."""
    day, left = start, count
    for _ in range(LONGEST_WAY):
        if left <= 0:
            break
        day += ONE_DAY
        left -= is_working_day(day, state, closed)
    return day


def working_days_between(start: date, end: date, state: str, closed=()) -> int:
    """How many working days lie after ``start`` up to and with ``end``; 0 where ``end`` has passed."""
    days = (start + timedelta(days=n) for n in range(1, min((end - start).days, LONGEST_WAY) + 1))
    return sum(is_working_day(day, state, closed) for day in days)


class Clock:
    """The working days of the partner whose turn it is, in the Land of the network."""

    def __init__(self, partner):
        # A body outside the network is no partner: what it said is noted by the sender.
        self.state, self.closed = Network.objects.state(), closed_periods([partner.pk])[partner.pk] if partner else []

    def after(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``."""
        return working_days_after(start, count, self.state, self.closed)

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``."""
        return working_days_between(start, end, self.state, self.closed)


def answer_days(referral, rules) -> int:
    """Working days the recipient has for its answer: its own agreement, unless the matter is urgent."""
    if referral.is_urgent:
        return min(rules.urgent_answer_days, referral.recipient.answer_days)
    return referral.recipient.answer_days


def expiry_days(referral, rules) -> int:
    """Days after which a referral that nobody has answered ends."""
    return rules.urgent_expiry_days if referral.is_urgent else rules.expiry_days


def due_day(referral, on: date, rules=None) -> date | None:
    """Until when whoever has the ball in the present status should act, if the status was entered on the day ``on``.

    None where nobody has it, and for a draft, which has a date of its own. Closing days count for those who have it.
    """
    rules = rules or Rules.objects.current()
    status = referral.status
    if status == Status.AWAITING_CONSENT:
        return on + timedelta(days=rules.consent_days)
    if status in (Status.WAITLISTED, Status.IN_PROGRESS):
        return on + timedelta(days=rules.check_in_days)
    if status == Status.SENT and referral.is_outside:
        return on + timedelta(days=rules.follow_up_days)
    if status == Status.SENT:
        return Clock(referral.recipient).after(on, answer_days(referral, rules))
    if status == Status.ACCEPTED:
        count = rules.urgent_contact_days if referral.is_urgent else rules.contact_days
        return Clock(referral.recipient).after(on, count)
    if status == Status.QUESTION:
        return Clock(referral.sender).after(on, rules.question_days)
    if status in (Status.UNMET, Status.DECLINED, Status.EXPIRED) and referral.settled_on is None:
        return Clock(referral.responsible).after(on, rules.decision_days)
    return None
