"""Days on which things are different: public holidays, school holidays, closing days of a partner."""

from datetime import date
from functools import lru_cache

import holidays

from partners.models import Network, SchoolHoliday
from partners.models.choices import FederalState

FIRST_YEAR, LAST_YEAR = 1990, 2100  # German public holidays outside of these are of no use to anybody


@lru_cache(maxsize=64)
def public_holidays(state: str, year: int) -> dict[date, str]:
    """Public holidays of a Land in a year with their German names; those of single municipalities are left out."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    return dict(holidays.country_holidays("DE", subdiv=state, years=year, language="de"))


class Calendar:
    """What a day is in one Land, and on which days a partner is closed.

    ``school_holidays`` are pairs of first and last day; ``closing_periods`` triples of first day, last day and reason.
    """

    def __init__(self, state: str = FederalState.BB, school_holidays=(), closing_periods=()):
        self.state = str(state)
        self.school_holidays = tuple(school_holidays)
        self.closing_periods = tuple(closing_periods)
        self._school_years = {first.year for first, _last in self.school_holidays}
        self._school_days = {}

    @classmethod
    def read(cls, state: str = ""):
        """The calendar of a Land (default: that of the network) with the school holidays in the database."""
        state = state or Network.objects.current().state
        days = SchoolHoliday.objects.filter(state=state).order_by("starts_on")
        return cls(state, days.values_list("starts_on", "ends_on"))

    def with_closing_periods(self, closing_periods):
        """The same calendar for a partner with these closing days; shares what has been looked up already."""
        other = Calendar.__new__(Calendar)
        other.__dict__.update(self.__dict__, closing_periods=tuple(closing_periods))
        return other

    def public_holiday(self, day: date) -> str:
        """The name of the public holiday, or an empty text."""
        return public_holidays(self.state, day.year).get(day, "")

    def is_school_holiday(self, day: date) -> bool | None:
        """Whether there is no school; None for a year whose school holidays nobody has entered."""
        if day not in self._school_days:
            inside = any(first <= day <= last for first, last in self.school_holidays)
            self._school_days[day] = inside or (False if day.year in self._school_years else None)
        return self._school_days[day]

    def closing_reason(self, day: date) -> str | None:
        """Why the partner is closed, perhaps in no words; None where it is not."""
        return next((reason for first, last, reason in self.closing_periods if first <= day <= last), None)


def closing_days(partner) -> list[tuple]:
    """The closing days of a partner as ``Calendar`` wants them; prefetch ``closing_periods``."""
    return [(period.starts_on, period.ends_on, period.reason) for period in partner.closing_periods.all()]
