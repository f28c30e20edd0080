"""Form fields for what is stored as JSON: people type words and tick boxes."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _


class WordsField(forms.CharField):
    """Words separated by commas, stored as a list, each once."""

    widget = AdminTextInputWidget

    def __init__(self, **options):
        options.setdefault("help_text", _("Separated by commas."))
        super().__init__(**{"required": False} | options)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        words = [" ".join(word.split()) for word in (super().to_python(value) or "").split(",")]
        return list(dict.fromkeys(filter(None, words)))

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)

    def run_validators(self, value):
        # The checks of a text (its length, NUL) have been done on what was typed; this is the list.
        return


class MonthsField(forms.TypedMultipleChoiceField):
    """Months to tick, stored as a list of numbers from 1 to 12."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(**{"required": False, "choices": list(MONTHS.items()), "coerce": int} | options)
