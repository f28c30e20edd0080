"""The period of a report: chosen freely, counted in whole months that nobody changes any more."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EARLIEST = date(2000, 1, 1)
LONGEST = relativedelta(years=10)
SETTLED = 14  # days after which what happened in a month stays as it is: an acceptance may be taken back before


class Period(NamedTuple):
    """Whole days from the first to the last."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """“1. Januar 2026 bis 31. Oktober 2026”"""
        days = {"first": date_format(self.first, "j. F Y"), "last": date_format(self.last, "j. F Y")}
        return _("%(first)s to %(last)s") % days

    @property
    def query(self) -> str:
        """As part of an address."""
        return f"von={self.first.isoformat()}&bis={self.last.isoformat()}"

    def months(self) -> list["Period"]:
        """The calendar months it touches, each from its first day to its last."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        days = (self.first.replace(day=1) + relativedelta(months=number) for number in range(count))
        return [whole_months(day, day) for day in days]


def whole_months(first: date, last: date) -> Period:
    """The months that two days lie in, from the first day to the last."""
    return Period(first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def settled(period: Period, today: date, days: int = SETTLED) -> Period | None:
    """The whole months of ``period`` that ended at least ``days`` days before ``today``; None where there is none."""
    whole = whole_months(*period)
    newest = (today - timedelta(days=days - 1)).replace(day=1) - timedelta(days=1)
    last = min(whole.last, newest)
    return Period(whole.first, last) if whole.first <= last else None


def presets(today: date) -> list[tuple[str, Period]]:
    """Periods that are asked for most, the default first."""
    year, quarter = today.replace(month=1, day=1), (today.month - 1) // 3 * 3 + 1
    quarter_ended = today.replace(month=quarter, day=1) - timedelta(days=1)
    last_quarter = whole_months(quarter_ended - relativedelta(months=2), quarter_ended)
    return [
        (_("this year"), Period(year, today)),
        (_("last year"), Period(year - relativedelta(years=1), year - timedelta(days=1))),
        (_("last quarter"), last_quarter),
        (_("last twelve months"), Period(today.replace(day=1) - relativedelta(months=12), today)),
        (_("last three years"), Period(year - relativedelta(years=2), today)),
    ]


class PeriodForm(forms.Form):
    """Two days; without them this year. The names of its fields are parts of addresses."""

    von = forms.DateField(
        label=gettext_lazy("from"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": gettext_lazy("This is no day. Please write it as 2026-01-31 or 31.01.2026.")},
    )  # fmt: skip
    bis = forms.DateField(
        label=gettext_lazy("until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": gettext_lazy("This is no day. Please write it as 2026-01-31 or 31.01.2026.")},
    )  # fmt: skip

    def __init__(self, data, today: date):
        self.usual = presets(today)[0][1]
        chosen = {"von": self.usual.first.isoformat(), "bis": today.isoformat()}
        super().__init__(chosen | {name: data[name] for name in chosen if data.get(name)})

    def clean(self):
        first, last = self.cleaned_data.get("von"), self.cleaned_data.get("bis")
        if first and not first >= EARLIEST:
            self.add_error("von", _("Please choose a day from the year 2000 on."))
        elif first and last and last < first:
            self.add_error("bis", _("This day is before the first one."))
        elif first and last and last - LONGEST > first:
            self.add_error("bis", _("Please choose ten years at most."))

    @property
    def period(self) -> Period:
        """What was chosen; this year where it cannot be read."""
        if self.is_valid():
            return Period(self.cleaned_data["von"], self.cleaned_data["bis"])
        return self.usual
