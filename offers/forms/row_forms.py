"""One row of an offer as a form: an opening time, an exception, a price, a step, a form or link."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from offers.forms.fields import CLOCK, DAY, PLEASE_ANSWER
from offers.forms.own_places import own_places, place_choices
from offers.forms.uploads import FormFileField, kept_file, kept_mark
from offers.models import CostOption, NextStep, OfferLink, OpeningException, OpeningTime
from offers.models.opening import Frequency, WeekOfMonth

RHYTHMS = {
    "weekly 1 0": _("every week"),
    "weekly 2 0": _("every second week"),
    "monthly 1 1": _("every first in the month"),
    "monthly 1 2": _("every second in the month"),
    "monthly 1 3": _("every third in the month"),
    "monthly 1 4": _("every fourth in the month"),
    "monthly 1 -1": _("every last in the month"),
}


class RowForm(forms.ModelForm):
    """One row. ``rare`` names fields that few rows need: the page folds them away while they are empty."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    rare = ()

    def __init__(self, *args, offer, number=1, **kwargs):
        self.offer, self.number = offer, number
        super().__init__(*args, **kwargs)
        self.instance.offer = offer
        self.initial["id"] = self.instance.pk
        for field in self.fields.values():
            field.error_messages["required"] = PLEASE_ANSWER

    @property
    def is_there(self) -> bool:
        """Whether the row is to be there once this is saved."""
        wanted = self.has_changed() or self.instance.pk is not None
        return wanted and not self.cleaned_data.get("DELETE", False)

    @property
    def usual_fields(self):
        return [field for field in self.visible_fields() if field.name not in (*self.rare, "DELETE")]

    @property
    def rare_fields(self):
        return [field for field in self.visible_fields() if field.name in self.rare]

    @property
    def says_rare(self) -> bool:
        """Whether one of the rare fields holds something, or an error."""
        defaults = {field.name: field.get_default() for field in self._meta.model._meta.fields}
        return any(
            field.errors or field.value() not in (None, "", False, defaults.get(field.name))
            for field in self.rare_fields
        )


class BothTimes:
    """For rows with ``opens`` and ``closes``: both or neither. (The database keeps it; this says it kindly.)"""

    def clean(self):
        cleaned = super().clean()
        if "opens" in cleaned and "closes" in cleaned and (cleaned["opens"] is None) != (cleaned["closes"] is None):
            self.add_error("closes" if cleaned["closes"] is None else "opens", _("Please give both times, or neither."))
        return cleaned


class OpeningTimeForm(BothTimes, RowForm):
    rhythm = forms.ChoiceField(label=_("How often?"))
    rare = ("label", "by_appointment", "location", "starts_on", "until", "in_school_holidays", "on_public_holidays")

    class Meta:
        model = OpeningTime
        fields = [
            "weekdays", "opens", "closes", "rhythm", "label", "by_appointment", "location", "starts_on", "until",
            "in_school_holidays", "on_public_holidays",
        ]  # fmt: skip
        widgets = {"opens": CLOCK, "closes": CLOCK, "starts_on": DAY, "until": DAY}
        labels = {
            "opens": _("From"), "closes": _("Until"), "label": _("What are these times for?"),
            "by_appointment": _("at these times by appointment only"), "location": _("Only in one of the places?"),
            "starts_on": _("From which day?"), "until": _("Until which day?"),
            "in_school_holidays": _("And in the school holidays?"),
            "on_public_holidays": _("And on public holidays?"),
        }  # fmt: skip
        help_texts = {
            "location": "", "starts_on": _("“Every second week” is counted from this day."),
            "label": _("Such as “telephone hours”."),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].label = _("On which days?")
        self.initial["rhythm"] = rhythm_of(self.instance)
        known = dict(RHYTHMS)
        # What only an import can say stays as it is.
        known.setdefault(rhythm_of(self.instance), rhythm_words(self.instance))
        self.fields["rhythm"].choices = list(known.items())
        self.fields["location"].queryset = own_places(self.offer)
        self.fields["location"].choices = [("", _("no, in all of them")), *place_choices(self.offer)]

    def clean(self):
        cleaned = super().clean()
        frequency, interval, week = cleaned.get("rhythm", rhythm_of(self.instance)).split()
        self.instance.frequency, self.instance.interval = frequency, int(interval)
        self.instance.week_of_month = int(week) or None
        if int(interval) > 1 and not cleaned.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", _("“Every second week” needs a first day to count from."))
        return cleaned


