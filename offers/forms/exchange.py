"""Bringing in a table: choosing the file, then agreeing to what it would change."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offers.exchange.tables import MAX_BYTES


class FileForm(forms.Form):
    """One file, CSV or XLSX."""

    file = forms.FileField(
        label=_("Which file?"),
        help_text=_("CSV or XLSX, 5 MB and 2,000 rows at most. The file itself is not kept."),
        widget=forms.ClearableFileInput({"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": MAX_BYTES // 1_000_000})
        return file


class AgreeForm(forms.Form):
    """What the preview carries to the button below it."""

    payload = forms.CharField(widget=forms.HiddenInput, strip=False)
    only_good = forms.BooleanField(label=_("Take over only the good rows"), required=False)
    take_conflicts = forms.BooleanField(label=_("Where both were changed, the file counts"), required=False)
