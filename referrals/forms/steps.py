"""What a step asks for before it is taken."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.models import Offer
from referrals import reasons
from referrals.models import Reason, Status
from referrals.workflow import STEPS

LONGEST_NOTE = 2000  # characters
LAST_NUMBER = 2**31 - 1


def words_field(label, **options):
    """Some sentences to the other office."""
    return forms.CharField(label=label, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 5}), **options)


def day_field(label, **options):
    """A day, as browsers want it."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


class StepForm(forms.Form):
    """A step that asks for nothing. ``version`` and ``seen`` (the last event) are those of the page one looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LAST_NUMBER)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LAST_NUMBER, required=False)

    def __init__(self, *args, referral, name, **options):
        self.referral, self.name = referral, name
        last = referral.events.last()
        options["initial"] = {"version": referral.version, "seen": last.pk if last else 0} | options.get("initial", {})
        super().__init__(*args, **options)

    def facts(self) -> dict:
        """What ``take_step`` needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def add_refusal(self, words):
        """Say beside the field, or above the form, what is missing."""
        names = {
            "note": "note",
            "reason": "reason",
            "waiting": "waitlist_place",
            "first_contact_on": "first_contact_on",
        }
        needed = [names[need] for need in STEPS[self.name].needs if names[need] in self.fields]
        self.add_error(needed[0] if needed else None, words)


class QuestionForm(StepForm):
    note = words_field(_("Your question"), help_text=_("To the office that sent it. Ask only what you need to know."))


class AnswerForm(StepForm):
    note = words_field(_("Your answer"), help_text=_("Write only what the person agrees to."))


class ContactForm(StepForm):
    first_contact_on = day_field(_("Day of the first contact"), initial=timezone.localdate)

    def clean_first_contact_on(self):
        day = self.cleaned_data["first_contact_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        if self.referral.sent_on and day < self.referral.sent_on:
            raise forms.ValidationError(_("On this day the referral had not been sent yet."))
        return day


class WaitingListForm(StepForm):
    """A place or an estimated day: one of the two is needed."""

    waitlist_place = forms.IntegerField(
        label=_("Place on the list"), required=False, min_value=1, max_value=9999,
        widget=forms.NumberInput({"inputmode": "numeric"}), help_text=_("This or a day: one of the two is needed."),
    )  # fmt: skip
    estimated_on = day_field(_("Probably from"), required=False, help_text=_("A rough estimate is enough."))

    def clean_estimated_on(self):
        day = self.cleaned_data["estimated_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return day


class ReasonRadio(forms.RadioSelect):
    """Each reason with the polite sentence that goes to the other side."""

    option_template_name = "referrals/_reason.html"


class ReasonForm(StepForm):
    """One of the reasons for this step, and words of one's own in the place of its sentence."""

    reason = forms.ModelChoiceField(
        Reason.objects.none(), label=_("Why?"), empty_label=None, widget=ReasonRadio,
        error_messages={"required": _("Please say why.")},
    )  # fmt: skip
    note = words_field(
        _("Your own words"), required=False,
        help_text=_("They go to the other office in the place of the sentence above. Empty: the sentence goes."),
    )  # fmt: skip

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].queryset = Reason.objects.offered(STEPS[self.name].reason)

    def clean(self):
        reason = self.cleaned_data.get("reason")
        if reason and reason.needs_text and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", _("Please add a few words to this reason."))
        return self.cleaned_data


class OutcomeForm(ReasonForm):
    note = words_field(_("A few words about it"), required=False, help_text=_("Only what the sender has to know."))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].label = _("How did it help?")


class DeclineForm(ReasonForm):
    """A refusal may name an offer that fits better."""

    better_offer = forms.CharField(
        label=_("A better offer"), required=False, max_length=300,
        help_text=_("Its name, or the address of its page in this portal."),
    )  # fmt: skip

    def clean_better_offer(self):
        words = self.cleaned_data["better_offer"].strip()
        return offer_named(words) if words else None

    def clean(self):
        cleaned = super().clean()
        names_one = cleaned.get("better_offer") or cleaned.get("note", "").strip() or "better_offer" in self.errors
        if cleaned.get("reason") and cleaned["reason"].code == reasons.WRONG_OFFER and not names_one:
            self.add_error("better_offer", _("Please name the better offer here, or write of it in your own words."))
        return cleaned


class SettleForm(StepForm):
    """After a refusal the sender says whether the parent may read why."""

    shares_reason = forms.BooleanField(
        label=_("The person may read the reason, on the page that the code on the slip opens."), required=False
    )  # fmt: skip

    def __init__(self, *args, referral, **options):
        options["initial"] = {"shares_reason": referral.shares_reason}
        super().__init__(*args, referral=referral, **options)
        if referral.status not in (Status.DECLINED, Status.UNMET):
            del self.fields["shares_reason"]


def offer_named(words) -> Offer:
    """The published offer with that address or name. Raises ``ValidationError`` where none, or several, could be it."""
    offers, slug = Offer.objects.published(), words.rstrip("/").rpartition("/")[2]
    if found := offers.filter(slug=slug).first() or offers.filter(title__iexact=words).first():
        return found
    near = list(offers.filter(title__icontains=words).order_by("title", "pk")[:6])
    if len(near) == 1:
        return near[0]
    if near:
        names = "; ".join(offer.title for offer in near[:5])
        raise forms.ValidationError(_("Several offers are called so: %(names)s"), params={"names": names})
    raise forms.ValidationError(_("There is no offer of this name in the portal."))


FORMS = {
    "ask": QuestionForm, "answer": AnswerForm, "contact": ContactForm, "waitlist": WaitingListForm,
    "complete": OutcomeForm, "give_up": ReasonForm, "decline": DeclineForm, "withdraw": ReasonForm,
    "settle": SettleForm,
}  # fmt: skip


def form_for(name: str) -> type[StepForm]:
    """The form of a step."""
    return FORMS.get(name, StepForm)
