"""Asking for a new link to confirm entries."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NewLinkForm(forms.Form):
    """Where the link is only old the portal knows the partner; where it is broken somebody has to name an address."""

    email = forms.EmailField(
        label=_("The e-mail address to which the portal writes"), widget=forms.EmailInput({"autocomplete": "email"})
    )

    def __init__(self, *args, is_known, **kwargs):
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["email"]
