"""The calendar as the database has it."""

from offers.schedule.calendar import Calendar
from partners.models import SchoolHoliday


def stored_calendar(state: str) -> Calendar:
    """The calendar of a Land with its school holidays; one query. Closing days are added per partner."""
    holidays = SchoolHoliday.objects.filter(state=state).order_by("starts_on")
    return Calendar(state, holidays.values_list("starts_on", "ends_on"))


def closing_days(partner) -> list[tuple]:
    """The closing days of a partner as ``Calendar`` wants them; prefetch ``closing_periods``."""
    return [(period.starts_on, period.ends_on, period.reason) for period in partner.closing_periods.all()]
