"""Days on which an organisation is closed, or nobody reads its messages."""

from django import forms

from partners.models import Absence, ClosingPeriod, Partner

# Browsers want ISO dates in type="date"; in the German format the field would look empty.
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
DAYS = {"starts_on": DAY, "ends_on": DAY}

ClosingFormSet = forms.inlineformset_factory(
    Partner, ClosingPeriod, fields=["starts_on", "ends_on", "reason"], widgets=DAYS, extra=1, max_num=40
)
AbsenceFormSet = forms.inlineformset_factory(
    Partner, Absence, fields=["starts_on", "ends_on"], widgets=DAYS, extra=1, max_num=40
)
