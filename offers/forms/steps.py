"""The word, the day or the entry that a step asks for before it is taken."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.models import Offer

LONGEST_NOTE = 1000  # characters


class StepForm(forms.Form):
    """A step that asks for nothing: only whether it is meant."""

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer = offer


class NoteForm(StepForm):
    """A word from the moderator to the partner."""

    note = forms.CharField(
        label=_("What should be changed?"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The partner reads this in a mail and on the page of the entry."),
        error_messages={"required": _("Please say in a sentence what should be changed.")},
    )


class WordForm(StepForm):
    """A word that need not be."""

    note = forms.CharField(max_length=LONGEST_NOTE, required=False)


class UntilForm(StepForm):
    """The last day of a pause."""

    until = forms.DateField(
        label=_("Paused until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day of the pause. Empty where you do not know yet."),
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return until


class ReplacedByForm(StepForm):
    """Where the page of an ended offer leads."""

    replaced_by = forms.ModelChoiceField(
        Offer.objects.none(),
        label=_("Is there another offer instead?"),
        required=False,
        empty_label=_("No"),
        help_text=_("The old page then leads there."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Offer.objects.published().filter(partner=self.offer.partner).exclude(pk=self.offer.pk)
        self.fields["replaced_by"].queryset = others


FORMS = {"return": NoteForm, "hide": NoteForm, "pause": UntilForm, "end": ReplacedByForm}


def form_for(name: str) -> type[StepForm]:
    """The form of a step."""
    return FORMS.get(name, StepForm)