def rhythm_of(row) -> str:
    """How often a rule applies, as one word for the list of choices."""
    return f"{row.frequency} {row.interval} {row.week_of_month or 0}"


def rhythm_words(row) -> str:
    """The same for people."""
    if row.frequency == Frequency.WEEKLY:
        words = ngettext("every %(count)s week", "every %(count)s weeks", row.interval)
        return words % {"count": row.interval}
    which = dict(WeekOfMonth.choices).get(row.week_of_month, "")
    words = ngettext("%(which)s, every %(count)s month", "%(which)s, every %(count)s months", row.interval)
    return words % {"count": row.interval, "which": which}


class OpeningExceptionForm(BothTimes, RowForm):
    class Meta:
        model = OpeningException
        fields = ["starts_on", "ends_on", "opens", "closes", "reason"]
        widgets = {"opens": CLOCK, "closes": CLOCK, "starts_on": DAY, "ends_on": DAY}
        labels = {
            "starts_on": _("First day"), "ends_on": _("Last day"), "opens": _("Open from"), "closes": _("until"),
            "reason": _("Why?"),
        }  # fmt: skip
        help_texts = {"opens": _("Empty: closed on these days."), "ends_on": _("Empty: this one day only.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False

    def clean(self):
        cleaned = super().clean()
        if "ends_on" not in self.errors and not cleaned.get("ends_on"):
            cleaned["ends_on"] = self.instance.ends_on = cleaned.get("starts_on")
        return cleaned


class CostOptionForm(RowForm):
    rare = ("reduced_amount", "reduced_for")

    class Meta:
        model = CostOption
        fields = ["label", "amount", "unit", "reduced_amount", "reduced_for"]
        localized_fields = ["amount", "reduced_amount"]
        labels = {
            "label": _("What for?"), "amount": _("How many euros?"), "unit": _("Per what?"),
            "reduced_amount": _("How many euros reduced?"), "reduced_for": _("Reduced for whom?"),
        }  # fmt: skip


class NextStepForm(RowForm):
    class Meta:
        model = NextStep
        fields = ["text", "position", "starter"]
        labels = {"text": _("What is to be done?"), "position": _("Which step is it?"), "starter": _("Who does it?")}
        help_texts = {"position": _("Empty: the last one.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        if self.instance.pk is None:
            self.initial["position"] = None  # so that an empty row stays one

    def clean_position(self):
        position = self.cleaned_data["position"]
        return self.number if position is None else position


class OfferLinkForm(RowForm):
    file = FormFileField(label=_("A file (PDF)"), help_text=_("At most 5 MB. Parents download it as it is."))
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = OfferLink
        fields = ["title", "url", "file", "kept"]
        labels = {"title": _("What is it called?"), "url": _("Address of a page")}
        help_texts = {"title": _("Such as “Application form”."), "url": _("Either an address or a file.")}

    @property
    def has_kept_file(self) -> bool:
        """Whether a file has arrived that is not saved with the offer yet."""
        return self.is_bound and kept_file(self["kept"].value()) is not None

    def clean(self):
        cleaned = super().clean()
        upload, kept = cleaned.get("file"), kept_file(cleaned.get("kept"))
        if upload:
            # Stored at once: browsers do not send a file again with a form that comes back, and approval comes later.
            kept = upload.store()
            self.data = self.data.copy()
            self.data[self.add_prefix("kept")] = kept_mark(kept)
        cleaned["file"] = kept.name if kept else self.instance.file.name
        if kept:
            self.instance.file_type, self.instance.file_size = "PDF", kept.size
        if not cleaned["file"] and not cleaned.get("url") and not {"url", "file"} & set(self.errors):
            self.add_error("url", _("Please give an address or a file."))
        return cleaned
