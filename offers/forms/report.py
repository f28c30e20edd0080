"""Telling the partner that something in an entry is wrong."""

import re
import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offers.models import ErrorReport
from offers.models.feedback import ErrorKind

LONGEST_TEXT = 1000  # characters


def new_token() -> str:
    """What makes one form one report, however often it is sent."""
    return secrets.token_hex(16)


class ReportForm(forms.Form):
    """Four kinds of error and a few words; nothing about the person who writes."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ErrorKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what is wrong.")},
    )
    text = forms.CharField(
        label=_("How is it really?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Please give no names and nothing about your own case. At most 1000 characters."),
    )
    token = forms.CharField(widget=forms.HiddenInput, initial=new_token)

    def clean_token(self):
        token = self.cleaned_data["token"]
        if not re.fullmatch(r"[0-9a-f]{32}", token):
            raise ValidationError(_("This form is no longer valid. Please open it again."))
        return token

    def save(self, offer) -> ErrorReport:
        """Store the report; the same form sent again stores nothing."""
        values = {name: self.cleaned_data[name] for name in ("kind", "text")}
        report, _created = ErrorReport.objects.get_or_create(
            token=self.cleaned_data["token"], defaults={"offer": offer, **values}
        )
        return report
