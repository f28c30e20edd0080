"""Recording a consent: what is released, how it was given, until when; and the words as they will be stored."""

from typing import NamedTuple

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from offers.forms.fields import DAY, PLEASE_ANSWER
from partners.models import Partner
from partners.models.choices import ReferralFact
from referrals.asking import asked_facts
from referrals.consents import consent_text, current_wording, last_possible_day, wording_with
from referrals.handing import Target, released_of
from referrals.models.choices import ConsentForm as Way

SHOWN = "shown"  # the hidden fields that say which words stood on the page
OPEN = "[…]"  # for what is not ticked yet
WAYS = {
    Way.PAPER: _("signed on paper; we keep the paper"),
    Way.SCREEN: _("here on the screen, together with the person"),
    Way.SPOKEN: _("spoken, with a witness; counts for 14 days at most"),
}


class Shown(NamedTuple):
    """The words for one recipient; ``pattern`` has marks where ticks and day go, for the script that fills them in."""

    recipient: Partner
    text: str
    pattern: str
    asked: str


class ConsentForm(forms.Form):
    """A consent. ``drafts``: the referrals it is for, stored or not; ``content``: what could be released;
    ``third``: partners of which one may be named to which the recipient may hand on.
    """

    released = forms.MultipleChoiceField(
        label=_("What may be passed on?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Tick it together with the person. What is not ticked does not exist for the recipient."),
    )  # fmt: skip
    given = forms.ChoiceField(
        label=_("How was the consent given?"), choices=list(WAYS.items()), widget=forms.RadioSelect, required=False
    )
    witness = forms.CharField(
        label=_("Who of you keeps the paper, or was the witness?"), max_length=120, required=False,
        help_text=_("Only for paper and for spoken consent."),
    )  # fmt: skip
    given_on = forms.DateField(label=_("Given on"), widget=DAY, required=False)
    valid_until = forms.DateField(
        label=_("Valid until"), widget=DAY, required=False,
        help_text=_("Empty: for as long as possible, which is twelve months, or 14 days if it was spoken."),
    )  # fmt: skip
    forward_to = forms.ModelChoiceField(
        label=_("May hand on to"), queryset=Partner.objects.none(), required=False, empty_label=_("nobody"),
        help_text=_("Only if the person wants this, too. Otherwise the recipient has to ask the person again."),
    )  # fmt: skip

    errors_heading = ""  # above the errors, where nothing is missing and the words have only to be read

    def __init__(self, *args, releasable, drafts=(), content=None, third=None, is_needed=True, **options):
        options["initial"] = {"given_on": timezone.localdate()} | (options.get("initial") or {})
        super().__init__(*args, **options)
        self._drafts, self._content, self.is_needed = list(drafts), content or {}, is_needed
        labels = dict(ReferralFact.choices)
        self.fields["released"].choices = [(key, labels[key]) for key in releasable]
        if third is None:
            del self.fields["forward_to"]
        else:
            self.fields["forward_to"].queryset = third

    @property
    def drafts(self) -> list:
        """The referrals that are to be released."""
        return self._drafts

    @property
    def content(self) -> dict[str, str]:
        """What there is to release."""
        return self._content

    def clean(self):
        cleaned = super().clean()
        if self.is_needed:
            self._check_consent(cleaned)
            if not self.errors and not self._was_shown():
                self.errors_heading = _("Please read the words of the consent")
                self.add_error(None, _("The words below now say what you ticked. Please read them with the person "
                                       "once more. Then send."))  # fmt: skip
        return cleaned

    def _check_consent(self, cleaned):
        """Say beside each field what is missing; the database would refuse it, too."""
        given = cleaned.get("given")
        for name in ("released", "given", "given_on"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, PLEASE_ANSWER)
        if given in (Way.PAPER, Way.SPOKEN) and not cleaned.get("witness"):
            self.add_error("witness", PLEASE_ANSWER)
        if "released" not in self.errors and not all(self.released_to(draft) for draft in self.drafts):
            self.add_error("released", _("Tick at least one thing for each recipient that you have filled in above."))
        if given and cleaned.get("given_on"):
            self._check_days(cleaned)

    def _check_days(self, cleaned):
        today = timezone.localdate()
        if cleaned["given_on"] > today:
            self.add_error("given_on", _("A consent cannot be given in the future."))
            return
        latest = last_possible_day(cleaned["given"], cleaned["given_on"])
        if not today <= (cleaned.get("valid_until") or latest) <= latest:
            day = date_format(latest)
            self.add_error("valid_until", _("Please choose a day from today to %(day)s.") % {"day": day})

    def released_to(self, draft) -> list[str]:
        """What was ticked and exists for the recipient of one referral."""
        ticked = self.cleaned_data.get("released", []) if self.is_bound else []
        return released_of(Target(draft.recipient, draft.offer), ticked, self.content)

    @property
    def last_day(self):
        """Until when it is to hold, as far as that is known."""
        cleaned = getattr(self, "cleaned_data", {})
        today = timezone.localdate()
        given_on = min(cleaned.get("given_on") or today, today)  # a day to come is refused; the calendar ends in 9999
        return cleaned.get("valid_until") or last_possible_day(cleaned.get("given"), given_on)

    @property
    def texts(self) -> list[Shown]:
        """The words for each recipient, as they will be stored; with dots where nothing is ticked yet."""
        self.errors  # noqa: B018 -- reading them cleans the form
        forward_to = getattr(self, "cleaned_data", {}).get("forward_to")
        wording, found = current_wording(), []
        for draft in self.drafts:
            facts, day = self.released_to(draft), self.last_day
            text = consent_text(draft, facts, day, wording=wording, forward_to=forward_to) if facts else (
                wording_with(draft, OPEN, date_format(day, "j. F Y"), wording=wording, forward_to=forward_to)
            )  # fmt: skip
            pattern = wording_with(draft, "{facts}", "{until}", wording=wording, forward_to=forward_to)
            asked = " ".join(asked_facts(draft.recipient, draft.offer))
            found.append(Shown(draft.recipient, text, pattern, asked))
        return found

    def _was_shown(self) -> bool:
        """Whether the words that will be stored stood on the page that was sent."""
        return [squeezed(text) for text in self.data.getlist(SHOWN)] == [squeezed(each.text) for each in self.texts]

    @property
    def release(self) -> list:
        """The fields that everybody answers."""
        return [self[name] for name in ("released", "given", "witness")]

    @property
    def release_more(self) -> list:
        """The fields that are filled in already, or may stay empty."""
        return [self[name] for name in ("given_on", "valid_until", "forward_to") if name in self.fields]

    @property
    def consent(self) -> dict:
        """The arguments of ``record_consent``."""
        cleaned = self.cleaned_data
        return {
            "form": cleaned["given"], "facts": cleaned["released"], "given_on": cleaned["given_on"],
            "valid_until": self.last_day, "witness": cleaned["witness"], "giver": self.content.get("name", ""),
            "forward_to": cleaned.get("forward_to"),
        }  # fmt: skip


def third_partners(*others):
    """Partners to which somebody could be handed on, without those who have to do with it already."""
    return Partner.objects.taking_referrals().exclude(pk__in=[partner.pk for partner in others])


def squeezed(text: str) -> str:
    """A text without the ends of its lines, which browsers change."""
    return " ".join(text.split())
