"""Asking for a new link to one referral."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NewLinkForm(forms.Form):
    """The same question whether the portal knows the link or not; the mail goes to the known address alone."""

    email = forms.EmailField(
        label=_("The e-mail address to which the portal writes"), widget=forms.EmailInput({"autocomplete": "email"})
    )
