"""Beginning to accompany somebody, noting what happened beside the referrals, and ending it."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from offers.forms.fields import DAY, PLEASE_ANSWER, LongTextField
from partners.models import Municipality, Partner
from referrals.accompaniments import KINDS
from referrals.consents import last_possible_day
from referrals.forms.consents import WAYS
from referrals.models import AccompanimentEnd, Reason, Referral, StepNoteKind
from referrals.models.choices import ConsentForm as Way


class StartForm(forms.Form):
    """The consent to be accompanied. ``senders``: the person's own partners, as a queryset."""

    owner = forms.ModelChoiceField(
        label=_("Which organisation accompanies?"), queryset=Partner.objects.none(), empty_label=None,
        to_field_name="slug",
    )  # fmt: skip
    municipality = forms.ModelChoiceField(
        label=_("Where does the person live?"), required=False, empty_label=_("we leave this open"),
        queryset=Municipality.objects.filter(in_region=True),
        help_text=_("Without a street. It decides which offers are shown at each step."),
    )  # fmt: skip
    given = forms.ChoiceField(
        label=_("How was the consent given?"), choices=list(WAYS.items()), widget=forms.RadioSelect,
        error_messages={"required": PLEASE_ANSWER},
    )  # fmt: skip
    witness = forms.CharField(
        label=_("Who of you keeps the paper, or was the witness?"), max_length=120, required=False,
        help_text=_("Only for paper and for spoken consent."),
    )  # fmt: skip
    given_on = forms.DateField(label=_("Given on"), widget=DAY)
    is_read = forms.BooleanField(
        label=_("The person has read the words above, or they were read out."),
        error_messages={"required": PLEASE_ANSWER},
    )

    def __init__(self, *args, senders, **options):
        options["initial"] = {"given_on": timezone.localdate()} | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.senders = senders
        self.fields["owner"].queryset = senders
        if len(senders) == 1:
            del self.fields["owner"]

    @property
    def owner_chosen(self) -> Partner:
        """Who accompanies; the first of the person's partners until she has chosen."""
        return getattr(self, "cleaned_data", {}).get("owner") or self.senders[0]

    @property
    def until(self):
        """Until when the consent holds at most, as far as that is known."""
        cleaned = getattr(self, "cleaned_data", {})
        today = timezone.localdate()
        return last_possible_day(cleaned.get("given"), min(cleaned.get("given_on") or today, today))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("given") in (Way.PAPER, Way.SPOKEN) and not cleaned.get("witness"):
            self.add_error("witness", PLEASE_ANSWER)
        day = cleaned.get("given_on")
        if day and day > timezone.localdate():
            self.add_error("given_on", _("A consent cannot be given in the future."))
        elif day and cleaned.get("given") and last_possible_day(cleaned["given"], day) < timezone.localdate():
            self.add_error("given_on", _("This consent does not hold any more. Please ask for it anew."))
        return cleaned


class NoteForm(forms.Form):
    """Why a step goes early, or what came of one that was done without a referral; ``kind`` of ``StepNoteKind``."""

    reason = forms.ModelChoiceField(
        queryset=Reason.objects.none(), widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": PLEASE_ANSWER},
    )  # fmt: skip
    text = LongTextField(
        label=_("In a few words"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("No names. Your team alone can read it, and it goes with the personal details."),
    )  # fmt: skip

    LABELS = {
        StepNoteKind.EARLY: _("Why does this step go early?"),
        StepNoteKind.DONE: _("What came of it?"),
    }

    def __init__(self, *args, kind, **options):
        super().__init__(*args, **options)
        self.fields["reason"].queryset = Reason.objects.offered(KINDS[kind])
        self.fields["reason"].label = self.LABELS[kind]

    def clean(self):
        cleaned = super().clean()
        reason = cleaned.get("reason")
        if reason and reason.needs_text and not cleaned.get("text", "").strip():
            self.add_error("text", _("Please add a few words to this reason."))
        return cleaned


class ReferralField(forms.ModelChoiceField):
    """A referral in words that say nothing about the person."""

    def label_from_instance(self, referral):
        day = date_format(timezone.localtime(referral.created_at), "j. F Y")
        return f"{referral} · {referral.recipient_name} · {day} · {referral.get_status_display()}"


class AttachForm(forms.Form):
    """Which earlier referral counts as a step. ``referrals``: those that may."""

    referral = ReferralField(
        label=_("Which referral?"), queryset=Referral.objects.none(), to_field_name="number",
        empty_label=_("Please choose"),
        help_text=_("Numbers and offices alone are shown here. If in doubt, open the referral first."),
    )  # fmt: skip
    is_same = forms.BooleanField(
        label=_("It is about the person whom you accompany here."), error_messages={"required": PLEASE_ANSWER}
    )

    def __init__(self, *args, referrals, **options):
        super().__init__(*args, **options)
        self.fields["referral"].queryset = referrals


class EndForm(forms.Form):
    """Why nobody goes on."""

    why = forms.ChoiceField(
        label=_("Why does it end?"), widget=forms.RadioSelect, error_messages={"required": PLEASE_ANSWER},
        choices=[choice for choice in AccompanimentEnd.choices if choice[0] != AccompanimentEnd.CONSENT_ENDED],
    )  # fmt: skip
