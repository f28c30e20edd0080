"""A message from one office to the other."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network_portal.once import TokenField
from referrals.forms.steps import words_field


class MessageForm(forms.Form):
    text = words_field(
        _("Message to the other office"),
        help_text=_("The person does not read it. Write only what the other office needs."),
        error_messages={"required": _("Please write a few words.")},
    )
    token = TokenField()

    def clean_text(self):
        return self.cleaned_data["text"].strip()
