"""Who helps with what, where: the few questions of colleagues."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.models import PolicyField


class WhoHelpsForm(forms.Form):
    """The fields have the names of the public search, which answers them."""

    q = forms.CharField(
        label=_("Who helps with …"), max_length=200, required=False, help_text=_("In your own words, such as “debts”.")
    )
    feld = forms.ModelChoiceField(
        label=_("Field"), queryset=PolicyField.objects.all(), to_field_name="slug", required=False,
        empty_label=_("all fields"),
    )  # fmt: skip
    ort = forms.CharField(label=_("Place or postcode"), max_length=100, required=False)
