"""Form fields in which people write as they speak, and lists of boxes in which they find what they look for."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

PLEASE_ANSWER = _("Please answer this.")
MONTHS_A_YEAR = 12
AGE = re.compile(r"(\d{1,3})\s*(|j\w*|y\w*|m\w*)\.?", re.IGNORECASE)
# Browsers want ISO dates in type="date"; in the German format the field would look empty.
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
CLOCK = forms.TimeInput({"type": "time"}, format="%H:%M")


class LongTextField(forms.CharField):
    """A text of several lines. Browsers end lines with two characters; one is stored, so that nothing seems changed."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class AgeField(forms.CharField):
    """An age as people write it, “3” or “6 Monate”, stored in months; with ``is_last`` the last month that counts."""

    def __init__(self, *, is_last=False, **options):
        self.is_last = is_last
        super().__init__(**{"required": False, "max_length": 20} | options)

    def prepare_value(self, value):
        return age_text(value, is_last=self.is_last) if isinstance(value, int) else value

    def to_python(self, value):
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        found = AGE.fullmatch(text)
        if not found:
            raise ValidationError(_("Please write a number of years, or months as in “6 months”."), code="age")
        number, unit = int(found[1]), found[2].lower()
        if unit.startswith("m"):
            return number
        return number * MONTHS_A_YEAR + (MONTHS_A_YEAR - 1 if self.is_last else 0)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def run_validators(self, value):
        # The length of the text is no matter of the number; the model has the last word on that.
        return


def age_text(months: int, *, is_last: bool) -> str:
    """How ``AgeField`` writes a number of months."""
    rest = MONTHS_A_YEAR - 1 if is_last else 0
    if months % MONTHS_A_YEAR == rest and months >= MONTHS_A_YEAR:
        years = months // MONTHS_A_YEAR
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


class FoundBoxes(forms.CheckboxSelectMultiple):
    """Many boxes: in groups that unfold, and with a script an input that finds among them."""

    template_name = "offers/workspace/boxes.html"
    opened = ""  # the group that stands open from the start

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groups = [
            {
                "name": group,
                "options": options,
                "chosen": sum(option["selected"] for option in options),
                "is_opened": group == self.opened,
            }
            for group, options, _index in context["widget"]["optgroups"]
        ]
        named = [group for group in groups if group["name"]]
        # What is ticked stands open; boxes without a group are one list.
        context["groups"] = named
        context["plain"] = [option for group in groups if not group["name"] for option in group["options"]]
        return context


class PeopleField(forms.ModelChoiceField):
    """Colleagues by their names."""

    def label_from_instance(self, user):
        return user.get_full_name() or user.email or user.get_username()
