"""What of the overview is shown. The names are parts of addresses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.models import PolicyField
from referrals.models import Status
from referrals.overview import ALL, OPEN, OVERDUE


class OverviewFilter(forms.Form):
    """Field, state, and whether ended ones too; whatever makes no sense counts for nothing."""

    feld = forms.ModelChoiceField(
        PolicyField.objects.none(), to_field_name="slug", required=False, label=_("Policy field"), empty_label=_("All")
    )
    stand = forms.ChoiceField(
        choices=[("", _("All")), *((code, words) for code, words in Status.choices if code != Status.DRAFT)],
        required=False, label=_("State"),
    )  # fmt: skip
    zeigen = forms.ChoiceField(
        choices=[(OPEN, _("Open ones")), (OVERDUE, _("Overdue ones")), (ALL, _("All of them"))],
        required=False, label=_("Show"),
    )  # fmt: skip

    def __init__(self, *args, fields, **options):
        super().__init__(*args, **options)
        self.fields["feld"].queryset = fields

    def chosen(self) -> dict:
        """The arguments of ``chosen_referrals``."""
        self.is_valid()
        values = self.cleaned_data
        return {
            "field": values.get("feld"), "status": values.get("stand", ""), "show": values.get("zeigen") or OPEN,
        }  # fmt: skip
