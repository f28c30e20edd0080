"""The word of a partner on a chain."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.forms.fields import PLEASE_ANSWER
from partners.models import Partner

ANSWERS = [("yes", _("We agree.")), ("no", _("Something should be different."))]
LAST_NUMBER = 32_000


class AnswerForm(forms.Form):
    """Yes, or what should be different. ``partners``: for which the person may speak, of which she works for ``own``;
    ``version``: as shown. For others she notes who has said it.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LAST_NUMBER)
    partner = forms.ModelChoiceField(
        label=_("For which organisation?"), queryset=Partner.objects.none(), empty_label=None, to_field_name="slug"
    )
    agrees = forms.ChoiceField(
        label=_("Is it right so?"), choices=ANSWERS, widget=forms.RadioSelect,
        error_messages={"required": PLEASE_ANSWER},
    )  # fmt: skip
    note = forms.CharField(
        label=_("What should be different?"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed if you do not agree. All partners can read it."),
    )  # fmt: skip

    def __init__(self, *args, partners, own, version, **options):
        super().__init__(*args, **options)
        self.own = own
        self.fields["version"].initial = version
        self.fields["partner"].queryset = Partner.objects.filter(pk__in=[partner.pk for partner in partners])
        self.only = partners[0] if len(partners) == 1 else None
        if self.only:
            del self.fields["partner"]
        if any(partner.pk not in own for partner in partners):
            self.fields["note"].label = _("Who has said so, and when? What should be different?")
            self.fields["note"].help_text = _(
                "Needed where nobody of the partner has an account. All partners can read it."
            )

    def clean(self):
        cleaned = super().clean()
        if self.only:
            cleaned["partner"] = self.only
        partner = cleaned.get("partner")
        is_needed = cleaned.get("agrees") == "no" or (partner and partner.pk not in self.own)
        if is_needed and not cleaned.get("note", "").strip():
            self.add_error("note", PLEASE_ANSWER)
        return cleaned
