"""Telling the partner that something in an entry is wrong, and the answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network_portal.once import TokenField
from offers.models import ErrorReport
from offers.models.feedback import ErrorKind
from offers.reports import take_report

LONGEST_TEXT = 1000  # characters


class RadioGroup(forms.RadioSelect):
    """Choices of which one is right; that the answer is wrong says the group around them: a single one cannot be."""

    def create_option(self, *args, **kwargs):
        option = super().create_option(*args, **kwargs)
        option["attrs"].pop("aria-invalid", None)
        return option


class ReportForm(forms.Form):
    """Four kinds of error and a few words; an address only of somebody who would like an answer."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ErrorKind.choices,
        widget=RadioGroup,
        error_messages={"required": _("Please choose what is wrong.")},
    )
    text = forms.CharField(
        label=_("How is it really?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Please give no names and nothing about your own case. At most 1000 characters."),
    )
    reply_email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("Only if you would like an answer. We delete the address once you have it, after 90 days at most."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    token = TokenField()

    def save(self, offer) -> ErrorReport:
        """Store the report and tell the partner; the same form sent again does neither."""
        values = {name: self.cleaned_data[name] for name in ("kind", "text", "reply_email")}
        return take_report(offer, token=self.cleaned_data["token"], **values)


class AnswerForm(forms.Form):
    """What became of a report."""

    answer = forms.CharField(
        label=_("What have you done?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Such as “The number is right again.” If the person left an address, she reads this."),
        error_messages={"required": _("Please say in a sentence what you have done.")},
    )
