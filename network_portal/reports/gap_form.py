"""What the gap matrix shows: two dimensions as its sides, the others as filters, and of which time."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils.translation import gettext_lazy as _

from network_portal.reports.gaps import AGE, FIELD, NOT_SAID, PLACE, TIME, Gaps

SIDES = [(FIELD, _("Policy field")), (PLACE, _("Place")), (AGE, _("Age of the child")), (TIME, _("Time"))]
MONTHS = [("3", _("3 months")), ("6", _("6 months")), ("12", _("12 months")), ("24", _("24 months"))]
USUAL_MONTHS = 12


def first_day(months: str | None, on: date) -> date:
    """The first day of the months before ``on``; twelve for what is no choice."""
    return on - relativedelta(months=int(months) if months in dict(MONTHS) else USUAL_MONTHS)


class GapForm(forms.Form):
    """The names are parts of addresses; whatever makes no sense counts for nothing."""

    zeilen = forms.ChoiceField(label=_("Rows"), choices=SIDES, required=False)
    spalten = forms.ChoiceField(label=_("Columns"), choices=SIDES, required=False)
    monate = forms.ChoiceField(label=_("Searches and referrals of the last"), choices=MONTHS, required=False)

    def __init__(self, data, gaps: Gaps):
        super().__init__(data)
        self.gaps = gaps
        for name, dimension in gaps.dimensions.items():
            choices = [("", _("All")), *dimension.values.items()]
            self.fields[name] = forms.ChoiceField(label=dimension.label, choices=choices, required=False)
        self.is_valid()
        rows = self.cleaned_data.get("zeilen") or FIELD
        columns = self.cleaned_data.get("spalten") or PLACE
        if columns == rows:
            columns = PLACE if rows == FIELD else FIELD
        self.rows, self.columns = rows, columns
        self.initial = {"zeilen": rows, "spalten": columns, "monate": str(USUAL_MONTHS)}
        # What the selects show, also where the address says nothing or nonsense.
        self.is_bound, self.initial = False, self.initial | {k: v for k, v in self.cleaned_data.items() if v}
        self.initial["spalten"] = columns

    @property
    def chosen(self) -> dict[str, str]:
        """The filters, by dimension; those that are sides of the matrix filter nothing."""
        names = [name for name in self.gaps.dimensions if name not in (self.rows, self.columns)]
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


def values_in(address, gaps: Gaps) -> dict[str, str]:
    """The values that the address of a cell names, by dimension; what nobody knows is left out."""
    known = {name: {NOT_SAID, *dimension.values} for name, dimension in gaps.dimensions.items()}
    return {name: address[name] for name in known if address.get(name) in known[name]}
